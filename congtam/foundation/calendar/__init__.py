"""Working days of state bodies: what is off, why, and how a day is said to people.

The years shipped are data (`data/*.yaml`, each day with source and confidence); other years come from the
library `holidays` and are provisional until an office confirms them.
"""

from congtam.foundation.calendar.calendar import Calendar, CalendarGap
from congtam.foundation.calendar.changes import ChangedDay, WrongDay, changed_calendar
from congtam.foundation.calendar.days import DayOff, WorkedDay, YearPlan
from congtam.foundation.calendar.source import default_calendar, read_years
from congtam.foundation.calendar.words import say_day, say_day_month, say_left, weekday_name

__all__ = [
    "Calendar",
    "CalendarGap",
    "ChangedDay",
    "DayOff",
    "WorkedDay",
    "WrongDay",
    "YearPlan",
    "changed_calendar",
    "default_calendar",
    "read_years",
    "say_day",
    "say_day_month",
    "say_left",
    "weekday_name",
]
