"""Triage: the letter on the left, four questions on the right, Enter for the next one."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congtam.casework.letters.actions import MatterDetails, hold_letter, triage_letter
from congtam.casework.letters.forms.choosing import handlers_of
from congtam.casework.letters.forms.triage import HoldingForm, MatterForms, TriageForm, matter_forms
from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Competence, Kind, Letter
from congtam.casework.letters.queries import letters_of
from congtam.casework.letters.views.finding import letter_or_404, require_open
from congtam.casework.letters.views.foreseen import TriageDates, triage_dates
from congtam.casework.letters.views.meanwhile import meanwhile
from congtam.casework.letters.views.scans import shown_scans
from congtam.casework.letters.views.shown import common, shown_sender
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.saving import SaveForm, opening, save
from congtam.mechanisms.lifecycle.models import Record

TRIAGE = LETTER.step("triage")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def triage_page(request: ActorRequest, code: str) -> HttpResponse:
    """The page; 403 without the right, back to the letter where it is not waiting for triage."""
    letter = letter_or_404(request, code)
    policy_for(Record).require(request.actor, TRIAGE.needs, letter.record)
    if request.method == "POST":
        return _posted(request, letter)
    if letter.record.state not in TRIAGE.sources:
        messages.info(request, _("Đơn này không còn chờ phân loại."))
        return redirect("letters:record", code)
    require_open(request.actor, letter)
    return _page(request, letter, _fresh(letter), matter_forms(letter))


@require_POST
@signed_in
def dates_part(request: ActorRequest, code: str) -> HttpResponse:
    """The dates that follow from what is typed so far, as a part of the page."""
    letter = letter_or_404(request, code)
    policy_for(Record).require(request.actor, TRIAGE.needs, letter.record)
    rows = matter_forms(letter, request.POST)
    dates = _dates(letter, _bound(request, letter), rows)
    return render(request, "letters/triage/dates.html", {"dates": dates})


def _fresh(letter: Letter) -> TriageForm:
    start = {
        "competence": letter.competence,
        "competent_body": letter.competent_body,
        "refusal_grounds": letter.refusal_grounds,
        "handler": letter.record.holder_id or "",
    }
    return TriageForm(initial={**start, **opening(letter.record.version)}, people=_people(letter))


def _people(letter: Letter) -> dict[str, Any]:
    return handlers_of(letter.unit_id, clock.today(), now=letter.record.holder, record=letter.record)


def _bound(request: ActorRequest, letter: Letter) -> TriageForm:
    return TriageForm(request.POST, people=_people(letter))


def _posted(request: ActorRequest, letter: Letter) -> HttpResponse:
    if "hold" in request.POST:
        return _hold(request, letter)
    form, rows = _bound(request, letter), matter_forms(letter, request.POST, add="add" in request.POST)
    if "add" in request.POST or "preview" in request.POST:
        return _page(request, letter, _without_errors(form), _without_row_errors(rows))
    if not (form.is_valid() & rows.is_valid()):
        return _page(request, letter, form, rows, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    status = save(form, lambda: _triage(letter, request.actor, form, rows))
    if status == HTTPStatus.OK:
        messages.success(request, _("Đã phân loại đơn %(code)s.") % {"code": letter.record.code})
        return _onward(request, letter)
    return _refused(request, letter, form, rows, status=status)


def _triage(letter: Letter, actor: Actor, form: TriageForm, rows: MatterForms) -> None:
    data = form.cleaned_data
    triage_letter(
        letter=letter,
        actor=actor,
        on=clock.today(),
        competence=Competence(data["competence"]),
        matters=rows.details(),
        handler=form.handler_account,
        competent_body=data["competent_body"],
        refusal_grounds=data["refusal_grounds"],
        note=data["note"],
        expected_version=form.shown_version,
        save_key=form.key,
    )


def _hold(request: ActorRequest, letter: Letter) -> HttpResponse:
    """Keep sealed. The kinds that were seen go into the sealed note; the matters stay as entered."""
    holding = HoldingForm(request.POST)
    rows = matter_forms(letter, request.POST)
    if holding.is_valid():
        status = save(holding, lambda: _keep(letter, request.actor, holding, rows))
        if status == HTTPStatus.OK:
            messages.success(request, _("Đơn %(code)s được giữ niêm phong.") % {"code": letter.record.code})
            return _onward(request, letter, held=True)
    else:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    form = _without_errors(_bound(request, letter))
    for error in holding.non_field_errors():
        form.add_error(None, error)
    return _refused(request, letter, form, _without_row_errors(rows), status=status)


def _keep(letter: Letter, actor: Actor, holding: HoldingForm, rows: MatterForms) -> None:
    hold_letter(
        letter=letter, actor=actor, on=clock.today(), expected_version=holding.shown_version,
        save_key=holding.key, note="\n".join(filter(None, [holding.cleaned_data["note"], _seen(rows)])),
    )  # fmt: skip


def _seen(rows: MatterForms) -> str:
    kinds = [str(Kind(value).label) for form in rows.kept if (value := form["kind"].value()) in Kind.values]
    return _("Loại nội dung nhận định khi giữ: %(kinds)s.") % {"kinds": ", ".join(kinds)} if kinds else ""


def _without_errors(form: TriageForm) -> TriageForm:
    """What was typed, shown as it is: a look at the dates is no save, and nobody is blamed for gaps."""
    form.full_clean()
    form.errors.clear()
    return form


def _without_row_errors(rows: MatterForms) -> MatterForms:
    rows.full_clean()
    for form in rows.forms:
        form.errors.clear()
    return rows


def _onward(request: ActorRequest, letter: Letter, *, held: bool = False) -> HttpResponse:
    """The next letter that waits for triage, or back to this one; to the list from a letter that was sealed by
    somebody who may not know of sealed ones."""
    gone = held and letter.unit_id not in request.actor.sealed_unit_ids
    if request.POST.get("then") != "next":
        return redirect("letters:list") if gone else redirect("letters:record", letter.record.code)
    waiting = _waiting(request.actor).exclude(pk=letter.record.pk).order_by("opened_on", "pk")
    code = waiting.values_list("code", flat=True).first()
    if code is None:
        messages.info(request, _("Không còn đơn nào chờ phân loại."))
        return redirect("letters:list") if gone else redirect("letters:record", letter.record.code)
    return redirect("letters:triage", code)


def _waiting(actor: Actor) -> Any:
    units = [unit for unit in actor.unit_ids if actor.may(TRIAGE.needs, unit)]
    found = letters_of(actor, tab="new", today=clock.today())
    return found.filter(state__in=TRIAGE.sources, unit_id__in=units)


def _refused(
    request: ActorRequest, letter: Letter, form: SaveForm, rows: MatterForms, *, status: HTTPStatus
) -> HttpResponse:
    """The page again, against the letter as it is now, with everything that was typed."""
    told = meanwhile(request, letter, form) if status == HTTPStatus.CONFLICT else []
    now = letter_or_404(request, letter.record.code)
    return _page(request, now, form, rows, status=status, told=told)


def _page(
    request: ActorRequest, letter: Letter, form: SaveForm, rows: MatterForms, *,
    status: HTTPStatus = HTTPStatus.OK, told: Iterable[str] = (),
) -> HttpResponse:  # fmt: skip
    context = {
        **common(letter),
        "form": form,
        "rows": rows,
        "dates": _dates(letter, form, rows),
        "meanwhile": list(told),
        "sender": shown_sender(letter, request.actor),
        "scans": shown_scans(letter),
        "waiting": _waiting(request.actor).count(),
        "most": rows.max_num,
    }
    return render(request, "letters/triage.html", context, status=status)


def _dates(letter: Letter, form: SaveForm, rows: MatterForms) -> TriageDates:
    return triage_dates(
        letter,
        _typed(rows),
        competence=form["competence"].value() or "",
        refusing=bool(form["refusal_grounds"].value()),
        sealing=rows.sealing,
        today=clock.today(),
    )


def _typed(rows: MatterForms) -> list[MatterDetails]:
    """The matters as far as they are typed; nothing is refused here."""
    return [
        MatterDetails(
            kind=Kind(value) if (value := form["kind"].value()) in Kind.values else Kind.UNCLEAR,
            summary=form["summary"].value() or _("Nội dung %(place)s") % {"place": place},
            complex=bool(form["complex"].value()),
            remote=bool(form["remote"].value()),
        )
        for place, form in enumerate(rows.kept, start=1)
    ]
