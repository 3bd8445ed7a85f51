"""A letter passes to another body of this installation: by the officer's act and the real job, in two units."""

from datetime import date

import pytest

from conftest import _point_django
from congtam.casework.letters.actions import (
    answer_letter,
    decide_letter,
    hold_letter,
    receive_letter,
    register_letter,
    resume_letter,
    suspend_letter,
    take_over_letter,
)
from congtam.casework.letters.actions.reading import finish_reading, keep_page
from congtam.casework.letters.lifecycle import LETTER, may_read
from congtam.casework.letters.models import Channel, Kind, Letter, Outcome, Scan
from congtam.casework.letters.readings import pages_of, proposals_of
from congtam.casework.letters.receiving import receipt_of
from congtam.casework.letters.sender import sender_of
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.handed_over import ACCEPTED, HANDED, MINUTES, RECEIVED, TwoOffices, queued
from congtam.casework.letters.tests.work_pages import scan
from congtam.foundation.access.actor import NotPermitted, system_actor
from congtam.foundation.access.scope import acting
from congtam.foundation.files.store import read_plain
from congtam.mechanisms.documents.reading import read_facts
from congtam.mechanisms.lifecycle import exclusions
from congtam.mechanisms.lifecycle.models import Deadline, JournalEntry, Level, Record
from congtam.mechanisms.lifecycle.verify import verify

SUSPENDED, RESUMED = date(2026, 7, 20), date(2026, 8, 10)


def journal(record: Record) -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(record=record).order_by("seq"))


def test_the_letter_goes_on_as_it_stood_and_no_term_begins_anew(
    offices: TwoOffices, owner_url: str, app_url: str
) -> None:
    """Accepted Monday 6 July 2026, 30 days: Wednesday 5 August, whoever has the letter."""
    old = offices.accepted()
    new = offices.go_on(old, times=2)
    with offices.other(HANDED):
        assert (new.record.state, new.record.holder, new.received_on) == ("accepted", None, ACCEPTED)
        assert (new.record.book, new.record.book_year, new.record.number) == ("letters", 2026, 1)
        settle = new.record.deadlines.get()
        assert (settle.duty, settle.due_on, settle.event_on) == (
            "complaint.settle",
            date(2026, 8, 5),
            ACCEPTED,
        )
        assert [each["kind"] for each in settle.facts["decisions"]] == ["handover"]
        assert sender_of(new)["name"] == situations.SENDER.name
        assert [matter.summary for matter in new.matters.all()] == [situations.COMPLAINT.summary]
    with offices.city(HANDED):
        rows = Deadline.objects.filter(record_id=old.pk)
        assert not rows.filter(state__in=("open", "paused")).exists()
        assert rows.get(duty="complaint.settle").facts["decisions"][-1]["symbol"] == MINUTES
    _point_django(owner_url)
    assert verify().ok
    _point_django(app_url)


def test_both_journals_name_the_other_record_by_its_code(offices: TwoOffices) -> None:
    old = offices.accepted()
    new = offices.go_on(old)
    with offices.city(HANDED):
        steps = [(entry.event, entry.payload) for entry in journal(offices.old(old))][-2:]
    assert [event for event, _payload in steps] == ["letters.letter:hand_over", "letters.letter:handed_over"]
    assert steps[1][1] == {"continued_by": new.record.code}
    with offices.other(HANDED):
        told = journal(new.record)[-1]
    assert (told.event, told.system, told.on) == ("letters.letter:taken_over", "letters.successor", HANDED)
    assert (told.payload["came_from"], told.payload["book_number"]) == (old.record.code, 1)


def test_until_the_other_office_has_it_the_terms_run_on_here(offices: TwoOffices) -> None:
    """At no moment does nobody have to keep them."""
    old = offices.accepted()
    offices.hand_over(old)
    with offices.city(HANDED):
        assert Deadline.objects.get(record_id=old.pk, duty="complaint.settle").state == Deadline.State.OPEN
        assert offices.old(old).state == "handed_over"


def test_a_term_that_stands_still_goes_on_standing_still_and_can_be_resumed_there(
    offices: TwoOffices,
) -> None:
    """16 days were left on 20 July; from Monday 10 August: Wednesday 26 August 2026."""
    cast, old = offices.cast, offices.accepted()
    with offices.city(SUSPENDED):
        suspend_letter(
            letter=old, actor=cast.actor(cast.lan), on=SUSPENDED, ground="other_body", explanation="Chờ (thử).",
            signer=situations.SIGNER, save=situations.save(),
        )  # fmt: skip
    new = offices.go_on(old)
    with offices.other(RESUMED):
        assert (new.record.state, new.record.deadlines.get(duty="complaint.settle").state) == (
            "suspended", Deadline.State.PAUSED,
        )  # fmt: skip
        resume_letter(
            letter=new, actor=cast.actor(cast.stranger), on=RESUMED, explanation="Đã có kết quả (thử).",
            signer=situations.SIGNER, save=situations.save(),
        )  # fmt: skip
        assert new.record.deadlines.get(duty="complaint.settle").due_on == date(2026, 8, 26)


def test_neither_office_sees_the_others_record(offices: TwoOffices) -> None:
    old = offices.accepted()
    new = offices.go_on(old)
    with offices.city(HANDED):
        assert list(Record.objects.values_list("pk", flat=True)) == [old.pk]
        assert not Letter.objects.filter(pk=new.pk).exists()
    with offices.other(HANDED):
        assert list(Record.objects.values_list("pk", flat=True)) == [new.pk]
        assert not Scan.objects.filter(letter_id=old.pk).exists()


