"""A private key while its owner works."""

from datetime import timedelta

import pytest
from nacl.public import PrivateKey

from congtam.foundation import clock
from congtam.foundation.custody import keypairs, reading, unlocking
from congtam.foundation.custody.models import KeyPair, Visit
from congtam.foundation.custody.secrets import WrongPassphrase
from congtam.foundation.custody.tests.conftest import PASSPHRASE, Office, as_account


def test_the_cookie_with_its_row_gives_the_key_back(office: Office) -> None:
    as_account(office.hoa, office.unit)
    cookie = unlocking.unlock(account=office.hoa, passphrase=PASSPHRASE)
    pair, private = keypairs.opened(account=office.hoa, passphrase=PASSPHRASE)
    found = unlocking.keys_of_visit(cookie, account_id=office.hoa.pk)
    assert {key: bytes(value) for key, value in found.items()} == {pair.pk: bytes(private)}


def test_the_row_alone_holds_no_key(office: Office) -> None:
    as_account(office.hoa, office.unit)
    cookie = unlocking.unlock(account=office.hoa, passphrase=PASSPHRASE)
    _pair, private = keypairs.opened(account=office.hoa, passphrase=PASSPHRASE)
    visit = Visit.objects.get()
    stored = bytes(visit.sealed) + bytes(visit.mark)
    assert bytes(private) not in stored
    assert bytes.fromhex(cookie) not in stored


def test_a_wrong_passphrase_begins_no_visit(office: Office) -> None:
    as_account(office.hoa, office.unit)
    with pytest.raises(WrongPassphrase):
        unlocking.unlock(account=office.hoa, passphrase="không phải cụm này")
    assert not Visit.objects.exists()


@pytest.mark.parametrize("cookie", ["", "zz", "00" * 32, "00" * 31])
def test_a_made_up_cookie_gives_nothing(office: Office, cookie: str) -> None:
    as_account(office.hoa, office.unit)
    unlocking.unlock(account=office.hoa, passphrase=PASSPHRASE)
    assert unlocking.keys_of_visit(cookie, account_id=office.hoa.pk) == {}


def test_somebody_elses_cookie_gives_nothing(office: Office) -> None:
    as_account(office.hoa, office.unit)
    cookie = unlocking.unlock(account=office.hoa, passphrase=PASSPHRASE)
    as_account(office.binh, office.unit)
    assert unlocking.keys_of_visit(cookie, account_id=office.binh.pk) == {}


@pytest.mark.parametrize(("minutes", "open_still"), [(14, True), (15, False)])
def test_an_idle_key_is_forgotten(
    office: Office, monkeypatch: pytest.MonkeyPatch, minutes: int, open_still: bool
) -> None:
    as_account(office.hoa, office.unit)
    begun = clock.now()
    monkeypatch.setattr(clock, "now", lambda: begun)
    cookie = unlocking.unlock(account=office.hoa, passphrase=PASSPHRASE)
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(minutes=minutes))
    assert bool(unlocking.keys_of_visit(cookie, account_id=office.hoa.pk)) is open_still


def test_locking_forgets_every_visit(office: Office) -> None:
    as_account(office.hoa, office.unit)
    cookie = unlocking.unlock(account=office.hoa, passphrase=PASSPHRASE)
    assert unlocking.lock(account_id=office.hoa.pk) == 1
    assert unlocking.keys_of_visit(cookie, account_id=office.hoa.pk) == {}


def test_an_ended_key_opens_nothing_in_a_visit_that_goes_on(office: Office) -> None:
    as_account(office.hoa, office.unit)
    cookie = unlocking.unlock(account=office.hoa, passphrase=PASSPHRASE)
    keypairs.end(account=office.hoa)
    assert unlocking.keys_of_visit(cookie, account_id=office.hoa.pk) == {}


def test_the_key_for_reading_scans_is_replaced_when_nothing_waits(
    office: Office, django_capture_on_commit_callbacks: object
) -> None:
    first = reading.pair()
    assert isinstance(reading.private_keys()[first.pk], PrivateKey)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert reading.renew() == 1
    assert first.pk not in reading.private_keys()
    assert reading.pair().pk != first.pk
    assert KeyPair.objects.filter(kind="reading").count() == 2
