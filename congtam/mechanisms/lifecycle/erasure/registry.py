"""Who erases what of a record: the registry of the domains' functions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from congtam.mechanisms.lifecycle.models import Record

#: for what a mechanism or a domain keeps about records of any kind
EVERY_KIND = "*"


def _nothing_against(record: Record) -> str:
    return ""


def _no_further_keys(record: Record) -> tuple[int, ...]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Eraser:
    """``holds`` counts by name what would go ("letters.scan": 2) and changes nothing; ``erase`` lets it go,
    after the certificate was written; ``refuses`` says why this record must not be erased (empty: nothing); ``keys``
    are the ids of data keys beside the record's own, whose files go with it."""

    holds: Callable[[Record], Mapping[str, int]]
    erase: Callable[[Record], None]
    refuses: Callable[[Record], Any] = _nothing_against
    keys: Callable[[Record], Iterable[int]] = _no_further_keys


_erasers: dict[tuple[str, str], Eraser] = {}


def register(kind: str, name: str, eraser: Eraser) -> None:
    """Register under the domain's name; a second one of the same name and kind is refused with ValueError."""
    known = _erasers.get((kind, name))
    if known is not None and known != eraser:
        raise ValueError(f"{name} erases {kind} already")
    _erasers[kind, name] = eraser


def erasers_of(kind: str) -> list[Eraser]:
    """Those of every kind first: they let go of what points into the domain's own tables."""
    return [
        eraser
        for wanted in (EVERY_KIND, kind)
        for (of, _name), eraser in sorted(_erasers.items(), key=lambda item: item[0])
        if of == wanted
    ]


def is_erasable(kind: str) -> bool:
    """Whether the domain of this kind has said how its records are erased."""
    return any(of == kind for of, _name in _erasers)
