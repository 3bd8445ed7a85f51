"""The actor: who does something, from which post, with which permissions in which units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied

from congtam.foundation.access.models import Account, Holding, Unit
from congtam.foundation.access.permissions import get


class NotPermitted(PermissionDenied):
    """The actor lacks a permission. What one may not even know of answers "not found" instead."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts. ``permissions`` maps a unit's id to the names held there on the day the actor was made."""

    account: Account | None
    post_id: int | None = None
    post_title: str = ""
    unit_id: int | None = None
    unit_name: str = ""
    permissions: Mapping[int, frozenset[str]] = field(default_factory=dict)
    system_name: str = ""

    @property
    def account_id(self) -> int | None:
        return self.account.pk if self.account else None

    @property
    def name(self) -> str:
        return self.account.display_name if self.account else self.system_name

    @property
    def unit_ids(self) -> tuple[int, ...]:
        return tuple(self.permissions)

    def may(self, permission: str, unit: "Unit | int | None" = None) -> bool:
        """Whether the permission is held in ``unit``, or in any unit when none is named.

        Raises UnknownPermission for a name that no domain declared.
        """
        get(permission)
        if unit is None:
            return any(permission in names for names in self.permissions.values())
        unit_id = unit if isinstance(unit, int) else unit.pk
        return permission in self.permissions.get(unit_id, frozenset())

    def require(self, permission: str, unit: "Unit | int") -> None:
        """Raise NotPermitted unless the permission is held in ``unit``."""
        if not self.may(permission, unit):
            raise NotPermitted(permission)

    def require_system(self) -> None:
        """Raise NotPermitted unless a part of the system acts: no person writes what a job writes."""
        if not self.system_name:
            raise NotPermitted("system")


def actor_of(account: Account, *, on: date) -> Actor:
    """The account with what its posts give it on the day ``on`` (one query)."""
    holdings = list(
        Holding.objects.filter(account=account, held__contains=on)
        .select_related("post__unit")
        .order_by("-held", "pk")  # the post begun last stands first
    )
    permissions: dict[int, frozenset[str]] = {}
    for holding in holdings:
        unit_id = holding.post.unit_id
        permissions[unit_id] = permissions.get(unit_id, frozenset()) | frozenset(holding.post.permissions)
    first = holdings[0].post if holdings else None
    return Actor(
        account=account,
        post_id=first.pk if first else None,
        post_title=first.title if first else "",
        unit_id=first.unit_id if first else None,
        unit_name=first.unit.name if first else "",
        permissions=permissions,
    )


def system_actor(name: str, *, unit_id: int, permissions: frozenset[str] = frozenset()) -> Actor:
    """A named part of the system that acts inside one unit, e.g. the job that reads scans."""
    return Actor(account=None, system_name=name, unit_id=unit_id, permissions={unit_id: permissions})
