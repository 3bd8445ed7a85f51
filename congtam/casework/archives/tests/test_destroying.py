"""Nothing is destroyed by one person, nothing before its time, and nothing that is sealed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from congtam.casework.archives import actions
from congtam.casework.archives.actions.destroying import Save
from congtam.casework.archives.models import Item, Verdict
from congtam.casework.archives.queries import to_review
from congtam.casework.archives.tests.situations import CLOSED, TODAY, Archive
from congtam.casework.letters.actions import hold_letter
from congtam.casework.letters.models import Letter
from congtam.casework.letters.tests import situations
from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.setup import add_post, hold
from congtam.mechanisms.lifecycle.acts import StepNotPossible
from congtam.mechanisms.lifecycle.erasure import CannotErase
from congtam.mechanisms.lifecycle.models import Erasure, JournalEntry, JournalNote, Record


@pytest.fixture(autouse=True)
def on_a_day() -> object:
    with clock.frozen(TODAY):
        yield


def codes(archive: Archive, today: date = TODAY) -> set[str]:
    return set(to_review(archive.actor(), today=today).values_list("code", flat=True))


def test_a_letter_filed_under_the_circular_of_2014_is_to_be_reviewed_after_a_year(archive: Archive) -> None:
    """Thông tư 07/2014/TT-TTCP, Điều 28 khoản 2: one year; closed on 4 March 2019."""
    letter = archive.refused()
    assert codes(archive, date(2020, 3, 4)) == set()
    assert codes(archive, date(2020, 3, 5)) == {letter.record.code}


def test_what_ended_after_the_circular_is_not_due_while_nobody_has_read_the_new_term(
    archive: Archive,
) -> None:
    """The circular was in force until 14 November 2021."""
    kept = archive.refused(date(2021, 11, 12))
    archive.refused(date(2021, 11, 15))
    assert codes(archive, date(2026, 7, 1)) == {kept.record.code}


def test_a_record_on_a_list_is_not_proposed_again(archive: Archive) -> None:
    letter = archive.refused()
    archive.drafted(letter)
    assert codes(archive) == set()
    with pytest.raises(ValidationError):
        archive.drafted(letter)


def test_what_was_withdrawn_can_be_proposed_again(archive: Archive) -> None:
    letter = archive.refused()
    proposal = archive.drafted(letter)
    actions.withdraw_proposal(
        proposal=proposal, actor=archive.actor(), on=TODAY, reason="Chọn nhầm (thử)", save=Save()
    )
    assert codes(archive) == {letter.record.code}


def test_a_list_without_a_reason_for_each_record_is_refused(archive: Archive) -> None:
    letter = archive.refused()
    with pytest.raises(ValidationError):
        actions.draft_proposal(
            actor=archive.actor(), unit=archive.cast.city, on=TODAY, reasons={letter.record.code: " "}
        )


def test_a_record_that_is_not_due_cannot_be_proposed(archive: Archive) -> None:
    letter = archive.refused(date(2022, 1, 4))
    with pytest.raises(ValidationError, match=letter.record.code):
        archive.drafted(letter)


def test_a_sealed_record_is_never_on_the_list(archive: Archive) -> None:
    with clock.frozen(CLOSED):
        letter = situations.registered(archive.cast, on=CLOSED)
        hold_letter(letter=letter, actor=archive.cast.actor(archive.cast.chi), on=CLOSED)
    Record.objects.filter(pk=letter.pk).update(state="refused", closed_on=CLOSED)
    assert codes(archive) == set()


def test_whoever_drafted_the_list_cannot_decide_it(archive: Archive) -> None:
    letter = archive.refused()
    post = add_post(
        unit=archive.cast.city,
        title="Phó (thử)",
        permissions=("letters.view", "archives.view", "archives.decide"),
    )
    hold(account=archive.kho, post=post, since=date(2020, 1, 1))
    proposal = archive.drafted(letter)
    with pytest.raises(ValidationError):
        actions.decide_proposal(
            proposal=proposal, actor=archive.actor(), on=TODAY, decision="12/QĐ", save=Save(),
            verdicts={letter.record.code: None},
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        type(proposal).objects.filter(pk=proposal.pk).update(
            decided_by=archive.kho, decided_on=TODAY, decision="12/QĐ"
        )


def test_a_decision_without_its_number_is_refused(archive: Archive) -> None:
    letter = archive.refused()
    with pytest.raises(ValidationError):
        actions.decide_proposal(
            proposal=archive.drafted(letter), actor=archive.lan, on=TODAY, decision=" ", save=Save(),
            verdicts={letter.record.code: None},
        )  # fmt: skip


def test_whoever_may_not_decide_is_refused(archive: Archive) -> None:
    letter = archive.refused()
    with pytest.raises(NotPermitted):
        actions.decide_proposal(
            proposal=archive.drafted(letter), actor=archive.actor(archive.cast.chi), on=TODAY, decision="12/QĐ",
            save=Save(), verdicts={letter.record.code: None},
        )  # fmt: skip


def test_an_undecided_list_cannot_be_executed(archive: Archive) -> None:
    proposal = archive.drafted(archive.refused())
    with pytest.raises(StepNotPossible):
        actions.execute_proposal(proposal=proposal, actor=archive.actor(), on=TODAY, save=Save())


def test_a_record_that_is_kept_longer_comes_back_after_its_day(archive: Archive) -> None:
    letter = archive.refused()
    proposal = archive.decided(letter, verdicts={letter.record.code: date(2027, 1, 4)})
    actions.execute_proposal(proposal=proposal, actor=archive.actor(), on=TODAY, save=Save())
    assert not Erasure.objects.exists()
    assert codes(archive, date(2027, 1, 4)) == set()
    assert codes(archive, date(2027, 1, 5)) == {letter.record.code}


def test_execution_erases_what_was_decided_and_nothing_else(archive: Archive) -> None:
    gone, kept = archive.refused(), archive.refused()
    proposal = archive.decided(
        gone, kept, verdicts={gone.record.code: None, kept.record.code: date(2030, 1, 1)}
    )
    assert actions.execute_proposal(proposal=proposal, actor=archive.actor(), on=TODAY, save=Save()) == 1
    assert [each.record_id for each in Erasure.objects.all()] == [gone.pk]
    assert not JournalNote.objects.filter(entry__record=gone.record).exists()
    assert JournalNote.objects.filter(entry__record=kept.record).exists()


def test_number_and_journal_of_an_erased_letter_stay(archive: Archive) -> None:
    letter = archive.refused()
    before = letter.record.number
    written = JournalEntry.objects.filter(record=letter.record).count()
    actions.execute_proposal(proposal=archive.decided(letter), actor=archive.actor(), on=TODAY, save=Save())
    record = Record.objects.get(pk=letter.pk)
    assert (record.number, record.subject, record.receipt_mac) == (before, "", None)
    assert JournalEntry.objects.filter(record=record).count() == written + 1
    fresh = Letter.objects.get(pk=letter.pk)
    assert (fresh.sender_name, fresh.sender_address, fresh.sender_phone, fresh.text, fresh.concerned) == (
        "",
    ) * 5
    assert [matter.summary for matter in fresh.matters.all()] == [""]


def test_the_certificate_names_the_decision(archive: Archive) -> None:
    letter = archive.refused()
    proposal = archive.decided(letter)
    actions.execute_proposal(proposal=proposal, actor=archive.actor(), on=TODAY, save=Save())
    entry = JournalEntry.objects.get(event="letters.letter:erased")
    assert entry.payload["decision"] == "12/QĐ-UBND"
    assert entry.payload["proposal"] == proposal.record.code
    assert entry.payload["notes_gone"]
    assert entry.payload["files_gone"]


def test_a_letter_whose_sender_nobody_opened_is_refused_with_the_reason(archive: Archive) -> None:
    letter = archive.refused()
    Letter.objects.filter(pk=letter.pk).update(
        opened_at=None, sender_name="", sender_address="", sender_phone="", sender_sort="", text=""
    )
    with pytest.raises(ValidationError, match="niêm phong"):
        archive.drafted(letter)


def test_a_letter_with_originals_still_here_is_not_destroyed(archive: Archive) -> None:
    letter = archive.refused()
    proposal = archive.decided(letter)
    actions.receive_original(
        record=letter.record,
        actor=archive.actor(),
        on=TODAY,
        description="Sổ đỏ (thử)",
        received_from="bà A (thử)",
        sheets=2,
    )
    with pytest.raises(CannotErase):
        actions.execute_proposal(proposal=proposal, actor=archive.actor(), on=TODAY, save=Save())
    assert not Erasure.objects.exists()


def test_the_database_takes_no_erasure_that_nobody_decided(archive: Archive) -> None:
    letter = archive.refused()
    entry = JournalEntry.objects.filter(record=letter.record).latest("seq")
    with pytest.raises(ProgrammingError, match="nobody decided"), transaction.atomic():
        Erasure.objects.create(
            record=letter.record, unit=archive.cast.city, entry=entry, decision="1/QĐ", decided_on=TODAY,
            proposal="AAAA-AAAA", erased_on=TODAY,
        )  # fmt: skip


@pytest.mark.parametrize(
    "function",
    [
        "lifecycle_erase",
        "letters_erase",
        "letters_erase_messages",
        "letters_erase_work",
        "documents_erase",
        "archives_erase",
    ],
)
def test_no_function_lets_anything_go_without_a_certificate(archive: Archive, function: str) -> None:
    letter = archive.refused()
    with (
        pytest.raises(ProgrammingError, match="no certificate"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT {function}(%s)", [letter.pk])


def test_a_verdict_stays_as_it_was_decided(archive: Archive) -> None:
    archive.decided(archive.refused())
    with pytest.raises(ProgrammingError), transaction.atomic():
        Item.objects.update(verdict=Verdict.KEEP, keep_until=date(2030, 1, 1))


def test_a_list_is_drafted_while_no_change_of_law_can_begin(archive: Archive) -> None:
    """The edition is held before any record is locked; otherwise the two could wait for each other for ever."""
    letter = archive.refused()
    with CaptureQueriesContext(connection) as done:
        archive.drafted(letter)
    asked = [query["sql"] for query in done]
    held = next(place for place, sql in enumerate(asked) if "pg_advisory_xact_lock_shared" in sql)
    assert held < next(place for place, sql in enumerate(asked) if "FOR UPDATE" in sql)
