"""Permissions by name. Code asks for a permission, never for a role, a unit or a person."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any


class UnknownPermission(Exception):
    """A name that no domain declared: a spelling mistake would otherwise be a silent refusal."""


@dataclass(frozen=True, kw_only=True)
class Permission:
    """One declared permission: "letters.register", its label for people, the domain that declared it. ``elevated``:
    it may also be had for a short time, because somebody else granted it (`elevation`)."""

    name: str
    label: Any
    domain: str
    elevated: bool = False


_declared: dict[str, Permission] = {}


def declare(name: str, *, label: Any, domain: str, elevated: bool = False) -> Permission:
    """Declare a permission once; the same name by another domain is refused with ValueError."""
    known = _declared.get(name)
    if known is not None and known.domain != domain:
        raise ValueError(f"permission {name} is declared by {known.domain} and by {domain}")
    _declared[name] = Permission(name=name, label=label, domain=domain, elevated=elevated)
    return _declared[name]


def get(name: str) -> Permission:
    """The declared permission, or UnknownPermission."""
    try:
        return _declared[name]
    except KeyError:
        raise UnknownPermission(name) from None


def declared() -> dict[str, Permission]:
    """All declared permissions by name."""
    return dict(_declared)


def elevatable() -> dict[str, Permission]:
    """The permissions that may be had for a short time, by name; never one that shows sealed records."""
    return {name: each for name, each in _declared.items() if each.elevated and name not in _shows_sealed}


_shows_sealed: set[str] = set()


def shows_sealed(name: str) -> None:
    """Say that whoever holds the permission in a unit may know of the unit's sealed records."""
    _shows_sealed.add(name)


def showing_sealed() -> frozenset[str]:
    """The permissions of which one is needed to know of sealed records."""
    return frozenset(_shows_sealed)


_second_factor: set[str] = set()


def demand_second_factor(*patterns: str) -> None:
    """Let the permissions of these names ("name.*": all that begin so) demand a second step at sign-in."""
    _second_factor.update(patterns)


def demands_second_factor(name: str) -> bool:
    """Whether a domain said that the permission opens what is sealed, or leads to it."""
    return any(fnmatchcase(name, pattern) for pattern in _second_factor)
