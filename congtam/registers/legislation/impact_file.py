"""The file of `congtam rulebook impact`: values and days somebody considers, read from YAML.

Every mistake is named at once, with its place in the file, so that a file is mended in one go.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from congtam.foundation.calendar import ChangedDay, WrongDay
from congtam.foundation.calendar.changes import CHANGE_KINDS, check_day
from congtam.mechanisms.rulebook import Edition, RulebookError, UnknownRule, ValueChange
from congtam.mechanisms.rulebook.schema import UNITS
from congtam.registers.legislation.proposals import Proposal, day_twice

_TOP = {"values", "calendar"}
_CALENDAR = {"days", "confirm"}
_VALUE = {"rule", "manner", "value", "unit", "effective_from", "source", "source_url", "note"}
_DAY = {"day", "kind", "name", "instead_of", "source"}
_MANNERS = ("fill", "correct", "succeed")


class WrongFile(ValueError):
    """What is wrong with the file, a line for each mistake."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def read_file(path: Path) -> Proposal:
    """The proposal of a file. Raises WrongFile; whether rules exist and days fit is for `check`."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongFile([_("Không đọc được tệp: %(problem)s") % {"problem": error.strerror}]) from error
    except (ValueError, yaml.YAMLError) as error:  # ValueError: no text, or a day that no calendar has
        problem = " ".join(str(error).split())
        raise WrongFile([_("Tệp không phải YAML đọc được: %(problem)s") % {"problem": problem}]) from error
    return read(raw)


def read(raw: object) -> Proposal:
    """The proposal of what stood in a file. Raises WrongFile."""
    reader = _Reader()
    proposal = reader.proposal(raw)
    if reader.mistakes:
        raise WrongFile(reader.mistakes)
    return proposal


def check(proposal: Proposal, edition: Edition) -> None:
    """Raise UnknownRule for a rule that does not exist, WrongFile with all else that does not fit the edition."""
    mistakes = [*_wrong_values(proposal, edition), *_wrong_days(proposal, edition)]
    if mistakes:
        raise WrongFile(mistakes)


def _wrong_values(proposal: Proposal, edition: Edition) -> Iterator[str]:
    for change in proposal.values:
        edition.book.rule(change.rule)
    for place, change in enumerate(proposal.values, start=1):
        try:
            edition = edition.changed(values=[change])
        except UnknownRule:
            raise
        except RulebookError as error:
            yield f"values[{place}]: {error.text()}"


def _wrong_days(proposal: Proposal, edition: Edition) -> Iterator[str]:
    for place, change in enumerate(proposal.days, start=1):
        try:
            check_day(change)
        except WrongDay as wrong:
            yield f"calendar.days[{place}]: {wrong}"
        if change.day in (other.day for other in proposal.days[: place - 1]):
            yield f"calendar.days[{place}]: {day_twice(change.day)}"
    years = {*(change.day.year for change in proposal.days), *proposal.confirmed}
    for year in sorted(years):
        try:
            edition.calendar.plan(year)
        except LookupError:
            yield _("Chưa biết gì về lịch của năm %(year)s.") % {"year": year}


@dataclass
class _Reader:
    """Collects mistakes; what is wrong is left out of what it gives."""

    mistakes: list[str] = field(default_factory=list)

    def proposal(self, raw: object) -> Proposal:
        top = self._mapping(raw, "", _TOP)
        calendar = self._mapping(top.get("calendar") or {}, "calendar", _CALENDAR)
        values = self._rows(top.get("values"), "values", _VALUE, self._value)
        days = self._rows(calendar.get("days"), "calendar.days", _DAY, self._day)
        confirmed = self._years(calendar.get("confirm"))
        if not (values or days or confirmed or self.mistakes):
            self.mistakes.append(_("Tệp không có giá trị, ngày hay năm nào để xét."))
        return Proposal(values=tuple(values), days=tuple(days), confirmed=tuple(confirmed))

    def _mapping(self, raw: object, place: str, known: set[str]) -> Mapping[str, Any]:
        if not isinstance(raw, dict):
            self._wrong(place, _("phải là các cặp tên: giá trị"))
            return {}
        for name in raw:
            if name not in known:
                self._wrong(place, _("không có mục “%(name)s”, chỉ có: %(known)s")
                            % {"name": name, "known": ", ".join(sorted(known))})  # fmt: skip
        return raw

    def _rows(
        self, raw: object, place: str, known: set[str], build: Callable[[Mapping[str, Any], str], Any]
    ) -> list[Any]:
        if raw is None:
            return []
        if not isinstance(raw, list):
            self._wrong(place, _("phải là danh sách"))
            return []
        found = []
        for number, each in enumerate(raw, start=1):
            here, before = f"{place}[{number}]", len(self.mistakes)
            row = self._mapping(each, here, known)
            if len(self.mistakes) == before:
                built = build(row, here)
                found += [built] if len(self.mistakes) == before else []
        return found

    def _value(self, row: Mapping[str, Any], place: str) -> ValueChange | None:
        rule, source = self._text(row, "rule", place), self._text(row, "source", place)
        manner = self._choice(row, "manner", _MANNERS, place)
        unit = self._choice(row, "unit", UNITS, place)
        value = self._number(row.get("value"), f"{place}.value")
        start = self._date(row.get("effective_from"), f"{place}.effective_from", required=False)
        if None in (rule, source, manner, unit, value):
            return None
        return ValueChange(
            rule=rule, manner=manner, value=value, unit=unit, source=source, effective_from=start,  # type: ignore[arg-type]
            source_url=str(row.get("source_url") or ""), note=str(row.get("note") or ""),
        )  # fmt: skip

    def _day(self, row: Mapping[str, Any], place: str) -> ChangedDay | None:
        day = self._date(row.get("day"), f"{place}.day")
        kind = self._choice(row, "kind", CHANGE_KINDS, place)
        instead = self._date(row.get("instead_of"), f"{place}.instead_of", required=False)
        source = self._text(row, "source", place)
        if day is None or kind is None or source is None:
            return None
        return ChangedDay(
            day=day, kind=kind, name=str(row.get("name") or ""), instead_of=instead, source=source  # type: ignore[arg-type]
        )  # fmt: skip

    def _years(self, raw: object) -> list[int]:
        if raw is None:
            return []
        rows = raw if isinstance(raw, list) else [raw]
        good = [each for each in rows if isinstance(each, int) and 1900 <= each <= 9999]
        if len(good) != len(rows):
            self._wrong("calendar.confirm", _("phải là danh sách các năm, như [2027]"))
        return good

    def _text(self, row: Mapping[str, Any], name: str, place: str) -> str | None:
        value = row.get(name)
        if not isinstance(value, str) or not value.strip():
            self._wrong(f"{place}.{name}", _("thiếu, hãy ghi một đoạn chữ"))
            return None
        return value.strip()

    def _choice(self, row: Mapping[str, Any], name: str, allowed: tuple[str, ...], place: str) -> str | None:
        value = row.get(name)
        if value not in allowed:
            self._wrong(
                f"{place}.{name}", _("phải là một trong: %(allowed)s") % {"allowed": ", ".join(allowed)}
            )
            return None
        return str(value)

    def _number(self, value: object, place: str) -> Decimal | int | None:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            self._wrong(place, _("phải là một số từ 0 trở lên"))
            return None
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = Decimal(-1)
        if not number.is_finite() or number < 0:
            self._wrong(place, _("phải là một số từ 0 trở lên"))
            return None
        return int(number) if number == int(number) else number

    def _date(self, value: object, place: str, *, required: bool = True) -> date | None:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is None and not required:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self._wrong(place, _("phải là một ngày như 2027-02-15"))
            return None

    def _wrong(self, place: str, what: str) -> None:
        self.mistakes.append(f"{place}: {what}" if place else what)
