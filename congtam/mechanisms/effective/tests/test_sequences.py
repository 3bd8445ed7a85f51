"""Laws that hold after any sequence of changes, corrections and ends."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.mechanisms.effective import Period
from congtam.mechanisms.effective.reading import as_known_at, as_of
from congtam.mechanisms.effective.tests.models import Sign
from congtam.mechanisms.effective.writing import FactRefused, change, correct, end

BASE = date(2025, 1, 1)
DAYS = [BASE + timedelta(days=number) for number in range(12)]
MORNING = datetime(2025, 1, 1, 8, tzinfo=clock.PLACE)

Told = dict[date, tuple[str, str] | None]


@dataclass(frozen=True)
class Act:
    """``first`` and ``length`` in days; ``pause`` in minutes since the act before (may be negative)."""

    kind: str
    first: int
    length: int | None
    text: str
    pause: int


acts = st.builds(
    Act,
    kind=st.sampled_from(["change", "change", "correct", "end"]),
    first=st.integers(0, 9),
    length=st.none() | st.integers(1, 5),
    text=st.sampled_from("ABC"),
    pause=st.sampled_from([-3, 0, 1, 60]),
)


def told(facts: Any) -> Told:
    """What the facts say of each day; fails where two speak of one day."""
    found: Told = dict.fromkeys(DAYS)
    for fact in facts:
        for day in DAYS:
            if day in fact.period:
                assert found[day] is None, f"two facts on {day}"
                found[day] = (fact.text, fact.colour)
    return found


def perform(act: Act, unit: Unit, actor: Actor) -> None:
    on = BASE + timedelta(days=act.first)
    given: dict[str, Any] = {"model": Sign, "subject": unit, "actor": actor, "reason": "thử"}
    if act.kind == "end":
        end(on=on, **given)
    elif act.kind == "change":
        change(on=on, values={"text": act.text}, **given)
    else:
        last = None if act.length is None else on + timedelta(days=act.length)
        correct(period=Period(on, last), values={"text": act.text}, **given)


def days_meant(act: Act, facts: list[Sign]) -> list[date]:
    """The days that an act speaks of; a change holds until a known fact begins or ends."""
    on = BASE + timedelta(days=act.first)
    until: date | None = None
    if act.kind == "correct" and act.length is not None:
        until = on + timedelta(days=act.length)
    if act.kind == "change":
        edges = [day for fact in facts for day in (fact.period.start, fact.period.end) if day and day > on]
        until = min(edges, default=None)
    return [day for day in DAYS if day >= on and (until is None or day < until)]


def expected(before: Told, act: Act, facts: list[Sign]) -> Told:
    """What the days say after the act."""
    said = None if act.kind == "end" else (act.text, "")
    return before | dict.fromkeys(days_meant(act, facts), said)


def present(unit: Unit) -> list[Sign]:
    return list(Sign.objects.filter(unit=unit))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=st.lists(acts, max_size=7))
def test_no_day_has_two_facts_and_no_past_belief_ever_changes(
    unit: Unit, clerk: Actor, sequence: list[Act]
) -> None:
    with transaction.atomic():
        beliefs: dict[datetime, Told] = {}
        instant = MORNING
        for act in sequence:
            instant += timedelta(minutes=act.pause)
            with clock.frozen(instant), suppress(FactRefused), transaction.atomic():
                perform(act, unit, clerk)
            if facts := present(unit):
                beliefs[max(fact.recorded_at for fact in facts)] = told(facts)
            for asked, was in beliefs.items():
                assert told(as_known_at(Sign, asked, subjects=[unit.pk])) == was
        assert all(as_of(Sign.objects.filter(unit=unit), day).count() <= 1 for day in DAYS)
        transaction.set_rollback(True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=st.lists(acts, max_size=7))
def test_each_act_does_to_the_days_what_it_says_and_nothing_else(
    unit: Unit, clerk: Actor, sequence: list[Act]
) -> None:
    with transaction.atomic():
        for act in sequence:
            facts = present(unit)
            refused = False
            try:
                perform(act, unit, clerk)
            except FactRefused:
                refused = True
            after = told(present(unit))
            assert after == (told(facts) if refused else expected(told(facts), act, facts))
        transaction.set_rollback(True)
