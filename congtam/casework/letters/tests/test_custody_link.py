"""What tells who wrote a real letter: which keys, who saw it, who was granted it."""

import pytest

from congtam.casework.letters import custody_link
from congtam.casework.letters.actions import hold_letter
from congtam.casework.letters.denunciation.models import Denunciation
from congtam.casework.letters.denunciation.tests import situations as denounced
from congtam.casework.letters.models import Letter
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.custodians import name_custodians, unlock, unlocked
from congtam.casework.letters.tests.work_pages import DAY, Office, address, day
from congtam.foundation import clock
from congtam.foundation.access.models import Account, Post
from congtam.foundation.access.rls import set_scope
from congtam.foundation.custody import holders, keypairs
from congtam.foundation.custody.models import Share
from congtam.foundation.sealing import SealLocked
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle.models import JournalEntry, Record
from congtam.registers.custody import identities
from congtam.registers.custody.actions import asking, deciding, sweeping
from congtam.registers.custody.said import Said
from congtam.registers.custody.seams import live_grant


@pytest.fixture
def custody(office: Office) -> Office:
    name_custodians(office.cast)
    for post in Post.objects.filter(title__in=("Lãnh đạo", "Văn thư", "Chuyên viên"), unit=office.cast.city):
        Post.objects.filter(pk=post.pk).update(permissions=[*post.permissions, "custody.keep"])
    return office


def registered(office: Office) -> Letter:
    with clock.frozen(DAY), unlocked(office.cast, office.cast.van):
        return situations.registered(office.cast, on=DAY)


def views(record: Record) -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(record=record, event__endswith=":identity_viewed"))


def test_a_sealed_letter_names_its_keys_and_an_opened_one_none(custody: Office) -> None:
    letter = custody.fresh(registered(custody))
    keys = identities.identity_keys(letter.record)
    assert {key.pk for key in keys} >= {letter.identity_key_id}
    assert identities.records_of([key.pk for key in keys]) == {key.pk: {letter.pk} for key in keys}
    with unlocked(custody.cast, custody.cast.chi):
        opened = situations.triaged(custody.cast, on=DAY)
    assert identities.identity_keys(custody.fresh(opened).record) == []


def test_a_letter_from_before_the_custodians_is_counted_as_left_to_the_machine(office: Office) -> None:
    situations.registered(office.cast, on=DAY)
    assert custody_link.left_to_machine(office.cast.city) == 1
    name_custodians(office.cast)
    registered(office)
    assert custody_link.left_to_machine(office.cast.city) == 1


def test_whoever_looks_at_a_sealed_sender_stands_in_the_journal(custody: Office) -> None:
    letter = registered(custody)
    chi = custody.browser(custody.cast.chi)
    with day():
        chi.get(f"/letters/{letter.record.code}/")
        assert views(letter.record) == []
        unlock(chi, custody.cast, custody.cast.chi)
        assert situations.SENDER.name in chi.get(f"/letters/{letter.record.code}/").content.decode()
    set_scope([custody.cast.city.pk])
    assert [(each.actor, each.payload) for each in views(letter.record)] == [
        (custody.cast.chi, {"by": "intake"})
    ]


# -- a denunciation -----------------------------------------------------------------------------------------


@pytest.fixture
def denunciation(custody: Office) -> Denunciation:
    """Minh works on it, has a key and no duty; Lan keeps identities."""
    bureau = denounced.bureau_of(custody.cast)
    set_scope([custody.cast.city.pk], account_id=bureau.keeper.pk)
    keypairs.make(account=bureau.keeper, passphrase="bốn từ rời nhau (thử)")
    set_scope([custody.cast.city.pk])
    with unlocked(custody.cast, custody.cast.van):
        return denounced.opened(bureau, on=DAY)


def minh() -> Account:
    return Account.objects.get(username="minh")


def granted(office: Office, denunciation: Denunciation) -> None:
    cast = office.cast
    with cast.acting(minh(), DAY) as actor:
        request = asking.ask(
            denunciation.record,
            actor=actor,
            purpose="contact",
            minutes=60,
            said=Said(reason="Cần (thử)"),
            on=DAY,
        )
    with unlocked(cast, cast.lan):
        deciding.grant(request, actor=cast.actor(cast.lan, DAY), answer="Được (thử)", on=DAY)


