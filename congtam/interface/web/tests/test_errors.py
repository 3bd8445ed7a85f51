"""Error pages tell what happened, what is kept and what to do, and betray nothing."""

import logging

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from congtam.interface.web import errors

PAGES = {
    400: errors.bad_request,
    403: errors.permission_denied,
    404: errors.not_found,
    500: errors.server_error,
    503: errors.unavailable,
}


def _text(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("status", PAGES)
def test_each_page_has_its_status_a_code_and_the_three_sentences(status: int) -> None:
    with translation.override("vi"):
        answer = PAGES[status](RequestFactory().get("/"))
    assert answer.status_code == status
    assert f"{status} · " in _text(answer)
    assert _text(answer).count("<p") == 4  # kept, to do, the button, the code; what happened is the heading


def test_the_code_on_the_page_stands_in_the_log_and_the_address_does_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = errors.server_error(RequestFactory().get("/vi/theo-doi/7K3M-24QX/"))
    reference = _text(answer).rpartition("500 · ")[2][:9]
    assert reference in caplog.text
    assert "7K3M" not in caplog.text


def test_a_database_that_is_away_is_told_as_such() -> None:
    try:
        raise OperationalError
    except OperationalError:
        answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"


def test_who_is_slowed_down_is_told_for_how_long() -> None:
    answer = errors.too_many_requests(RequestFactory().get("/vi/"), retry_after=300)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")


def test_a_citizen_is_led_back_to_the_tracking_page_in_the_language_of_the_address() -> None:
    with translation.override("en"):
        text = _text(errors.not_found(RequestFactory().get("/en/nothing/")))
    assert 'href="/en/"' in text
    assert "There is no such page" in text


def test_a_form_that_was_open_too_long_says_that_nothing_was_sent() -> None:
    with translation.override("vi"):
        text = _text(errors.csrf_failure(RequestFactory().post("/"), reason="a reason of ours"))
    assert "Chưa có gì được gửi đi" in text
    assert "a reason of ours" not in text
