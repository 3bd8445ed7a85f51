"""Shortcuts act, and never while somebody types Vietnamese."""

import pytest

from congtam.interface.web.tests.conftest import Visit
from tests.journeys import browser

pytestmark = pytest.mark.journey
COMPOSE = """([key, options]) => document.activeElement.dispatchEvent(
    new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true, ...options}))"""


def test_slash_goes_to_the_search_box(visit: Visit) -> None:
    with visit("/list") as page:
        page.keyboard.press("/")
        page.keyboard.type("đơn")
        assert page.locator("[data-search]").input_value() == "đơn"


def test_question_mark_opens_the_list_of_shortcuts_and_escape_closes_it(visit: Visit) -> None:
    with visit("/list") as page:
        page.keyboard.press("?")
        assert page.get_by_role("dialog", name="Phím tắt").is_visible()
        assert browser.axe(page) == []
        page.keyboard.press("Escape")
        assert not page.get_by_role("dialog").is_visible()


def test_j_and_k_move_over_rows_and_enter_opens_one(visit: Visit) -> None:
    with visit("/list") as page:
        for key in ("j", "j", "j", "k"):
            page.keyboard.press(key)
        assert page.locator("[data-row][data-current]").inner_text().startswith("HS-7K3M-22")
        page.keyboard.press("Enter")
        page.wait_for_url("**/case")


def test_brackets_lead_to_the_records_before_and_after(visit: Visit) -> None:
    with visit("/case") as page:
        page.keyboard.press("]")
        page.wait_for_url("**/case?n=3")
        page.keyboard.press("[")
        page.wait_for_url("**/case?n=1")


def test_g_then_l_goes_to_the_list_and_g_then_h_home(visit: Visit) -> None:
    with visit("/case") as page:
        page.keyboard.press("g")
        page.keyboard.press("h")
        page.wait_for_url(lambda url: url.endswith("/"))
        page.keyboard.press("g")
        page.keyboard.press("l")
        page.wait_for_url("**/list")


def test_h_opens_why_the_deadline_is_what_it_is(visit: Visit) -> None:
    with visit("/case") as page:
        page.keyboard.press("h")
        assert page.get_by_text("Cộng 10 ngày làm việc").first.is_visible()


def test_a_letter_typed_in_a_field_is_only_a_letter(visit: Visit) -> None:
    with visit("/intake") as page:
        page.locator("#id_place").click()
        page.keyboard.type("jghs?/")
        assert page.locator("#id_place").input_value() == "jghs?/"
        assert page.url.endswith("/intake")
        assert not page.get_by_role("dialog").is_visible()


@pytest.mark.parametrize("options", [{"isComposing": True}, {"keyCode": 229}])
def test_no_letter_is_a_shortcut_while_an_input_method_composes(
    visit: Visit, options: dict[str, object]
) -> None:
    with visit("/list") as page:
        page.evaluate(
            "document.activeElement.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}))"
        )
        for key in ("/", "?", "j", "h"):
            assert page.evaluate(COMPOSE, [key, options]), f"{key} was taken away from the input method"
        assert page.locator("[data-row][data-current]").count() == 0
        assert not page.get_by_role("dialog").is_visible()
        assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_ctrl_s_inside_a_field_saves_unless_an_input_method_composes(visit: Visit) -> None:
    with visit("/plain-form") as page:
        page.locator("#id_place").fill("Tủ 3")
        page.evaluate(COMPOSE, ["s", {"ctrlKey": True, "isComposing": True}])
        assert page.locator("#id_place").input_value() == "Tủ 3"
        # answered without a new page: a key that takes its own page away may never be acknowledged
        page.route(
            "**/plain-form",
            lambda route: route.fulfill(status=204) if route.request.method == "POST" else route.continue_(),
        )
        with page.expect_request(lambda request: request.method == "POST"):
            page.keyboard.press("Control+s")


def test_single_letters_do_nothing_for_who_switched_them_off(visit: Visit) -> None:
    with visit("/list", keys="off") as page:
        for key in ("j", "?", "/"):
            page.keyboard.press(key)
        assert page.locator("[data-row][data-current]").count() == 0
        assert not page.get_by_role("dialog").is_visible()


def test_the_account_menu_closes_with_escape_and_gives_the_focus_back(visit: Visit) -> None:
    with visit("/list") as page:
        page.locator("details.ct-menu > summary").first.click()
        assert page.get_by_role("button", name="Đăng xuất").is_visible()
        page.keyboard.press("Escape")
        assert not page.get_by_role("button", name="Đăng xuất").is_visible()
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
