"""What is sealed already, for a new holder: shared by somebody who can open it."""

from collections.abc import Callable, Collection

from django.db import transaction
from django.db.models import Exists, OuterRef

from congtam.foundation.access.models import Unit
from congtam.foundation.custody import keyring
from congtam.foundation.custody.models import KeyPair, Share
from congtam.foundation.custody.shares import SCHEME, let_in, opened_share
from congtam.foundation.sealing.models import DataKey

#: says which accounts must not open which of these data keys: (data key ids) -> {data key id: account ids}
_excluded: list[Callable[[Collection[int]], dict[int, set[int]]]] = []


def exclude_by(find: Callable[[Collection[int]], dict[int, set[int]]]) -> None:
    """Let a layer above say who is kept away from what a key opens (conflict of interest)."""
    if find not in _excluded:
        _excluded.append(find)


def kept_away(data_keys: Collection[int]) -> dict[int, set[int]]:
    """By data key, the accounts that must not open it."""
    found: dict[int, set[int]] = {}
    for find in _excluded:
        for data_key, accounts in find(data_keys).items():
            found.setdefault(data_key, set()).update(accounts)
    return found


@transaction.atomic
def share_all(*, unit: Unit, pair: KeyPair, why: Share.Why) -> tuple[int, int]:
    """Give the holder of ``pair`` a share of each key of the unit that those with the same duty hold, from which they
    are not kept away. By the private keys that are open in this piece of work. Returns (given, could not be opened).
    """
    given = shut = 0
    for batch in _batches(unit, pair, why):
        away = kept_away([row.pk for row in batch])
        for data_key in batch:
            if pair.account_id is not None and pair.account_id in away.get(data_key.pk, ()):
                continue
            share = _mine(data_key)
            if share is None:
                shut += 1
                continue
            let_in(data_key=data_key, pair=pair, why=why)
            given += 1
    return given, shut


_BATCH = 500


def _batches(unit: Unit, pair: KeyPair, why: Share.Why) -> "list[list[DataKey]]":
    """Keys of the unit that have no such share for the pair; for intake those that intake still holds."""
    mine = Share.objects.filter(data_key=OuterRef("pk"), pair=pair, why=why)
    wanted = DataKey.objects.filter(unit=unit, key_id=SCHEME).exclude(Exists(mine))
    if why == Share.Why.INTAKE:
        wanted = wanted.filter(Exists(Share.objects.filter(data_key=OuterRef("pk"), why=Share.Why.INTAKE)))
    rows = list(wanted.order_by("pk"))
    return [rows[place : place + _BATCH] for place in range(0, len(rows), _BATCH)]


def _mine(data_key: DataKey) -> Share | None:
    """A share by which this piece of work opens the key; the key is remembered."""
    ring = keyring.current()
    private = dict(ring.pairs) if ring else {}
    share = Share.objects.filter(data_key=data_key, pair_id__in=private, until__isnull=True).first()
    if share is not None:
        keyring.remember(
            data_key.pk, opened_share(share, private[share.pair_id], proof=bytes(data_key.wrapped))
        )
    return share


def check(*, unit: Unit) -> tuple[int, int]:
    """Open every key of the unit by the private keys at hand: (opened, could not be). Nothing is changed. Raises
    SealBroken for a share that was altered."""
    rows = list(DataKey.objects.filter(unit=unit, key_id=SCHEME).order_by("pk"))
    opened = sum(1 for row in rows if _mine(row) is not None)
    return opened, len(rows) - opened