def test_scans_go_along_under_a_key_of_their_own_and_nothing_is_read_twice(offices: TwoOffices) -> None:
    cast, reader = offices.cast, system_actor("letters.reader", unit_id=offices.cast.city.pk)
    content = scan().getvalue()
    with offices.city(RECEIVED):
        old = receive_letter(
            actor=cast.actor(cast.van), unit=cast.city, on=RECEIVED, channel=Channel.POST, source=scan(),
            name="don.png",
        ).letter  # fmt: skip
        sheet = old.scans.get()
        keep_page(scan=sheet, actor=reader, number=1, page={"text": "Đơn khiếu nại"}, confidence=90)
        finish_reading(scan=sheet, actor=reader, on=RECEIVED, proposals=[{"name": "summary"}], confidence=90)
        register_letter(
            letter=old, actor=cast.actor(cast.van), on=RECEIVED, sender=situations.SENDER, summary="Đất (thử)",
            matters=(situations.COMPLAINT,),
        )  # fmt: skip
    before = len(queued("letters.read_scan"))
    new = offices.go_on(old)
    with offices.other(HANDED):
        copy = new.scans.select_related("letter__record__data_key", "file__data_key").get()
        assert (copy.state, copy.pages_read, copy.confidence) == (Scan.State.DONE, 1, 90)
        assert read_plain(copy.file) == content
        assert (pages_of(copy)[0]["text"], proposals_of(copy)) == ("Đơn khiếu nại", [{"name": "summary"}])
        assert (copy.file.data_key_id, copy.file.unit_id) == (new.record.data_key_id, cast.other.pk)
    assert len(queued("letters.read_scan")) == before


def test_a_letter_that_was_not_registered_gets_its_number_from_the_other_registrar(
    offices: TwoOffices,
) -> None:
    with offices.city(RECEIVED):
        old = situations.received(offices.cast, on=RECEIVED)
    new = offices.go_on(old)
    assert (new.record.state, new.record.number) == ("received", None)
    with offices.other(HANDED):
        assert new.record.deadlines.get().duty == "letters.process"


def test_what_may_be_a_denunciation_is_handed_over_sealed_and_stays_so_on_both_sides(
    offices: TwoOffices,
) -> None:
    cast = offices.cast
    with offices.city(RECEIVED):
        told = situations.MatterDetails(kind=Kind.DENUNCIATION, summary="Tố cáo (thử)")
        old = situations.registered(cast, on=RECEIVED, matters=(told,))
        hold_letter(letter=old, actor=cast.actor(cast.lan), on=RECEIVED)
    new = offices.go_on(old)
    assert (new.record.state, new.record.level, new.opened_at, new.sender_name) == (
        "held", Level.SEALED, None, "",
    )  # fmt: skip
    with offices.other(HANDED):
        assert sender_of(new)["name"] == situations.SENDER.name
        assert bytes(new.sealed or b"") != bytes(old.sealed or b"")
    only_registers = system_actor(
        "tests", unit_id=cast.city.pk, permissions=frozenset({"letters.view", "letters.register"})
    )
    with acting(only_registers):
        kept = Record.objects.select_related("letter").get(pk=old.pk)
        assert (kept.state, may_read(kept, only_registers)) == ("handed_over", False)


def test_the_answer_of_the_other_office_names_the_decision_that_it_did_not_make(offices: TwoOffices) -> None:
    cast, old = offices.cast, offices.accepted()
    with offices.city(SUSPENDED):
        decision = decide_letter(
            letter=old, actor=cast.actor(cast.lan), on=SUSPENDED, signer=situations.SIGNER,
            outcomes={1: Outcome.PARTLY}, findings="Đã đo lại.", decision="Đo đạc lại.", save=situations.save(),
        )  # fmt: skip
    new = offices.go_on(old)
    with offices.other(HANDED):
        paper = answer_letter(
            letter=new, actor=cast.actor(cast.stranger), on=HANDED, signer=situations.SIGNER,
            message="Kết quả (thử).", save=situations.save(),
        )  # fmt: skip
        assert read_facts(paper)["decision_symbol"] == f"Quyết định số {decision.symbol} ngày 20/07/2026"
        assert new.record.deadlines.get(duty="complaint.send_decision").met_on == HANDED


def test_nobody_hands_over_without_the_right_and_no_person_does_what_the_job_does(
    offices: TwoOffices,
) -> None:
    old = offices.accepted()
    with pytest.raises(NotPermitted):
        offices.hand_over(old, by=offices.cast.chi)
    with offices.city(HANDED), pytest.raises(NotPermitted):
        take_over_letter(record_id=old.pk, actor=offices.cast.actor(offices.cast.lan), on=HANDED)
    assert not queued()


def test_every_letter_that_somebody_works_on_may_be_handed_over_and_no_other() -> None:
    step = LETTER.step("hand_over")
    assert set(step.sources) == set(LETTER.open_states)
    assert LETTER.state(step.target).final


def test_the_new_letter_has_a_tracking_code_of_its_own(offices: TwoOffices) -> None:
    old = offices.accepted()
    new = offices.go_on(old)
    assert receipt_of(new) != receipt_of(old)


def test_whoever_is_named_by_the_receiver_is_kept_away_from_what_stayed_behind(offices: TwoOffices) -> None:
    cast = offices.cast
    with offices.city(RECEIVED):
        old = situations.registered(cast, on=RECEIVED)
    new = offices.go_on(old)
    with offices.other(HANDED):
        named = exclusions.name_accused(
            record=new.record, accounts=[cast.chi], actor=cast.actor(cast.stranger), on=HANDED
        )
    assert {row.record_id for row in named} == {new.pk}
    with cast.acting(cast.chi, HANDED):
        assert not Record.objects.filter(pk=old.pk).exists()
    with offices.city(HANDED):
        entry = journal(old.record)[-1]
        assert (entry.event, entry.actor) == ("letters.letter:conflict_found", None)
