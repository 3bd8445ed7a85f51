"""Units brought into the scope of row-level security for one act: a unit above decides about identities of the units
below it, whose records it does not see.

Only acts that have found the right to decide use it, and only for as long as they need.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from congtam.foundation.access.models import Unit
from congtam.foundation.custody.models import UnitCustody

_SETTINGS = ("congtam.units", "congtam.sealed")


@contextmanager
def with_units(*unit_ids: int) -> Iterator[None]:
    """Rows of these units are seen as well, sealed ones among them; what an account is kept away from stays hidden.
    Afterwards the scope is what it was. Inside a transaction only."""
    if not unit_ids:
        yield
        return
    before = _read()
    _write([_joined(value, unit_ids) for value in before])
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _write(before)


def below(unit: Unit) -> list[int]:
    """The ids of the units that leave their decisions to ``unit``."""
    return list(UnitCustody.objects.filter(grants_to=unit).values_list("unit_id", flat=True))


def _read() -> list[str]:
    with connection.cursor() as cursor:
        columns = ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in _SETTINGS)
        cursor.execute(f"SELECT {columns}")
        return list(cursor.fetchone())


def _write(values: list[str]) -> None:
    with connection.cursor() as cursor:
        columns = ", ".join(f"set_config('{name}', %s, true)" for name in _SETTINGS)
        cursor.execute(f"SELECT {columns}", values)


def _joined(value: str, unit_ids: tuple[int, ...]) -> str:
    known = {part for part in value.strip("{}").split(",") if part}
    return "{" + ",".join(sorted(known | {str(int(each)) for each in unit_ids}, key=int)) + "}"
