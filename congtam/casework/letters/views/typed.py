"""What stands in a field before anything is saved."""

from datetime import date

from congtam.casework.letters.forms.days import read_day
from congtam.foundation import clock


def typed_day(typed: object) -> date | None:
    """The day that is typed so far; None while it is no day."""
    if isinstance(typed, date):
        return typed
    try:
        return read_day(str(typed), today=clock.today())
    except ValueError:
        return None
