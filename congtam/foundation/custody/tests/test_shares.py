"""What only people open."""

from datetime import timedelta
from typing import Any

import pytest

from congtam.foundation import clock
from congtam.foundation.access.setup import add_unit
from congtam.foundation.custody import handing, holders, keypairs, keyring, recovery, shares
from congtam.foundation.custody.models import Custodian, KeyPair, Share, UnitCustody
from congtam.foundation.custody.secrets import WeakPassphrase, WrongPassphrase
from congtam.foundation.custody.tests.conftest import PASSPHRASE, Office, as_account
from congtam.foundation.sealing import SealBroken, SealLocked, seal, unseal
from congtam.foundation.sealing.models import DataKey

SECRET = b"Nguoi To Cao (thu), 12 Ngo Nho"
PLACE = "test"


def sealed_letter(office: Office, **more: object) -> tuple[DataKey, bytes]:
    key = shares.new_identity_key(unit=office.unit, **more)  # type: ignore[arg-type]
    sealed = seal(key, SECRET, context=PLACE)
    return DataKey.objects.get(pk=key.pk), sealed


def read_as(office: Office, name: str, key: DataKey, sealed: bytes, passphrase: str = PASSPHRASE) -> bytes:
    account = office.people[name]
    as_account(account, office.unit)
    pair, private = keypairs.opened(account=account, passphrase=passphrase)
    with keyring.using({pair.pk: private}):
        return unseal(key, sealed, context=PLACE)


def test_sealing_needs_nobodys_private_key(office: Office) -> None:
    key, sealed = sealed_letter(office)
    assert SECRET not in sealed
    assert key.key_id == "custody"


@pytest.mark.parametrize("name", ["hoa", "binh", "van"])
def test_each_holder_opens_with_their_own_passphrase(office: Office, name: str) -> None:
    assert read_as(office, name, *sealed_letter(office)) == SECRET


def test_whoever_has_a_key_and_no_duty_opens_nothing(office: Office) -> None:
    with pytest.raises(SealLocked):
        read_as(office, "nam", *sealed_letter(office))


def test_the_machine_alone_opens_nothing(office: Office) -> None:
    key, sealed = sealed_letter(office)
    with pytest.raises(SealLocked):
        unseal(key, sealed, context=PLACE)


def test_a_wrong_passphrase_opens_no_key(office: Office) -> None:
    as_account(office.hoa, office.unit)
    with pytest.raises(WrongPassphrase):
        keypairs.opened(account=office.hoa, passphrase="không phải cụm này")


def test_somebody_elses_secret_is_not_even_seen(office: Office) -> None:
    as_account(office.binh, office.unit)
    with pytest.raises(WrongPassphrase):
        keypairs.opened(account=office.hoa, passphrase=PASSPHRASE)


@pytest.mark.parametrize("passphrase", ["ngắn", "aaaaaaaaaaaaaaaa"])
def test_a_passphrase_that_can_be_guessed_is_refused(office: Office, passphrase: str) -> None:
    with pytest.raises(WeakPassphrase):
        keypairs.change_passphrase(account=office.nam, old=PASSPHRASE, new=passphrase)


def test_a_named_person_gets_no_share(office: Office) -> None:
    key, sealed = sealed_letter(office, without=[office.binh.pk])
    assert read_as(office, "hoa", key, sealed) == SECRET
    with pytest.raises(SealLocked):
        read_as(office, "binh", key, sealed)


def test_a_denunciation_is_open_to_intake_no_longer(office: Office) -> None:
    key, sealed = sealed_letter(office)
    shares.keep_to_custodians(data_keys=[key.pk])
    assert read_as(office, "hoa", key, sealed) == SECRET
    with pytest.raises(SealLocked):
        read_as(office, "van", key, sealed)


def test_whoever_turns_out_to_be_named_is_shut_out(office: Office) -> None:
    key, sealed = sealed_letter(office)
    assert shares.shut_out(data_keys=[key.pk], accounts=[office.binh.pk]) == 1
    with pytest.raises(SealLocked):
        read_as(office, "binh", key, sealed)


