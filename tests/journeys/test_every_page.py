"""Every page, in both languages, light and dark, on a phone and on a desk: nothing on the console, no violation
of the Content-Security-Policy, nothing that hinders a person, nothing wider than the screen."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page

from tests.journeys import browser as chromium
from tests.journeys.office import DESKTOP, PHONE, Office, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

#: who opens what; {names} are letters that tests.journeys.seed has made
PAGES = {
    "van": (
        "/",
        "/letters/",
        "/letters/book/",
        "/letters/book/print/",
        "/correspondence/incoming/",
        "/correspondence/incoming/enter/",
        "/correspondence/incoming/print/",
        "/correspondence/outgoing/",
        "/correspondence/outgoing/enter/",
        "/letters/receive/",
        "/letters/{received}/register/",
        "/letters/{registered}/receipt/",
        "/figures/",
        "/rules/",
        "/rules/complaint-settlement-first/",
        "/rules/complaint.accept/?event=06/07/2026",
        "/rules/changes-on/?day=2026-07-01",
        "/calendar/",
        "/calendar/2027/",
        "/accounts/2fa/",
        "/no-such-page/",
    ),
    "chi": (
        "/letters/{accepted}/",
        "/letters/{registered}/triage/",
        "/letters/{accepted}/steps/plan_dialogue/",
    ),
    "lan": (
        "/letters/{triaged}/",
        "/letters/{triaged}/steps/accept/",
        "/letters/{triaged}/steps/assign/",
        "/letters/{accepted}/steps/decide/",
        "/letters/{accepted}/steps/declare_complex/",
        "/letters/{accepted}/steps/suspend/",
        "/letters/{accepted}/steps/hand_over/",
    ),
    "quan": (
        "/",
        "/letters/templates/",
        "/letters/templates/acceptance_notice/",
        "/jobs/",
        "/upkeep/",
        "/rules/DOC-011/change/",
        "/calendar/2027/day/",
        "/calendar/2027/confirm/",
        "/people/",
        "/people/invite/",
        "/people/posts/new/",
        "/people/me/",
    ),
}
MANNERS = pytest.mark.parametrize(
    ("language", "theme", "size", "other"),
    [("vi", "light", DESKTOP, PHONE), ("en", "dark", PHONE, DESKTOP)],
)


def wrong(page: Page, size: tuple[int, int], other: tuple[int, int]) -> list[str]:
    """What is wrong on the page that is open: looked at closely in one size, for its width in both.

    Closely means at its whole height: the bar that sticks to the lower edge covers something only until one
    scrolls, and axe would take it for a neighbour that is too near.
    """
    page.set_viewport_size(
        {"width": size[0], "height": page.evaluate("document.documentElement.scrollHeight")}
    )
    found = [*chromium.axe(page), *chromium.console_errors(page)]
    chromium.forget_errors(page)
    for width, height in (other, size):
        page.set_viewport_size({"width": width, "height": height})
        if chromium.overflows(page):
            found.append(f"wider than {width} px")
    return [f"{page.url} {page.title()}: {finding}" for finding in found]


@contextmanager
def in_this_manner(page: Page, language: str, theme: str) -> Iterator[None]:
    """The account's own choice, made in its menu, and taken back at the end."""
    choose(page, language, theme)
    try:
        yield
    finally:
        page.goto("/")
        choose(page, "vi", "light")


def choose(page: Page, language: str, theme: str) -> None:
    for name, value in (("theme", theme), ("language", language)):
        page.locator("header details[data-menu] summary").click()
        page.locator(f"button[name={name}][value={value}]").click()
        page.wait_for_load_state()


@MANNERS
@pytest.mark.parametrize("username", PAGES)
def test_pages_of_the_office(
    office: Office, username: str, language: str, theme: str, size: tuple[int, int], other: tuple[int, int]
) -> None:
    found = []
    with office.person(username, size=size) as page:
        page.goto("/")
        with in_this_manner(page, language, theme):
            for path in PAGES[username]:
                answer = page.goto(path.format(**office.codes))
                assert answer is not None
                expected = 404 if path == "/no-such-page/" else 200
                assert answer.status == expected, path
                assert page.locator("html").get_attribute("lang") == language
                if expected == 404:
                    chromium.forget_errors(page)  # the browser's own line about it
                else:
                    assert page.locator("html").get_attribute("data-bs-theme") == theme
                found += wrong(page, size, other)
                chromium.screenshot(
                    page, f"{username}{path.format(**office.codes).replace('/', '-')}-{language}-{theme}"
                )
    assert found == []


@pytest.mark.parametrize(
    ("language", "scheme", "size", "other"), [("vi", "dark", PHONE, DESKTOP), ("en", "light", DESKTOP, PHONE)]
)
def test_pages_of_the_citizens(
    office: Office, language: str, scheme: chromium.Scheme, size: tuple[int, int], other: tuple[int, int]
) -> None:
    with office.citizen(size=size, scheme=scheme) as page:
        page.goto(f"/{language}/tra-cuu/")
        found = wrong(page, size, other)
        page.locator("[name=code]").fill(office.codes["tracking"])
        page.locator("main [type=submit]").click()
        page.locator(".ct-track").wait_for()
        page.evaluate("for (const more of document.querySelectorAll('details')) more.open = true")
        found += wrong(page, size, other)
        chromium.screenshot(page, f"citizen-{language}-{scheme}")
        assert page.locator("html").get_attribute("lang") == language
    assert found == []


def test_the_sign_in_page(office: Office) -> None:
    with office.citizen(size=PHONE, scheme="dark") as page:
        page.goto("/")
        assert wrong(page, PHONE, DESKTOP) == []
        page.context.clear_cookies()


def test_signing_in_with_a_wrong_password_says_so_and_keeps_the_name(office: Office) -> None:
    with office.citizen(size=DESKTOP) as page:
        page.goto("/")
        page.get_by_label("Tên đăng nhập").fill("van")
        page.get_by_label("Mật khẩu").fill("không đúng")
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.get_by_role("alert").wait_for()
        assert page.get_by_label("Tên đăng nhập").input_value() == "van"
        assert wrong(page, DESKTOP, PHONE) == []
        sign_in(page, "van")
        page.context.clear_cookies()
