"""Clocks of a record: started, met, paused, resumed, lengthened and cancelled by its acts, computed by the rulebook.

Each clock can be computed again from its event and its `Facts`; what is stored is what the rulebook gave under the
edition of that moment.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from congtam.foundation.calendar import say_day
from congtam.mechanisms import rulebook
from congtam.mechanisms.lifecycle.facts import Decision, Facts
from congtam.mechanisms.lifecycle.models import RUNNING, Deadline, Record
from congtam.mechanisms.rulebook import editions


class ClockRefused(Exception):
    """The law does not let this clock be paused, resumed or lengthened in this way; the message says why."""


def start(
    *,
    record: Record,
    duty: str,
    event_on: date,
    item: int = 0,
    cases: Iterable[str] = (),
    party: Deadline.Party = Deadline.Party.OFFICE,
) -> Deadline | None:
    """Start the clock of a duty and store it with its explanation. ``party`` is whose time it is.

    ``cases`` are all that hold for the item; the duty takes those that its rules know (a complex case has
    longer to be settled, and no longer to be told). Returns None where no rule of the duty was in force on
    the day: then the law gave no date, and the page says so. A clock of the same duty that still runs is
    replaced (the new event counts).
    """
    edition = editions.binding()
    known = edition.book.known_cases(duty)
    facts = Facts(cases=tuple(case for case in cases if case in known))
    try:
        clock = facts.compute(duty, event_on=event_on, edition=edition)
    except rulebook.NotInForce:
        return None
    Deadline.objects.filter(record=record, item=item, duty=duty, state__in=RUNNING).update(
        state=Deadline.State.CANCELLED, paused_on=None
    )
    return Deadline.objects.create(
        record=record,
        unit_id=record.unit_id,
        item=item,
        duty=duty,
        event_on=event_on,
        party=party,
        facts=facts.to_json(),
        **stored(clock),
    )


def stored(clock: "rulebook.Clock") -> dict[str, Any]:
    """The columns of a deadline that the rulebook gives."""
    return {
        "warn_on": clock.warn.due,
        "due_on": clock.outer.due,
        "rule": clock.outer.rule,
        "rule_version": clock.outer.rule_version,
        "calendar_version": clock.outer.calendar_version,
        "provisional": clock.warn.provisional or clock.outer.provisional,
        "explanation": [due.to_json() for due in clock.parallel],
    }


def recomputed(
    deadline: Deadline, *, edition: "rulebook.Edition", facts: Facts | None = None
) -> "rulebook.Clock":
    """The dates of a stored deadline under an edition, or with other facts. Nothing is stored."""
    found = facts or Facts.from_json(deadline.facts)
    return found.compute(deadline.duty, event_on=deadline.event_on, edition=edition)


# -- pause and resume ---------------------------------------------------------------------------------------


def pause(
    *, record: Record, duties: Iterable[str], decision: Decision, items: Iterable[int] | None = None
) -> list[Deadline]:
    """Stop the running clocks of the duties on the day of the decision, which counts as used.

    Raises ClockRefused where a rule of the clock knows no pause, or the rule that lets it pause was not in force
    on that day.
    """
    edition = editions.binding()
    found = list(_open(record, duties, items))
    for deadline in found:
        stop(deadline, decision=decision, book=edition.book)
        deadline.save(update_fields=["state", "paused_on", "facts"])
    return found


def stop(deadline: Deadline, *, decision: Decision, book: "rulebook.Rulebook") -> None:
    """Let one clock stand still, without storing it. A term that was over by then is late and stays so: the decision
    is kept with it, and nothing hides what was missed. Raises ClockRefused as `check_pause`."""
    check_pause(deadline, on=decision.on, book=book)
    deadline.facts = Facts.from_json(deadline.facts).decided(decision).to_json()
    if decision.on <= deadline.due_on:
        deadline.state, deadline.paused_on = Deadline.State.PAUSED, decision.on


def check_pause(deadline: Deadline, *, on: date, book: "rulebook.Rulebook") -> None:
    """Raise ClockRefused unless each rule of the deadline may be paused on that day."""
    if on < deadline.event_on:
        raise ClockRefused(_("Không thể tạm đình chỉ trước ngày bắt đầu tính thời hạn."))
    if earlier := [resume for _start, resume in Facts.from_json(deadline.facts).suspended if on < resume]:
        raise ClockRefused(
            _("Không thể tạm đình chỉ trước ngày tiếp tục lần trước (%(day)s).")
            % {"day": say_day(max(earlier))}
        )
    for due in explanation_of(deadline).parallel:
        _check_rule_pauses(due.rule, on=on, book=book)


def _check_rule_pauses(key: str, *, on: date, book: "rulebook.Rulebook") -> None:
    rule = book.rules.get(key)
    if rule is None or rule.pause is None:
        raise ClockRefused(_("Quy định về thời hạn này không cho tạm đình chỉ."))
    if book.standing(rule.pause, day=on) is None:
        words = {"day": say_day(on), "citation": book.rule(rule.pause).citation}
        raise ClockRefused(_("Ngày %(day)s chưa có quy định cho tạm đình chỉ (%(citation)s).") % words)


def resume(
    *, record: Record, duties: Iterable[str], decision: Decision, items: Iterable[int] | None = None
) -> list[Deadline]:
    """Let paused clocks go on: the day of the decision is day 0 of what is left."""
    edition = editions.binding()
    found = list(_of(record, duties, items, (Deadline.State.PAUSED,)))
    for deadline in found:
        facts = resumed(deadline, decision=decision)
        _store(deadline, facts, edition=edition, state=Deadline.State.OPEN, paused_on=None)
    return found


def resumed(deadline: Deadline, *, decision: Decision) -> Facts:
    """The facts of a paused clock once it goes on. Raises ClockRefused for a day before the pause."""
    paused_on = deadline.paused_on
    if paused_on is None:
        raise ClockRefused(_("Thời hạn này không đang tạm dừng."))
    if decision.on < paused_on:
        words = {"day": say_day(paused_on)}
        raise ClockRefused(_("Ngày tiếp tục không thể trước ngày tạm đình chỉ (%(day)s).") % words)
    return Facts.from_json(deadline.facts).suspended_also(paused_on, decision.on).decided(decision)


# -- longer terms, and the law that is applied --------------------------------------------------------------


def extended(deadline: Deadline, *, decision: Decision) -> Facts:
    """The facts with one more extension by a signed decision; the cap is the rule's."""
    facts = Facts.from_json(deadline.facts)
    return replace(facts, extensions=facts.extensions + 1).decided(decision)