def test_the_keys_of_a_denunciation_are_those_of_its_letter(
    custody: Office, denunciation: Denunciation
) -> None:
    keys = identities.identity_keys(denunciation.record)
    assert denunciation.letter.seal_key.pk in {key.pk for key in keys}
    assert identities.records_of([keys[0].pk]) == {keys[0].pk: {denunciation.pk, denunciation.letter_id}}


def test_nobody_reads_who_denounced_without_a_grant_not_even_who_keeps_it(
    custody: Office, denunciation: Denunciation
) -> None:
    address = f"/identity/{denunciation.record.code}/read/"
    with day():
        for account in (minh(), custody.cast.lan):
            browser = custody.browser(account)
            unlock(browser, custody.cast, account)
            assert browser.get(address).status_code == 302
    assert views(denunciation.record) == []


def test_a_granted_identity_is_shown_told_and_gone_with_its_time(
    custody: Office, denunciation: Denunciation
) -> None:
    address = f"/identity/{denunciation.record.code}/read/"
    with day():
        granted(custody, denunciation)
        browser = custody.browser(minh())
        assert browser.get(address).status_code == 423
        unlock(browser, custody.cast, minh())
        assert denounced.SENDER.name in browser.get(address).content.decode()
        set_scope([custody.cast.city.pk])
        assert [each.payload["by"] for each in views(denunciation.record)] == ["grant"]
    with clock.frozen("2026-07-01T23:59:00"):
        assert denounced.SENDER.name not in browser.get(address, follow=True).content.decode()


def test_whoever_is_named_in_a_denunciation_loses_the_shares_of_its_letter(
    custody: Office, denunciation: Denunciation
) -> None:
    from congtam.mechanisms.lifecycle.models import Exclusion

    with day():
        granted(custody, denunciation)
        set_scope([custody.cast.city.pk])
        Exclusion.objects.create(
            record=denunciation.record, unit=custody.cast.city, account=minh(), why="named"
        )
        sweeping.watch(denunciation.record, frozenset({minh().pk}))
    keys = [key.pk for key in identities.identity_keys(denunciation.record)]
    assert not Share.objects.filter(data_key_id__in=keys, pair__account=minh()).exists()
    assert live_grant(denunciation.record, custody.cast.actor(minh(), DAY)) is None
    assert holders.live_pair(minh()) is not None
    with unlocked(custody.cast, minh()), pytest.raises(SealLocked):
        custody_link.show_denunciation(denunciation.record)


def test_whoever_reads_what_was_found_on_the_scan_to_register_it_stands_in_the_journal(
    custody: Office,
) -> None:
    with clock.frozen(DAY), unlocked(custody.cast, custody.cast.van):
        letter = situations.received(custody.cast, on=DAY)
    van = custody.browser(custody.cast.van)
    with day():
        unlock(van, custody.cast, custody.cast.van)
        assert van.get(f"/letters/{letter.record.code}/register/").status_code == 200
    set_scope([custody.cast.city.pk])
    assert [each.actor for each in views(letter.record)] == [custody.cast.van]


def test_whoever_opens_a_paper_that_names_the_sender_of_a_sealed_letter_stands_in_the_journal(
    custody: Office,
) -> None:
    with clock.frozen(DAY), unlocked(custody.cast, custody.cast.chi):
        letter = situations.accepted(custody.cast, on=DAY)
    paper = IssuedDocument.objects.get(record=letter.record, kind="letters.acceptance_notice")
    Record.objects.filter(pk=letter.pk).update(state="registered")
    hold_letter(letter=custody.fresh(letter), actor=custody.cast.actor(custody.cast.lan, DAY), on=DAY)
    lan = custody.browser(custody.cast.lan)
    with day():
        assert lan.get(address("paper-docx", letter, paper.uid)).status_code == 423
        unlock(lan, custody.cast, custody.cast.lan)
        assert lan.get(address("paper-docx", letter, paper.uid)).status_code == 200
    set_scope([custody.cast.city.pk])
    assert [each.actor for each in views(letter.record)] == [custody.cast.lan]
