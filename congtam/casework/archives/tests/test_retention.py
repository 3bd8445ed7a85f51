"""How long a record is kept, from the rulebook alone. Facts of law: the circulars, not the code."""

from datetime import date

import pytest

from congtam.casework.archives.retention import due_on, hand_over_by, kept_to, outcomes
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.rulebook import ValueChange
from congtam.mechanisms.rulebook.edition import Edition
from congtam.mechanisms.rulebook.editions import of


def letter(state: str, closed_on: date) -> Record:
    return Record(kind="letters.letter", state=state, closed_on=closed_on)


@pytest.fixture
def shipped(db: None) -> Edition:
    return of(0)


@pytest.fixture
def filled(shipped: Edition) -> Edition:
    """The office filled in what its own schedule says (thử)."""
    return shipped.changed(
        values=[
            ValueChange(
                rule="archives-retention-settled", manner="fill", value=15, unit="year",
                source="Bảng thời hạn bảo quản của cơ quan (thử)", effective_from=date(2011, 7, 1),
            )
        ]
    )  # fmt: skip


def test_a_letter_filed_in_2019_is_kept_for_a_year(shipped: Edition) -> None:
    """Thông tư 07/2014/TT-TTCP, Điều 28 khoản 2."""
    found = kept_to(letter("refused", date(2019, 3, 4)), shipped)
    assert found is not None
    assert (found.due, found.rule) == (date(2020, 3, 4), "letter-archive-retention-1-year")


@pytest.mark.parametrize("state", ["refused", "guided", "closed"])
def test_nothing_is_known_for_what_ends_today(shipped: Edition, state: str) -> None:
    assert kept_to(letter(state, date(2026, 7, 1)), shipped) is None


def test_the_circular_ends_on_15_november_2021(shipped: Edition) -> None:
    assert kept_to(letter("refused", date(2021, 11, 14)), shipped) is not None
    assert kept_to(letter("refused", date(2021, 11, 15)), shipped) is None


def test_what_the_office_has_filled_in_is_used(filled: Edition) -> None:
    found = kept_to(letter("closed", date(2019, 3, 4)), filled)
    assert found is not None
    assert (found.due, found.confidence) == (date(2034, 3, 4), "confirmed_by_office")


def test_without_a_value_no_closed_record_can_become_due(shipped: Edition, filled: Edition) -> None:
    """The condition of the list names no span for an outcome whose value is empty."""
    closed = "('state', 'closed')"
    assert closed not in str(due_on(date(2050, 1, 1), shipped))
    assert closed in str(due_on(date(2050, 1, 1), filled))


def test_a_voided_letter_is_not_in_the_schedule(shipped: Edition) -> None:
    assert {outcome.state.name for outcome in outcomes(shipped)} == {"refused", "guided", "closed"}
    assert kept_to(letter("voided", date(2019, 3, 4)), shipped) is None


def test_a_closed_complaint_was_handed_to_the_archive_within_thirty_days(shipped: Edition) -> None:
    """Thông tư 07/2013/TT-TTCP, Điều 23 khoản 2, in force until 9 December 2020."""
    found = hand_over_by(letter("closed", date(2020, 9, 1)), shipped)
    assert found is not None
    assert found.due == date(2020, 10, 1)


def test_since_the_circular_ended_no_day_is_named_for_it(shipped: Edition) -> None:
    assert hand_over_by(letter("closed", date(2020, 12, 10)), shipped) is None
    assert hand_over_by(letter("refused", date(2020, 9, 1)), shipped) is None
