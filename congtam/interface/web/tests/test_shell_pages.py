"""The shell's own pages: what to do today, figures, rules, background jobs."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from congtam.casework.letters.tests import situations
from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.project.home import Home
from tests.cast import Cast, describe_city, make_cast

DAY = date(2026, 7, 1)


@pytest.fixture
def cast(home: Home, db: None) -> Iterator[Cast]:
    cast = make_cast()
    set_scope([cast.city.pk])
    describe_city(cast)
    with clock.frozen(DAY):
        yield cast


def client(account: Account) -> Client:
    """A browser in which the account has signed in."""
    browser = Client()
    browser.force_login(account)
    return browser


def page(account: Account, path: str) -> str:
    answer = client(account).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_whoever_is_not_signed_in_is_asked_to(db: None) -> None:
    assert Client().get("/").status_code == 302


def test_a_letter_near_its_limit_stands_under_its_day(cast: Cast) -> None:
    letter = situations.registered(cast, on=DAY)
    with clock.frozen(date(2026, 7, 8)):
        text = page(cast.van, "/")
    assert letter.record.code in text
    assert "thứ Hai 13/07/2026" in text


def test_a_letter_past_its_limit_stands_first(cast: Cast) -> None:
    situations.registered(cast, on=DAY)
    with clock.frozen(date(2026, 7, 20)):
        text = page(cast.van, "/")
    assert text.index('id="late"') < text.index("quá hạn")


def test_the_next_step_is_the_one_button(cast: Cast) -> None:
    letter = situations.registered(cast, on=DAY)
    assert f"/letters/{letter.record.code}/triage/" in page(cast.chi, "/")


def test_a_stranger_sees_an_empty_day(cast: Cast) -> None:
    letter = situations.registered(cast, on=DAY)
    text = page(cast.stranger, "/")
    assert letter.record.code not in text
    assert "Không còn việc nào chờ" in text


def test_a_figure_counts_letters_and_opens_to_them(cast: Cast) -> None:
    letters = [situations.registered(cast, on=DAY) for _ in range(2)]
    table = page(cast.lan, "/figures/")
    link = "/figures/letters.received/civil-2026-month-7/"
    assert f'<a href="{link}">2</a>' in table
    records = page(cast.lan, link)
    assert all(letter.record.code in records for letter in letters)


def test_figures_of_another_unit_are_not_counted(cast: Cast) -> None:
    situations.registered(cast, on=DAY)
    assert '/figures/letters.received/civil-2026-month-7/">0<' in page(cast.stranger, "/figures/")


def test_a_rule_shows_its_value_source_and_confidence(cast: Cast) -> None:
    text = page(cast.lan, "/rules/complaint-acceptance-decree-155/")
    assert "7 ngày làm việc" in text
    assert "155/2026" in text


def test_an_unknown_rule_is_not_found(cast: Cast) -> None:
    assert client(cast.lan).get("/rules/no-such-rule/").status_code == 404


def test_background_jobs_are_for_who_may_manage_them(cast: Cast) -> None:
    assert client(cast.lan).get("/jobs/").status_code == 403


@pytest.mark.parametrize(
    ("path", "questions"),
    # a book asks once more than a list: which years it has; the day's work, what citizens wrote and nobody answered
    [("/", 7), ("/figures/", 6), ("/rules/", 6), ("/letters/", 6), ("/letters/book/", 7)],
)
def test_a_page_asks_few_questions_of_the_database(
    cast: Cast, path: str, questions: int, django_assert_max_num_queries: "object"
) -> None:
    for _ in range(3):
        situations.registered(cast, on=DAY)
    browser = client(cast.lan if path != "/letters/book/" else cast.van)
    browser.get(path)
    with django_assert_max_num_queries(questions + 3):  # type: ignore[operator]  # savepoint, scope and release count here
        browser.get(path)
