"""A file of a paper book is handed in, confirmed, and its letters go on like any other."""

import io
from datetime import date
from typing import Any

import pytest

from congtam.casework.letters.actions import (
    accept_letter,
    answer_letter,
    decide_letter,
    resume_letter,
    triage_letter,
)
from congtam.casework.letters.actions.opening import (
    OpeningRefused,
    confirm_opening,
    hand_in_opening,
)
from congtam.casework.letters.models import Competence, Letter, OpeningBatch, Outcome
from congtam.casework.letters.opening import paper_book
from congtam.casework.letters.opening.tests.files import accepted, book, registered
from congtam.casework.letters.sender import sender_of
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import Office, day
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.models import Account
from congtam.foundation.files.refusal import RefusedFile
from congtam.foundation.numbering.models import begin_at
from congtam.mechanisms.lifecycle.models import Deadline, JournalEntry, Level, Record
from congtam.mechanisms.lifecycle.verify import verify

DAY = date(2026, 7, 20)


def handed_in(office: Office, *rows: Any, on: date = DAY) -> OpeningBatch:
    cast = office.cast
    source = io.BytesIO(book(rows))
    return hand_in_opening(actor=cast.actor(cast.van), unit=cast.city, on=on, source=source).batch


def entered(office: Office, *rows: Any, on: date = DAY) -> OpeningBatch:
    batch = handed_in(office, *rows, on=on)
    assert confirm_opening(batch=batch, actor=office.cast.actor(office.cast.van), on=on)
    return batch


def letter(number: int) -> Letter:
    return Letter.objects.select_related("record__data_key", "unit", "paper_entry").get(
        record__number=number, record__book="letters"
    )


def clock(found: Letter, duty: str) -> Deadline:
    return found.record.deadlines.get(duty=duty)


def test_letters_stand_in_the_book_with_their_numbers_and_the_next_one_follows(office: Office) -> None:
    with day(DAY):
        batch = entered(office, registered(143), registered(144))
        assert (batch.rows, batch.first_number, batch.last_number) == (2, 143, 144)
        assert list(Record.objects.filter(book="letters").values_list("book_year", "number").order_by("number")) == [
            (2026, 143), (2026, 144),
        ]  # fmt: skip
        assert situations.registered(office.cast, on=DAY).record.number == 145


def test_a_letter_that_nobody_triaged_stays_sealed_and_one_that_was_is_open(office: Office) -> None:
    with day(DAY):
        entered(office, registered(1), registered(2, state="Đã phân loại"), registered(
            3, state="Giữ niêm phong", kind_1="Tố cáo"))  # fmt: skip
    sealed, opened, held = letter(1), letter(2), letter(3)
    assert (sealed.sender_name, opened.sender_name, held.sender_name) == ("", "Đỗ Thị Thử", "")
    assert sender_of(sealed)["name"] == sender_of(held)["name"] == "Đỗ Thị Thử"
    assert held.record.level == Level.SEALED


def test_the_first_entry_names_batch_number_and_days_and_the_chain_holds(office: Office) -> None:
    with day(DAY):
        batch = entered(office, accepted(7))
        entry = JournalEntry.objects.get(record=letter(7).record)
        assert entry.event == "letters.letter:opened"
        assert entry.payload["opening"] == batch.record.code
        assert entry.payload["number"] == 7
        assert entry.payload["days"] == {"received_on": "2026-06-25", "accepted_on": "2026-07-01"}
        assert "Đỗ" not in str(entry.payload)
        assert [e.event for e in batch.record.entries.order_by("seq")] == [
            "letters.opening:opened", "letters.opening:confirm", "letters.opening:finish",
        ]  # fmt: skip
        assert verify().ok


