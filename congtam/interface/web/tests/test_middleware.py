"""Headers on every answer, and the language of the reader."""

from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from congtam.interface.web.middleware import AccountLanguage, Language, SecurityHeaders, public_language


@pytest.fixture(autouse=True)
def afterwards_vietnamese() -> None:
    translation.activate("vi")


def _answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(translation.get_language())


def _asked(path: str, **headers: str) -> HttpResponse:
    return Language(_answer)(RequestFactory().get(path, **headers))  # type: ignore[arg-type]


def test_nothing_inline_and_nothing_from_elsewhere_may_run() -> None:
    policy = SecurityHeaders(_answer)(RequestFactory().get("/")).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_pages_of_citizens_send_no_referrer_and_are_not_kept_by_a_shared_computer() -> None:
    answer = SecurityHeaders(_answer)(RequestFactory().get("/vi/theo-doi/"))
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_file_keeps_the_caching_that_its_view_chose() -> None:
    def file(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(b"x", content_type="font/woff2", headers={"Cache-Control": "max-age=60"})

    assert SecurityHeaders(file)(RequestFactory().get("/")).headers["Cache-Control"] == "max-age=60"


@pytest.mark.parametrize(
    ("path", "language"),
    [("/vi/", "vi"), ("/en/tra-cuu", "en"), ("/vi", "vi"), ("/vietnam/", None), ("/letters/vi/", None)],
)
def test_only_the_first_part_of_an_address_names_a_citizens_language(path: str, language: str | None) -> None:
    assert public_language(path) == language


def test_the_address_wins_over_what_the_browser_asks_for() -> None:
    assert _asked("/vi/", HTTP_ACCEPT_LANGUAGE="en").content == b"vi"


def test_before_signing_in_the_query_wins_over_the_browser_and_the_browser_over_vietnamese() -> None:
    assert _asked("/?lang=vi", HTTP_ACCEPT_LANGUAGE="en").content == b"vi"
    assert _asked("/", HTTP_ACCEPT_LANGUAGE="fr, en-GB;q=0.8, vi;q=0.2").content == b"en"
    assert _asked("/", HTTP_ACCEPT_LANGUAGE="fr").content == b"vi"
    assert _asked("/?lang=xx").content == b"vi"


def test_no_cookie_is_set_or_asked_for() -> None:
    answer = _asked("/?lang=en")
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_inside_the_accounts_choice_counts_but_not_on_a_citizens_page() -> None:
    english = SimpleNamespace(account=SimpleNamespace(language="en"))
    for path, language in (("/letters/", b"en"), ("/vi/", b"vi")):
        request = RequestFactory().get(path)
        request.actor = english  # type: ignore[attr-defined]
        assert Language(AccountLanguage(_answer))(request).content == language
