"""The pages on which a value, a day or a year is changed, and the page of a change that was made."""

import contextlib
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.foundation.access.policies import policy_for
from congtam.foundation.calendar import CalendarGap, YearPlan
from congtam.interface.web.guards import ActorRequest, needs, signed_in
from congtam.interface.web.records.days import NotADay, read_day
from congtam.interface.web.records.timeline import entries_of, timeline
from congtam.mechanisms.lifecycle.registry import lifecycle_of
from congtam.mechanisms.rulebook import Rule, UnknownRule, editions
from congtam.registers.legislation import actions, proposals
from congtam.registers.legislation.actions import Applied
from congtam.registers.legislation.forms.changing import ChangeForm
from congtam.registers.legislation.forms.days import OFF, ConfirmForm, DayForm, RecomputeForm
from congtam.registers.legislation.forms.values import ValueForm
from congtam.registers.legislation.lifecycle import CALENDAR, VALUES
from congtam.registers.legislation.models import AppliedChange
from congtam.registers.legislation.showing import rules as words
from congtam.registers.legislation.showing.journal import wording
from congtam.registers.legislation.views.previewing import ChangePage, change_page, fresh

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@needs(VALUES)
def change_value(request: ActorRequest, key: str) -> HttpResponse:
    """Fill in, correct or follow the value of a rule."""
    try:
        rule = editions.shown().book.rule(key)
    except UnknownRule:
        raise Http404 from None
    data = request.POST if request.method == "POST" else None
    form = ValueForm(data, rule=rule, initial=fresh() | _start(rule))
    page = ChangePage(
        template="legislation/change_value.html", right=VALUES, act=_change_value,
        propose=lambda form: proposals.of_value(form.change),
        back=reverse("legislation:rule", args=[key]),
        context={"rule": rule, "row": words.row(rule, day=clock.today())},
    )  # fmt: skip
    return change_page(request, page, form)


@require_http_methods(METHODS)
@needs(CALENDAR)
def change_day(request: ActorRequest, year: int) -> HttpResponse:
    """A day off, a worked Saturday, a swap, or an ordinary day again."""
    plan = plan_or_404(year)
    data = request.POST if request.method == "POST" else None
    form = DayForm(data, year=year, initial=fresh() | _day_start(request))
    page = ChangePage(
        template="legislation/change_day.html", right=CALENDAR, act=_change_days,
        propose=lambda form: proposals.of_days(
            form.days, source=form.cleaned_data["source"], source_url=form.cleaned_data["source_url"]
        ),
        back=reverse("legislation:year", args=[year]),
        context={"year": year, "plan": plan},
    )  # fmt: skip
    return change_page(request, page, form)


@require_http_methods(METHODS)
@needs(CALENDAR)
def confirm_year(request: ActorRequest, year: int) -> HttpResponse:
    """Confirm the year's calendar: provisional dates become what they are."""
    plan = plan_or_404(year)
    data = request.POST if request.method == "POST" else None
    page = ChangePage(
        template="legislation/confirm_year.html", right=CALENDAR,
        act=lambda form, actor, unit: _confirm_year(form, actor, unit, year),
        propose=lambda form: proposals.of_days(
            (), source=form.cleaned_data["source"], source_url=form.cleaned_data["source_url"], confirmed=[year]
        ),
        back=reverse("legislation:year", args=[year]),
        context={"year": year, "plan": plan},
    )  # fmt: skip
    return change_page(request, page, ConfirmForm(data, initial=fresh()))


@require_http_methods(METHODS)
@needs(CALENDAR)
def recheck(request: ActorRequest) -> HttpResponse:
    """The deadlines that no longer are what law and calendar give, and moving them."""
    data = request.POST if request.method == "POST" else None
    page = ChangePage(
        template="legislation/recheck.html", right=CALENDAR, act=_recompute,
        propose=lambda form: proposals.of_everything(),
        back=reverse("legislation:calendar"), context={},
    )  # fmt: skip
    return change_page(request, page, RecomputeForm(data, initial=fresh()))


@require_GET
@signed_in
def change(request: ActorRequest, code: str) -> HttpResponse:
    """A change that was applied: what, on which ground, by whom, with what effect."""
    rows = policy_for(AppliedChange).visible(request.actor).select_related("record__data_key", "unit")
    found = rows.filter(record__code=code).first()
    if found is None:
        raise Http404
    record = found.record
    lifecycle = lifecycle_of(record.kind)
    if not request.actor.may(lifecycle.view, record.unit_id):
        raise Http404
    context = {
        "change": found,
        "record": record,
        "lifecycle": lifecycle,
        "items": timeline(record, entries_of(record), wording=wording()),
    }
    return render(request, "legislation/change.html", context)


def plan_or_404(year: int) -> YearPlan:
    """The year as the office has it; 404 for one of which nothing is known."""
    try:
        return editions.shown().calendar.plan(year)
    except CalendarGap:
        raise Http404 from None


def _start(rule: Rule) -> dict[str, Any]:
    unread = words.is_unread(rule) or rule.value is None
    start: dict[str, Any] = {"unit": rule.unit, "manner": "fill" if unread else ""}
    return start | {
        "effective_from": rule.effective_from if unread else None,
        "value": rule.value if unread else None,
    }


def _day_start(request: ActorRequest) -> dict[str, Any]:
    start: dict[str, Any] = {"what": request.GET.get("what", OFF)}
    with contextlib.suppress(NotADay):
        start["day"] = read_day(request.GET.get("day", ""), today=clock.today())
    return start


def _common(form: ChangeForm, actor: Actor, unit: Unit) -> dict[str, Any]:
    return {
        "actor": actor, "unit": unit, "on": clock.today(), "reason": form.cleaned_data["reason"],
        "save_key": form.key, "seen": editions.shown().number,
    }  # fmt: skip


def _sourced(form: ChangeForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("source", "source_url")}


def _change_value(form: ValueForm, actor: Actor, unit: Unit) -> Applied:
    return actions.change_value(change=form.change, **_common(form, actor, unit))


def _change_days(form: DayForm, actor: Actor, unit: Unit) -> Applied:
    return actions.change_days(days=form.days, **_sourced(form), **_common(form, actor, unit))


def _confirm_year(form: ConfirmForm, actor: Actor, unit: Unit, year: int) -> Applied:
    return actions.confirm_year(year=year, **_sourced(form), **_common(form, actor, unit))


def _recompute(form: RecomputeForm, actor: Actor, unit: Unit) -> Applied:
    return actions.recompute_now(**_common(form, actor, unit))