def test_the_clocks_are_those_that_the_steps_would_have_begun(office: Office) -> None:
    """Accepted on 1 July 2026: thirty days to settle end on Friday 31 July."""
    with day(DAY):
        entered(office, accepted(7), registered(8, received_on=date(2026, 7, 14)))
    done, runs = letter(7), letter(8)
    assert (clock(done, "complaint.accept").state, clock(done, "complaint.accept").met_on) == (
        "met", date(2026, 7, 1),
    )  # fmt: skip
    assert (clock(done, "complaint.settle").state, clock(done, "complaint.settle").due_on) == (
        "open", date(2026, 7, 31),
    )  # fmt: skip
    assert clock(runs, "complaint.accept").state == "open"


def test_an_accepted_letter_with_ten_days_left_is_decided_and_answered(office: Office) -> None:
    """The answer names the decision of the product; see below for one that was decided on paper."""
    cast = office.cast
    with day(DAY):
        entered(office, accepted(7))
        found = letter(7)
        decide_letter(
            letter=found, actor=cast.actor(cast.lan), on=DAY, signer=situations.SIGNER,
            outcomes={1: Outcome.RIGHT}, findings="Đã đo lại.", decision="Bồi thường thêm.", save=situations.save(),
        )  # fmt: skip
    assert found.record.state == "decided"
    assert (clock(found, "complaint.settle").state, clock(found, "complaint.settle").met_on) == ("met", DAY)


def test_a_letter_that_was_decided_on_paper_is_answered_with_the_number_of_the_paper(office: Office) -> None:
    cast = office.cast
    with day(DAY):
        entered(
            office,
            accepted(7, state="Đã có quyết định", decided_on=date(2026, 7, 17), decision_number="12/QĐ"),
        )
        found = letter(7)
        answer_letter(letter=found, actor=cast.actor(cast.van), on=DAY, signer=situations.SIGNER, message="Xin gửi.",
                      save=situations.save())  # fmt: skip
    assert found.record.state == "answered"


def test_a_suspended_letter_stands_still_and_is_resumed(office: Office) -> None:
    """Ten of thirty days were used when it was suspended; twenty are left from the day of resumption. They end
    on Sunday 30 August 2026, and the days off of the National Day come after it."""
    cast = office.cast
    with day(date(2026, 8, 10)):
        entered(
            office, accepted(7, state="Tạm đình chỉ", suspended_1=date(2026, 7, 11)), on=date(2026, 8, 10)
        )
        found = letter(7)
        assert clock(found, "complaint.settle").state == "paused"
        resume_letter(
            letter=found, actor=cast.actor(cast.lan), on=date(2026, 8, 10), signer=situations.SIGNER,
            explanation="Đã có kết quả đo đạc lại.", save=situations.save(),
        )  # fmt: skip
    resumed = clock(found, "complaint.settle")
    assert (found.record.state, resumed.state, resumed.due_on) == ("accepted", "open", date(2026, 9, 3))


def test_a_letter_that_was_suspended_after_its_term_is_late_and_goes_on(office: Office) -> None:
    """Thirty days from 1 July 2026 end on Friday 31 July: a suspension of 3 August gives no more time."""
    cast, on = office.cast, date(2026, 8, 10)
    with day(on):
        entered(office, accepted(7, state="Tạm đình chỉ", suspended_1=date(2026, 8, 3)), on=on)
        found = letter(7)
        assert (found.record.state, clock(found, "complaint.settle").state) == ("suspended", "open")
        resume_letter(
            letter=found, actor=cast.actor(cast.lan), on=on, signer=situations.SIGNER,
            explanation="Đã có kết quả đo đạc lại.", save=situations.save(),
        )  # fmt: skip
    assert clock(found, "complaint.settle").due_on == date(2026, 7, 31)


def test_a_triaged_letter_is_accepted_like_any_other(office: Office) -> None:
    cast = office.cast
    with day(DAY):
        entered(office, registered(7, state="Đã phân loại", handler="chi", received_on=date(2026, 7, 14)))
        found = letter(7)
        assert found.record.holder == cast.chi
        accept_letter(
            letter=found, actor=cast.actor(cast.lan), on=DAY, signer=situations.SIGNER, save=situations.save()
        )
    assert found.record.state == "accepted"


