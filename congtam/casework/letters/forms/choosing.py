"""Choosing a person, or the unit that goes on with a letter."""

from datetime import date

from congtam.foundation.access.models import Account, Holding, Unit
from congtam.mechanisms.lifecycle.exclusions import excluded_accounts
from congtam.mechanisms.lifecycle.models import Record

#: whoever works on a letter holds this
HANDLES = "letters.settle"
#: a unit where somebody holds this takes letters in
REGISTERS = "letters.register"


def handlers_of(
    unit: Unit | int, on: date, *, now: Account | None = None, record: Record | None = None
) -> dict[str, Account]:
    """The officers of the unit who may be given a letter that day, by id; whoever has it now among them, and nobody
    who is kept away from ``record``."""
    unit_id = unit if isinstance(unit, int) else unit.pk
    found = Account.objects.filter(
        is_active=True,
        holdings__held__contains=on,
        holdings__post__unit=unit_id,
        holdings__post__permissions__contains=[HANDLES],
    )
    if record is not None:
        found = found.exclude(pk__in=excluded_accounts(record))
    people = {str(account.pk): account for account in found.distinct().order_by("display_name", "pk")}
    if now is not None:
        people.setdefault(str(now.pk), now)
    return people


def receivers_of(unit_id: int, on: date) -> dict[str, Unit]:
    """The other units of this installation where somebody registers letters that day, by id."""
    working = Holding.objects.filter(
        held__contains=on, account__is_active=True, post__permissions__contains=[REGISTERS]
    )
    found = Unit.objects.filter(pk__in=working.values("post__unit_id")).exclude(pk=unit_id)
    return {str(unit.pk): unit for unit in found.order_by("name", "pk")}


def options(people: dict[str, Account], empty: str) -> list[tuple[str, str]]:
    """For a choice field: nobody first."""
    return [("", empty), *((key, account.display_name) for key, account in people.items())]
