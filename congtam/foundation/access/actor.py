"""The actor: who does something, from which post, with which permissions in which units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import DateTimeField, F, Func, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from congtam.foundation import clock
from congtam.foundation.access.elevation import Elevation, running
from congtam.foundation.access.models import Account, Holding, Substitution, Unit
from congtam.foundation.access.permissions import get, showing_sealed

#: as long as the journal keeps a post
TITLE_LENGTH = 120
_INSTEAD = " (thay)"
_FOR_A_TIME = " (quyền tạm)"  # untranslated: what the journal keeps is in the language of the office


class NotPermitted(PermissionDenied):
    """The actor lacks a permission. What one may not even know of answers "not found" instead."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """A post of somebody who is away, which the actor fills in these days. ``line`` stands above the title of
    whoever signs for them ("KT. CHỦ TỊCH"); empty where the office chose none."""

    account_id: int
    name: str
    post_id: int
    title: str
    unit_id: int
    permissions: frozenset[str]
    line: str = ""

    @property
    def full_title(self) -> str:
        """ "Chủ tịch (thay)", in Vietnamese, as the journal keeps it: whose post it is stands in the register of
        accounts, since no name may stand in what is hashed."""
        return f"{self.title[: TITLE_LENGTH - len(_INSTEAD)]}{_INSTEAD}"


@dataclass(frozen=True, kw_only=True)
class Elevated:
    """Permissions that the actor has in one unit for a short time, until the instant ``until``."""

    unit_id: int
    permissions: frozenset[str]
    until: datetime


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts. ``permissions`` maps a unit's id to the names held there on the day the actor was made, those
    of ``stands_in`` and ``elevated`` among them; ``own`` are those without them."""

    account: Account | None
    post_id: int | None = None
    post_title: str = ""
    unit_id: int | None = None
    unit_name: str = ""
    permissions: Mapping[int, frozenset[str]] = field(default_factory=dict)
    system_name: str = ""
    own: Mapping[int, frozenset[str]] = field(default_factory=dict)
    stands_in: tuple[StandIn, ...] = ()
    elevated: tuple[Elevated, ...] = ()

    @property
    def account_id(self) -> int | None:
        return self.account.pk if self.account else None

    @property
    def name(self) -> str:
        return self.account.display_name if self.account else self.system_name

    @property
    def unit_ids(self) -> tuple[int, ...]:
        return tuple(self.permissions)

    @property
    def sealed_unit_ids(self) -> tuple[int, ...]:
        """The units whose sealed records the actor may know of: all of its own for a part of the system."""
        if self.system_name:
            return self.unit_ids
        showing = showing_sealed()
        return tuple(unit for unit, names in self.permissions.items() if showing & names)

    @property
    def works_for(self) -> tuple[int, ...]:
        """The accounts of those for whom the actor stands in."""
        return tuple(dict.fromkeys(each.account_id for each in self.stands_in))

    @property
    def holders(self) -> tuple[int, ...]:
        """Whose work is the actor's today: their own, and that of those for whom they stand in."""
        own = () if self.account_id is None else (self.account_id,)
        return (*own, *self.works_for)

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

    def standing_in(self, permission: str, unit_id: int) -> StandIn | None:
        """The post of somebody away by which alone the actor has the permission; None where it is their own."""
        if permission in self.own.get(unit_id, frozenset()):
            return None
        return next(
            (each for each in self.stands_in if each.unit_id == unit_id and permission in each.permissions),
            None,
        )

    def only_elevated(self, permission: str, unit_id: int) -> bool:
        """Whether the actor has the permission there for a short time only."""
        if permission in self.own.get(unit_id, frozenset()) or self.standing_in(permission, unit_id):
            return False
        return any(each.unit_id == unit_id and permission in each.permissions for each in self.elevated)

    def by_right(self, permission: str, unit_id: int) -> "Actor":
        """The actor as the journal names them for an act that needs ``permission``: what somebody may do only
        in the place of another bears the other's post, what they may do for a short time only says so."""
        lent = self.standing_in(permission, unit_id)
        if lent:
            return replace(self, post_id=lent.post_id, post_title=lent.full_title)
        if self.only_elevated(permission, unit_id):
            return replace(
                self, post_title=f"{self.post_title[: TITLE_LENGTH - len(_FOR_A_TIME)]}{_FOR_A_TIME}"
            )
        return self


