"""Permissions by name. Code asks for a permission, never for a role, a unit or a person."""

from dataclasses import dataclass
from typing import Any


class UnknownPermission(Exception):
    """A name that no domain declared: a spelling mistake would otherwise be a silent refusal."""


@dataclass(frozen=True, kw_only=True)
class Permission:
    """One declared permission: "letters.register", its label for people, the domain that declared it."""

    name: str
    label: Any
    domain: str


_declared: dict[str, Permission] = {}


def declare(name: str, *, label: Any, domain: str) -> Permission:
    """Declare a permission once; the same name by another domain is refused with ValueError."""
    known = _declared.get(name)
    if known is not None and known.domain != domain:
        raise ValueError(f"permission {name} is declared by {known.domain} and by {domain}")
    _declared[name] = Permission(name=name, label=label, domain=domain)
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
