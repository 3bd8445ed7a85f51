"""What the acts on denunciations share."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from congtam.casework.letters import paper as letters_paper
from congtam.casework.letters.actions import Save
from congtam.casework.letters.denunciation.models import Denunciation, DenunciationMatter
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.mechanisms.documents.issuing import issue
from congtam.mechanisms.documents.kinds import DocumentKind, Facts
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle import exclusions
from congtam.mechanisms.lifecycle.acts import perform
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.mechanisms.rulebook import Rule


def check_day(denunciation: Denunciation, on: date, *, after: date | None = None, field: str = "on") -> None:
    """A legal day is not after today and not before the step that came before. Raises ValidationError."""
    if on > clock.today():
        raise ValidationError({field: [_("Ngày này chưa tới.")]})
    if on < (after or denunciation.received_on):
        raise ValidationError({field: [_("Ngày này không thể trước ngày của bước trước đó.")]})


def check_words(**typed: str) -> None:
    """Each text that a paper or the journal needs is there. Raises ValidationError by field."""
    if missing := {name: [_("Hãy ghi nội dung này.")] for name, text in typed.items() if not text.strip()}:
        raise ValidationError(missing)


def move(
    denunciation: Denunciation, *, step: str, actor: Actor, on: date, save: Save, **more: Any
) -> JournalEntry:
    """Perform a step as one save of one form."""
    return perform(
        denunciation.record, step, actor=actor, on=on, expected_version=save.version, save_key=save.key,
        **more,
    )  # fmt: skip


def put_on_paper(
    denunciation: Denunciation, kind: DocumentKind, *, actor: Actor, on: date, facts: Facts, save: Save,
    item: int = 0, further: bool = False,
) -> IssuedDocument:  # fmt: skip
    """Issue a paper; ``further`` is for the second paper of one save."""
    return issue(
        denunciation.record, kind, actor=actor, on=on, facts=facts, item=item,
        uid=None if further else save.key, letterhead=letters_paper.letterhead(denunciation.letter, on),
    )  # fmt: skip


def contents_at(denunciation: Denunciation, places: Iterable[int]) -> list[DenunciationMatter]:
    """The contents at these places. Raises ValidationError where one is not there."""
    wanted = set(places)
    found = list(denunciation.matters.filter(position__in=wanted).order_by("position"))
    if not found or len(found) != len(wanted):
        raise ValidationError({"places": [_("Hãy chọn nội dung của hồ sơ này.")]})
    return found


def ground_labels(rule: Rule | None, keys: Iterable[str], *, field: str) -> list[str]:
    """The grounds in Vietnamese. Raises ValidationError for none, and for one that the law does not name."""
    found = [rule.ground(key) if rule else None for key in keys]
    if not found or None in found:
        raise ValidationError({field: [_("Hãy chọn căn cứ mà luật nêu.")]})
    with override("vi"):
        return [ground.label for ground in found if ground]


def set_and_save(denunciation: Denunciation, values: Mapping[str, Any]) -> None:
    """Write columns of the denunciation; the step before has locked its record."""
    for name, value in values.items():
        setattr(denunciation, name, value)
    denunciation.save(update_fields=list(values))


def keep_away_as_before(denunciation: Denunciation) -> None:
    """Whoever is kept away from the denunciation that this one repeats is kept away from this one, and from the letter
    that it came in."""
    if denunciation.again is not None:
        for each in (denunciation.letter.record, denunciation.record):
            exclusions.carry_over(record=denunciation.again.record, to=each)
