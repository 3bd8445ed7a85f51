"""Data keys that people open: making one, opening it, letting somebody in, shutting somebody out."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from hashlib import blake2b

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.utils import random

from congtam.foundation import clock
from congtam.foundation.access.models import Unit
from congtam.foundation.custody import holders, keyring, reading
from congtam.foundation.custody.models import KeyPair, Share
from congtam.foundation.sealing import SealBroken, SealLocked
from congtam.foundation.sealing.holders import WrappedKey, key_of, wrap_key
from congtam.foundation.sealing.keyfiles import KEY_BYTES
from congtam.foundation.sealing.models import DataKey, new_data_key

#: the scheme in ``DataKey.key_id``; ``wrapped`` then holds what proves the key, and not the key
SCHEME = "custody"
#: shares of the people of a unit, which are given and taken with their duty
STANDING = (Share.Why.INTAKE, Share.Why.IDENTITY, Share.Why.RECOVERY)


def proof_of(key: bytes) -> bytes:
    """What shows that a key is the right one without telling anything of it (32 bytes)."""
    return blake2b(key, digest_size=32, person=b"congtam.proof").digest()


def sealed_to_people(data_key: DataKey) -> bool:
    """Whether only people can open the key."""
    return data_key.key_id == SCHEME


@transaction.atomic
def new_identity_key(*, unit: Unit, without: Collection[int] = (), classified: bool = False) -> DataKey:
    """A data key for what tells who wrote, open to the holders of ``unit`` only.

    ``without`` are accounts that get no share (they are named in the matter); ``classified`` leaves out those who
    hold keys for intake alone. Where the unit has nobody who keeps identities, the key of the installation wraps it,
    as long as that is so (`holders.warning`). In this piece of work the key is open to whoever made it.
    """
    return own_identity_key(unit=unit, without=without, classified=classified) or new_data_key(unit=unit)


def own_identity_key(
    *, unit: Unit, without: Collection[int] = (), classified: bool = False
) -> DataKey | None:
    """As `new_identity_key`; None where nobody keeps identities of the unit, so that no further key is needed."""
    keepers = holders.of_unit(unit, without=without, classified=classified)
    if keepers is None:
        return None
    key = random(KEY_BYTES)
    data_key = DataKey.objects.create(unit=unit, wrapped=proof_of(key), key_id=SCHEME)
    _share(data_key, key, keepers)
    setattr(data_key, _AT_HAND, key)
    return data_key


#: on the very object that was made: whoever just made a key can use it, ring or no ring
_AT_HAND = "_key_at_hand"


_BATCH = 500


def _share(
    data_key: DataKey, key: bytes, keepers: Iterable[tuple[KeyPair, str]], until: datetime | None = None
) -> None:
    _keep(_boxed(data_key, key, pair=pair, why=why, until=until) for pair, why in keepers)


def _boxed(data_key: DataKey, key: bytes, *, pair: KeyPair, why: str, until: datetime | None = None) -> Share:
    sealed = SealedBox(PublicKey(bytes(pair.public))).encrypt(key)
    return Share(data_key=data_key, unit_id=data_key.unit_id, pair=pair, why=why, until=until, sealed=sealed)


def _keep(rows: Iterable[Share]) -> None:
    Share.objects.bulk_create(
        rows, batch_size=_BATCH, update_conflicts=True, unique_fields=["data_key", "pair", "why"],
        update_fields=["sealed", "made_at", "until"],
    )  # fmt: skip


def open_key(data_key: WrappedKey) -> bytes:
    """The 32 bytes of a key of people, by a private key that is open in this piece of work.

    Raises SealLocked where none is, or none of those has a share that still holds; SealBroken where a share was
    altered.
    """
    assert isinstance(data_key, DataKey)
    if (fresh := getattr(data_key, _AT_HAND, None)) is not None:
        return bytes(fresh)
    ring = keyring.current()
    if ring is None:
        raise SealLocked(locked_words())
    if (key := ring.opened.get(data_key.pk)) is not None:
        return key
    key = _by_share(data_key, ring.pairs.items())
    ring.opened[data_key.pk] = key
    return key


def _by_share(data_key: DataKey, pairs: Iterable[tuple[int, PrivateKey]]) -> bytes:
    private = dict(pairs)
    now = clock.now()
    live = Share.objects.filter(data_key=data_key, pair_id__in=private)
    share = live.filter(Q(until__isnull=True) | Q(until__gt=now)).order_by("pk").first() if private else None
    if share is None:
        raise SealLocked(locked_words())
    return opened_share(share, private[share.pair_id], proof=bytes(data_key.wrapped))


def opened_share(share: Share, private: PrivateKey, *, proof: bytes) -> bytes:
    """What lies in a share. Raises SealBroken where it is not the key that the proof is of."""
    try:
        key = SealedBox(private).decrypt(bytes(share.sealed))
    except CryptoError as error:
        raise SealBroken(_("Phần khóa của người giữ không mở được: dữ liệu đã bị sửa.")) from error
    if proof_of(key) != proof:
        raise SealBroken(_("Phần khóa của người giữ không đúng với hồ sơ: dữ liệu đã bị sửa."))
    return key


def opened_keys(data_keys: Sequence[DataKey]) -> dict[int, bytes]:
    """Those of these keys, by id, that this piece of work opens by a share that does not end: what was granted for some
    hours is not handed on (one query). Raises SealBroken where a share was altered."""
    ring = keyring.current()
    private = dict(ring.pairs) if ring else {}
    proofs = {row.pk: bytes(row.wrapped) for row in data_keys}
    standing = Share.objects.filter(data_key_id__in=proofs, pair_id__in=private, until__isnull=True)
    # one share of each key is enough
    mine = {share.data_key_id: share for share in standing.order_by("-pk")}
    return {
        key: opened_share(share, private[share.pair_id], proof=proofs[key]) for key, share in mine.items()
    }


def locked_words() -> str:
    """What a reader is told."""
    return _("Danh tính đang niêm phong. Hãy mở khóa của bạn, hoặc xin xem danh tính.")


def is_open(data_key: DataKey) -> bool:
    """Whether this piece of work can read and write under the key. Raises SealBroken where it was altered."""
    try:
        key_of(data_key)
    except SealLocked:
        return False
    return True


def open_or_refuse(data_key: DataKey) -> None:
    """Raises SealLocked unless `is_open`, whatever is then read."""
    key_of(data_key)


def let_in(*, data_key: DataKey, pair: KeyPair, why: Share.Why, until: datetime | None = None) -> None:
    """Give the holder of ``pair`` a share; whoever does so must have the key open (SealLocked). For a key that the
    installation wraps there is nothing to give."""
    if sealed_to_people(data_key):
        _share(data_key, key_of(data_key), [(pair, why)], until)


def let_in_to_all(*, keys: Iterable[tuple[DataKey, bytes]], pair: KeyPair, why: Share.Why) -> None:
    """Give the holder of ``pair`` a share of each of these keys of people, which the caller has opened."""
    _keep(_boxed(data_key, key, pair=pair, why=why) for data_key, key in keys)


def shut_out(*, data_keys: Collection[int], accounts: Collection[int]) -> int:
    """Take every share of these accounts away. Returns how many went."""
    gone, _rows = Share.objects.filter(data_key_id__in=data_keys, pair__account_id__in=accounts).delete()
    for each in data_keys:
        keyring.forget(each)
    return gone


def keep_to_custodians(*, data_keys: Collection[int]) -> None:
    """The matter is a denunciation: whoever held keys for intake alone can open it no longer, nor can the reader of
    scans."""
    Share.objects.filter(data_key_id__in=data_keys, why__in=(Share.Why.INTAKE, Share.Why.READING)).delete()


def to_the_installation(*, data_key: DataKey) -> None:
    """The matter is no denunciation: the key of the installation wraps the data key from now on. The key must be open
    (SealLocked)."""
    if not sealed_to_people(data_key):
        return
    data_key.wrapped, data_key.key_id = wrap_key(key_of(data_key))
    data_key.save(update_fields=["wrapped", "key_id"])
    Share.objects.filter(data_key=data_key).delete()
    keyring.forget(data_key.pk)


def let_the_reader_in(*, data_key: DataKey) -> None:
    """Let the worker open the key until the scan was read, or the letter opened elsewhere (`the_reader_is_done`)."""
    if sealed_to_people(data_key):
        let_in(data_key=data_key, pair=reading.pair(), why=Share.Why.READING)


def the_reader_is_done(*, data_key: DataKey) -> None:
    """The worker can open the key no longer."""
    Share.objects.filter(data_key=data_key, why=Share.Why.READING).delete()


def sweep() -> int:
    """Take away shares whose time is over. Returns how many went."""
    return Share.objects.filter(until__lte=clock.now()).delete()[0]


def reshare(opened: Iterable[tuple[Share, bytes]], *, pair: KeyPair) -> None:
    """The same keys, each for the same reason and time, to another public key."""
    _keep(_boxed(old.data_key, key, pair=pair, why=old.why, until=old.until) for old, key in opened)
