"""Nothing that was typed is lost, and no letter acts while a Vietnamese input method composes it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.office import Office, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

SUMMARY = "Khiếu nại việc thu hồi đất vườn, đề nghị đo lại"


def test_a_session_that_ends_while_somebody_types_loses_nothing(office: Office) -> None:
    code = office.codes["received"]
    with office.person("van", anew=True) as page:
        page.goto(f"/letters/{code}/register/")
        page.get_by_label("Tóm tắt", exact=True).fill(SUMMARY[:10])
        expect(page.locator("[data-autosave-status]")).to_contain_text("Đã lưu nháp")
        signed_out_elsewhere(page)
        page.get_by_label("Tóm tắt", exact=True).fill(SUMMARY)
        notice = page.get_by_role("alert").filter(has_text="Phiên đăng nhập đã hết")
        expect(notice).to_be_visible()
        with page.expect_popup() as popup:
            notice.get_by_role("link", name="Đăng nhập ở cửa sổ mới").click()
        sign_in(popup.value, "van")
        popup.value.close()
        page.evaluate(
            "window.dispatchEvent(new Event('focus'))"
        )  # no window without a head gets it by itself
        expect(notice).to_be_hidden()
        page.keyboard.press("Control+s")
        page.wait_for_url("**/receipt/")
        page.goto(f"/letters/{code}/")
        expect(page.get_by_role("heading", level=1)).to_have_text(SUMMARY)


def signed_out_elsewhere(page: Page) -> None:
    """The session ends in another tab, as it would by itself after a time."""
    other = page.context.new_page()
    other.goto("/")
    other.locator("header details[data-menu] summary").click()
    other.get_by_role("button", name="Đăng xuất").click()
    other.get_by_role("button", name="Đăng nhập", exact=True).wait_for()
    other.close()


def test_no_letter_acts_while_an_input_method_composes(office: Office) -> None:
    with office.person("lan") as page:
        page.goto(f"/letters/{office.codes['triaged']}/")
        here, why = page.url, page.locator("details[data-shortcut=h]")
        for key in "asrndhjkg[]/?":
            page.evaluate(
                "key => document.body.dispatchEvent(new KeyboardEvent('keydown',"
                " {key, isComposing: true, bubbles: true, cancelable: true}))",
                key,
            )
        assert page.url == here
        assert why.get_attribute("open") is None
        assert page.locator("dialog[open]").count() == 0
        page.keyboard.press("h")
        expect(why).to_have_attribute("open", "")
        page.keyboard.press("s")
        expect(page).to_have_url(re.compile("/steps/accept/$"))


def test_tab_accepts_no_proposal_and_a_letter_does_nothing_while_the_word_is_being_composed(
    office: Office,
) -> None:
    with office.person("lan") as page:
        page.goto(f"/letters/{office.codes['triaged']}/steps/refuse/")
        text = page.get_by_label("Lý do, nói cho công dân hiểu")
        text.focus()
        keyboard = page.context.new_cdp_session(page)
        for composed in ("d", "dd", "đ", "đa", "đât", "đất"):
            keyboard.send(
                "Input.imeSetComposition",
                {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)},
            )
        here = page.url
        keyboard.send(
            "Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Process", "windowsVirtualKeyCode": 229}
        )
        keyboard.send("Input.insertText", {"text": "đất "})
        page.keyboard.type("shan")
        assert text.input_value() == "đất shan"
        assert page.url == here
