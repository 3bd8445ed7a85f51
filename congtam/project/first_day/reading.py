"""The file of `congtam init`: YAML or JSON, read with the forms of the pages, every mistake told at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.forms import BaseForm
from django.utils.translation import gettext as _

from congtam.project.first_day.books import books_of
from congtam.project.first_day.calendar_step import years_to_confirm
from congtam.project.first_day.checking import people_faults
from congtam.project.first_day.forms.administrator import AdministratorForm
from congtam.project.first_day.forms.books import BooksForm
from congtam.project.first_day.forms.calendar import CalendarForm
from congtam.project.first_day.forms.office import OfficeForm
from congtam.project.first_day.forms.people import PersonForm
from congtam.project.first_day.plan import SetUpPlan

PARTS = {"office", "books", "people", "calendar", "administrator"}
PASSWORD_FILE = "password_file"  # noqa: S105  the name of a key
AskPassword = Callable[[], str | None]


class BadFile(Exception):
    """``mistakes``: "office.place: …", all of them."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


@dataclass
class Reading:
    """What was read so far, and what was wrong."""

    on: date
    folder: Path
    ask_password: AskPassword
    mistakes: list[str] = field(default_factory=list)

    def wrong(self, place: str, message: str) -> None:
        """Note a mistake; reading goes on."""
        self.mistakes.append(f"{place}: {message}")

    def mapping(self, found: Any, place: str, known: set[str]) -> dict[str, Any]:
        """The entries of a part, as typed; what is no such part, or has a name nobody knows, is wrong."""
        if found is None:
            return {}
        if not isinstance(found, Mapping):
            self.wrong(place, _("Cần các dòng “tên: giá trị”."))
            return {}
        for name in sorted(str(name) for name in found if str(name) not in known):
            self.wrong(
                f"{place}.{name}", _("Không có mục này. Có: %(known)s.") % {"known": ", ".join(sorted(known))}
            )
        return {str(name): _as_typed(value) for name, value in found.items() if str(name) in known}

    def form(self, form: BaseForm, place: str) -> bool:
        """Whether the form is valid; its errors are noted with their fields."""
        for name, errors in form.errors.items():
            for error in errors:
                self.wrong(place if name == "__all__" else f"{place}.{name}", str(error))
        return not form.errors


def read_plan(text: str, *, on: date, folder: Path, ask_password: AskPassword) -> SetUpPlan:
    """The plan that a file holds. ``folder``: where a relative password file is looked for; ``ask_password``
    is called where the file has none, and gives None where nobody can be asked. Raises BadFile."""
    reading = Reading(on, folder, ask_password)
    whole = _parts(text, reading)
    office = OfficeForm(reading.mapping(whole.get("office"), "office", set(OfficeForm.base_fields)))
    reading.form(office, "office")
    books = _books(whole, office, reading)
    people = _people(whole.get("people"), reading)
    calendar = _calendar(whole.get("calendar"), reading)
    taken = {form.cleaned_data.get("username", "") for form in people}
    administrator = AdministratorForm(_administrator(whole.get("administrator"), reading), taken=taken)
    reading.form(administrator, "administrator")
    if reading.mistakes:
        raise BadFile(reading.mistakes)
    return SetUpPlan(
        office=office.plan(),
        numbers=books.numbers(),
        people=tuple(form.plan() for form in people),
        calendar=calendar.confirmed(),
        administrator=administrator.plan(),
    )


def _parts(text: str, reading: Reading) -> dict[str, Any]:
    try:
        whole = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = _("dòng %(line)d") % {"line": mark.line + 1} if mark else _("cả tệp")
        raise BadFile([f"{line}: {getattr(error, 'problem', '') or error}"]) from None
    if not isinstance(whole, Mapping):
        raise BadFile([_("Tệp cần các mục: %(parts)s.") % {"parts": ", ".join(sorted(PARTS))}])
    for name in sorted(str(name) for name in whole if str(name) not in PARTS):
        reading.wrong(name, _("Không có mục này. Có: %(known)s.") % {"known": ", ".join(sorted(PARTS))})
    return {str(name): value for name, value in whole.items()}


def _books(whole: dict[str, Any], office: OfficeForm, reading: Reading) -> BooksForm:
    term = office.cleaned_data.get("term", "") if office.cleaned_data.get("numbering") == "term" else ""
    books = books_of(on=reading.on, term=term)
    form = BooksForm(reading.mapping(whole.get("books"), "books", {book.key for book in books}), books=books)
    reading.form(form, "books")
    return form


def _calendar(found: Any, reading: Reading) -> CalendarForm:
    """The part maps a year to the notice that its calendar was compared with."""
    years = years_to_confirm(this_year=reading.on.year)
    given = reading.mapping(found, "calendar", {str(year) for year in years})
    form = CalendarForm({f"source_{year}": source for year, source in given.items()}, years=years)
    reading.form(form, "calendar")
    return form


def _people(found: Any, reading: Reading) -> list[PersonForm]:
    """All rows are named by their place, from 1, as people count."""
    if found is None or not isinstance(found, list):
        reading.wrong("people", _("Cần danh sách người, mỗi người bắt đầu bằng dấu gạch."))
        return []
    forms = []
    for number, row in enumerate(found, start=1):
        place = f"people[{number}]"
        form = PersonForm(reading.mapping(row, place, set(PersonForm.base_fields)))
        if reading.form(form, place) and form.is_blank:
            reading.wrong(place, _("Hãy ghi họ và tên, tên đăng nhập."))
        forms.append(form)
    if not reading.mistakes or not any(line.startswith("people") for line in reading.mistakes):
        _note_people_faults(forms, reading)
    return forms


def _note_people_faults(forms: list[PersonForm], reading: Reading) -> None:
    for fault in people_faults([form.plan() for form in forms]):
        place = "people" if fault.place is None else f"people[{fault.place + 1}].{fault.field}"
        reading.wrong(place, fault.message)


def _administrator(found: Any, reading: Reading) -> dict[str, Any]:
    data = reading.mapping(found, "administrator", {"name", "username", "password", PASSWORD_FILE})
    password = data.pop("password", None)
    if path := data.pop(PASSWORD_FILE, None):
        password = _password_from(reading.folder / path, reading)
    if password is None:
        password = reading.ask_password()
    return {"username": "quantri", **data, "password": password or "", "password_again": password or ""}


def _password_from(path: Path, reading: Reading) -> str:
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reading.wrong(
            f"administrator.{PASSWORD_FILE}",
            _("Không đọc được tệp: %(why)s.") % {"why": getattr(error, "strerror", None) or str(error)},
        )
        return ""


def _as_typed(value: Any) -> Any:
    """Forms read what people type; YAML has read numbers and days already."""
    if isinstance(value, list):
        return [str(each) for each in value]
    return "" if value is None else str(value)
