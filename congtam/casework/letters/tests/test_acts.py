"""The acts on a complaint, from the book to the closed case."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from congtam.casework.letters.actions import (
    answer_letter,
    assign_letter,
    close_letter,
    decide_letter,
    receive_letter,
    triage_letter,
)
from congtam.casework.letters.models import Channel, Competence, Kind, Letter, Outcome
from congtam.casework.letters.sender import sender_of
from congtam.casework.letters.tests import situations
from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.rls import set_scope
from congtam.mechanisms.lifecycle.acts import AlreadyDone, ChangedMeanwhile, StepNotPossible
from congtam.mechanisms.lifecycle.models import Deadline
from congtam.project.home import Home
from tests.cast import Cast, describe_city, make_cast

DAY = date(2026, 7, 1)


@pytest.fixture
def cast(home: Home, db: None) -> Cast:
    cast = make_cast()
    set_scope([cast.city.pk])
    describe_city(cast)
    return cast


def deadlines(letter: Letter) -> dict[str, Deadline]:
    return {row.duty: row for row in Deadline.objects.filter(record=letter.record)}


def test_numbers_of_the_book_have_no_gap_and_codes_are_not_in_sequence(cast: Cast) -> None:
    with clock.frozen(DAY):
        letters = [situations.registered(cast, on=DAY) for _ in range(3)]
    assert [letter.record.number for letter in letters] == [1, 2, 3]
    assert len({letter.record.code for letter in letters}) == 3


def test_a_failed_registration_gives_its_number_back(cast: Cast) -> None:
    with clock.frozen(DAY):
        situations.registered(cast, on=DAY)
        with pytest.raises(ValidationError):
            situations.registered(cast, on=DAY, matters=())
        assert situations.registered(cast, on=DAY).record.number == 2


def test_the_clock_of_acceptance_starts_on_the_day_of_receipt(cast: Cast) -> None:
    """petitions.yaml: a complaint received on 1 July 2026 is accepted by Friday 10 July (7 working days)."""
    with clock.frozen(DAY):
        term = deadlines(situations.registered(cast, on=DAY))["complaint.accept"]
    assert (term.event_on, term.due_on) == (DAY, date(2026, 7, 13))
    assert term.warn_on == date(2026, 7, 10)


def test_the_sender_is_sealed_until_triage_decides_that_it_is_no_denunciation(cast: Cast) -> None:
    with clock.frozen(DAY):
        letter = situations.registered(cast, on=DAY)
        stored = Letter.objects.get(pk=letter.pk)
        assert (stored.sender_name, stored.sender_address, stored.sender_phone) == ("", "", "")
        assert situations.SENDER.name.encode() not in bytes(stored.sealed or b"")
        assert sender_of(stored)["name"] == situations.SENDER.name
        opened = triage_letter(
            letter=letter, actor=cast.actor(cast.chi), on=DAY, competence=Competence.OURS,
            matters=(situations.COMPLAINT,),
        )  # fmt: skip
    assert opened.sender_name == situations.SENDER.name
    assert opened.sealed is None


def test_a_denunciation_is_not_opened(cast: Cast) -> None:
    with clock.frozen(DAY):
        letter = situations.registered(cast, on=DAY)
        denunciation = situations.MatterDetails(kind=Kind.DENUNCIATION, summary="Tố cáo (thử)")
        with pytest.raises(ValidationError, match="niêm phong"):
            triage_letter(
                letter=letter, actor=cast.actor(cast.chi), on=DAY, competence=Competence.OURS,
                matters=(denunciation,),
            )  # fmt: skip
    assert Letter.objects.get(pk=letter.pk).opened_at is None


def test_a_letter_that_is_not_ours_must_name_whose_it_is(cast: Cast) -> None:
    with clock.frozen(DAY):
        letter = situations.registered(cast, on=DAY)
        with pytest.raises(ValidationError) as refused:
            triage_letter(
                letter=letter, actor=cast.actor(cast.chi), on=DAY, competence=Competence.OTHER,
                matters=(situations.COMPLAINT,),
            )  # fmt: skip
    assert "competent_body" in refused.value.message_dict


def test_settlement_counts_from_acceptance_and_never_from_receipt(cast: Cast) -> None:
    with clock.frozen(DAY):
        letter = situations.triaged(cast, on=DAY)
    accepted_on = date(2026, 7, 6)
    with clock.frozen(accepted_on):
        situations.accept_letter(
            letter=letter, actor=cast.actor(cast.lan), on=accepted_on, signer=situations.SIGNER,
            save=situations.save(),
        )  # fmt: skip
    terms = deadlines(letter)
    assert terms["complaint.accept"].state == Deadline.State.MET
    assert (terms["complaint.settle"].event_on, terms["complaint.settle"].due_on) == (
        accepted_on,
        date(2026, 8, 5),
    )


def test_a_desk_officer_cannot_accept(cast: Cast) -> None:
    with clock.frozen(DAY), pytest.raises(NotPermitted):
        situations.accepted(cast, on=DAY, actor=cast.actor(cast.van))


def test_a_letter_dated_tomorrow_is_refused_with_the_field_named(cast: Cast) -> None:
    with clock.frozen(DAY), pytest.raises(ValidationError) as refused:
        receive_letter(
            actor=cast.actor(cast.van), unit=cast.city, on=DAY + timedelta(days=1), channel=Channel.POST
        )
    assert "received_on" in refused.value.message_dict


def test_the_second_of_two_officers_who_save_at_once_is_told(cast: Cast) -> None:
    with clock.frozen(DAY):
        letter = situations.accepted(cast, on=DAY)
        shown = letter.record.version
        first, second = situations.Save(version=shown), situations.Save(version=shown)
        assign_letter(
            letter=letter,
            actor=cast.actor(cast.lan),
            on=DAY,
            handler=cast.chi,
            signer=None,
            task="",
            save=first,
        )
        with pytest.raises(ChangedMeanwhile):
            assign_letter(
                letter=letter, actor=cast.actor(cast.lan), on=DAY, handler=cast.van, signer=None, task="",
                save=second,
            )  # fmt: skip


def test_the_same_save_twice_is_one_act(cast: Cast) -> None:
    with clock.frozen(DAY):
        letter = situations.accepted(cast, on=DAY)
        save = situations.save()
        lan = cast.actor(cast.lan)
        assign_letter(letter=letter, actor=lan, on=DAY, handler=cast.chi, signer=None, task="", save=save)
        with pytest.raises(AlreadyDone, match="assign"):
            assign_letter(letter=letter, actor=lan, on=DAY, handler=cast.chi, signer=None, task="", save=save)
    assert letter.record.entries.filter(event="letters.letter:assign").count() == 1


def test_nothing_is_decided_before_acceptance(cast: Cast) -> None:
    with clock.frozen(DAY):
        letter = situations.triaged(cast, on=DAY)
        with pytest.raises(StepNotPossible):
            decide_letter(
                letter=letter, actor=cast.actor(cast.lan), on=DAY, signer=situations.SIGNER,
                outcomes={1: Outcome.WRONG}, findings="x", decision="y", save=situations.save(),
            )  # fmt: skip


def test_the_answer_waits_for_the_signed_decision(cast: Cast) -> None:
    with clock.frozen(DAY):
        letter = situations.accepted(cast, on=DAY)
        decide_letter(
            letter=letter, actor=cast.actor(cast.lan), on=DAY, signer=situations.SIGNER,
            outcomes={1: Outcome.PARTLY}, findings="Đã xác minh.", decision="Đo lại đất.", save=situations.save(),
        )  # fmt: skip
        with pytest.raises(Exception, match="ký"):
            answer_letter(
                letter=letter, actor=cast.actor(cast.chi), on=DAY, signer=situations.SIGNER, message="Kính gửi",
                save=situations.save(),
            )  # fmt: skip
        with pytest.raises(StepNotPossible):
            close_letter(letter=letter, actor=cast.actor(cast.chi), on=DAY, note="", save=situations.save())


def test_a_matter_taken_away_at_triage_is_gone_with_its_clock(cast: Cast) -> None:
    two = (situations.COMPLAINT, situations.MatterDetails(kind=Kind.COMPLAINT, summary="Nội dung thứ hai"))
    with clock.frozen(DAY):
        letter = situations.registered(cast, on=DAY, matters=two)
        triage_letter(
            letter=letter, actor=cast.actor(cast.chi), on=DAY, competence=Competence.OURS, matters=two[:1]
        )
    assert list(letter.matters.values_list("position", flat=True)) == [1]
    running = Deadline.objects.filter(record=letter.record, duty="complaint.accept", state="open")
    assert [row.item for row in running] == [1]


def test_triage_lets_the_clock_of_an_unchanged_complaint_run_on(cast: Cast) -> None:
    with clock.frozen(DAY):
        letter = situations.triaged(cast, on=DAY)
    assert Deadline.objects.filter(record=letter.record, duty="complaint.accept").count() == 1
