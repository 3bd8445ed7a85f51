"""A change in two looks: what would happen, then apply. What was not seen is not applied; what was typed is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.models import Unit
from congtam.foundation.calendar import CalendarGap, WrongDay
from congtam.interface.web.guards import ActorRequest
from congtam.interface.web.records.saving import put_errors, save
from congtam.mechanisms.rulebook import RulebookError, UnknownRule, WrongChange, editions
from congtam.registers.legislation.actions import Applied, ChangedSinceSeen
from congtam.registers.legislation.forms.changing import ChangeForm
from congtam.registers.legislation.proposals import Proposal, foresee
from congtam.registers.legislation.showing import impact

_NO_YEAR = gettext_lazy("Phần mềm chưa biết gì về lịch của năm này.")
TELLING: dict[type[Exception], Any] = {
    WrongDay: None, WrongChange: None, UnknownRule: None, CalendarGap: _NO_YEAR, ChangedSinceSeen: None,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ChangePage:
    """``propose`` and ``act`` read the valid form; ``back`` is where the page leads when it is done or left."""

    template: str
    right: str
    propose: Callable[[Any], Proposal]
    act: Callable[[Any, Actor, Unit], Applied]
    back: str
    context: dict[str, Any]


def fresh() -> dict[str, Any]:
    """What an empty form starts with: the key that all tries of this save share."""
    return {"save_key": uuid4()}


def change_page(request: ActorRequest, page: ChangePage, form: ChangeForm) -> HttpResponse:
    """GET: the form. POST ``preview``: the form with what would move. POST ``apply``: the act, if that was seen."""
    unit = unit_of(request.actor, page.right)
    if request.method != "POST":
        return _shown(request, page, form)
    if not form.is_valid():
        return _shown(request, page, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    edition = editions.shown()
    if "apply" in request.POST and form.was_seen(edition=edition.number):
        return _applied(request, page, form, unit)
    return _previewed(request, page, form, asked="apply" in request.POST)


def unit_of(actor: Actor, right: str) -> Unit:
    """The unit in whose name the actor changes the law or calendar: their own where it gives the right."""
    units = [unit for unit in actor.unit_ids if actor.may(right, unit)]
    if not units:
        raise NotPermitted(right)
    return Unit.objects.get(pk=actor.unit_id if actor.unit_id in units else units[0])


def _previewed(request: ActorRequest, page: ChangePage, form: ChangeForm, *, asked: bool) -> HttpResponse:
    edition = editions.shown()
    try:
        found = foresee(page.propose(form), edition=edition)
    except ValidationError as wrong:
        put_errors(form, wrong)
        return _shown(request, page, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except (RulebookError, WrongDay, CalendarGap) as problem:
        form.add_error(None, str(TELLING.get(type(problem)) or problem))
        return _shown(request, page, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    form.put("seen", form.fingerprint(edition=edition.number))
    preview = impact.shown(found, actor=request.actor, book=edition.book)
    status = HTTPStatus.CONFLICT if asked else HTTPStatus.OK
    return _shown(request, page, form, status=status, preview=preview, unseen=asked)


def _applied(request: ActorRequest, page: ChangePage, form: ChangeForm, unit: Unit) -> HttpResponse:
    done: list[Applied] = []
    status = save(form, lambda: done.append(page.act(form, request.actor, unit)), telling=TELLING)
    if status != HTTPStatus.OK:
        return _shown(request, page, form, status=status)
    for applied in done:
        messages.success(request, told(applied))
    return redirect(page.back)


def told(applied: Applied) -> str:
    """ "Đã áp dụng. 3 hạn đã dời ngày; 2 đơn vị khác đang được tính lại." """
    moved = ngettext("%(count)d hạn đã dời ngày", "%(count)d hạn đã dời ngày", applied.moved)
    parts = [moved % {"count": applied.moved}]
    if applied.settled:
        text = ngettext(
            "%(count)d hạn đổi trạng thái tạm tính", "%(count)d hạn đổi trạng thái tạm tính", applied.settled
        )
        parts.append(text % {"count": applied.settled})
    if applied.stuck:
        text = ngettext(
            "%(count)d hạn giữ nguyên vì không tính được",
            "%(count)d hạn giữ nguyên vì không tính được",
            applied.stuck,
        )
        parts.append(text % {"count": applied.stuck})
    if applied.elsewhere:
        text = ngettext(
            "%(count)d đơn vị khác đang được tính lại",
            "%(count)d đơn vị khác đang được tính lại",
            applied.elsewhere,
        )
        parts.append(text % {"count": applied.elsewhere})
    return _("Đã áp dụng: %(parts)s.") % {"parts": "; ".join(parts)}


def _shown(
    request: ActorRequest, page: ChangePage, form: ChangeForm, *, status: HTTPStatus = HTTPStatus.OK,
    preview: impact.Shown | None = None, unseen: bool = False,
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "preview": preview, "unseen": unseen, "back": page.back, **page.context}
    return render(request, page.template, context, status=status)
