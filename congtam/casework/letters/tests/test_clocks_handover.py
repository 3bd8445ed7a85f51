"""What runs when a case passes to another body: nobody gets more time by it."""

from datetime import date

from congtam.casework.letters.actions import receive_letter, suspend_letter
from congtam.casework.letters.models import Channel, Letter
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import Office
from congtam.foundation import clock
from congtam.foundation.access.rls import set_scope
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.facts import Decision
from congtam.mechanisms.lifecycle.handover import carry_over
from congtam.mechanisms.lifecycle.models import Deadline
from congtam.mechanisms.rulebook import editions

ACCEPTED, SUSPENDED, HANDED, RESUMED = (
    date(2026, 7, 6), date(2026, 7, 20), date(2026, 7, 27), date(2026, 8, 10),
)  # fmt: skip


def handed_over(office: Office, *, suspended: bool) -> tuple[Letter, Letter]:
    """The letter of the city, and that of the other office to which its terms were carried."""
    cast = office.cast
    with clock.frozen(ACCEPTED):
        old = situations.accepted(cast, on=ACCEPTED)
    if suspended:
        with clock.frozen(SUSPENDED):
            suspend_letter(
                letter=old, actor=cast.actor(cast.lan), on=SUSPENDED, ground="other_body", explanation="Chờ.",
                signer=situations.SIGNER, save=situations.save(),
            )  # fmt: skip
    set_scope([cast.city.pk, cast.other.pk])
    with clock.frozen(HANDED):
        new = receive_letter(
            actor=cast.actor(cast.stranger), unit=cast.other, on=ACCEPTED, channel=Channel.POST
        ).letter
        clocks.cancel(record=new.record)
        carry_over(record=old.record, to=new.record, on=HANDED, symbol="05/BB")
    return old, new


def settle(letter: Letter) -> Deadline:
    return letter.record.deadlines.get(duty="complaint.settle")


def test_the_term_keeps_its_day_and_its_law_and_says_that_it_was_handed_over(office: Office) -> None:
    """Accepted Monday 6 July 2026, 30 days: Wednesday 5 August, whoever has the case."""
    old, new = handed_over(office, suspended=False)
    row = settle(new)
    assert (row.unit_id, row.event_on, row.due_on) == (office.cast.other.pk, ACCEPTED, date(2026, 8, 5))
    assert row.facts["decisions"] == [
        {"kind": "handover", "on": "2026-07-27", "symbol": "05/BB", "reason": ""}
    ]
    assert settle(old).state == Deadline.State.CANCELLED


def test_a_term_that_stands_still_goes_on_with_the_other_body(office: Office) -> None:
    """ex-18: 16 days were left on 20 July; from Monday 10 August: Wednesday 26 August 2026."""
    _old, new = handed_over(office, suspended=True)
    assert (settle(new).state, settle(new).paused_on) == (Deadline.State.PAUSED, SUSPENDED)
    clocks.resume(
        record=new.record, duties=["complaint.settle"], decision=Decision(kind="resume", on=RESUMED)
    )
    assert settle(new).due_on == date(2026, 8, 26)


def test_what_was_carried_over_is_computed_again_to_the_same_day(office: Office) -> None:
    _old, new = handed_over(office, suspended=False)
    again = clocks.recomputed(settle(new), edition=editions.binding())
    assert again.outer.due == settle(new).due_on
