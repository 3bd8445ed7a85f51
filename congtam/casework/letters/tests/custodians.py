"""Custodians of the cast's city: Lan keeps identities, Chi and Văn read what comes in. Passphrases are the same."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.test import Client

from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.foundation.custody import holders, keypairs, keyring, unlocking
from congtam.foundation.custody.models import Custodian
from tests.cast import Cast

PASSPHRASE = "bốn từ rời nhau (thử)"


def name_custodians(cast: Cast) -> None:
    """Each with a key of their own."""
    for account, duty in (
        (cast.lan, Custodian.Duty.IDENTITY),
        (cast.chi, Custodian.Duty.INTAKE),
        (cast.van, Custodian.Duty.INTAKE),
    ):
        set_scope([cast.city.pk], account_id=account.pk)
        keypairs.make(account=account, passphrase=PASSPHRASE)
        holders.name(unit=cast.city, account=account, duty=duty)
    set_scope([cast.city.pk])


@contextmanager
def unlocked(cast: Cast, account: Account) -> Iterator[None]:
    """The person's key is open, as in a request after they unlocked it."""
    set_scope([cast.city.pk], account_id=account.pk)
    pair, private = keypairs.opened(account=account, passphrase=PASSPHRASE)
    set_scope([cast.city.pk])
    with keyring.using({pair.pk: private}):
        yield


def unlock(client: Client, cast: Cast, account: Account) -> None:
    """The browser of this person has its half of the key."""
    set_scope([cast.city.pk], account_id=account.pk)
    client.cookies[unlocking.COOKIE] = unlocking.unlock(account=account, passphrase=PASSPHRASE)
    set_scope([cast.city.pk])
