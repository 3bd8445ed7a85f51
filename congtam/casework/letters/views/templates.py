"""Templates of the papers: today's official form, the shipped template, the office's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtam.casework.letters.forms.papers import ComparedForm, UploadTemplateForm
from congtam.foundation import clock
from congtam.foundation.access.models import Unit
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.saving import opening, save
from congtam.interface.web.serving import attachment
from congtam.mechanisms.documents.apps import MANAGE_TEMPLATES
from congtam.mechanisms.documents.checking import Problem
from congtam.mechanisms.documents.kinds import DocumentKind, Form, kinds
from congtam.mechanisms.documents.models import DocumentTemplate
from congtam.mechanisms.documents.packing import DOCX
from congtam.mechanisms.documents.templates import (
    TemplateRefused,
    mark_compared,
    retire_template,
    upload_template,
)

PREFIX = "letters."


@dataclass(frozen=True, kw_only=True)
class ShownKind:
    """One kind of paper: the form in force today, and which template is used."""

    name: str
    kind: DocumentKind
    form: Form | None
    own: DocumentTemplate | None

    @property
    def compared(self) -> bool:
        return self.own.compared if self.own else self.kind.compared


@require_GET
@needs(MANAGE_TEMPLATES)
def kinds_page(request: ActorRequest) -> HttpResponse:
    """All kinds of papers of letters."""
    own = {template.kind: template for template in _versions(request).filter(active=True)}
    shown = [_shown(name, kind, own.get(kind.name), clock.today()) for name, kind in _kinds()]
    return render(request, "letters/templates.html", {"kinds": shown, "unit": _unit(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE_TEMPLATES)
def kind_page(request: ActorRequest, name: str) -> HttpResponse:
    """One kind: its variables and versions, and the upload of the office's own .docx."""
    kind = _kind_or_404(name)
    if request.method == "POST":
        return _upload(request, name, kind)
    return _page(request, name, kind, UploadTemplateForm(initial=opening(0)))


def _upload(request: ActorRequest, name: str, kind: DocumentKind) -> HttpResponse:
    form = UploadTemplateForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, name, kind, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    content = form.cleaned_data["template"].read()
    try:
        upload_template(actor=request.actor, unit=_unit(request), kind=kind, content=content)
    except TemplateRefused as refused:
        form.add_error(None, _("Chưa dùng được mẫu này; các lỗi ghi bên dưới."))
        return _page(
            request, name, kind, form, status=HTTPStatus.UNPROCESSABLE_ENTITY, problems=refused.problems
        )
    messages.success(
        request, _("Đang dùng mẫu của đơn vị. Sau khi so với mẫu chính thức, hãy ghi đã đối chiếu.")
    )
    return redirect("letters:template", name)


@require_POST
@needs(MANAGE_TEMPLATES)
def change(request: ActorRequest, name: str, pk: int, act: str) -> HttpResponse:
    """Use a version again, take it out of use, or say that it was compared."""
    kind, version = _kind_or_404(name), _version_or_404(request, name, pk)
    if act == "use":
        upload_template(actor=request.actor, unit=version.unit, kind=kind, content=bytes(version.content))
        messages.success(request, _("Đang dùng lại mẫu này."))
    elif act == "retire":
        retire_template(version, actor=request.actor)
        messages.success(request, _("Đã thôi dùng mẫu của đơn vị; dùng lại mẫu đi kèm phần mềm."))
    elif act == "compared":
        return _compared(request, name, kind, version)
    else:
        raise Http404
    return redirect("letters:template", name)


def _compared(
    request: ActorRequest, name: str, kind: DocumentKind, version: DocumentTemplate
) -> HttpResponse:
    form = ComparedForm(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        data = form.cleaned_data
        status = save(
            form, lambda: mark_compared(version, actor=request.actor, on=data["on"], note=data["note"]),
            telling={ValueError: None},
        )  # fmt: skip
    if status == HTTPStatus.OK:
        messages.success(request, _("Đã ghi là đã đối chiếu mẫu."))
        return redirect("letters:template", name)
    return _page(request, name, kind, UploadTemplateForm(initial=opening(0)), status=status, compared=form)


@require_GET
@needs(MANAGE_TEMPLATES)
def shipped(request: ActorRequest, name: str) -> HttpResponse:
    """The template that comes with the product, to work on in Word."""
    return _word(_kind_or_404(name).template.read_bytes(), name)


@require_GET
@needs(MANAGE_TEMPLATES)
def own_version(request: ActorRequest, name: str, pk: int) -> HttpResponse:
    """One version of the office's own template."""
    _kind_or_404(name)
    version = _version_or_404(request, name, pk)
    return _word(bytes(version.content), f"{name}-{version.sha256[:8]}")


def _word(content: bytes, name: str) -> HttpResponse:
    return attachment(content, media_type=DOCX, name=name)


def _page(
    request: ActorRequest, name: str, kind: DocumentKind, form: UploadTemplateForm, *,
    status: HTTPStatus = HTTPStatus.OK, problems: Iterable[Problem] = (),
    compared: ComparedForm | None = None,
) -> HttpResponse:  # fmt: skip
    versions = list(_versions(request).filter(kind=kind.name).select_related("uploaded_by", "compared_by"))
    own = next((version for version in versions if version.active), None)
    today = clock.today()
    context = {
        "shown": _shown(name, kind, own, today),
        "form": form,
        "compared_form": compared or ComparedForm(initial={"on": today, **opening(0)}),
        "problems": list(problems),
        "versions": versions,
        "forms": [(each, each.holds_on(today)) for each in kind.forms],
        "variables": [(variable, kind.label_of(variable), True) for variable in kind.variables]
        + [(variable, kind.label_of(variable), False) for variable in kind.optional],
    }
    return render(request, "letters/template.html", context, status=status)


def _shown(name: str, kind: DocumentKind, own: DocumentTemplate | None, today: date) -> ShownKind:
    return ShownKind(name=name, kind=kind, form=kind.form_on(today), own=own)


def _kinds() -> list[tuple[str, DocumentKind]]:
    return [(name.removeprefix(PREFIX), kind) for name, kind in kinds().items() if name.startswith(PREFIX)]


def _kind_or_404(name: str) -> DocumentKind:
    found = dict(_kinds()).get(name)
    if found is None:
        raise Http404
    return found


def _unit(request: ActorRequest) -> Unit:
    """The unit whose templates these are: where the actor may manage them, their own first."""
    actor = request.actor
    own = sorted(actor.unit_ids, key=lambda unit: unit != actor.unit_id)
    return Unit.objects.get(pk=next(unit for unit in own if actor.may(MANAGE_TEMPLATES, unit)))


def _versions(request: ActorRequest) -> QuerySet[DocumentTemplate]:
    visible = policy_for(DocumentTemplate).visible(request.actor)
    return visible.filter(unit=_unit(request)).defer("content").order_by("-active", "-uploaded_at")


def _version_or_404(request: ActorRequest, name: str, pk: int) -> DocumentTemplate:
    version = _versions(request).filter(kind=f"{PREFIX}{name}", pk=pk).select_related("unit").first()
    if version is None:
        raise Http404
    return version
