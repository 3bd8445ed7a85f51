"""The last screen: everything once more, the administrator, and the office is made."""

from collections.abc import Mapping
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.project.first_day import draft, set_up_code
from congtam.project.first_day.duties import DUTIES
from congtam.project.first_day.forms.administrator import AdministratorForm
from congtam.project.first_day.plan import SetUpPlan
from congtam.project.first_day.setting_up import NotEmpty, set_up_office
from congtam.project.first_day.views import typed
from congtam.project.first_day.views.screens import BACK
from congtam.project.first_day.views.steps import closed, go, home, show, while_waiting


@sensitive_post_parameters("password", "password_again")
@require_http_methods(["GET", "POST"])
@while_waiting
def administrator(request: HttpRequest) -> HttpResponse:
    """Review, administrator, make."""
    if request.method == "POST":
        draft.keep(request, "administrator", request.POST)
        if request.POST.get("go") == BACK:
            return go(request, "calendar")
    if (screen := typed.first_incomplete(request)) is not None:
        return go(request, screen)
    if request.method == "GET":
        return _shown(request, _form(request))
    form = _form(request, request.POST)
    return _made(request, form) if form.is_valid() else _shown(request, form, status=422)


def _form(request: HttpRequest, data: Any = None) -> AdministratorForm:
    people = typed.people_form(request)
    taken = {person.username for person in people.plans()} if people.is_valid() else set()
    kept: Mapping[str, Any] = draft.typed(request, "administrator") or {}
    initial = {name: kept.get(name) for name in ("name", "username") if kept.get(name)}
    return AdministratorForm(data, taken=taken, initial=initial)


def _shown(request: HttpRequest, form: AdministratorForm, *, status: int = 200) -> HttpResponse:
    plan = _plan(request)
    books = typed.books_here(request)
    return show(
        request,
        "administrator",
        form=form,
        head=typed.head(typed.office_form(request), first=plan["numbers"].get("TB", 1)),
        office=plan["office"],
        books=[(book, plan["numbers"][book.key]) for book in books],
        calendar=plan["calendar"].items(),
        people=[(person, [DUTIES[duty].label for duty in person.duties]) for person in plan["people"]],
        absent=[duty.label for key, duty in DUTIES.items() if not _anybody(plan["people"], key)],
        status=status,
    )


def _anybody(people: Any, duty: str) -> bool:
    return any(duty in person.duties for person in people)


def _plan(request: HttpRequest) -> dict[str, Any]:
    office, books, people, calendar = (
        typed.office_form(request), typed.books_form(request), typed.people_form(request),
        typed.calendar_form(request),
    )  # fmt: skip
    for form in (office, books, people, calendar):
        form.is_valid()  # the caller has looked
    return {
        "office": office.plan(), "numbers": books.numbers(), "people": people.plans(),
        "calendar": calendar.confirmed(),
    }  # fmt: skip


def _made(request: HttpRequest, form: AdministratorForm) -> HttpResponse:
    language = getattr(request, "LANGUAGE_CODE", "vi")
    plan = SetUpPlan(administrator=form.plan(language=language), **_plan(request))
    try:
        made = set_up_office(plan, on=clock.today())
    except NotEmpty:
        return closed(request)
    transaction.on_commit(lambda: set_up_code.forget(home()))
    draft.forget(request)
    _sign_in(request, made.administrator)
    # shown in this very answer and kept nowhere: the start passwords
    return show(request, "made", made=made)


def _sign_in(request: HttpRequest, account: Account) -> None:
    """The administrator has just typed the password: the second step follows without asking again."""
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(
        request, account, method="password", username=account.username, reauthenticated=True
    )