#: what each part of the question gives, in order
_COLUMNS = (
    "account_id", "account__display_name", "post_id", "post__title", "post__permissions", "post__unit_id",
    "post__unit__name",
)  # fmt: skip


#: the end of what has none
_NEVER = Cast(Value(None), DateTimeField())


def actor_of(account: Account, *, on: date) -> Actor:
    """The account with what its posts, those that it fills for others, and what it has for a short time give it on
    the day ``on`` (one query)."""
    found = _held_by(account, on).union(_held_for_others(account, on), _elevated(account, on), all=True)
    every = [_Held(*row) for row in found]
    rows = [row for row in every if row.until is None]
    rows.sort(key=lambda row: (row.lent, -row.since, row.id))  # the post begun last stands first
    own = _permissions(row for row in rows if not row.lent)
    stands_in = tuple(row.stand_in() for row in rows if row.lent)
    first = rows[0] if rows else None
    return Actor(
        account=account,
        post_id=first.post_id if first else None,
        post_title=_title(first),
        unit_id=first.unit_id if first else None,
        unit_name=first.unit_name if first else "",
        permissions=_permissions(every),
        own=own,
        stands_in=stands_in,
        elevated=tuple(row.elevated() for row in every if row.until is not None),
    )


@dataclass(frozen=True)
class _Held:
    """One row: a post held, by the account itself or (``lent``) by somebody for whom it stands in; or, with
    ``until`` and without a post, what it has for a short time."""

    account_id: int
    name: str
    post_id: int
    title: str
    permissions: list[str]
    unit_id: int
    unit_name: str
    id: int
    since: int
    line: str
    lent: bool
    until: datetime | None

    def elevated(self) -> Elevated:
        assert self.until is not None
        return Elevated(unit_id=self.unit_id, permissions=frozenset(self.permissions), until=self.until)

    def stand_in(self) -> StandIn:
        return StandIn(
            account_id=self.account_id,
            name=self.name,
            post_id=self.post_id,
            title=self.title,
            unit_id=self.unit_id,
            permissions=frozenset(self.permissions),
            line=self.line,
        )


def _held_by(account: Account, on: date) -> "QuerySet[Any, tuple[Any, ...]]":
    return Holding.objects.filter(account=account, held__contains=on).values_list(
        *_COLUMNS, "pk", _first_day("held"), Value(""), Value(False), _NEVER
    )


def _held_for_others(account: Account, on: date) -> "QuerySet[Any, tuple[Any, ...]]":
    """A substitution gives nothing beyond the holding that it hangs on."""
    return Substitution.objects.filter(
        substitute=account, during__contains=on, holding__held__contains=on
    ).values_list(
        *(f"holding__{name}" for name in _COLUMNS), "pk", _first_day("during"), F("line"), Value(True), _NEVER
    )


def _elevated(account: Account, on: date) -> "QuerySet[Any, tuple[Any, ...]]":
    """Instants say when it runs, so it gives something on the day of today only."""
    now = clock.now()
    found = running(now).filter(account=account) if on == clock.day_of(now) else Elevation.objects.none()
    return found.values_list(
        "account_id", "account__display_name", Value(0), Value(""), "permissions", "unit_id", "unit__name", "pk",
        Value(0), Value(""), Value(False), F("until"),
    )  # fmt: skip


def _first_day(column: str) -> Func:
    """The first day of a period as a number of days; a period without one began before all others."""
    return Func(F(column), template="coalesce(lower(%(expressions)s) - date '0001-01-01', 0)",
                output_field=IntegerField())  # fmt: skip


def _permissions(rows: Iterable[_Held]) -> dict[int, frozenset[str]]:
    found: dict[int, frozenset[str]] = {}
    for row in rows:
        found[row.unit_id] = found.get(row.unit_id, frozenset()) | frozenset(row.permissions)
    return found


def _title(first: _Held | None) -> str:
    if first is None:
        return ""
    return first.stand_in().full_title if first.lent else first.title


def system_actor(name: str, *, unit_id: int, permissions: frozenset[str] = frozenset()) -> Actor:
    """A named part of the system that acts inside one unit, e.g. the job that reads scans."""
    return Actor(account=None, system_name=name, unit_id=unit_id, permissions={unit_id: permissions})
