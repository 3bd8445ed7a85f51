"""The guard stands before every address that there is, and none is forgotten: they are read from the product."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from congtam.foundation.access.models import Account
from congtam.interface.web.sessions import middleware
from congtam.interface.web.sessions.tests.conftest import sign_in

#: whatever a converter may want: the guard answers before any view looks at it
SAMPLES = {
    "int": "1",
    "slug": "a",
    "str": "a",
    "path": "a/b",
    "uuid": "6a204bd8-9f6c-4ab6-8aee-8d0b1f1d2a3b",
    "record_code": "K7QX-P3MA",
    "calendar_year": "2026",
    "public_language": "vi",
}
#: answered to anybody, signed in or not: the citizens' pages, and whether the server lives
OF_ANYBODY = re.compile(r"/(vi|en)/|/healthz")


def _addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:
        route = prefix + _sample(str(each.pattern))
        if isinstance(each, URLResolver):
            yield from _addresses(each, route)
        elif isinstance(each, URLPattern):
            yield f"/{route}", str(each.name)


def _sample(route: str) -> str:
    route = re.sub(r"\(\?:(\w+)\|\w+\)", r"\1", route).strip("^$").replace(r"\Z", "")
    route = re.sub(r"\(\?P<uidb36>[^)]*\)-\(\?P<key>.+\)", "1-a", route)
    route = re.sub(r"\(\?P<\w+>[^)]*\)", "a", route)
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "a"), route)


def _all() -> list[tuple[str, str]]:
    return sorted({each for each in _addresses(get_resolver()) if not OF_ANYBODY.match(each[0])})


def _stopped(answer: Any, *, at: str) -> bool:
    """Sent to that page, or told with the code of a lock; an address that leads to no view is a 404 for all."""
    return bool(answer.status_code == middleware.LOCKED or answer.headers.get("Location", "").startswith(at))


def test_there_are_addresses_of_every_part() -> None:
    found = {path.split("/")[1] for path, _name in _all()}
    assert found >= {"letters", "people", "accounts", "jobs", "figures", "upkeep", "session"}
    assert len(_all()) > 80


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_locked_session_gets_nothing_from_any_address(desk: Client, method: str) -> None:
    desk.post("/session/lock")
    answered = {
        path: answer.status_code
        for path, name in _all()
        if name not in middleware.WHEN_LOCKED
        and not _stopped(answer := getattr(desk, method)(path), at="/session/unlock")
    }
    assert answered == {}


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_lacks_the_second_step_gets_nothing_from_any_address(
    client: Client, keeper: Account, method: str
) -> None:
    sign_in(client, keeper)
    free = middleware.WITHOUT_STEP | middleware.SET_UP_STEP
    answered = {
        path: answer.status_code
        for path, name in _all()
        if name not in free
        and not _stopped(answer := getattr(client, method)(path), at="/session/second-step")
    }
    assert answered == {}


def test_the_pages_that_stay_open_tell_nothing_of_any_record() -> None:
    """The whole list, to be read by people."""
    assert {"lock", "unlock", "session-state", "account_logout"} == middleware.WHEN_LOCKED
    assert {"second-step", "preferences"} == middleware.WITHOUT_STEP - middleware.WHEN_LOCKED
    assert all(
        name.startswith(("mfa_", "account_reauth")) for name in middleware.SHOW_STEP | middleware.SET_UP_STEP
    )


def test_the_guard_stands_behind_whatever_finds_out_who_is_there(settings: Any) -> None:
    order = list(settings.MIDDLEWARE)
    guard = order.index("congtam.interface.web.sessions.middleware.SessionGuard")
    for earlier in (
        "django.middleware.csrf.CsrfViewMiddleware",
        "congtam.foundation.access.middleware.ScopedTransaction",
        "allauth.account.middleware.AccountMiddleware",
    ):
        assert order.index(earlier) < guard
