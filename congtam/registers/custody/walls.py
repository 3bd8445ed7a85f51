"""Who is kept away from a record: nobody accused, nor their line, keeps, decides, grants or reviews."""

from collections.abc import Collection

from congtam.mechanisms.lifecycle.models import Exclusion
from congtam.registers.custody.identities import records_of


def is_excluded(record_id: int, account_id: int) -> bool:
    """Whether the account is kept away from the record now (one query)."""
    return Exclusion.objects.filter(
        record_id=record_id, account_id=account_id, ended_at__isnull=True
    ).exists()


def away_from(data_keys: Collection[int]) -> dict[int, set[int]]:
    """By data key, the accounts that must not open it: those kept away from a record whose identity it holds."""
    by_key = records_of(tuple(data_keys))
    records = {record for each in by_key.values() for record in each}
    rows = Exclusion.objects.filter(record_id__in=records, ended_at__isnull=True)
    away: dict[int, set[int]] = {}
    for record, account in rows.values_list("record_id", "account_id"):
        away.setdefault(record, set()).add(account)
    found = {key: {who for record in each for who in away.get(record, ())} for key, each in by_key.items()}
    return {key: accounts for key, accounts in found.items() if accounts}
