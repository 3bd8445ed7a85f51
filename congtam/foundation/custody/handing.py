"""What is sealed already, for a new holder: shared by somebody who can open it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

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


@dataclass(frozen=True, kw_only=True)
class Part:
    """One portion: ``given`` shares, ``shut`` keys that could not be opened, the ``last`` key that was looked at, and
    whether there are ``more`` after it."""

    given: int
    shut: int
    last: int
    more: bool


def share_all(*, unit: Unit, pair: KeyPair, why: Share.Why) -> tuple[int, int]:
    """Give the holder of ``pair`` a share of each key of the unit that those with the same duty hold, from which they
    are not kept away. By the private keys that are open in this piece of work. Returns (given, could not be opened).
    """
    given = shut = last = 0
    while True:
        part = share_some(units=[unit.pk], pair=pair, why=why, after=last)
        given, shut, last = given + part.given, shut + part.shut, part.last
        if not part.more:
            return given, shut


_BATCH = 500


@transaction.atomic
def share_some(
    *, units: Collection[int], pair: KeyPair, why: Share.Why, after: int = 0, most: int = _BATCH
) -> Part:
    """A portion of `share_all`, of several units: at most ``most`` keys, those after the key ``after``."""
    rows = list(lacking(units=units, pair=pair, why=why).filter(pk__gt=after).order_by("pk")[: most + 1])
    more, rows = len(rows) > most, rows[:most]
    away = kept_away([row.pk for row in rows])
    given = shut = 0
    for data_key in rows:
        if pair.account_id is not None and pair.account_id in away.get(data_key.pk, ()):
            continue
        if _mine(data_key) is None:
            shut += 1
            continue
        let_in(data_key=data_key, pair=pair, why=why)
        given += 1
    return Part(given=given, shut=shut, last=rows[-1].pk if rows else after, more=more)


def lacking(*, units: Collection[int], pair: KeyPair, why: Share.Why) -> QuerySet[DataKey]:
    """Keys of the units that have no such share for the pair; for intake those that intake still holds."""
    mine = Share.objects.filter(data_key=OuterRef("pk"), pair=pair, why=why)
    wanted = DataKey.objects.filter(unit__in=units, key_id=SCHEME).exclude(Exists(mine))
    if why == Share.Why.INTAKE:
        wanted = wanted.filter(Exists(Share.objects.filter(data_key=OuterRef("pk"), why=Share.Why.INTAKE)))
    return wanted


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
