"""Which data keys hold who wrote: each domain says it for its kinds of records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from congtam.foundation.access.models import Unit
from congtam.foundation.sealing.models import DataKey
from congtam.mechanisms.lifecycle.models import Record

Provider = Callable[[Record], Sequence[DataKey]]
#: data keys by id -> the record that each belongs to
Finder = Callable[[Sequence[int]], dict[int, int]]
_providers: dict[str, tuple[Provider, Finder]] = {}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Who wrote, for one page: labels with values, and labels with addresses of what was sent."""

    facts: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...] = ()


#: what the page of a granted identity shows; raises SealLocked
Showing = Callable[[Record], Shown]
_showing: dict[str, Showing] = {}


def register(kind: str, provider: Provider, *, records_of: Finder, show: Showing | None = None) -> None:
    """Let records of ``kind`` be asked about. ``provider`` gives the keys of a record (empty: it tells nobody, or the
    identity lies open); ``records_of`` gives the record of each of some keys; ``show`` what whoever was granted it
    sees."""
    _providers[kind] = (provider, records_of)
    if show is not None:
        _showing[kind] = show


def shown_identity(record: Record) -> Shown | None:
    """Who wrote the record; None where its domain shows it on pages of its own only. Raises SealLocked."""
    show = _showing.get(record.kind)
    return show(record) if show else None


def has_identity(record: Record) -> bool:
    """Whether an identity is kept for records of this kind."""
    return record.kind in _providers


def identity_keys(record: Record) -> list[DataKey]:
    """The data keys of who wrote; empty where the kind has none."""
    known = _providers.get(record.kind)
    return list(known[0](record)) if known else []


def records_of(data_keys: Sequence[int]) -> dict[int, set[int]]:
    """For data keys, the ids of the records whose identity they hold."""
    found: dict[int, set[int]] = {}
    for _provider, find in _providers.values():
        for data_key, record in find(data_keys).items():
            found.setdefault(data_key, set()).add(record)
    return found


_left: list[Callable[[Unit], int]] = []


def count_left(count: Callable[[Unit], int]) -> None:
    """Let a domain say how many records of a unit keep an identity that the installation's key alone opens."""
    if count not in _left:
        _left.append(count)


def left_to_machine(unit: Unit) -> int:
    """How many there are, over all domains."""
    return sum(count(unit) for count in _left)