def in_case(deadline: Deadline, *, case: str, decision: Decision) -> Facts:
    """The facts once the item was found to be in a case of the law (complex, remote)."""
    return Facts.from_json(deadline.facts).in_cases([case]).decided(decision)


def under_law_of(deadline: Deadline, *, day: date, decision: Decision) -> Facts:
    """The facts where a person chose the law of another day than that of the event."""
    return replace(Facts.from_json(deadline.facts), law_of=day).decided(decision)


def change(deadline: Deadline, facts: Facts) -> Deadline:
    """Store other facts of a running clock with the dates that follow.

    Raises ClockRefused with the rulebook's words where the rule allows no such term.
    """
    _store(deadline, facts, edition=editions.binding())
    return deadline


def foreseen(deadline: Deadline, facts: Facts) -> "rulebook.Clock":
    """The dates that would follow; nothing is stored. Raises ClockRefused."""
    return _computed(deadline, facts, edition=editions.shown())


def number_decision(*, record: Record, kind: str, symbol: str) -> None:
    """The paper of the decision that was just taken on the record's clocks got its number."""
    for deadline in Deadline.objects.filter(record=record, state__in=RUNNING):
        deadline.facts = Facts.from_json(deadline.facts).numbered(kind, symbol).to_json()
        deadline.save(update_fields=["facts"])


def renumber_decision(*, record: Record, kind: str, was: str, symbol: str) -> None:
    """The paper numbered ``was`` was voided and issued again: the clocks that name it name the one that stands."""
    for deadline in Deadline.objects.filter(record=record):
        facts = Facts.from_json(deadline.facts)
        if (named := facts.renumbered(kind, was=was, symbol=symbol)) != facts:
            deadline.facts = named.to_json()
            deadline.save(update_fields=["facts"])


def _computed(deadline: Deadline, facts: Facts, *, edition: "rulebook.Edition") -> "rulebook.Clock":
    try:
        return recomputed(deadline, edition=edition, facts=facts)
    except rulebook.RulebookError as refused:
        raise ClockRefused(refused.text()) from refused


def _store(deadline: Deadline, facts: Facts, *, edition: "rulebook.Edition", **state: Any) -> None:
    columns = {**stored(_computed(deadline, facts, edition=edition)), "facts": facts.to_json(), **state}
    for name, value in columns.items():
        setattr(deadline, name, value)
    deadline.save(update_fields=list(columns))


# -- the end of a clock -------------------------------------------------------------------------------------


def meet(*, record: Record, duties: Iterable[str], on: date, items: Iterable[int] | None = None) -> int:
    """The duties are done on ``on``: their running clocks stop. Returns how many."""
    return _running(record, duties, items).update(state=Deadline.State.MET, met_on=on, paused_on=None)


def proved(*, record: Record, duty: str, on: date, event_on: date | None = None) -> int:
    """A proof says on which day the duty was done: that day counts, also where another was taken for it before.
    ``event_on``: only the clock that began on this day. Returns how many clocks."""
    found = Deadline.objects.filter(record=record, duty=duty).exclude(state=Deadline.State.CANCELLED)
    if event_on is not None:
        found = found.filter(event_on=event_on)
    return found.update(state=Deadline.State.MET, met_on=on, paused_on=None)


def cancel(*, record: Record, duties: Iterable[str] | None = None, items: Iterable[int] | None = None) -> int:
    """The duties no longer apply (all running ones where none is named)."""
    return _running(record, duties, items).update(state=Deadline.State.CANCELLED, paused_on=None)


def _running(record: Record, duties: Iterable[str] | None, items: Iterable[int] | None) -> QuerySet[Deadline]:
    return _of(record, duties, items, RUNNING)


def _open(record: Record, duties: Iterable[str] | None, items: Iterable[int] | None) -> QuerySet[Deadline]:
    return _of(record, duties, items, (Deadline.State.OPEN,))


def _of(
    record: Record, duties: Iterable[str] | None, items: Iterable[int] | None, states: Iterable[str]
) -> QuerySet[Deadline]:
    found = Deadline.objects.filter(record=record, state__in=tuple(states))
    if duties is not None:
        found = found.filter(duty__in=tuple(duties))
    return found if items is None else found.filter(item__in=tuple(items))


def explanation_of(deadline: Deadline) -> rulebook.Clock:
    """The computation as it was stored: the date that warns, the outer limit, and all that run in parallel."""
    return rulebook.Clock.of(
        deadline.duty, tuple(rulebook.Due.from_json(due) for due in deadline.explanation)
    )
