"""A stored deadline is what the rulebook gives again: today, years before or after, whatever befell it."""

from datetime import date, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from congtam.foundation import clock
from congtam.foundation.calendar import ChangedDay, default_calendar
from congtam.mechanisms import rulebook
from congtam.mechanisms.lifecycle import clocks, impact
from congtam.mechanisms.lifecycle.facts import Decision, Facts
from congtam.mechanisms.lifecycle.models import Deadline
from congtam.mechanisms.rulebook import Edition, default_rulebook

SHIPPED = Edition(number=0, book=default_rulebook(), calendar=default_calendar())
#: duties that are counted forwards, so that they may stand still
DUTIES = sorted(
    duty.id
    for duty in SHIPPED.book.duties.values()
    if all(
        rule.direction == "forward" and rule.is_time and rule.fixed_day is None
        for rule in map(SHIPPED.book.rule, duty.rules)
    )
)
EVENTS = st.dates(date(2019, 1, 2), date(2027, 6, 30))
PAUSES = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 60)), max_size=3)
ASKED = st.sampled_from([date(2019, 2, 1), date(2026, 11, 24), date(2027, 2, 15)])
many = settings(suppress_health_check=[HealthCheck.filter_too_much], deadline=None)


def facts_of(event: date, gaps: list[tuple[int, int]]) -> Facts:
    found, free = Facts(), event
    for wait, length in gaps:
        start = free + timedelta(days=wait)
        free = start + timedelta(days=length)
        found = found.suspended_also(start, free)
    return found


def stored(duty: str, event: date, facts: Facts) -> Deadline:
    """A deadline as an act would store it; not in any database. Days on which no rule was in force are left out."""
    try:
        found = facts.compute(duty, event_on=event, edition=SHIPPED)
    except (rulebook.RulebookError, rulebook.CalendarGap):
        assume(False)
        raise
    return Deadline(duty=duty, event_on=event, facts=facts.to_json(), **clocks.stored(found))


@given(st.sampled_from(DUTIES), EVENTS, PAUSES, ASKED)
@many
def test_recomputed_on_any_day_is_what_was_stored(
    duty: str, event: date, gaps: list[tuple[int, int]], asked_on: date
) -> None:
    deadline = stored(duty, event, facts_of(event, gaps))
    with clock.frozen(asked_on):
        again = clocks.recomputed(deadline, edition=SHIPPED)
    assert clocks.stored(again) == {name: getattr(deadline, name) for name in clocks.stored(again)}
    assert again == clocks.explanation_of(deadline)


@given(st.sampled_from(DUTIES), EVENTS, PAUSES, st.integers(0, 20), st.integers(0, 60))
@many
def test_one_more_pause_never_shortens_a_deadline(
    duty: str, event: date, gaps: list[tuple[int, int]], wait: int, length: int
) -> None:
    fewer = stored(duty, event, facts_of(event, gaps))
    more = stored(duty, event, facts_of(event, [*gaps, (wait, length)]))
    assert (more.warn_on, more.due_on) >= (fewer.warn_on, fewer.due_on)
    assert more.due_on >= fewer.due_on


@given(st.sampled_from(DUTIES), EVENTS)
@many
def test_a_later_day_of_the_same_law_never_gives_an_earlier_deadline(duty: str, event: date) -> None:
    """Under the law of one day; a new law may give less time to what begins under it."""
    first = stored(duty, event, Facts(law_of=event))
    then = stored(duty, event + timedelta(days=1), Facts(law_of=event))
    assert then.due_on >= first.due_on


@given(st.sampled_from(DUTIES), EVENTS, PAUSES)
@many
def test_an_edition_that_changes_nothing_for_a_deadline_moves_nothing(
    duty: str, event: date, gaps: list[tuple[int, int]]
) -> None:
    deadline = stored(duty, event, facts_of(event, gaps))
    beyond = deadline.due_on + timedelta(days=60)
    off = ChangedDay(day=beyond - timedelta(days=beyond.weekday()), kind="local_off", name="x")
    changed = SHIPPED.changed(days=[off])
    again = clocks.recomputed(deadline, edition=changed)
    assert not impact.Move(deadline=deadline, clock=again, edition=changed).moved


def test_facts_read_back_as_they_were_stored() -> None:
    facts = facts_of(date(2026, 7, 6), [(3, 9)]).in_cases(["complex"])
    facts = facts.decided(Decision(kind="pause", on=date(2026, 7, 9), symbol="12/QĐ", reason="waiting"))
    assert Facts.from_json(facts.to_json()) == facts
