"""A denunciation is opened out of its letter, and a letter with two kinds in it goes two ways."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from congtam.casework.letters.denunciation import actions
from congtam.casework.letters.denunciation.content import content_of, summary_of
from congtam.casework.letters.denunciation.models import Denunciation, Source
from congtam.casework.letters.denunciation.tests import situations
from congtam.casework.letters.denunciation.tests.situations import ACT, COMPLAINT, TRACES, Bureau
from congtam.casework.letters.models import Letter
from congtam.casework.letters.sender import sender_of
from congtam.casework.letters.tests.situations import registered, save
from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.mechanisms.lifecycle.acts import AlreadyDone
from congtam.mechanisms.lifecycle.models import Continuation, Deadline, JournalEntry, Level, Record

DAY = date(2026, 7, 1)


@pytest.fixture(autouse=True)
def today() -> object:
    with clock.frozen(DAY):
        yield


def open_it(bureau: Bureau, letter: Letter, *places: int, **more: object) -> actions.Opened:
    given = {"rest_summary": "Khiếu nại mức bồi thường", "save": save(), **more}
    return actions.open_denunciation(
        letter=letter,
        actor=bureau.actor,
        on=DAY,
        source=Source.SIGNED,
        places=places,
        **given,  # type: ignore[arg-type]
    )


def test_the_letter_ends_sealed_and_keeps_the_sender(bureau: Bureau) -> None:
    found = situations.opened(bureau, on=DAY)
    letter = Letter.objects.select_related("record__data_key").get(pk=found.letter_id)
    assert (letter.record.state, letter.record.level) == ("separate", Level.SEALED)
    assert sender_of(letter) == situations.SENDER.identifying()
    assert not letter.record.deadlines.filter(state=Deadline.State.OPEN).exists()


def test_the_denunciation_is_sealed_numbered_in_its_own_book_and_counts_from_the_receipt(
    bureau: Bureau,
) -> None:
    found = situations.opened(bureau, on=DAY)
    record = found.record
    assert (record.level, record.book, record.number) == (Level.SEALED, "denunciations", 1)
    assert set(record.deadlines.values_list("duty", "event_on")) == {
        ("denunciation.process", DAY), ("letters.process", DAY)
    }  # fmt: skip
    assert found.code.startswith("NTC-")


def test_what_was_typed_is_sealed_with_the_denunciation_and_gone_from_the_letter(bureau: Bureau) -> None:
    found = situations.opened(bureau, on=DAY)
    assert content_of(found).denounced == situations.DENOUNCED
    assert summary_of(found, found.matters.get()) == ACT.summary
    letter = Letter.objects.select_related("record").get(pk=found.letter_id)
    assert [letter.concerned, letter.record.subject, *letter.matters.values_list("summary", flat=True)] == [
        ""
    ] * 3
    assert found.record.subject == ""


def test_a_letter_that_was_not_held_is_opened_too(bureau: Bureau) -> None:
    letter = registered(bureau.cast, on=DAY, matters=(ACT,))
    assert open_it(bureau, letter, 1).denunciation.letter_id == letter.pk


def test_every_denunciation_of_the_letter_goes_into_the_record(bureau: Bureau) -> None:
    letter = situations.held(bureau, on=DAY, matters=(ACT, situations.MONEY))
    with pytest.raises(ValidationError) as refused:
        open_it(bureau, letter, 1)
    assert "places" in refused.value.message_dict


def test_it_takes_the_right_to_process(bureau: Bureau) -> None:
    letter = situations.held(bureau, on=DAY)
    with pytest.raises(NotPermitted):
        actions.open_denunciation(
            letter=letter, actor=bureau.cast.actor(bureau.cast.chi), on=DAY, source=Source.SIGNED, places=[1],
            save=save(),
        )  # fmt: skip


def test_a_second_click_opens_nothing(bureau: Bureau) -> None:
    letter, once = situations.held(bureau, on=DAY), save()
    open_it(bureau, letter, 1, save=once)
    with pytest.raises(AlreadyDone):
        open_it(bureau, letter, 1, save=once)
    assert Denunciation.objects.count() == 1


# -- a letter with both kinds in it -------------------------------------------------------------------------


def both(bureau: Bureau) -> actions.Opened:
    return open_it(bureau, situations.held(bureau, on=DAY, matters=(COMPLAINT, ACT)), 2)


def test_the_complaint_goes_on_as_a_letter_from_the_same_day(bureau: Bureau) -> None:
    goes_on = both(bureau).goes_on
    assert goes_on is not None
    assert (goes_on.record.state, goes_on.received_on) == ("registered", DAY)
    assert list(goes_on.matters.values_list("kind", "summary")) == [(COMPLAINT.kind, COMPLAINT.summary)]
    assert goes_on.record.deadlines.get(duty="complaint.accept").event_on == DAY
    assert sender_of(goes_on) == situations.SENDER.identifying()


def test_nothing_on_the_complaint_points_to_the_denunciation(bureau: Bureau) -> None:
    opened = both(bureau)
    found, goes_on = opened.denunciation, opened.goes_on
    assert goes_on is not None
    assert not goes_on.scans.exists()
    assert not Continuation.objects.filter(record=goes_on.record).exists()
    told = json.dumps(list(goes_on.record.entries.values("event", "payload", "system")))
    for hidden in (found.record.code, found.letter.record.code, found.code, "denunciation", "separate"):
        assert hidden not in told
    assert goes_on.concerned == ""


def test_the_rest_needs_words_of_its_own(bureau: Bureau) -> None:
    letter = situations.held(bureau, on=DAY, matters=(COMPLAINT, ACT))
    with pytest.raises(ValidationError) as refused:
        open_it(bureau, letter, 2, rest_summary="")
    assert "rest_summary" in refused.value.message_dict
    assert Record.objects.get(pk=letter.pk).state == "held"


# -- the journal --------------------------------------------------------------------------------------------


def test_the_journal_holds_nothing_that_was_typed(bureau: Bureau) -> None:
    found = situations.concluded(bureau, on=DAY)
    actions.ask_protection(
        denunciation=found,
        actor=bureau.actor,
        on=DAY,
        urgent=True,
        measures=[],
        said="Bị đe dọa ở chợ",
        save=save(),
    )
    told = json.dumps(list(JournalEntry.objects.values("event", "payload")), ensure_ascii=False)
    typed = (
        *TRACES, ACT.summary, situations.DENOUNCED, "danh sách", "Ba hộ", "Thu hồi", "Bị đe dọa", "Phản ánh"
    )  # fmt: skip
    assert not [each for each in typed if each in told]
