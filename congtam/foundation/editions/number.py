"""The number of the edition: for pages, which may lag by one request, and for acts, which may not."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

#: SQL of the newest number; 0 while an office has changed nothing
NEWEST = "(SELECT coalesce(max(id), 0) FROM editions_edition)"
#: the advisory lock that acts share and a change takes alone ("edition" as a number)
_LOCK = 0x65646974

_of_this_transaction: ContextVar[int | None] = ContextVar("edition", default=None)


def note(number: int) -> None:
    """Remember the number that was read together with the scope of the transaction."""
    _of_this_transaction.set(number)


def of_this_transaction() -> int:
    """The number when the transaction's scope was set; read now where no scope was set."""
    number = _of_this_transaction.get()
    return _read() if number is None else number


def hold() -> None:
    """Let no change of law or calendar begin before this transaction ends. An act that locks rows holds the edition
    first: a change locks in the same order, so neither waits for the other for ever."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK])


def binding() -> int:
    """The number for an act that stores what it computes: until the act's transaction ends no change can slip
    in between (2 statements, no row is written)."""
    hold()
    return _read()


def begin() -> int:
    """A new edition's number. Waits for the acts under way, and lets later ones wait until this transaction ends."""
    from congtam.foundation.editions.models import Edition

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    number = int(Edition.objects.create().pk)
    note(number)
    return number


@contextmanager
def changing() -> Iterator[int]:
    """A transaction in which a new edition begins; the number. Where it fails nothing of it stays, and what was shown
    before is shown again. Not to be read back through `rulebook.editions.of` before the end: an edition is kept once
    it was read."""
    before = of_this_transaction()
    try:
        with transaction.atomic():
            yield begin()
    except BaseException:
        note(before)
        raise


def _read() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {NEWEST}")
        row = cursor.fetchone()
    return int(row[0])
