"""Every page of the gallery in a real browser: nothing broken, nothing that shuts people out."""

import pytest

from congtam.interface.web.tests.conftest import Visit
from tests.journeys import browser

pytestmark = pytest.mark.journey

INSIDE = ("/", "/list", "/intake?bound=1", "/case", "/parts", "/empty")
ACCOUNT = (
    "/accounts/login/",
    "/account/account/logout",
    "/account/account/reauthenticate",
    "/account/account/password_change",
    "/account/mfa/index",
    "/account/mfa/authenticate",
    "/account/mfa/totp/activate_form",
    "/account/mfa/totp/deactivate_form",
    "/account/mfa/webauthn/add_form",
    "/account/mfa/webauthn/authenticator_list",
    "/account/mfa/webauthn/authenticator_confirm_delete",
    "/account/mfa/webauthn/edit_form",
    "/account/mfa/webauthn/reauthenticate",
    "/account/mfa/recovery_codes/index",
    "/account/mfa/recovery_codes/generate",
)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", INSIDE)
def test_a_page_is_readable_at_every_width_in_both_themes(visit: Visit, path: str, theme: str) -> None:
    with visit(path, theme=theme) as page:
        for width, height in (browser.DESKTOP, browser.TABLET, browser.PHONE):
            page.set_viewport_size({"width": width, "height": height})
            assert browser.axe(page) == [], width
            assert not browser.overflows(page), width
        # 1280 pixels at 400 % (WCAG 1.4.10)
        page.set_viewport_size({"width": 320, "height": 256})
        assert not browser.overflows(page)
        assert browser.console_errors(page) == []


@pytest.mark.parametrize("path", ACCOUNT)
def test_account_pages_are_readable_and_make_no_error(visit: Visit, path: str) -> None:
    with visit(path, size=browser.PHONE) as page:
        assert browser.axe(page) == []
        assert not browser.overflows(page)
        assert browser.console_errors(page) == []


@pytest.mark.parametrize("path", ["/list", "/intake", "/account/mfa/index", "/accounts/login/"])
def test_pages_of_the_shell_speak_english_to_who_chose_it(visit: Visit, path: str) -> None:
    with visit(path, lang="en") as page:
        assert page.locator("html").get_attribute("lang") == "en"
        words = page.evaluate(
            "[...document.querySelectorAll('button, summary, kbd')].map(e => e.innerText).join(' ')"
        )
        assert "Phím tắt" not in words
        assert "Đăng" not in words


def test_the_theme_of_the_machine_is_taken_before_anything_is_painted(visit: Visit) -> None:
    with visit("/", theme="auto") as page:
        assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_an_inside_page_works_without_scripts(visit: Visit) -> None:
    with visit("/case", javascript=False) as page:
        page.get_by_text("Vì sao?").first.click()
        assert page.get_by_text("Cộng 10 ngày làm việc").first.is_visible()


def test_a_page_prints_on_paper_with_code_and_level_but_no_menu(visit: Visit) -> None:
    with visit("/case") as page:
        page.emulate_media(media="print")
        assert page.locator(".ct-print-head").is_visible()
        assert "HS-7K3M-24" in page.locator(".ct-print-head").inner_text()
        assert not page.locator(".ct-nav").is_visible()
        assert page.pdf(format="A4").startswith(b"%PDF")


def test_every_control_can_be_seen_when_it_has_the_focus(visit: Visit) -> None:
    with visit("/parts") as page:
        for _press in range(12):
            page.keyboard.press("Tab")
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline == "solid"
