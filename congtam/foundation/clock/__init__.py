"""The one clock. Nothing else in the product reads the time, and no rule of business reads even this:
rules take the day as an argument.

``CONGTAM_CLOCK`` (an ISO instant) moves the whole process to another time, from which it runs on; tests
use :func:`frozen`.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

PLACE = ZoneInfo("Asia/Ho_Chi_Minh")

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)
_started = monotonic()


def _in_place(instant: datetime) -> datetime:
    return instant.replace(tzinfo=PLACE) if instant.tzinfo is None else instant.astimezone(PLACE)


def now() -> datetime:
    """The present instant, aware, in Vietnam's time."""
    if (instant := _frozen.get()) is not None:
        return instant
    if moved := os.environ.get("CONGTAM_CLOCK"):
        return _in_place(datetime.fromisoformat(moved)) + timedelta(seconds=monotonic() - _started)
    return datetime.now(PLACE)


def today() -> date:
    """The present day in Vietnam."""
    return now().date()


def day_of(instant: datetime) -> date:
    """The day in Vietnam on which ``instant`` falls."""
    return instant.astimezone(PLACE).date()


@contextmanager
def frozen(instant: datetime | date | str) -> Iterator[datetime]:
    """Stop the clock at ``instant`` (a day means eight in the morning) for the body of a ``with``."""
    if isinstance(instant, str):
        instant = datetime.fromisoformat(instant) if "T" in instant else date.fromisoformat(instant)
    if not isinstance(instant, datetime):
        instant = datetime(instant.year, instant.month, instant.day, 8, tzinfo=PLACE)
    token = _frozen.set(_in_place(instant))
    try:
        yield _in_place(instant)
    finally:
        _frozen.reset(token)
