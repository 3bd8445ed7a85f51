"""Where people keep identities, what a citizen writes is theirs to open, and nobody else's."""

import pytest

from congtam.casework.letters.actions import hold_letter, register_letter, triage_letter
from congtam.casework.letters.custody_link import letter_keys, letters_of
from congtam.casework.letters.denunciation.actions import open_denunciation
from congtam.casework.letters.denunciation.models import Source
from congtam.casework.letters.denunciation.tests import situations as denounced
from congtam.casework.letters.models import Competence, Kind, Letter
from congtam.casework.letters.public.models import Message
from congtam.casework.letters.public.office import conversation_panel
from congtam.casework.letters.public.reading import messages_for_office
from congtam.casework.letters.public.tests import citizen
from congtam.casework.letters.public.tests.test_conversing import ANSWER, QUESTION, answer, asked, story
from congtam.casework.letters.readings import text_of
from congtam.casework.letters.sender import sender_of
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.custodians import name_custodians, unlocked
from congtam.foundation import clock
from congtam.foundation.access.rls import set_scope
from congtam.foundation.custody.models import Share
from congtam.foundation.sealing import SealLocked
from congtam.mechanisms.lifecycle.models import JournalEntry
from tests.cast import Cast

NAMED = {"signed": "name", "name": "Đỗ Thị Thử Nghiệm"}


@pytest.fixture
def custody(cast: Cast) -> Cast:
    name_custodians(cast)
    return cast


def came(cast: Cast) -> Letter:
    set_scope([cast.city.pk])
    return Letter.objects.select_related("record__data_key", "record__unit", "identity_key", "unit").latest(
        "pk"
    )


def texts(letter: Letter) -> list[str | None]:
    return [each.text for each in messages_for_office(letter.record)]


def test_the_machine_alone_opens_neither_letter_nor_sender_nor_message(custody: Cast) -> None:
    code = citizen.sent(**NAMED)
    answer(code)
    letter = came(custody)
    with pytest.raises(SealLocked):
        sender_of(letter)
    with pytest.raises(SealLocked):
        text_of(letter)
    assert texts(letter) == [None]


def test_intake_reads_what_comes_in_once_a_key_is_open(custody: Cast) -> None:
    code = citizen.sent(**NAMED)
    answer(code)
    letter = came(custody)
    with unlocked(custody, custody.van):
        assert sender_of(letter)["name"] == NAMED["name"]
        assert citizen.TEXT in text_of(letter).replace("\n", " ")
        assert texts(letter) == [ANSWER]


def test_what_was_typed_waits_for_no_reader_of_scans(custody: Cast) -> None:
    """The worker's key has no share in a letter that is read already."""
    citizen.sent()
    letter = came(custody)
    assert letter.identity_key is not None
    keys = [scan.file.data_key_id for scan in letter.scans.select_related("file")]
    whys = set(Share.objects.filter(data_key_id__in=keys).values_list("why", flat=True))
    assert Share.Why.READING not in whys


def registered(cast: Cast, kind: Kind) -> Letter:
    letter = came(cast)
    register_letter(
        letter=letter, actor=cast.actor(cast.van), on=clock.today(), sender=situations.SENDER, summary="Đơn (thử)",
        matters=(situations.MatterDetails(kind=kind, summary="Một nội dung (thử)"),),
    )  # fmt: skip
    return letter


def test_of_a_held_letter_only_those_who_keep_identities_read_the_messages(custody: Cast) -> None:
    code = citizen.sent()
    answer(code)
    with unlocked(custody, custody.van):
        letter = registered(custody, Kind.DENUNCIATION)
    hold_letter(letter=letter, actor=custody.actor(custody.chi), on=clock.today())
    letter = came(custody)
    answer(code)
    set_scope([custody.city.pk])
    with unlocked(custody, custody.chi):
        assert texts(letter) == [None, None]
    with unlocked(custody, custody.lan):
        assert texts(letter) == [ANSWER, ANSWER]


def test_the_office_may_ask_though_it_cannot_read_who_wrote(custody: Cast) -> None:
    code = citizen.sent()
    asked(custody, came(custody))
    assert QUESTION in story(code)


def test_once_it_is_no_denunciation_whoever_works_on_it_reads(custody: Cast) -> None:
    code = citizen.sent()
    answer(code)
    with unlocked(custody, custody.chi):
        letter = registered(custody, Kind.COMPLAINT)
        triage_letter(
            letter=letter, actor=custody.actor(custody.chi), on=clock.today(), competence=Competence.OURS,
            matters=(situations.COMPLAINT,), handler=custody.chi,
        )  # fmt: skip
    answer(code)
    set_scope([custody.city.pk])
    assert texts(came(custody)) == [ANSWER, ANSWER]


def test_an_answer_is_for_the_file_and_for_the_code_and_under_no_other_key(custody: Cast) -> None:
    citizen.sent()
    letter = came(custody)
    asked(custody, letter)
    message = Message.objects.get()
    assert message.key_id == letter.record.data_key_id
    assert len(message.copies) == 1


def test_each_reading_of_a_sealed_message_stands_in_the_journal(custody: Cast) -> None:
    code = citizen.sent()
    answer(code)
    letter = came(custody)
    entries = JournalEntry.objects.filter(record=letter.record, event__endswith=":identity_viewed")
    conversation_panel(letter.record, custody.actor(custody.chi))
    assert not entries.exists()
    with unlocked(custody, custody.chi):
        conversation_panel(letter.record, custody.actor(custody.chi))
    assert [each.actor_id for each in entries] == [custody.chi.pk]


def test_a_new_holder_of_keys_is_given_those_of_messages_too(custody: Cast) -> None:
    code = citizen.sent()
    answer(code)
    letter = came(custody)
    key = Message.objects.get().key
    assert key in letter_keys(letter.record)
    assert letters_of([key.pk]) == {key.pk: letter.record_id}


def test_a_letter_that_goes_on_as_a_denunciation_at_once_leaves_no_message_to_intake(custody: Cast) -> None:
    """Without being held before."""
    bureau = denounced.bureau_of(custody)
    code = citizen.sent()
    answer(code)
    with unlocked(custody, custody.van):
        letter = registered(custody, Kind.DENUNCIATION)
    open_denunciation(
        letter=letter, actor=bureau.actor, on=clock.today(), source=Source.SIGNED, places=[1], save=situations.save()
    )  # fmt: skip
    set_scope([custody.city.pk])
    with unlocked(custody, custody.van):
        assert texts(letter) == [None]
    with unlocked(custody, custody.lan):
        assert texts(letter) == [ANSWER]
