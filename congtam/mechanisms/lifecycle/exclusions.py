"""Conflict of interest: who is named in a matter, whoever works below them, their declared relatives and whoever stands
in for them do not learn of it, administrators included. The database hides the record; here is who decides it.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, NotPermitted, system_actor
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.access.policies import policy_for
from congtam.foundation.access.rls import hidden_from, known_hidden, whole_units
from congtam.mechanisms.lifecycle.acts import StepBlocked, note_event
from congtam.mechanisms.lifecycle.models import Exclusion, JournalEntry, Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of

Why = Exclusion.Why
SYSTEM = "lifecycle.exclusions"
#: called with a record and the ids of the accounts from which it is hidden now, or shown again
Watcher = Callable[[Record, frozenset[int]], None]
_watchers: list[Watcher] = []


def on_change(watcher: Watcher) -> Watcher:
    """Call ``watcher`` in the same transaction when it changes who is kept away from a record: for what else they
    hold of it, a key or a duty."""
    if watcher not in _watchers:
        _watchers.append(watcher)
    return watcher


@dataclass(frozen=True, kw_only=True)
class Away:
    """Somebody who is, or would be, kept away; ``because_of`` is the person named for whose sake (None: they said so
    themselves)."""

    account_id: int
    why: str
    because_of: int | None


def kept_away(accounts: Collection[int], *, on: date) -> list[Away]:
    """Whom naming these accounts would keep away on that day, themselves among them (one query)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lifecycle_kept_away(%s, %s)", [list(accounts), on])
        rows = cursor.fetchall()
    return [Away(account_id=account, why=why, because_of=named) for account, why, named in sorted(rows)]


def excluded(record: Record, account: Account) -> bool:
    """Whether the account is kept away from the record."""
    return record.pk in hidden_from(account.pk)


def excluded_accounts(record: Record) -> frozenset[int]:
    """The accounts that are kept away from the record, for whoever is not (one query)."""
    rows = Exclusion.objects.filter(record=record, ended_at__isnull=True)
    return frozenset(rows.values_list("account_id", flat=True))


def may_name(record: Record, actor: Actor) -> bool:
    """Whether the actor may name officers in this record now."""
    lifecycle = lifecycle_of(record.kind)
    states = lifecycle.naming_states or lifecycle.open_states
    return bool(lifecycle.names_accused) and record.state in states and _may(record, actor)


def _may(record: Record, actor: Actor) -> bool:
    return policy_for(Record).may(actor, lifecycle_of(record.kind).names_accused, record)


@transaction.atomic
def name_accused(
    *,
    record: Record,
    accounts: Collection[Account],
    actor: Actor,
    on: date,
    expected_version: int | None = None,
) -> list[Exclusion]:
    """Name officers of the installation that the matter is about: they, whoever works below them or stands in for
    them, and their declared relatives, are kept away from now on. Whoever held the record no longer does.

    The journal keeps ids of accounts, no name. Raises NotPermitted, ChangedMeanwhile, StepBlocked where officers are
    not named in this kind of record or this state.
    """
    if not accounts:
        raise ValidationError({"accounts": [_("Hãy chọn ít nhất một người.")]})
    _require_naming(record, actor)
    named = sorted(account.pk for account in accounts)
    away = kept_away(named, on=on)
    payload = {"named": named, "kept_away": len({each.account_id for each in away})}
    entry = note_event(
        record, "accused_named", actor=actor, on=on, needs=lifecycle_of(record.kind).names_accused,
        payload=payload, expected_version=expected_version,
    )  # fmt: skip
    return _exclude_from_the_case(record, away, entry)


def _require_naming(record: Record, actor: Actor) -> None:
    lifecycle = lifecycle_of(record.kind)
    if lifecycle.names_accused and not _may(record, actor):
        raise NotPermitted(lifecycle.names_accused)
    if not may_name(record, actor):
        raise StepBlocked(_("Ở bước này của hồ sơ không nêu thêm người được nói đến."))


def same_case(record: Record) -> list[Record]:
    """The record and those of the same case in this scope: from which it came, and where it goes on."""
    found, waiting = {record.pk: record}, [record.pk]
    while waiting:
        further = Record.objects.filter(continuation__continued_by__in=waiting) | Record.objects.filter(
            pk__in=Record.objects.filter(pk__in=waiting).values("continuation__continued_by")
        )
        waiting = [each.pk for each in further if each.pk not in found]
        found |= {each.pk: each for each in further if each.pk in waiting}
    return list(found.values())


def _exclude_from_the_case(record: Record, away: Collection[Away], entry: JournalEntry) -> list[Exclusion]:
    """Keep them away from the record and from all of its case. What of it lies in another unit, or is sealed from
    whoever acts, is written by a part of the system; only what they see themselves is given back."""
    here = same_case(record)
    rows = [row for each in here for row in _exclude(each, away, entry)]
    with whole_units(Unit.objects.values_list("pk", flat=True)):
        for each in same_case(record):
            if each in here or not (more := _exclude(each, away, None)):
                continue
            system = system_actor(SYSTEM, unit_id=each.unit_id)
            accounts = sorted({row.account_id for row in more})
            note_event(each, "conflict_found", actor=system, on=entry.on, payload={"accounts": accounts})
    return rows


