"""The screens that describe the office. Each keeps what was typed before anything else, whatever is pressed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from congtam.foundation import clock
from congtam.project.first_day import draft
from congtam.project.first_day.calendar_step import years_shown
from congtam.project.first_day.views import typed
from congtam.project.first_day.views.steps import go, show, while_waiting

BACK, PREVIEW, MORE = "back", "preview", "more"


@require_http_methods(["GET", "POST"])
@while_waiting
def office(request: HttpRequest) -> HttpResponse:
    """The unit, its place, its letterhead."""
    pressed = _kept(request, "office")
    form = typed.office_form(request)
    if pressed is None or pressed == PREVIEW:
        return show(request, "office", form=form, head=typed.head(form))
    if not form.is_valid():
        return show(request, "office", form=form, head=typed.head(form), status=422)
    return go(request, "books")


@require_http_methods(["GET", "POST"])
@while_waiting
def books(request: HttpRequest) -> HttpResponse:
    """The next number of each book."""
    pressed = _kept(request, "books")
    if pressed == BACK:
        return go(request, "office")
    form = typed.books_form(request)
    if pressed is None or not form.is_valid():
        return show(request, "books", form=form, status=200 if pressed is None else 422)
    return go(request, "people")


@require_http_methods(["GET", "POST"])
@while_waiting
def people(request: HttpRequest) -> HttpResponse:
    """Who receives, who handles, who signs."""
    pressed = _kept(request, "people")
    if pressed == BACK:
        return go(request, "books")
    if pressed == MORE:
        _add_row(request)
        return go(request, "people")
    rows = typed.people_form(request)
    if pressed is None or not rows.is_valid():
        return show(request, "people", rows=rows, status=200 if pressed is None else 422)
    return go(request, "calendar")


@require_http_methods(["GET", "POST"])
@while_waiting
def calendar(request: HttpRequest) -> HttpResponse:
    """The years of the working calendar, and which of them the office confirms."""
    pressed = _kept(request, "calendar")
    if pressed == BACK:
        return go(request, "people")
    form = typed.calendar_form(request)
    if pressed is None or not form.is_valid():
        years = years_shown(this_year=clock.today().year)
        return show(request, "calendar", form=form, years=years, status=200 if pressed is None else 422)
    return go(request, "administrator")


def _kept(request: HttpRequest, screen: str) -> str | None:
    """Keep what came; the button that was pressed, None for a page that is only looked at."""
    if request.method != "POST":
        return None
    draft.keep(request, screen, request.POST)
    return str(request.POST.get("go", "next"))


def _add_row(request: HttpRequest) -> None:
    kept = draft.typed(request, "people")
    if kept is not None:
        total = str(kept.get("people-TOTAL_FORMS", "0"))
        kept["people-TOTAL_FORMS"] = str(int(total) + 1 if total.isdigit() else 1)
        draft.keep(request, "people", kept)
