"""What a step would bring: the dates that would start, move and end. Nothing is stored."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from congtam.casework.letters.denunciation.actions.terms import RESUME, extension_of
from congtam.casework.letters.denunciation.conditions import running
from congtam.casework.letters.denunciation.duties import PROCESS, SETTLE, SEVERAL_PLACES, TRANSFER
from congtam.casework.letters.denunciation.lifecycle import DENUNCIATION
from congtam.casework.letters.denunciation.models import Competent, Denunciation
from congtam.casework.letters.views.foreseen import Move, StepDates
from congtam.casework.letters.views.typed import typed_day
from congtam.interface.web.records.deadlines import Block, NoDate, blocks, foreseen, label_of, moved
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.facts import Decision, Facts
from congtam.mechanisms.lifecycle.models import Deadline
from congtam.mechanisms.lifecycle.registry import Step


def dates_of(denunciation: Denunciation, step: Step, form: Any) -> StepDates:
    """The dates that follow from what is typed so far."""
    day = typed_day(form["on"].value())
    rows = [row for row in denunciation.record.deadlines.all() if row.state == Deadline.State.OPEN]
    ended = rows if "*" in step.cancels else [row for row in rows if row.duty in (*step.meets, *step.cancels)]
    starts: Iterable[Block | NoDate] = ()
    if day is not None:
        starts = (foreseen(duty, event=day, lifecycle=DENUNCIATION) for duty in step.starts)
    dates = StepDates(starts=tuple(starts), ends=tuple(blocks(ended, lifecycle=DENUNCIATION)))
    more = _MORE.get(step.name)
    return more(denunciation, form, day, dates) if more and day is not None else dates


def _extended(denunciation: Denunciation, form: Any, day: date, dates: StepDates) -> StepDates:
    criteria = form["criteria"].value() or ()
    return replace(dates, moves=tuple(
        _move(row, lambda row: extension_of(row, on=day, criteria=criteria)[0])
        for row in running(denunciation.record, SETTLE)
    ))  # fmt: skip


def _suspended(denunciation: Denunciation, form: Any, day: date, dates: StepDates) -> StepDates:
    rows = running(denunciation.record, SETTLE)
    label = [label_of(row.duty, DENUNCIATION) for row in rows]
    moves = [Move(label=name, before=row.due_on, after=None) for name, row in zip(label, rows, strict=True)]
    return replace(dates, moves=tuple(moves))


def _resumed(denunciation: Denunciation, form: Any, day: date, dates: StepDates) -> StepDates:
    decision = Decision(kind=RESUME, on=day)
    rows = running(denunciation.record, SETTLE)
    return replace(
        dates, moves=tuple(_move(row, lambda row: clocks.resumed(row, decision=decision)) for row in rows)
    )  # fmt: skip


def _checked(denunciation: Denunciation, form: Any, day: date, dates: StepDates) -> StepDates:
    """Not ours: the term to pass it on counts from the receipt. Several places: the longer term of processing."""
    competence = form["competence"].value()
    if competence and competence != Competent.OURS:
        since = denunciation.received_on
        found = foreseen(TRANSFER, event=since, lifecycle=DENUNCIATION)
        dates = replace(dates, starts=(found,), since=since)
    if form["several_places"].value():
        decision = Decision(kind="case", on=day)
        rows = running(denunciation.record, PROCESS)
        dates = replace(dates, moves=tuple(
            _move(row, lambda row: clocks.in_case(row, case=SEVERAL_PLACES, decision=decision))
            for row in rows
        ))  # fmt: skip
    return dates


def _move(row: Deadline, change: Any) -> Move:
    label = label_of(row.duty, DENUNCIATION)
    after: Block | NoDate
    try:
        facts: Facts = change(row)
        after = moved(row, facts, lifecycle=DENUNCIATION, items={})
    except clocks.ClockRefused as refused:
        after = NoDate(label=label, reason=str(refused))
    except ValidationError as few:
        after = NoDate(label=label, reason=" ".join(few.messages))
    return Move(label=label, before=row.due_on, after=after)


_MORE = {
    "extend": _extended,
    "suspend": _suspended,
    "resume": _resumed,
    "check_conditions": _checked,
}
#: fields, beside the day, that the dates hang on; nothing personal: they stand in the address of a part of the page
ASKED = {
    "extend": ("on", "criteria"),
    "check_conditions": ("on", "competence", "several_places"),
}