def _known(record: Record) -> set[tuple[int, str, int | None]]:
    """Who is kept away from the record, why, and for whose sake (one query)."""
    rows = Exclusion.objects.filter(record=record, ended_at__isnull=True)
    return set(rows.values_list("account_id", "why", "because_of_id"))


def _exclude(record: Record, away: Iterable[Away], entry: JournalEntry | None) -> list[Exclusion]:
    known = _known(record)
    rows = [
        Exclusion(
            record=record, unit_id=record.unit_id, account_id=each.account_id, why=each.why,
            because_of_id=each.because_of, entry=entry,
        )
        for each in away if (each.account_id, each.why, each.because_of) not in known
    ]  # fmt: skip
    Exclusion.objects.bulk_create(rows)
    _changed(record, frozenset(row.account_id for row in rows))
    return rows


def _changed(record: Record, accounts: frozenset[int]) -> None:
    """What follows at once: nobody kept away holds the record, and whoever watches is told."""
    known_hidden.set(None)  # asked again, the database answers for what was just written
    row = Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if row.holder_id is not None and row.holder_id in accounts & excluded_accounts(record):
        row.holder = record.holder = None
        row.save(update_fields=["holder"])
    if accounts:
        for watcher in _watchers:
            watcher(record, accounts)


@transaction.atomic
def declare_conflict(*, record: Record, account: Account, actor: Actor, on: date, reason: str) -> Exclusion:
    """Somebody says of themself that they are in conflict, or whoever may name officers says it of another, with a
    reason. The account is kept away from the whole case from now on.

    Raises NotPermitted, ValidationError without a reason.
    """
    own = account.pk == actor.account_id
    lifecycle = lifecycle_of(record.kind)
    if not reason.strip():
        raise ValidationError({"reason": [_("Hãy ghi lý do.")]})
    if not own:
        _require_naming(record, actor)
    entry = note_event(
        record, "conflict_declared", actor=actor, on=on, needs=lifecycle.view if own else lifecycle.names_accused,
        payload={"account": account.pk}, notes={"reason": reason.strip()},
    )  # fmt: skip
    _exclude_from_the_case(record, [Away(account_id=account.pk, why=Why.DECLARED, because_of=None)], entry)
    return Exclusion.objects.get(record=record, account=account, why=Why.DECLARED, ended_at__isnull=True)


@transaction.atomic
def lift(*, record: Record, account: Account, actor: Actor, on: date, reason: str) -> int:
    """Show the record to somebody again who was kept away; how many reasons ended. A second person does it, with a
    reason: nobody for themself, and nobody who kept the person away.

    Raises NotPermitted, ValidationError.
    """
    if not reason.strip():
        raise ValidationError({"reason": [_("Hãy ghi lý do.")]})
    case = same_case(record)
    rows = Exclusion.objects.filter(record__in=case, account=account, ended_at__isnull=True)
    _require_naming(record, actor)
    if account.pk == actor.account_id or rows.filter(entry__actor=actor.account_id).exists():
        raise ValidationError(
            _("Người khác quyết định: không phải người đã đưa ra, không phải chính người ấy.")
        )
    note_event(
        record, "conflict_lifted", actor=actor, on=on, needs=lifecycle_of(record.kind).names_accused,
        payload={"account": account.pk}, notes={"reason": reason.strip()},
    )  # fmt: skip
    ended = rows.update(ended_at=clock.now())
    for each in case:
        _changed(each, frozenset({account.pk}))
    return ended


@transaction.atomic
def carry_over(*, record: Record, to: Record) -> None:
    """Keep the same people away from a further record of the same case, also those who were added since it was done
    before. Both must be in scope."""
    rows, known = list(Exclusion.objects.filter(record=record, ended_at__isnull=True)), _known(to)
    Exclusion.objects.bulk_create(
        Exclusion(
            record=to, unit_id=to.unit_id, account_id=row.account_id, why=row.why,
            because_of_id=row.because_of_id, entry_id=row.entry_id,
        )
        for row in rows if (row.account_id, row.why, row.because_of_id) not in known
    )  # fmt: skip
    _changed(to, frozenset(row.account_id for row in rows))


@transaction.atomic
def recompute(*, on: date) -> None:
    """Posts, lines, substitutes or relations changed: keep away who is to be kept away now, in all units.

    Called by the acts that change them, whose actor may not know of the records: nothing tells them that there is
    any. Nobody is shown a record again by this; that is for a second person (`lift`).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT lifecycle_exclude_again(%s)", [on])
        units: list[int] = cursor.fetchone()[0]
    if not units:
        return
    with whole_units(units):
        for unit_id in units:
            _tell(unit_id, on=on)


def _tell(unit_id: int, *, on: date) -> None:
    """The journal of each record says that somebody more is kept away; it is no act of whoever changed a post."""
    new = Exclusion.objects.filter(unit_id=unit_id, since__gte=_transaction_began(), entry__isnull=True)
    found: dict[int, set[int]] = {}
    for record_id, account_id in new.values_list("record_id", "account_id"):
        found.setdefault(record_id, set()).add(account_id)
    system = system_actor(SYSTEM, unit_id=unit_id)
    for record in Record.objects.filter(pk__in=found).order_by("pk"):
        note_event(
            record, "conflict_found", actor=system, on=on, payload={"accounts": sorted(found[record.pk])}
        )
        _changed(record, frozenset(found[record.pk]))


def _transaction_began() -> object:
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]
