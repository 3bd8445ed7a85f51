"""The cover in a real browser: it hides the page, opens by password, and what was typed is as it was."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from congtam.foundation.access.models import Account
from congtam.interface.web.sessions.tests.conftest import PASSWORD, account_with
from tests.journeys import browser

pytestmark = pytest.mark.journey
TYPED = "đang gõ dở (thử)"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.opened() as opened:
        yield opened


@pytest.fixture
def officer(live_server: Any) -> Account:
    return account_with("letters.view", "letters.receive")


def _enter(page: Page, address: str, name: str = "vanthu") -> None:
    page.goto(f"{address}/accounts/login/?lang=vi")
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("main button.btn-primary")
    page.wait_for_url(lambda url: "login" not in url)


def _type(page: Page, address: str) -> None:
    """Something in a form that keeps no drafts."""
    page.goto(f"{address}/accounts/password/change/")
    page.fill("[name=password1]", TYPED)


def test_the_key_locks_at_once_and_the_password_gives_the_very_page_back(
    live_server: Any, officer: Account, chromium: Browser
) -> None:
    with browser.tab(chromium) as page:
        _enter(page, live_server.url)
        _type(page, live_server.url)
        with page.expect_response("**/session/lock"):
            page.keyboard.press("Control+Alt+KeyL")
        cover = page.get_by_role("dialog", name="Màn hình đang khóa")
        expect(cover).to_be_visible()
        expect(page.locator("main")).to_be_hidden()
        assert page.title() == "Màn hình đang khóa"
        browser.screenshot(page, "lock-cover")
        assert browser.axe(page) == []
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        expect(cover).to_be_visible()

        assert page.request.get(f"{live_server.url}/letters/", max_redirects=0).status in (302, 423)
        cover.get_by_label("Mật khẩu").fill("sai")
        page.keyboard.press("Enter")
        expect(cover.get_by_text("Mật khẩu không đúng.")).to_be_visible()
        cover.get_by_label("Mật khẩu").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(cover).to_be_hidden()
        expect(page.locator("[name=password1]")).to_have_value(TYPED)
        assert page.request.get(f"{live_server.url}/letters/", max_redirects=0).status == 200


def test_an_idle_page_covers_itself(
    live_server: Any, officer: Account, chromium: Browser, settings: Any
) -> None:
    settings.IDLE_MINUTES = 0.05
    with browser.tab(chromium) as page:
        _enter(page, live_server.url)
        expect(page.get_by_role("dialog", name="Màn hình đang khóa")).to_be_visible(timeout=10_000)


def test_two_tabs_lock_and_open_together(live_server: Any, officer: Account, chromium: Browser) -> None:
    with browser.tab(chromium) as page:
        _enter(page, live_server.url)
        other = page.context.new_page()
        other.goto(f"{live_server.url}/")
        page.keyboard.press("Control+Alt+KeyL")
        cover = other.get_by_role("dialog", name="Màn hình đang khóa")
        expect(cover).to_be_visible()
        expect(page.get_by_role("dialog", name="Màn hình đang khóa")).to_be_visible()
        page.locator("#cover-password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(cover).to_be_hidden()


def test_a_passkey_opens_the_cover(live_server: Any, officer: Account, chromium: Browser) -> None:
    address = live_server.url.replace("127.0.0.1", "localhost")
    with browser.tab(chromium) as page:
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        session.send(
            "WebAuthn.addVirtualAuthenticator",
            {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                         "hasUserVerification": True, "isUserVerified": True}},
        )  # fmt: skip
        _enter(page, address)
        page.goto(f"{address}/accounts/2fa/webauthn/add/")
        page.click("#mfa_webauthn_add")
        page.wait_for_url("**/recovery-codes/**")
        page.keyboard.press("Control+Alt+KeyL")
        cover = page.get_by_role("dialog", name="Màn hình đang khóa")
        cover.get_by_role("button", name="Mở bằng khóa truy cập").click()
        expect(cover).to_be_hidden()


@pytest.mark.parametrize(("lang", "size"), [("vi", (390, 844)), ("en", browser.DESKTOP)])
def test_without_scripts_the_page_that_unlocks_does_the_same(
    live_server: Any, officer: Account, chromium: Browser, lang: str, size: tuple[int, int]
) -> None:
    Account.objects.update(language=lang)
    with browser.tab(chromium, javascript=False, size=size) as page:
        _enter(page, live_server.url)
        page.goto(f"{live_server.url}/letters/")
        page.locator(".ct-menu > summary").click()
        page.locator("[data-lock] button").click()
        page.wait_for_url("**/session/unlock**")
        browser.screenshot(page, f"unlock-{lang}")
        assert not browser.overflows(page)
        page.fill("[name=password]", PASSWORD)
        page.click("main button.btn-primary")
        page.wait_for_url("**/letters/")


@pytest.mark.parametrize(("lang", "size"), [("vi", (390, 844)), ("en", browser.DESKTOP)])
def test_the_page_that_leads_to_a_second_step(
    live_server: Any, chromium: Browser, lang: str, size: tuple[int, int]
) -> None:
    account_with("letters.triage", "accounts.manage", username="phanloai", title="Phân loại")
    Account.objects.update(language=lang)
    with browser.tab(chromium, size=size) as page:
        _enter(page, live_server.url, "phanloai")
        page.wait_for_url("**/session/second-step**")
        browser.screenshot(page, f"second-step-{lang}")
        assert browser.axe(page) == []
        assert not browser.overflows(page)
        page.get_by_role("link", name="app" if lang == "en" else "Ứng dụng xác thực").click()
        page.wait_for_url("**/totp/activate/")
