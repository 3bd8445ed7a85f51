"""Who can open what tells who wrote a letter, from its arrival to the decision what it is."""

from contextlib import closing
from datetime import date
from io import BytesIO

import pytest
from django.test import Client

from congtam.casework.letters import moving, scan_reading
from congtam.casework.letters.actions import (
    add_scan,
    hold_letter,
    receive_letter,
    triage_again,
    triage_letter,
)
from congtam.casework.letters.models import Channel, Competence, Letter, Scan
from congtam.casework.letters.readings import text_of
from congtam.casework.letters.sealing import keys_of
from congtam.casework.letters.sender import sender_of
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.custodians import name_custodians, unlock, unlocked
from congtam.casework.letters.tests.work_pages import Office
from congtam.foundation import clock
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.scope import scope_of
from congtam.foundation.custody import shares
from congtam.foundation.custody.models import Share
from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.store import read_plain
from congtam.foundation.sealing import SealLocked
from congtam.foundation.sealing.models import DataKey
from congtam.mechanisms.lifecycle import exclusions
from congtam.mechanisms.lifecycle.verify import verify

DAY = date(2026, 7, 1)


def again(letter: Letter) -> Letter:
    """As another request finds it."""
    related = ("record__data_key", "identity_key", "unit")
    return Letter.objects.select_related(*related).get(pk=letter.pk)


def received(office: Office) -> Letter:
    """A letter with a scan, received by Văn, whose key is locked."""
    with clock.frozen(DAY), closing(BytesIO(situations.scan_bytes())) as scan:
        return receive_letter(
            actor=office.cast.actor(office.cast.van), unit=office.cast.city, on=DAY, channel=Channel.POST,
            source=scan, name="don.png",
        ).letter  # fmt: skip


def holders_of(letter: Letter) -> set[str]:
    keys = [key.pk for key in keys_of(again(letter))]
    found = Share.objects.filter(data_key_id__in=keys).values_list("pair__account__username", "why")
    return {f"{name}:{why}" if name else str(why) for name, why in found}


@pytest.fixture
def custody(office: Office) -> Office:
    name_custodians(office.cast)
    return office


def registered(office: Office) -> Letter:
    with clock.frozen(DAY), unlocked(office.cast, office.cast.van):
        return situations.registered(office.cast, on=DAY)


def test_a_letter_can_be_taken_in_while_every_key_is_locked(custody: Office) -> None:
    letter = received(custody)
    scan = letter.scans.get()
    assert again(letter).identity_key is not None
    with pytest.raises(SealLocked):
        read_plain(Scan.objects.select_related("file__data_key").get(pk=scan.pk).file)


def test_until_triage_it_is_open_to_intake_to_those_who_keep_identities_and_once_to_the_reader(
    custody: Office,
) -> None:
    assert holders_of(received(custody)) == {"chi:intake", "van:intake", "lan:identity", "reading"}


def test_the_reader_of_scans_is_shut_out_with_the_last_page(custody: Office) -> None:
    letter = received(custody)
    scan_reading.read_scan(
        scan_id=letter.scans.get().pk, actor=system_actor("letters.reader", unit_id=letter.unit_id)
    )
    assert letter.scans.get().state in (Scan.State.DONE, Scan.State.UNAVAILABLE, Scan.State.FAILED)
    assert "reading" not in holders_of(letter)


def test_the_sender_opens_with_an_intake_key_only(custody: Office) -> None:
    letter = again(registered(custody))
    with pytest.raises(SealLocked):
        sender_of(letter)
    with unlocked(custody.cast, custody.cast.chi):
        assert sender_of(again(letter))["name"] == situations.SENDER.name


def test_what_is_no_denunciation_is_open_to_the_office(custody: Office) -> None:
    cast, letter = custody.cast, registered(custody)
    with clock.frozen(DAY), unlocked(cast, cast.chi):
        triage_letter(
            letter=again(letter), actor=cast.actor(cast.chi), on=DAY, competence=Competence.OURS,
            matters=(situations.COMPLAINT,),
        )  # fmt: skip
    assert sender_of(again(letter))["name"] == situations.SENDER.name
    assert holders_of(letter) == set()


def test_triage_without_an_unlocked_key_changes_nothing(custody: Office) -> None:
    cast, letter = custody.cast, registered(custody)
    with clock.frozen(DAY), pytest.raises(SealLocked):
        triage_letter(
            letter=again(letter), actor=cast.actor(cast.chi), on=DAY, competence=Competence.OURS,
            matters=(situations.COMPLAINT,),
        )  # fmt: skip
    assert again(letter).record.state == "registered"


def test_a_held_letter_is_open_to_those_who_keep_identities_alone(custody: Office) -> None:
    cast, letter = custody.cast, registered(custody)
    with clock.frozen(DAY):
        hold_letter(letter=again(letter), actor=cast.actor(cast.chi), on=DAY)
    assert holders_of(letter) == {"lan:identity"}
    with unlocked(cast, cast.lan):
        assert sender_of(again(letter))["name"] == situations.SENDER.name


