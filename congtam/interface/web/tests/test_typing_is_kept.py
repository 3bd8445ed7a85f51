"""No lost typing: drafts, an ended session, a second click, a page left by mistake."""

import pytest
from playwright.sync_api import Page

from congtam.interface.web.tests.conftest import Visit
from congtam.interface.web.tests.gallery import views

pytestmark = pytest.mark.journey
KEPT = "Object.keys(sessionStorage).filter((key) => key.startsWith('draft:'))"


def _of(event: str) -> list[dict[str, str]]:
    return [dict(entry) for entry in views.received if entry["event"] == event]


def _ended(page: Page) -> None:
    views.signed_out.append(True)
    page.context.add_cookies([{"name": "who", "value": "none", "url": page.url}])


def _begun_again(page: Page) -> None:
    views.signed_out.clear()
    page.context.add_cookies([{"name": "who", "value": "van", "url": page.url}])


def test_a_draft_is_saved_by_itself_and_says_when(visit: Visit) -> None:
    with visit("/intake") as page:
        page.locator("#id_place").fill("Tủ số 3")
        page.get_by_text("Đã lưu nháp").wait_for()
        assert _of("draft")[-1]["place"] == "Tủ số 3"
        assert page.evaluate(KEPT) == []


def test_a_session_that_ends_while_typing_keeps_the_text_and_sends_it_after_signing_in(visit: Visit) -> None:
    with visit("/intake") as page:
        _ended(page)
        page.locator("#id_place").fill("Tủ số 7")
        notice = page.get_by_role("alert").filter(has_text="Phiên đăng nhập đã hết")
        notice.wait_for()
        assert notice.get_by_role("link").get_attribute("target") == "_blank"
        _begun_again(page)
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        page.get_by_text("Đã lưu nháp").wait_for()
        assert _of("draft")[-1]["place"] == "Tủ số 7"
        assert notice.count() == 0


def test_saving_after_the_session_ended_sends_nothing_to_the_sign_in_page(visit: Visit) -> None:
    with visit("/intake") as page:
        _ended(page)
        page.locator("#id_place").fill("Tủ số 8")
        page.get_by_role("alert").filter(has_text="Phiên đăng nhập đã hết").wait_for()
        page.get_by_role("button", name="Lưu", exact=True).click()
        page.wait_for_timeout(300)
        assert _of("submit") == []
        assert page.locator("#id_place").input_value() == "Tủ số 8"


def test_a_page_that_is_loaded_again_gets_back_what_could_not_be_saved(visit: Visit) -> None:
    with visit("/intake") as page:
        _ended(page)
        page.locator("#id_place").fill("Tủ số 9")
        page.get_by_role("alert").filter(has_text="Phiên đăng nhập đã hết").wait_for()
        _begun_again(page)
        page.reload()
        assert page.locator("#id_place").input_value() == "Tủ số 9"


def test_save_and_next_begins_with_an_empty_form(visit: Visit) -> None:
    with visit("/intake") as page:
        page.locator("#id_sender").fill("Một người")
        page.locator("#id_received").fill("13/10/2025")
        page.locator("#id_summary").fill("Tóm tắt")
        page.locator("#id_channel_0").check()
        page.locator("#id_summary").focus()
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
        assert _of("submit")[-1]["go"] == "next"
        page.wait_for_timeout(200)
        assert page.locator("#id_sender").input_value() == ""
        assert page.evaluate(KEPT) == []


def test_a_double_click_is_one_letter(visit: Visit) -> None:
    with visit("/plain-form") as page:
        page.locator("#id_place").fill("x")
        page.get_by_role("button", name="Lưu").dblclick()
        page.wait_for_load_state("networkidle")
        assert len(_of("plain")) == 1


def test_a_form_with_mistakes_puts_the_summary_in_focus_and_its_links_lead_to_the_fields(
    visit: Visit,
) -> None:
    with visit("/intake?bound=1") as page:
        assert page.evaluate("document.activeElement.matches('[data-error-summary]')")
        page.get_by_role("link", name="Tóm tắt: Trường này là bắt buộc.").click()
        assert page.evaluate("document.activeElement.id") == "id_summary"


def test_leaving_a_guarded_form_with_something_typed_asks_first(visit: Visit, gallery: str) -> None:
    with visit("/plain-form") as page:
        page.locator("#id_place").type("dở dang")
        asked: list[str] = []

        def stay(dialog: object) -> None:
            asked.append(dialog.type)  # type: ignore[attr-defined]
            dialog.dismiss()  # type: ignore[attr-defined]

        page.on("dialog", stay)
        page.evaluate("window.setTimeout(() => location.assign('/list'), 0)")
        page.wait_for_timeout(500)
        assert asked == ["beforeunload"]
        assert page.url.endswith("/plain-form")
