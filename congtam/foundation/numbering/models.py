"""Counters of registers and of issued documents."""

from django.db import connection, models

from congtam.foundation.access.models import Unit


class Counter(models.Model):
    """The last number given in one series of a unit: ``series`` names the book or the kind of document,
    ``scope`` the calendar year or the term in which it counts from one."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=60)
    scope = models.CharField(max_length=20)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "series", "scope"], name="one_counter_a_series")
        ]

    def __str__(self) -> str:
        return f"{self.series}/{self.scope}: {self.last}"


def take(*, unit_id: int, series: str, scope: str) -> int:
    """The next number of the series, from 1.

    Locks the counter until the transaction ends, so call it last: whoever rolls back gives the number back,
    and no number is missing from the book.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO numbering_counter (unit_id, series, scope, last) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (unit_id, series, scope) DO UPDATE SET last = numbering_counter.last + 1"
            " RETURNING last",
            [unit_id, series, scope],
        )
        row = cursor.fetchone()
    return int(row[0])


def begin_at(*, unit_id: int, series: str, scope: str, first: int) -> None:
    """Let an office that has a paper book begin at ``first`` (145 in mid-year); ValueError once numbers were given."""
    if first < 1:
        raise ValueError("numbers begin at 1")
    _, made = Counter.objects.get_or_create(
        unit_id=unit_id, series=series, scope=scope, defaults={"last": first - 1}
    )
    if not made:
        raise ValueError(f"series {series} of {scope} has begun")


def locked_last(*, unit_id: int, series: str, scope: str) -> int:
    """The last number of the series (0: none). Until the transaction ends nobody else takes one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO numbering_counter (unit_id, series, scope, last) VALUES (%s, %s, %s, 0)"
            " ON CONFLICT (unit_id, series, scope) DO UPDATE SET last = numbering_counter.last"
            " RETURNING last",
            [unit_id, series, scope],
        )
        row = cursor.fetchone()
    return int(row[0])


def raise_to(*, unit_id: int, series: str, scope: str, last: int) -> None:
    """Let the series go on after ``last``, where it has not come as far. The caller holds its lock
    (`locked_last`) and knows that no number in between was given."""
    Counter.objects.filter(unit_id=unit_id, series=series, scope=scope, last__lt=last).update(last=last)


def begun(*, unit_id: int, prefix: str) -> list[Counter]:
    """The series of a unit whose names begin with ``prefix`` and that have given a number or say where to begin."""
    found = Counter.objects.filter(unit_id=unit_id, series__startswith=prefix)
    return list(found.order_by("-scope", "series"))
