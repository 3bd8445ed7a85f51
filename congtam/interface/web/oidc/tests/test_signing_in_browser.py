"""The way to the provider and back in a real browser, which keeps to the Content-Security-Policy of every page."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from congtam.foundation.access.models import Account
from congtam.interface.web.oidc.tests.conftest import SUBJECT, Provider
from congtam.interface.web.sessions.tests.conftest import PASSWORD, account_with
from tests.journeys import browser

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.opened() as opened:
        yield opened


@pytest.fixture
def officer(live_server: Any) -> Account:
    return account_with("letters.view")


def _entrance(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/login/?lang=vi")


def _agree(page: Page, provider: Provider) -> None:
    """On the provider's own page, which nobody clicked to: the page in between leads there."""
    page.wait_for_url(f"{provider.address}/**")
    page.fill("[name=sub]", SUBJECT)
    page.get_by_role("button", name="Authorize").click()


def _link(page: Page, address: str, provider: Provider) -> None:
    _entrance(page, address)
    page.fill("[name=login]", "vanthu")
    page.fill("[name=password]", PASSWORD)
    page.click("main button.btn-primary")
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/accounts/2fa/")
    page.get_by_role("button", name="Liên kết", exact=True).click()
    _agree(page, provider)
    page.wait_for_url(f"{address}/accounts/2fa/")
    expect(page.get_by_text("Đã liên kết").first).to_be_visible()


def _refused(page: Page) -> list[str]:
    """What a page tried and its Content-Security-Policy forbade."""
    return [said for said in browser.console_errors(page) if "Content Security Policy" in said]


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_links_leaves_and_enters_from_there(
    live_server: Any, officer: Account, provider: Provider, chromium: Browser, javascript: bool
) -> None:
    with browser.tab(chromium, javascript=javascript) as page:
        _link(page, live_server.url, provider)
        assert _refused(page) == []
    with browser.tab(chromium, javascript=javascript) as page:
        _entrance(page, live_server.url)
        page.get_by_role("button", name="Đăng nhập bằng Cổng thử").click()
        _agree(page, provider)
        page.wait_for_url(f"{live_server.url}/")
        assert page.request.get(f"{live_server.url}/session").json()["signed_in"]
        assert _refused(page) == []


def test_a_form_of_ours_leads_nowhere_else_at_once(
    live_server: Any, officer: Account, provider: Provider, chromium: Browser
) -> None:
    with browser.tab(chromium) as page:
        _entrance(page, live_server.url)
        with page.expect_response("**/accounts/oidc/start/") as answered:
            page.get_by_role("button", name="Đăng nhập bằng Cổng thử").click()
        assert answered.value.status == 200
        assert "form-action 'self'" in answered.value.headers["content-security-policy"]
        page.wait_for_url(f"{provider.address}/**")


def test_an_answer_that_fits_nothing_is_refused_and_the_page_shows_the_way_on(
    live_server: Any, officer: Account, provider: Provider, chromium: Browser
) -> None:
    with browser.tab(chromium, size=browser.PHONE) as page:
        _entrance(page, live_server.url)
        page.get_by_role("button", name="Đăng nhập bằng Cổng thử").click()
        page.wait_for_url(f"{provider.address}/**")
        page.get_by_role("button", name="Deny").click()  # this provider forgets the state when it says no
        page.wait_for_url(f"{live_server.url}/accounts/oidc/callback/**")
        expect(page.get_by_text("Không nhận được kết quả đăng nhập")).to_be_visible()
        assert browser.axe(page) == []
        assert not browser.overflows(page)
        assert _refused(page) == []
        page.get_by_role("link", name="Tới trang đăng nhập").click()
        expect(page.locator("[name=password]")).to_be_visible()