def test_a_handler_who_was_invited_and_has_not_come_yet_is_known(office: Office) -> None:
    Account.objects.filter(pk=office.cast.chi.pk).update(is_active=False)
    with day(DAY):
        entered(office, registered(7, state="Đã phân loại", handler="chi", received_on=date(2026, 7, 14)))
        assert letter(7).record.holder == office.cast.chi


def test_a_letter_of_the_book_is_triaged_and_its_sender_opened_like_any_other(office: Office) -> None:
    cast = office.cast
    with day(DAY):
        entered(office, registered(7, received_on=date(2026, 7, 14)))
        found = triage_letter(
            letter=letter(7), actor=cast.actor(cast.chi), on=DAY, competence=Competence.OURS,
            matters=(situations.COMPLAINT,), handler=cast.chi,
        )  # fmt: skip
    assert (found.record.state, found.sender_name) == ("triaged", "Đỗ Thị Thử")
    assert clock(found, "complaint.accept").state == "open"


def test_what_only_the_paper_knows_is_kept_sealed_with_the_day_that_differs(office: Office) -> None:
    with day(DAY):
        entered(
            office, accepted(7, settle_by=date(2026, 8, 3), notice_number="5/TB", place="tủ 2", note="chờ đo")
        )
    entry = letter(7).paper_entry
    assert (entry.settle_by, entry.computed, entry.differs) == (date(2026, 8, 3), date(2026, 7, 31), True)
    assert paper_book.opened(entry, data_key=letter(7).record.data_key) == paper_book.PaperBook(
        notice_number="5/TB", place="tủ 2", note="chờ đo"
    )


def test_the_same_file_again_makes_nothing(office: Office) -> None:
    cast = office.cast
    content = book([registered(1)])
    with day(DAY):
        first = hand_in_opening(
            actor=cast.actor(cast.van), unit=cast.city, on=DAY, source=io.BytesIO(content)
        )
        confirm_opening(batch=first.batch, actor=cast.actor(cast.van), on=DAY)
        again = hand_in_opening(
            actor=cast.actor(cast.van), unit=cast.city, on=DAY, source=io.BytesIO(content)
        )
    assert again.known
    assert again.batch == first.batch
    assert OpeningBatch.objects.count() == 1


def test_a_corrected_file_takes_the_place_of_the_one_that_waits(office: Office) -> None:
    with day(DAY):
        first, second = handed_in(office, registered(1)), handed_in(office, registered(2))
    first.record.refresh_from_db()
    assert (first.record.state, second.record.state) == ("withdrawn", "checked")


def test_one_wrong_row_keeps_all_rows_out(office: Office) -> None:
    cast = office.cast
    with day(DAY):
        batch = handed_in(office, registered(1), registered(1))
        with pytest.raises(OpeningRefused):
            confirm_opening(batch=batch, actor=cast.actor(cast.van), on=DAY)
    assert not Letter.objects.exists()
    assert Record.objects.get(pk=batch.pk).state == "checked"


def test_numbers_that_the_product_gave_are_not_entered_over(office: Office) -> None:
    with day(DAY):
        begin_at(unit_id=office.cast.city.pk, series="letters", scope="2026", first=145)
        situations.registered(office.cast, on=DAY)
        taken, beyond = handed_in(office, registered(145)), handed_in(office, registered(150))
        entered(office, registered(144))
        for batch in (taken, beyond):
            batch.record.refresh_from_db()
        assert situations.registered(office.cast, on=DAY).record.number == 146


def test_who_may_not_enter_a_paper_book_hands_in_nothing(office: Office) -> None:
    cast = office.cast
    with day(DAY), pytest.raises(NotPermitted):
        hand_in_opening(
            actor=cast.actor(cast.lan), unit=cast.city, on=DAY, source=io.BytesIO(book([registered(1)]))
        )


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0 old", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_refused_before_anything_is_kept(office: Office, content: bytes) -> None:
    cast = office.cast
    with day(DAY), pytest.raises(RefusedFile):
        hand_in_opening(actor=cast.actor(cast.van), unit=cast.city, on=DAY, source=io.BytesIO(content))
    assert not OpeningBatch.objects.exists()
