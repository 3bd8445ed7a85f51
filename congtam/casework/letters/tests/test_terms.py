"""The dates that acts store, checked against days that were counted by hand."""

from datetime import date

import pytest

from congtam.casework.letters.actions import (
    MatterDetails,
    accept_letter,
    answer_letter,
    assign_letter,
    decide_letter,
    register_letter,
    triage_again,
    triage_letter,
)
from congtam.casework.letters.models import Competence, Kind, Letter, Outcome, RefusalGround
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import Office, scan
from congtam.foundation import clock
from congtam.mechanisms.documents.dispatching import (
    Proof,
    attach_signed,
    keep_scan,
    record_received,
    record_sent,
)
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.mechanisms.lifecycle.models import Deadline
from tests.cast import Cast

OLD, NEW = date(2026, 6, 25), date(2026, 7, 1)
REMOTE = MatterDetails(kind=Kind.COMPLAINT, summary="Đất ở vùng xa", complex=True, remote=True)
COMPLEX = MatterDetails(kind=Kind.COMPLAINT, summary="Đất phức tạp", complex=True)
PETITION = MatterDetails(kind=Kind.PETITION, summary="Kiến nghị sửa đường")


@pytest.fixture
def cast(office: Office) -> Cast:
    return office.cast


def terms(letter: Letter) -> dict[tuple[str, int], tuple[date, date, date]]:
    """Event, day that warns and last day of each running or finished clock, by duty and matter."""
    rows = Deadline.objects.filter(record=letter.record).exclude(state=Deadline.State.CANCELLED)
    return {(row.duty, row.item): (row.event_on, row.warn_on, row.due_on) for row in rows}


def accept(cast: Cast, letter: Letter, on: date) -> None:
    with clock.frozen(on):
        accept_letter(
            letter=letter, actor=cast.actor(cast.lan), on=on, signer=situations.SIGNER, save=situations.save()
        )


def decide(cast: Cast, letter: Letter, on: date) -> IssuedDocument:
    with clock.frozen(on):
        return decide_letter(
            letter=letter, actor=cast.actor(cast.lan), on=on, signer=situations.SIGNER,
            outcomes=dict.fromkeys((1, 2), Outcome.RIGHT), findings="Đã xác minh.", decision="Đo lại.",
            save=situations.save(),
        )  # fmt: skip


def two_matters(cast: Cast) -> Letter:
    with clock.frozen(OLD):
        return situations.triaged(cast, on=OLD, matters=(REMOTE, COMPLEX, PETITION))


def test_a_letter_of_june_keeps_the_terms_of_june(cast: Cast) -> None:
    """25 June 2026 is a Thursday. Ten days end on Sunday 5 July, so on Monday; ten working days on Thursday the 9th.
    The seven working days hold for events from 1 July on, and so does the limit of 45 days for the letter."""
    with clock.frozen(OLD):
        letter = situations.triaged(cast, on=OLD)
    accept(cast, letter, NEW)
    assert terms(letter) == {
        ("complaint.accept", 1): (OLD, date(2026, 7, 6), date(2026, 7, 9)),
        ("complaint.settle", 1): (NEW, date(2026, 7, 31), date(2026, 7, 31)),
    }


def test_each_complaint_of_a_letter_has_the_terms_of_its_own_case(cast: Cast) -> None:
    """From 3 July: 60 days end on 1 September, a holiday until Wednesday; 45 days on Monday 17 August."""
    letter = two_matters(cast)
    accept(cast, letter, date(2026, 7, 3))
    found = terms(letter)
    assert found["complaint.settle", 1][2] == date(2026, 9, 3)
    assert found["complaint.settle", 2][2] == date(2026, 8, 17)
    assert ("complaint.settle", 3) not in found


def test_a_complex_complaint_of_a_remote_area_can_be_decided(cast: Cast) -> None:
    """Its decision is sent as soon as any other: three working days, and Saturday 22 August 2026 is worked."""
    letter = two_matters(cast)
    accept(cast, letter, date(2026, 7, 3))
    decide(cast, letter, date(2026, 8, 20))
    for place in (1, 2):
        assert terms(letter)["complaint.send_decision", place][2] == date(2026, 8, 24)


