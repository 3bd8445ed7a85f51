"""What is sealed already, for a new holder: shared by somebody who can open it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from congtam.foundation.access.models import Unit
from congtam.foundation.custody.models import KeyPair, Share
from congtam.foundation.custody.shares import SCHEME, let_in_to_all, opened_keys
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
    """A portion of `share_all`, of several units: at most ``most`` keys, those after the key ``after``. The number of
    queries does not grow with them."""
    rows = list(lacking(units=units, pair=pair, why=why).filter(pk__gt=after).order_by("pk")[: most + 1])
    more, rows = len(rows) > most, rows[:most]
    last = rows[-1].pk if rows else after
    if pair.account_id is not None:
        away = kept_away([row.pk for row in rows])
        rows = [row for row in rows if pair.account_id not in away.get(row.pk, ())]
    opened = opened_keys(rows)
    let_in_to_all(keys=((row, opened[row.pk]) for row in rows if row.pk in opened), pair=pair, why=why)
    return Part(given=len(opened), shut=len(rows) - len(opened), last=last, more=more)


def lacking(*, units: Collection[int], pair: KeyPair, why: Share.Why) -> QuerySet[DataKey]:
    """Keys of the units that have no such share for the pair; for intake those that intake still holds."""
    mine = Share.objects.filter(data_key=OuterRef("pk"), pair=pair, why=why)
    wanted = DataKey.objects.filter(unit__in=units, key_id=SCHEME).exclude(Exists(mine))
    if why == Share.Why.INTAKE:
        wanted = wanted.filter(Exists(Share.objects.filter(data_key=OuterRef("pk"), why=Share.Why.INTAKE)))
    return wanted


def check(*, unit: Unit) -> tuple[int, int]:
    """Open every key of the unit by the private keys at hand: (opened, could not be). Nothing is changed. Raises
    SealBroken for a share that was altered."""
    rows = list(DataKey.objects.filter(unit=unit, key_id=SCHEME).order_by("pk"))
    portions = (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))
    opened = sum(len(opened_keys(portion)) for portion in portions)
    return opened, len(rows) - opened
