"""Things to do: open deadlines of the near days, and records that wait for a step of the actor's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from congtam.foundation.access.actor import Actor
from congtam.interface.web.records.alarms import alarm_of
from congtam.mechanisms.lifecycle.models import RUNNING, Deadline, Level, Record
from congtam.mechanisms.lifecycle.registry import Lifecycle, Step, lifecycle_of, lifecycles

AHEAD = timedelta(days=7)
MOST = 60
LATE, TODAY, SOON, OTHERS = "late", "today", "soon", "others"


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One line: a sentence, who has it, until when, one button."""

    record: Record
    sentence: str
    subject: str
    owner: str
    due: date | None
    warn: date | None
    provisional: bool
    href: str
    group: str
    action_url: str = ""
    action_label: Any = ""
    alarm: bool = False
    paused_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """A heading with its things."""

    name: str
    label: Any
    things: list[Thing]


def groups(actor: Actor, *, today: date) -> list[Group]:
    """The four groups in order (three queries: near deadlines; records that wait, with their deadlines)."""
    things = _with_deadlines(actor, today=today)
    known = {thing.record.pk for thing in things}
    things += [thing for thing in _waiting(actor) if thing.record.pk not in known]
    labels = {
        LATE: _("Quá hạn"),
        TODAY: _("Hôm nay"),
        SOON: _("7 ngày tới"),
        OTHERS: _("Chờ người khác"),
    }
    return [
        Group(name=name, label=label, things=[thing for thing in things if thing.group == name])
        for name, label in labels.items()
    ]


def _visible(actor: Actor) -> Q:
    """Deadlines and records of kinds that the actor may see, in the units where they may."""
    condition = Q(pk__in=())
    for lifecycle in lifecycles().values():
        if units := [unit for unit in actor.unit_ids if actor.may(lifecycle.view, unit)]:
            condition |= Q(unit_id__in=units, kind=lifecycle.kind)
    return condition


def _with_deadlines(actor: Actor, *, today: date) -> list[Thing]:
    units = [
        unit for unit in actor.unit_ids
        if any(actor.may(lifecycle.view, unit) for lifecycle in lifecycles().values())
    ]  # fmt: skip
    rows = (
        _office_deadlines()
        .filter(unit_id__in=units, due_on__lte=today + AHEAD)
        .select_related("record__holder")[:MOST]
    )
    near: dict[int, list[Deadline]] = {}
    for row in rows:
        near.setdefault(row.record_id, []).append(row)
    return [
        _thing(
            found[0].record, actor, deadline=found[0], today=today, alarm=bool(alarm_of(found, today=today))
        )
        for found in near.values()
        if actor.may(lifecycle_of(found[0].record.kind).view, found[0].unit_id)
    ]


def _office_deadlines(states: Iterable[str] = (Deadline.State.OPEN,)) -> QuerySet[Deadline]:
    """What the office still has to meet, the nearest first."""
    return (
        Deadline.objects.filter(state__in=tuple(states), party=Deadline.Party.OFFICE)
        .defer("explanation")
        .order_by("due_on", "pk")
    )


def _waiting(actor: Actor) -> Iterable[Thing]:
    """Records whose next step is the actor's to take: they wait though no near day presses yet."""
    rows = (
        Record.objects.filter(_visible(actor), _mine_now(actor))
        .select_related("holder")
        .prefetch_related(Prefetch("deadlines", queryset=_office_deadlines(RUNNING), to_attr="running"))
        .order_by("-pk")[:MOST]
    )
    return [_thing(record, actor, waits_until=next(iter(record.running), None)) for record in rows]


def _paused_states(lifecycle: Lifecycle) -> set[str]:
    """The states in which a term stands still: their records wait for somebody outside."""
    return {step.target for step in lifecycle.steps if step.pauses}


def _mine_now(actor: Actor) -> Q:
    condition = Q(pk__in=())
    for lifecycle in lifecycles().values():
        for step in lifecycle.steps:
            units = [unit for unit in actor.unit_ids if actor.may(step.needs, unit)]
            waiting = [name for name in step.sources if not _is_work(name, step, lifecycle)]
            if step.primary and units and waiting:
                condition |= Q(kind=lifecycle.kind, state__in=waiting, unit_id__in=units)
        if paused := _paused_states(lifecycle):
            condition |= Q(kind=lifecycle.kind, state__in=paused, holder_id=actor.account_id)
    return condition


def _is_work(state: str, step: Step, lifecycle: Lifecycle) -> bool:
    """A state that began the very clock which its next step stops is a time for work: an accepted complaint
    is being settled, and does not wait for its decision from the first day on."""
    begun = {duty for other in lifecycle.steps if other.target == state for duty in other.starts}
    return bool(begun & set(step.meets))


def _thing(
    record: Record,
    actor: Actor,
    *,
    deadline: Deadline | None = None,
    waits_until: Deadline | None = None,
    today: date | None = None,
    alarm: bool = False,
) -> Thing:
    """``deadline`` is why the record stands here; one that only waits is told by its state, until when it is."""
    lifecycle = lifecycle_of(record.kind)
    step = _my_step(record, lifecycle, actor)
    mine = step is not None or record.holder_id in actor.holders
    until = deadline or waits_until
    paused_on = waits_until.paused_on if waits_until else None
    page = reverse(lifecycle.page, args=[record.code])
    return Thing(
        record=record,
        sentence=_sentence(record, lifecycle, deadline),
        subject=told_subject(record),
        owner=record.holder.display_name if record.holder else _("Chưa giao ai"),
        due=until.due_on if until and not paused_on else None,
        warn=until.warn_on if until and until.warn_on != until.due_on else None,
        alarm=alarm,
        paused_on=paused_on,
        provisional=until is not None and until.provisional,
        href=page,
        group=OTHERS if paused_on else _group(deadline, today, mine=mine),
        action_url=_step_url(record, lifecycle, step) if step else page,
        action_label=step.label if step else _("Mở hồ sơ"),
    )


def told_subject(record: Record) -> str:
    """What a record is about, for a list; of a sealed one only its own page tells it."""
    return "" if record.level == Level.SEALED else record.subject


def _my_step(record: Record, lifecycle: Lifecycle, actor: Actor) -> Step | None:
    return next(
        (
            step
            for step in lifecycle.steps
            if step.primary and record.state in step.sources and actor.may(step.needs, record.unit_id)
        ),
        None,
    )


def _step_url(record: Record, lifecycle: Lifecycle, step: Step) -> str:
    if step.name in lifecycle.step_pages:
        return reverse(lifecycle.step_pages[step.name], args=[record.code])
    return f"{reverse(lifecycle.page, args=[record.code])}steps/{step.name}/"


def _sentence(record: Record, lifecycle: Lifecycle, deadline: Deadline | None) -> str:
    if deadline is None:
        return f"{record.code} · {lifecycle.state(record.state).sentence}"
    names = {"kind": lifecycle.label, "code": record.code}
    return _("%(kind)s %(code)s: %(duty)s") % {
        **names, "duty": lifecycle.duty_labels.get(deadline.duty, deadline.duty),
    }  # fmt: skip


def _group(deadline: Deadline | None, today: date | None, *, mine: bool) -> str:
    if deadline is None or today is None:
        return TODAY
    if deadline.due_on < today:
        return LATE
    if not mine:
        return OTHERS
    return TODAY if deadline.warn_on <= today else SOON