def test_a_grant_opens_until_its_time_is_over(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    key, sealed = sealed_letter(office)
    as_account(office.hoa, office.unit)
    pair, private = keypairs.opened(account=office.hoa, passphrase=PASSPHRASE)
    to = holders.live_pair(office.nam)
    assert to
    until = clock.now() + timedelta(hours=1)
    with keyring.using({pair.pk: private}):
        shares.let_in(data_key=key, pair=to, why=Share.Why.GRANT, until=until)
    assert read_as(office, "nam", key, sealed) == SECRET
    monkeypatch.setattr(clock, "now", lambda: until)
    with pytest.raises(SealLocked):
        read_as(office, "nam", key, sealed)
    assert shares.sweep() == 1


def test_nobody_gives_away_what_they_cannot_open(office: Office) -> None:
    key, _sealed = sealed_letter(office)
    to = holders.live_pair(office.nam)
    assert to
    with keyring.using({}), pytest.raises(SealLocked):
        shares.let_in(data_key=key, pair=to, why=Share.Why.IDENTITY)


def test_an_altered_share_is_noticed(office: Office) -> None:
    key, sealed = sealed_letter(office)
    other, _sealed = sealed_letter(office)
    taken = Share.objects.get(data_key=other, pair__account=office.hoa)
    Share.objects.filter(data_key=key, pair__account=office.hoa).update(sealed=taken.sealed)
    with pytest.raises(SealBroken):
        read_as(office, "hoa", key, sealed)


def test_nothing_is_written_under_a_key_that_was_exchanged(office: Office) -> None:
    key, _sealed = sealed_letter(office)
    other, _sealed = sealed_letter(office)
    taken = Share.objects.get(data_key=other, pair__account=office.hoa)
    Share.objects.filter(data_key=key, pair__account=office.hoa).update(sealed=taken.sealed)
    as_account(office.hoa, office.unit)
    pair, private = keypairs.opened(account=office.hoa, passphrase=PASSPHRASE)
    with keyring.using({pair.pk: private}), pytest.raises(SealBroken):
        seal(key, SECRET, context=PLACE)


def test_without_custodians_the_installation_keeps_the_key(db: None) -> None:
    unit = add_unit(code="xa_nho_thu", name="Xã nhỏ (thử)")
    from congtam.foundation.access.rls import set_scope

    set_scope([unit.pk])
    key = shares.new_identity_key(unit=unit)
    assert key.key_id.startswith("file:")


def test_a_small_office_is_kept_by_the_custodians_above(office: Office) -> None:
    small = add_unit(code="xa_nho_thu", name="Xã nhỏ (thử)")
    as_account(office.hoa, office.unit, small)
    UnitCustody.objects.create(unit=small, grants_to=office.unit)
    with keyring.using({}):
        key = shares.new_identity_key(unit=small)
    holders_of = set(Share.objects.filter(data_key=key).values_list("pair__account__username", flat=True))
    assert holders_of == {"hoa", "binh"}
    assert holders.decided_by(small) == office.unit


def test_a_custodian_who_leaves_opens_nothing_more(office: Office) -> None:
    key, sealed = sealed_letter(office)
    holders.release(unit=office.unit, account=office.binh, duty=Custodian.Duty.IDENTITY)
    with pytest.raises(SealLocked):
        read_as(office, "binh", key, sealed)
    later, _sealed = sealed_letter(office)
    assert not Share.objects.filter(data_key=later, pair__account=office.binh).exists()
    assert read_as(office, "hoa", key, sealed) == SECRET


def test_a_new_custodian_gets_what_was_sealed_before_from_another_one(office: Office) -> None:
    key, sealed = sealed_letter(office)
    as_account(office.hoa, office.unit)
    holders.name(unit=office.unit, account=office.nam, duty=Custodian.Duty.IDENTITY)
    pair, private = keypairs.opened(account=office.hoa, passphrase=PASSPHRASE)
    to = holders.live_pair(office.nam)
    assert to
    with keyring.using({pair.pk: private}):
        assert handing.share_all(unit=office.unit, pair=to, why=Share.Why.IDENTITY) == (1, 0)
    assert read_as(office, "nam", key, sealed) == SECRET


def test_another_key_opens_all_that_the_old_one_opened(office: Office) -> None:
    key, sealed = sealed_letter(office)
    as_account(office.hoa, office.unit)
    new, moved = keypairs.rotate(
        account=office.hoa, passphrase=PASSPHRASE, new_passphrase="năm từ khác hẳn nhau (thử)"
    )
    assert moved == 1
    assert read_as(office, "hoa", key, sealed, "năm từ khác hẳn nhau (thử)") == SECRET
    assert KeyPair.objects.filter(account=office.hoa, ended_at__isnull=True).get() == new


def test_another_passphrase_leaves_the_key_as_it_was(office: Office) -> None:
    key, sealed = sealed_letter(office)
    as_account(office.hoa, office.unit)
    keypairs.change_passphrase(account=office.hoa, old=PASSPHRASE, new="năm từ khác hẳn nhau (thử)")
    assert read_as(office, "hoa", key, sealed, "năm từ khác hẳn nhau (thử)") == SECRET


def test_after_a_lost_passphrase_another_custodian_shares_again(office: Office) -> None:
    key, sealed = sealed_letter(office)
    as_account(office.binh, office.unit)
    new = keypairs.make(account=office.binh, passphrase="cụm mới sau khi quên (thử)")
    with pytest.raises(SealLocked):
        read_as(office, "binh", key, sealed, "cụm mới sau khi quên (thử)")
    as_account(office.hoa, office.unit)
    pair, private = keypairs.opened(account=office.hoa, passphrase=PASSPHRASE)
    with keyring.using({pair.pk: private}):
        handing.share_all(unit=office.unit, pair=new, why=Share.Why.IDENTITY)
    assert read_as(office, "binh", key, sealed, "cụm mới sau khi quên (thử)") == SECRET


def test_the_printed_key_opens_what_nobody_can_open_any_more(office: Office) -> None:
    as_account(office.hoa, office.unit)
    _pair, printed = recovery.make(unit=office.unit)
    key, sealed = sealed_letter(office)
    Share.objects.filter(data_key=key, pair__kind="person").delete()
    pair, private = recovery.typed(printed.lower().replace("-", " "), unit=office.unit)
    to = holders.live_pair(office.hoa)
    assert to
    with keyring.using({pair.pk: private}):
        assert handing.share_all(unit=office.unit, pair=to, why=Share.Why.IDENTITY) == (1, 0)
    assert read_as(office, "hoa", key, sealed) == SECRET


def test_a_misread_sign_of_the_printed_key_is_noticed(office: Office) -> None:
    as_account(office.hoa, office.unit)
    _pair, printed = recovery.make(unit=office.unit)
    wrong = ("1" if printed[0] == "0" else "0") + printed[1:]
    with pytest.raises(recovery.WrongRecoveryKey, match="gõ nhầm"):
        recovery.typed(wrong, unit=office.unit)


def test_the_printed_key_of_another_unit_is_refused(office: Office) -> None:
    other = add_unit(code="noi_khac_thu", name="Nơi khác (thử)")
    as_account(office.hoa, office.unit, other)
    recovery.make(unit=office.unit)
    _pair, printed = recovery.make(unit=other)
    with pytest.raises(recovery.WrongRecoveryKey, match="không phải"):
        recovery.typed(printed, unit=office.unit)


def test_what_is_no_denunciation_passes_to_the_installation(office: Office) -> None:
    key, sealed = sealed_letter(office)
    as_account(office.van, office.unit)
    pair, private = keypairs.opened(account=office.van, passphrase=PASSPHRASE)
    with keyring.using({pair.pk: private}):
        shares.to_the_installation(data_key=key)
    assert unseal(DataKey.objects.get(pk=key.pk), sealed, context=PLACE) == SECRET
    assert not Share.objects.filter(data_key=key).exists()


@pytest.mark.parametrize("many", [3, 30])
def test_handing_on_many_keys_takes_no_more_queries_than_a_few(
    office: Office, django_assert_max_num_queries: Any, many: int
) -> None:
    for _number in range(many):
        sealed_letter(office)
    as_account(office.hoa, office.unit)
    pair, private = keypairs.opened(account=office.hoa, passphrase=PASSPHRASE)
    to = holders.live_pair(office.nam)
    assert to
    with keyring.using({pair.pk: private}), django_assert_max_num_queries(14):
        assert handing.share_all(unit=office.unit, pair=to, why=Share.Why.IDENTITY) == (many, 0)
    with keyring.using({pair.pk: private}), django_assert_max_num_queries(2):
        assert handing.check(unit=office.unit) == (many, 0)


@pytest.mark.parametrize("many", [3, 30])
def test_another_key_for_many_takes_no_more_queries_than_for_a_few(
    office: Office, django_assert_max_num_queries: Any, many: int
) -> None:
    for _number in range(many):
        sealed_letter(office)
    as_account(office.hoa, office.unit)
    with django_assert_max_num_queries(16):
        _new, moved = keypairs.rotate(
            account=office.hoa, passphrase=PASSPHRASE, new_passphrase="năm từ khác hẳn nhau (thử)"
        )
    assert moved == many


def test_what_was_granted_for_some_hours_is_not_handed_on(office: Office) -> None:
    key, _sealed = sealed_letter(office)
    as_account(office.hoa, office.unit)
    pair, private = keypairs.opened(account=office.hoa, passphrase=PASSPHRASE)
    granted, to = holders.live_pair(office.nam), holders.live_pair(office.binh)
    assert granted
    assert to
    until = clock.now() + timedelta(hours=1)
    with keyring.using({pair.pk: private}):
        shares.let_in(data_key=key, pair=granted, why=Share.Why.GRANT, until=until)
    Share.objects.filter(data_key=key, pair=to).delete()
    as_account(office.nam, office.unit)
    pair, private = keypairs.opened(account=office.nam, passphrase=PASSPHRASE)
    with keyring.using({pair.pk: private}):
        assert handing.share_all(unit=office.unit, pair=to, why=Share.Why.IDENTITY) == (0, 1)
