"""A person's own key: making it, opening it, another passphrase, another key."""

from django.db import transaction
from nacl.public import PrivateKey

from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.foundation.custody.models import KeyPair, KeySecret, Share
from congtam.foundation.custody.secrets import Sealed, WrongPassphrase, open_private, seal_private
from congtam.foundation.custody.shares import opened_share, reshare


@transaction.atomic
def make(*, account: Account, passphrase: str) -> KeyPair:
    """The person's first key, or one that takes the place of a lost one: then what only the lost one opened must be
    shared again by another custodian or with the recovery key. Raises WeakPassphrase."""
    end(account=account)
    private = PrivateKey.generate()
    sealed = seal_private(private, passphrase=passphrase)
    pair = KeyPair.objects.create(kind=KeyPair.Kind.PERSON, account=account, public=bytes(private.public_key))
    KeySecret.objects.create(pair=pair, account=account, **vars(sealed))
    return pair


def opened(*, account: Account, passphrase: str) -> tuple[KeyPair, PrivateKey]:
    """The person's live key with its private half. Raises WrongPassphrase, also where there is no key."""
    secret = (
        KeySecret.objects.filter(account=account, pair__ended_at__isnull=True).select_related("pair").first()
    )
    if secret is None:
        raise WrongPassphrase
    sealed = Sealed(
        sealed=bytes(secret.sealed),
        salt=bytes(secret.salt),
        opslimit=secret.opslimit,
        memlimit=secret.memlimit,
    )
    return secret.pair, open_private(sealed, passphrase=passphrase)


@transaction.atomic
def change_passphrase(*, account: Account, old: str, new: str) -> None:
    """The same key under another passphrase. Raises WrongPassphrase, WeakPassphrase."""
    pair, private = opened(account=account, passphrase=old)
    KeySecret.objects.filter(pair=pair).update(**vars(seal_private(private, passphrase=new)))


@transaction.atomic
def rotate(*, account: Account, passphrase: str, new_passphrase: str) -> tuple[KeyPair, int]:
    """Another key in place of the old one; every share of the old one goes over to it. Returns the new pair and how
    many shares went over. Raises WrongPassphrase, WeakPassphrase, SealBroken."""
    old, private = opened(account=account, passphrase=passphrase)
    shares = list(Share.objects.filter(pair=old).select_related("data_key"))
    keys = [(share, opened_share(share, private, proof=bytes(share.data_key.wrapped))) for share in shares]
    new = make(account=account, passphrase=new_passphrase)
    reshare(keys, pair=new)
    Share.objects.filter(pair=old).delete()
    return new, len(keys)


@transaction.atomic
def end(*, account: Account) -> int:
    """Nothing new is sealed to the person's key, and its private half is destroyed. Shares stay until they are taken
    away or shared again. Returns how many keys ended (0 or 1)."""
    live = KeyPair.objects.filter(account=account, ended_at__isnull=True)
    KeySecret.objects.filter(account=account).delete()
    return live.update(ended_at=clock.now())
