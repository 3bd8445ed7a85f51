"""Choosing a person."""

from datetime import date

from congtam.foundation.access.models import Account, Unit

#: whoever works on a letter holds this
HANDLES = "letters.settle"


def handlers_of(unit: Unit | int, on: date, *, now: Account | None = None) -> dict[str, Account]:
    """The officers of the unit who may be given a letter that day, by id; whoever has it now among them."""
    unit_id = unit if isinstance(unit, int) else unit.pk
    found = Account.objects.filter(
        is_active=True,
        holdings__held__contains=on,
        holdings__post__unit=unit_id,
        holdings__post__permissions__contains=[HANDLES],
    )
    people = {str(account.pk): account for account in found.distinct().order_by("display_name", "pk")}
    if now is not None:
        people.setdefault(str(now.pk), now)
    return people


def options(people: dict[str, Account], empty: str) -> list[tuple[str, str]]:
    """For a choice field: nobody first."""
    return [("", empty), *((key, account.display_name) for key, account in people.items())]
