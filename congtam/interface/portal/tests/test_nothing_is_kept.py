"""The citizens' side forgets who asks: no cookie, no address, nothing that a browser says of itself."""

import io
import logging

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from congtam.interface.portal import callers, guards, middleware, views
from congtam.project.home import Home
from congtam.project.supervisor import _web_command

ADDRESS, AGENT = "203.0.113.77", "NoiTrinhDuyet/9.7 (May Thu)"
TOLD = {
    "HTTP_COOKIE": "sessionid=abc; csrftoken=def", "HTTP_USER_AGENT": AGENT, "HTTP_REFERER": "https://noi.khac/tu-day",
    "HTTP_ACCEPT_LANGUAGE": "vi-x-rieng", "HTTP_SEC_CH_UA_PLATFORM": "MayThu", "HTTP_X_REAL_IP": ADDRESS,
    "HTTP_FORWARDED": f"for={ADDRESS}", "HTTP_X_FORWARDED_FOR": ADDRESS, "REMOTE_ADDR": ADDRESS,
    "REMOTE_PORT": "50123",
}  # fmt: skip
PAGES = ("/vi/", "/en/", "/vi/tra-cuu/", "/vi/gui-don/", "/vi/khong-co-trang-nay/")


def _told(path: str) -> HttpRequest:
    factory = RequestFactory()
    factory.defaults.update(TOLD)
    return factory.get(path)


def seen_inside(path: str) -> HttpRequest:
    """The request as a page gets it."""
    seen: list[HttpRequest] = []

    def page(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    middleware.Citizens(page)(_told(path))
    return seen[0]


def test_no_page_learns_an_address_or_a_browser() -> None:
    request = seen_inside("/vi/gui-don/")
    told = repr(sorted(request.META.items())) + repr(request.COOKIES) + repr(dict(request.headers))
    for each in (ADDRESS, AGENT, "abc", "noi.khac", "vi-x-rieng", "MayThu", "50123"):
        assert each not in told


def test_inside_the_office_nothing_is_taken_away() -> None:
    request = seen_inside("/letters/")
    assert request.COOKIES["sessionid"] == "abc"
    assert request.META["REMOTE_ADDR"] == ADDRESS


def test_a_caller_has_one_name_for_an_hour_and_then_another(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(callers, "monotonic", lambda: now[0])
    names = callers.Names()
    first = names.of(ADDRESS)
    assert names.of(ADDRESS) == first != names.of("203.0.113.78")
    assert ADDRESS not in first
    assert ADDRESS not in repr(vars(names))
    now[0] = callers.HOUR + 1
    assert names.of(ADDRESS) != first


def test_the_key_of_names_is_in_no_other_process() -> None:
    assert callers.Names().of(ADDRESS) != callers.Names().of(ADDRESS)


def test_a_new_address_of_the_same_home_is_no_new_caller() -> None:
    names = callers.Names()
    assert names.of("2001:db8:1:2::7") == names.of("2001:db8:1:2:ffff::8") != names.of("2001:db8:1:3::7")


def test_behind_a_proxy_the_address_that_it_names_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SECURE_PROXY_SSL_HEADER", ("HTTP_X_FORWARDED_PROTO", "https"))
    request = seen_inside("/vi/gui-don/")
    assert callers.caller(request) == callers.names.of(ADDRESS)


def test_a_cookie_that_something_sets_does_not_leave() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        response = HttpResponse()
        response.set_cookie("theo-doi", "1")
        return response

    assert not middleware.Citizens(page)(RequestFactory().get("/vi/")).cookies
    assert middleware.Citizens(page)(RequestFactory().get("/letters/")).cookies


@pytest.mark.parametrize("path", PAGES)
def test_no_answer_sets_a_cookie_names_a_referrer_or_is_kept(home: Home, db: None, path: str) -> None:
    for answer in (
        Client().get(path),
        Client().post(path, {"code": "x"}, headers={"origin": "https://noi.khac"}),
    ):
        assert "Set-Cookie" not in answer.headers
        assert not answer.cookies
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_error_of_a_page_is_logged_without_what_was_typed(
    home: Home, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(code: str) -> None:
        raise ValueError(f"không đọc được {code}")

    monkeypatch.setattr(views, "follow", broken)
    ours = next(handler for handler in logging.getLogger().handlers if handler.name == "stderr")
    logged = io.StringIO()
    monkeypatch.setattr(ours, "stream", logged)
    browser = Client(raise_request_exception=False)
    answer = browser.post(
        "/vi/tra-cuu/", {"code": "BI-MAT-CUA-DAN"}, headers={"user-agent": AGENT}, REMOTE_ADDR=ADDRESS
    )
    assert answer.status_code == 500
    assert not answer.cookies
    said = logged.getvalue()
    assert "ValueError" in said
    assert "broken" in said
    for each in ("BI-MAT-CUA-DAN", ADDRESS, AGENT, "/vi/tra-cuu/"):
        assert each not in said


def test_the_web_server_writes_no_access_log() -> None:
    class Somewhere:
        host, port = "127.0.0.1", 8000

    command = _web_command(Somewhere())  # type: ignore[arg-type]
    assert "--no-access-log" in command
    assert "--access-log" not in command


# -- forms from elsewhere -------------------------------------------------------------------------------------


def written(**headers: str) -> int:
    """What a page that keeps something answers."""

    @guards.public_writing
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("ok")

    request = RequestFactory(headers=headers).post("/vi/gui-don/", {"a": "b"})
    request.resolver_match = None
    status: int = page(request, language="vi").status_code
    return status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 400),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, 400),
        ({"sec-fetch-site": "same-site"}, 400),
        ({"origin": "http://testserver"}, 200),
        ({"origin": "https://noi.khac"}, 400),
        ({"origin": "null"}, 200),
        ({}, 400),
    ],
)
def test_who_may_send_a_form_that_is_kept(home: Home, headers: dict[str, str], status: int) -> None:
    assert written(**headers) == status


def test_whoever_reads_only_need_not_say_from_where(home: Home, db: None) -> None:
    """An old browser that names no origin may still follow its letter."""
    assert Client().post("/vi/tra-cuu/", {"code": "KKKK-KKKK-KKKK-KKKK"}).status_code == 404