def test_a_second_complaint_has_30_days_and_45_in_a_remote_area(cast: Cast) -> None:
    letter = two_matters(cast)
    accept(cast, letter, date(2026, 7, 3))
    paper, day = decide(cast, letter, date(2026, 8, 20)), date(2026, 8, 24)
    with clock.frozen(day):
        record_received(
            paper, actor=cast.actor(cast.chi), on=day, received_on=day, proof=Proof(note="Ký nhận")
        )
    assert terms(letter)["complaint.second_filing", 1][2] == date(2026, 10, 8)
    assert terms(letter)["complaint.second_filing", 2][2] == date(2026, 9, 23)


def test_the_decision_counts_as_sent_on_the_day_of_its_proof(cast: Cast) -> None:
    """The answer may bear an earlier date than the stamp of the post."""
    letter = two_matters(cast)
    accept(cast, letter, date(2026, 7, 3))
    paper, answered, posted = decide(cast, letter, date(2026, 8, 20)), date(2026, 8, 21), date(2026, 8, 26)
    actor = cast.actor(cast.chi)
    with clock.frozen(posted):
        signed = keep_scan(paper.record, content=scan(), name="ban-ky.png")
        attach_signed(paper, actor=actor, on=posted, signed_on=date(2026, 8, 20), scan=signed)
        answer_letter(
            letter=letter, actor=actor, on=answered, signer=situations.SIGNER, message="Kính gửi",
            save=situations.save(),
        )  # fmt: skip
        record_sent(
            paper, actor=actor, on=posted, sent_on=posted, how="post", proof=Proof(note="Biên lai bưu điện")
        )
    rows = Deadline.objects.filter(record=letter.record, duty="complaint.send_decision")
    assert [(row.state, row.met_on) for row in rows] == [("met", posted)] * 2


def test_a_day_of_receipt_that_is_corrected_moves_what_began_with_the_letter(cast: Cast) -> None:
    later = date(2026, 7, 6)
    with clock.frozen(later):
        letter = situations.received(cast, on=later)
        register_letter(
            letter=letter, actor=cast.actor(cast.van), on=later, sender=situations.SENDER, summary="Khiếu nại đất",
            matters=(situations.COMPLAINT,), received_on=NEW,
        )  # fmt: skip
    assert letter.record.opened_on == NEW
    assert terms(letter) == {
        ("letters.process", 0): (NEW, date(2026, 8, 17), date(2026, 8, 17)),
        ("complaint.accept", 1): (NEW, date(2026, 7, 10), date(2026, 7, 13)),
    }


def test_a_day_before_a_rule_was_in_force_leaves_no_clock_of_it(cast: Cast) -> None:
    with clock.frozen(NEW):
        letter = situations.received(cast, on=NEW)
        register_letter(
            letter=letter, actor=cast.actor(cast.van), on=NEW, sender=situations.SENDER, summary="Khiếu nại đất",
            matters=(situations.COMPLAINT,), received_on=OLD,
        )  # fmt: skip
    assert set(terms(letter)) == {("complaint.accept", 1)}


def test_what_stands_in_the_way_is_looked_up_and_not_remembered(cast: Cast) -> None:
    """Somebody noted an obstacle after this letter was read from the database."""
    with clock.frozen(NEW):
        letter = situations.triaged(cast, on=NEW)
        other = Letter.objects.select_related("record__data_key").get(pk=letter.pk)
        chi = cast.actor(cast.chi)
        triage_again(letter=other, actor=chi, on=NEW, reason="Thiếu chữ ký")
        triage_letter(
            letter=other, actor=chi, on=NEW, competence=Competence.OURS, matters=(situations.COMPLAINT,),
            refusal_grounds=[RefusalGround.NO_SIGNATURE],
        )  # fmt: skip
    with pytest.raises(StepBlocked):
        accept(cast, letter, NEW)


def test_a_letter_can_be_given_to_somebody_else_without_moving_a_date(cast: Cast) -> None:
    letter = two_matters(cast)
    accept(cast, letter, date(2026, 7, 3))
    before = terms(letter)
    with clock.frozen(NEW.replace(day=6)):
        assign_letter(
            letter=letter, actor=cast.actor(cast.lan), on=date(2026, 7, 6), handler=cast.chi, signer=None, task="",
            save=situations.save(),
        )  # fmt: skip
    assert terms(letter) == before
