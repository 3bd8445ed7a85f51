"""A private key during a visit: split between a row and a cookie, so that neither opens anything alone."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import blake2b

from django.conf import settings
from nacl.public import PrivateKey
from nacl.utils import random

from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.foundation.custody.keypairs import opened
from congtam.foundation.custody.models import KeyPair, Visit
from congtam.foundation.sealing import SealBroken, aead

COOKIE = "congtam_key"
KEY_BYTES = 32
#: a key is forgotten a working day after it was opened, however busy its owner is
LONGEST = timedelta(hours=8)
#: a visit in use is noted at most this often, so that reading does not write on every page
_NOTED = timedelta(minutes=1)


def idle() -> timedelta:
    """How long an unlocked key stays so while nothing is read with it."""
    return timedelta(minutes=settings.CUSTODY_IDLE_MINUTES)


def unlock(*, account: Account, passphrase: str) -> str:
    """Open the person's key for this visit. Returns what the cookie holds (hex); it is stored nowhere here.

    Raises WrongPassphrase.
    """
    pair, private = opened(account=account, passphrase=passphrase)
    half, now = random(KEY_BYTES), clock.now()
    Visit.objects.filter(account=account, used_at__lt=now - idle()).delete()
    Visit.objects.create(
        mark=_mark(half), account=account, begun_at=now, used_at=now,
        sealed=aead.encrypt(half, pair.pk.to_bytes(8) + bytes(private), context=_context(account.pk)),
    )  # fmt: skip
    return half.hex()


def keys_of_visit(cookie: str, *, account_id: int) -> Mapping[int, PrivateKey]:
    """The private key by the id of its pair; empty where the visit is over, unknown or somebody else's."""
    half = _half(cookie)
    visit = Visit.objects.filter(mark=_mark(half), account_id=account_id).first() if half else None
    if visit is None or half is None or _over(visit):
        return {}
    try:
        content = aead.decrypt(half, bytes(visit.sealed), context=_context(account_id))
    except SealBroken:
        return {}
    pair_id = int.from_bytes(content[:8])
    if not KeyPair.objects.filter(pk=pair_id, ended_at__isnull=True).exists():
        return {}
    _note_use(visit)
    return {pair_id: PrivateKey(content[8:])}


def until(cookie: str, *, account_id: int) -> datetime | None:
    """When the visit ends if nothing more is read; None where the key is locked."""
    half = _half(cookie)
    visit = Visit.objects.filter(mark=_mark(half), account_id=account_id).first() if half else None
    return None if visit is None or _over(visit) else min(visit.used_at + idle(), visit.begun_at + LONGEST)


def lock(*, account_id: int) -> int:
    """Forget the person's key in every visit. Returns how many visits there were."""
    return Visit.objects.filter(account_id=account_id).delete()[0]


def _over(visit: Visit) -> bool:
    now = clock.now()
    return visit.used_at + idle() <= now or visit.begun_at + LONGEST <= now


def _note_use(visit: Visit) -> None:
    now = clock.now()
    if now - visit.used_at >= _NOTED:
        Visit.objects.filter(pk=visit.pk).update(used_at=now)


def _half(cookie: str) -> bytes | None:
    try:
        half = bytes.fromhex(cookie)
    except ValueError:
        return None
    return half if len(half) == KEY_BYTES else None


def _mark(half: bytes | None) -> bytes:
    return blake2b(half or b"", digest_size=32, person=b"congtam.visit").digest()


def _context(account_id: int) -> bytes:
    return b"congtam custody visit %d" % account_id
