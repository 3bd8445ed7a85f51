"""Removing what interrupted uploads left behind."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.db import connection

from congtam.foundation import clock
from congtam.foundation.files import vault

_BATCH = 1000


def sweep_orphans(*, older_than: timedelta = timedelta(days=2)) -> int:
    """Delete drafts and files that no row names and that are older than any upload can last; how many.

    A file is written before its transaction ends, so a young one without a row may still get it. The rows are
    asked through a database function that sees those of all units: row-level security would make the files of
    every unit out of scope look like orphans.
    """
    before = (clock.now() - older_than).timestamp()
    count = 0
    for draft in vault.old_drafts(before=before):
        draft.unlink(missing_ok=True)
        count += 1
    for name in _orphans(vault.stored_names(before=before)):
        vault.path_of(name).unlink(missing_ok=True)
        count += 1
    return count


def _orphans(names: Iterator[str]) -> Iterator[str]:
    while batch := list(islice(names, _BATCH)):
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM files_without_a_row(%s)", [batch])
            found = cursor.fetchall()
        yield from (name for (name,) in found)
