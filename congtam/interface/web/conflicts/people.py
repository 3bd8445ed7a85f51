"""Whom the page of conflicts offers, shows as kept away, and finds left for the work."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from congtam.foundation.access.models import Account, Holding
from congtam.foundation.access.permissions import declared
from congtam.foundation.text import fold
from congtam.mechanisms.lifecycle.exclusions import Away
from congtam.mechanisms.lifecycle.models import Exclusion, Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of

#: so many are offered; with more the name is typed more fully
OFFERED = 20


@dataclass(frozen=True, kw_only=True)
class KeptAway:
    """Somebody and all reasons why."""

    account: Account
    reasons: tuple[Any, ...]


def officers_of(unit_id: int, *, on: date) -> dict[int, Account]:
    """Who holds a post in the unit that day or later, by id, in the order of names (one query)."""
    not_over = Q(held__endswith__gt=on) | Q(held__upper_inf=True)
    held = Holding.objects.filter(not_over, post__unit_id=unit_id)
    found = Account.objects.filter(pk__in=held.values("account_id")).order_by("display_name", "pk")
    return {account.pk: account for account in found}


def matching(people: Iterable[Account], typed: str) -> list[Account]:
    """Those whose name contains what was typed, accents or not; nobody where nothing was typed."""
    wanted = fold(typed)
    return [each for each in people if wanted and wanted in fold(each.display_name)][:OFFERED]


def told(away: Iterable[Away]) -> list[KeptAway]:
    """The preview in words, by name (one query)."""
    return _named((each.account_id, each.why) for each in away)


def now_away(record: Record) -> list[KeptAway]:
    """Who is kept away now (2 queries)."""
    rows = Exclusion.objects.filter(record=record, ended_at__isnull=True).order_by("pk")
    return _named(rows.values_list("account_id", "why"))


def _named(away: Iterable[tuple[int, str]]) -> list[KeptAway]:
    """By name; each reason once."""
    reasons: dict[int, dict[Any, None]] = {}
    for account_id, why in away:
        reasons.setdefault(account_id, {})[Exclusion.Why(why).label] = None
    accounts = Account.objects.filter(pk__in=reasons).order_by("display_name", "pk")
    return [KeptAway(account=account, reasons=tuple(reasons[account.pk])) for account in accounts]


def nobody_left(record: Record, *, without: Collection[int], on: date) -> list[str]:
    """The rights of this kind of record that somebody in the unit has today and nobody would have without these
    accounts (one query)."""
    held = Holding.objects.filter(
        post__unit_id=record.unit_id, held__contains=on, account__is_active=True
    ).values_list("account_id", "post__permissions")
    before: set[str] = set()
    after: set[str] = set()
    for account_id, permissions in held:
        before |= set(permissions)
        after |= set() if account_id in without else set(permissions)
    lifecycle = lifecycle_of(record.kind)
    needed = dict.fromkeys([lifecycle.view, *(step.needs for step in lifecycle.steps)])
    names = declared()
    return [str(names[name].label) for name in needed if name in before - after and name in names]
