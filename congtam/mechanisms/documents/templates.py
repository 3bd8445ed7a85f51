"""An office's own templates: uploaded, checked, compared with the official form, taken out of use."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.models import Unit
from congtam.foundation.access.policies import policy_for
from congtam.mechanisms.documents.apps import MANAGE_TEMPLATES
from congtam.mechanisms.documents.checking import Problem, check_template
from congtam.mechanisms.documents.kinds import DocumentKind
from congtam.mechanisms.documents.models import DocumentTemplate


class TemplateRefused(Exception):
    """The uploaded file is no template of the kind; ``problems`` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The template that is used now: bytes, version (SHA-256, hex), whether somebody compared it with the
    official form, and whether it is the office's own."""

    content: bytes
    version: str
    compared: bool
    own: bool


def template_for(kind: DocumentKind, *, unit_id: int) -> Chosen:
    """The unit's own template in use, or the shipped one."""
    own = DocumentTemplate.objects.filter(unit_id=unit_id, kind=kind.name, active=True).first()
    if own is not None:
        return Chosen(content=bytes(own.content), version=own.sha256, compared=own.compared, own=True)
    content = kind.template.read_bytes()
    return Chosen(content=content, version=sha256(content).hexdigest(), compared=kind.compared, own=False)


@transaction.atomic
def upload_template(*, actor: Actor, unit: Unit, kind: DocumentKind, content: bytes) -> DocumentTemplate:
    """Check the bytes and put them in use; a version that was there before comes back into use.

    It counts as not compared until somebody says so. Raises NotPermitted, TemplateRefused.
    """
    actor.require(MANAGE_TEMPLATES, unit)
    if actor.account is None:
        raise NotPermitted(MANAGE_TEMPLATES)
    if problems := check_template(content, kind):
        raise TemplateRefused(problems)
    DocumentTemplate.objects.filter(unit=unit, kind=kind.name, active=True).update(active=False)
    template, made = DocumentTemplate.objects.get_or_create(
        unit=unit,
        kind=kind.name,
        sha256=sha256(content).hexdigest(),
        defaults={"content": content, "uploaded_by": actor.account},
    )
    if not made:
        template.active = True
        template.save(update_fields=["active"])
    return template


def mark_compared(template: DocumentTemplate, *, actor: Actor, on: date, note: str) -> None:
    """A person held the template against the official form; ``note`` says which.

    Raises NotPermitted, ValueError.
    """
    policy_for(DocumentTemplate).require(actor, MANAGE_TEMPLATES, template)
    if not note.strip():
        raise ValueError(_("Hãy ghi đã đối chiếu với mẫu nào."))
    if on > clock.today():
        raise ValueError(_("Ngày đối chiếu không thể sau hôm nay."))
    template.compared, template.compared_by, template.compared_on = True, actor.account, on
    template.note = note.strip()
    template.save(update_fields=["compared", "compared_by", "compared_on", "note"])


def retire_template(template: DocumentTemplate, *, actor: Actor) -> None:
    """Take the template out of use; the shipped one is used again. Raises NotPermitted."""
    policy_for(DocumentTemplate).require(actor, MANAGE_TEMPLATES, template)
    template.active = False
    template.save(update_fields=["active"])
