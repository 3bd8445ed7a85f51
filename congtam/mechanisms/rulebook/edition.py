"""A rulebook with the calendar that goes with it: everything a date is computed with."""

from collections.abc import Iterable
from dataclasses import dataclass

from congtam.foundation.calendar import Calendar, ChangedDay, changed_calendar
from congtam.mechanisms.rulebook.book import Rulebook
from congtam.mechanisms.rulebook.changes import ValueChange, changed_book


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """`number` 0 is what is shipped; an office that changes something begins a further one."""

    number: int
    book: Rulebook
    calendar: Calendar

    def changed(
        self,
        *,
        values: Iterable[ValueChange] = (),
        days: Iterable[ChangedDay] = (),
        confirmed: Iterable[int] = (),
    ) -> "Edition":
        """The edition as it would be with further changes.

        Raises `WrongChange`, `UnknownRule`, `WrongDay`, `CalendarGap`.
        """
        return Edition(
            number=self.number,
            book=changed_book(self.book, values),
            calendar=changed_calendar(self.calendar, days=days, confirmed=confirmed),
        )
