"""Runs one rule from its event to its date and writes down every step on the way."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from congtam.foundation.calendar import Calendar
from congtam.mechanisms.rulebook.book import Rulebook
from congtam.mechanisms.rulebook.schema import Rule
from congtam.mechanisms.rulebook.steps import Step
from congtam.mechanisms.rulebook.terms import Pause, Term, advance, left_of

START_RULE = "calendar-first-day-excluded"
ROLL_RULE = "calendar-last-day-rolls-forward"
HOLIDAYS_DUTY = "calendar.public_holidays"


@dataclass(slots=True)
class Count:
    """The running count of one rule; `pauses` are taken away as they are used."""

    rule: Rule
    calendar: Calendar
    book: Rulebook
    pauses: list[Pause]
    steps: list[Step] = field(default_factory=list)
    years: set[int] = field(default_factory=set)

    def note(self, day: date, code: str, params: dict[str, Any], citation: str | None = None) -> None:
        self.steps.append(Step(day, code, params, citation))

    def begin(self, event: date) -> None:
        params = {"trigger_vi": self.rule.trigger_vi, "trigger_en": self.rule.trigger_en}
        self.note(event, "start", params, self._citation_of(START_RULE))

    def run(self, start: date, term: Term, code: str, params: dict[str, Any]) -> date:
        """Counts one term, over the pauses that fall into it. Returns its unrolled end."""
        end = advance(start, term, self.calendar)
        self.note(end, code, params, self.rule.citation)
        while self.pauses and self.pauses[0].start <= end:
            pause = self.pauses.pop(0)
            self._tell_days(start, pause.start, term)
            term = left_of(term, until=end, paused=pause.start, calendar=self.calendar)
            start, end = pause.resume, advance(pause.resume, term, self.calendar)
            self._tell_pause(pause, term, end)
        self._tell_days(start, end, term)
        return end

    def finish(self, unrolled: date) -> tuple[date, date]:
        """The unrolled and the final date, after rolling and after pauses on days the roll has won."""
        due = self._roll(unrolled)
        while self.pauses and self.pauses[0].start <= due:
            pause = self.pauses.pop(0)
            unrolled = pause.resume
            self._tell_pause(pause, Term(0, "calendar_day"), unrolled)
            due = self._roll(unrolled)
        for pause in self.pauses:
            self.note(due, "late_pause", {"start": pause.start.isoformat()})
        self._tell_end(due)
        return unrolled, due

    @property
    def unconfirmed_years(self) -> list[int]:
        return sorted(year for year in self.years if not self.calendar.settled(year))

    def _roll(self, last: date) -> date:
        due = self.calendar.next_working(last) if self.rule.roll == "next_working_day" else last
        self._touch(last, due)
        if due != last:
            params = {"last": last.isoformat(), "days": self._off_rows(_day_before(last), due)}
            self.note(due, "roll", params, self._citation_of(ROLL_RULE))
        return due

    def _tell_end(self, due: date) -> None:
        if self.rule.direction == "backward" and not self.calendar.is_working(due):
            before = self.calendar.previous_working(due)
            self._touch(before, due)
            days = self._off_rows(_day_before(due), due)
            params = {"days": days, "before": before.isoformat(), "role": self.rule.role}
            self.note(due, "off", params)
        if self.unconfirmed_years:
            self.note(due, "provisional", {"years": self.unconfirmed_years})
        params = {"role": self.rule.role, "direction": self.rule.direction}
        self.note(due, "due", params, self.rule.citation)

    def _tell_pause(self, pause: Pause, left: Term, end: date) -> None:
        params = {
            "start": pause.start.isoformat(),
            "resume": pause.resume.isoformat(),
            "value": left.value,
            "unit": left.unit,
        }
        self.note(end, "pause", params, self._citation_of(self.rule.pause, day=pause.start))

    def _tell_days(self, start: date, end: date, term: Term) -> None:
        """Names what working days passed over, and the Saturdays that counted."""
        if term.unit != "working_day":
            return
        self._touch(start, end)
        first, last = (start, end) if start <= end else (_day_before(end), _day_before(start))
        off = self._off_rows(first, last)
        if off:
            self.note(end, "skipped", {"days": off}, self._holiday_citation(off))
        worked = self.calendar.worked_weekends(first, last)
        if worked:
            rows = [[each.day.isoformat(), _iso(each.instead_of)] for each in worked]
            self.note(end, "worked", {"days": rows})

    def _off_rows(self, after: date, until: date) -> list[list[str]]:
        return [[off.day.isoformat(), off.kind, off.name_vi] for off in self.calendar.days_off(after, until)]

    def _holiday_citation(self, off: list[list[str]]) -> str | None:
        """The labour code that gives the named holidays; weekends need none."""
        named = [date.fromisoformat(day) for day, kind, _name in off if kind != "weekend"]
        if not named or HOLIDAYS_DUTY not in self.book.duties:
            return None
        serving = self.book.serving(HOLIDAYS_DUTY, day=named[0])
        return serving[0].citation if serving else None

    def _citation_of(self, key: str | None, *, day: date | None = None) -> str | None:
        """The citation of a rule; with a day that of the one which follows it, where that one holds then."""
        if not key or key not in self.book.rules:
            return None
        standing = self.book.standing(key, day=day) if day else None
        return (standing or self.book.rule(key)).citation

    def _touch(self, one: date, other: date) -> None:
        self.years.update(range(min(one.year, other.year), max(one.year, other.year) + 1))


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