def opened_then_held(office: Office) -> Letter:
    """Taken in before anybody kept identities, opened by triage; then custodians are named, and it is held."""
    cast, letter = office.cast, received(office)
    actor = system_actor("letters.reader", unit_id=letter.unit_id)
    scan_reading.read_scan(scan_id=letter.scans.get().pk, actor=actor)
    with clock.frozen(DAY):
        situations.register(cast, letter, on=DAY)
        triage_letter(
            letter=letter, actor=cast.actor(cast.chi), on=DAY, competence=Competence.OURS,
            matters=(situations.COMPLAINT,),
        )  # fmt: skip
        name_custodians(cast)
        triage_again(letter=letter, actor=cast.actor(cast.chi), on=DAY, reason="Có nội dung tố cáo")
        hold_letter(letter=letter, actor=cast.actor(cast.chi), on=DAY)
    return letter


def test_what_the_installation_could_open_is_sealed_again_when_it_is_held(office: Office) -> None:
    letter = opened_then_held(office)
    assert holders_of(letter) == {"lan:identity"}
    with pytest.raises(SealLocked):
        text_of(again(letter))
    with unlocked(office.cast, office.cast.lan):
        assert sender_of(again(letter)) == situations.SENDER.identifying()
        assert plain_scan(letter)


def plain_scan(letter: Letter) -> bytes:
    return read_plain(Scan.objects.select_related("file__data_key").get(letter=letter).file)


def test_the_journal_follows_a_file_that_was_sealed_again(office: Office) -> None:
    opened_then_held(office)
    assert verify().first_bad is None


def test_sealing_what_came_before_loses_nothing(office: Office) -> None:
    cast = office.cast
    letters = [received(office)]
    with clock.frozen(DAY):
        situations.register(cast, letters[0], on=DAY)
        letters += [situations.registered(cast, on=DAY) for _ in range(3)]
    before = {letter.pk: sender_of(again(letter)) for letter in letters}
    page = plain_scan(letters[0])
    name_custodians(cast)
    worker = system_actor("letters.sealer", unit_id=cast.city.pk)
    assert moving.seal_the_unit(unit_id=cast.city.pk, actor=worker) == 4
    assert moving.seal_the_unit(unit_id=cast.city.pk, actor=worker) == 0
    for letter in letters:
        with pytest.raises(SealLocked):
            sender_of(again(letter))
    with unlocked(cast, cast.van):
        assert {letter.pk: sender_of(again(letter)) for letter in letters} == before
        assert plain_scan(letters[0]) == page


def test_a_further_page_can_be_added_by_whoever_cannot_read_the_others(custody: Office) -> None:
    letter = registered(custody)
    with clock.frozen(DAY), closing(BytesIO(situations.scan_bytes(seed=2))) as page:
        add_scan(
            letter=again(letter),
            actor=custody.cast.actor(custody.cast.van),
            on=DAY,
            source=page,
            name="trang.png",
        )
    scan = Scan.objects.select_related("file__data_key").get(letter=letter)
    assert scan.file.data_key_id != again(letter).identity_key_id
    assert shares.sealed_to_people(scan.file.data_key)


def test_the_page_of_a_letter_hides_its_sender_until_the_reader_unlocks_a_key(custody: Office) -> None:
    cast, letter = custody.cast, registered(custody)
    client = Client()
    client.force_login(cast.chi)
    address = f"/letters/{letter.record.code}/"
    assert situations.SENDER.name not in client.get(address).content.decode()
    unlock(client, cast, cast.chi)
    assert situations.SENDER.name in client.get(address).content.decode()


def test_whoever_is_kept_away_sees_neither_keys_nor_shares_nor_files(custody: Office) -> None:
    cast, letter = custody.cast, received(custody)
    keys = [key.pk for key in keys_of(again(letter))]
    exclusions.declare_conflict(
        record=again(letter).record,
        account=cast.van,
        actor=cast.actor(cast.van),
        on=DAY,
        reason="Người nhà (thử)",
    )
    scope_of(cast.actor(cast.van))
    assert not DataKey.objects.filter(pk__in=keys).exists()
    assert not Share.objects.filter(data_key_id__in=keys).exists()
    assert not StoredFile.objects.filter(data_key_id__in=keys).exists()
    scope_of(cast.actor(cast.chi))
    assert set(Share.objects.filter(data_key_id__in=keys).values_list("pair__account__username", flat=True)) >= {
        "chi", "lan"
    }  # fmt: skip
    assert not Share.objects.filter(data_key_id__in=keys, pair__account=cast.van).exists()


def test_the_page_tells_a_holder_whose_key_is_locked_to_unlock_it(custody: Office) -> None:
    cast, letter = custody.cast, registered(custody)
    client = Client()
    client.force_login(cast.chi)
    address = f"/letters/{letter.record.code}/"
    assert "Mở khóa của anh/chị để xem" in client.get(address).content.decode()
    unlock(client, cast, cast.chi)
    assert "Mở khóa của anh/chị để xem" not in client.get(address).content.decode()
