"""The forms of all screens, filled with what was typed so far."""

from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from congtam.foundation import clock
from congtam.project.first_day import draft
from congtam.project.first_day.books import Book, books_of
from congtam.project.first_day.calendar_step import years_to_confirm
from congtam.project.first_day.forms.books import BooksForm
from congtam.project.first_day.forms.calendar import CalendarForm
from congtam.project.first_day.forms.office import OfficeForm
from congtam.project.first_day.forms.people import PeopleFormSet, PeopleRows, usual_rows
from congtam.project.first_day.letterhead import Preview, preview


def office_form(request: HttpRequest) -> OfficeForm:
    """The office; unbound where nothing was typed."""
    return OfficeForm(draft.typed(request, "office"))


def books_here(request: HttpRequest) -> tuple[Book, ...]:
    """The books of an office as it was described."""
    kept = draft.typed(request, "office") or MultiValueDict[str, str]()
    term = kept.get("term", "") if kept.get("numbering") == "term" else ""
    return books_of(on=clock.today(), term=str(term))


def books_form(request: HttpRequest) -> BooksForm:
    return BooksForm(draft.typed(request, "books"), books=books_here(request))


def people_form(request: HttpRequest) -> PeopleRows:
    kept = draft.typed(request, "people")
    rows = PeopleFormSet(kept, initial=None if kept else usual_rows(), prefix="people")
    assert isinstance(rows, PeopleRows)
    return rows


def calendar_form(request: HttpRequest) -> CalendarForm:
    years = years_to_confirm(this_year=clock.today().year)
    return CalendarForm(draft.typed(request, "calendar") or {}, years=years)


def head(form: OfficeForm, *, first: int = 1) -> Preview:
    """The letterhead of what the form holds, right or wrong."""
    values: dict[str, Any] = {
        name: str(form[name].value() or "").strip()
        for name in ("name", "superior_name", "symbol", "place", "numbering")
    }
    return preview(on=clock.today(), first=first, **values)


def first_incomplete(request: HttpRequest) -> str | None:
    """The first screen whose content would not pass; None where all of them do."""
    if not office_form(request).is_valid():
        return "office"
    if not books_form(request).is_valid():
        return "books"
    if not people_form(request).is_valid():
        return "people"
    return None if calendar_form(request).is_valid() else "calendar"
