"""What the machine read stays grey until a person accepts it."""

import pytest
from playwright.sync_api import Page

from congtam.interface.web.tests.conftest import Visit

pytestmark = pytest.mark.journey


def _state(page: Page, name: str) -> str:
    return page.locator(f'[name="proposal-{name}"]').input_value()


def test_tab_accepts_and_moves_on_to_the_next_field(visit: Visit) -> None:
    with visit("/intake") as page:
        page.locator("#id_sender").focus()
        assert page.locator("#id_sender").get_attribute("placeholder") == "Nguyễn Văn Thử"
        page.keyboard.press("Tab")
        assert page.locator("#id_sender").input_value() == "Nguyễn Văn Thử"
        assert _state(page, "sender") == "accepted"
        assert page.evaluate("document.activeElement.id") == "id_received"


def test_shift_tab_goes_back_and_accepts_nothing(visit: Visit) -> None:
    with visit("/intake") as page:
        page.locator("#id_received").focus()
        page.keyboard.press("Shift+Tab")
        assert page.locator("#id_received").input_value() == ""
        assert _state(page, "received") == "open"


def test_typing_replaces(visit: Visit) -> None:
    with visit("/intake") as page:
        page.locator("#id_sender").focus()
        page.keyboard.type("Lê Thị Khác")
        page.keyboard.press("Tab")
        assert page.locator("#id_sender").input_value() == "Lê Thị Khác"
        assert _state(page, "sender") == "replaced"


def test_escape_rejects_and_tab_then_leaves_the_field_empty(visit: Visit) -> None:
    with visit("/intake") as page:
        page.locator("#id_sender").focus()
        page.keyboard.press("Escape")
        page.keyboard.press("Tab")
        assert page.locator("#id_sender").input_value() == ""
        assert _state(page, "sender") == "rejected"


def test_what_was_accepted_can_be_undone(visit: Visit) -> None:
    with visit("/intake") as page:
        page.locator("#id_sender").focus()
        page.keyboard.press("Tab")
        page.locator("[data-proposal-undo]:visible").first.click()
        assert page.locator("#id_sender").input_value() == ""
        assert _state(page, "sender") == "open"


def test_emptying_the_field_brings_the_proposal_back(visit: Visit) -> None:
    with visit("/intake") as page:
        page.locator("#id_sender").focus()
        page.keyboard.press("Tab")
        page.locator("#id_sender").fill("")
        assert page.locator("#id_sender").get_attribute("placeholder") == "Nguyễn Văn Thử"
        assert _state(page, "sender") == "open"


def test_a_choice_and_a_text_of_two_lines_can_be_proposed_too(visit: Visit) -> None:
    with visit("/intake") as page:
        for name in ("kind", "summary"):
            page.locator(f"#id_{name}").focus()
            page.keyboard.press("Tab")
        assert page.locator("#id_kind").input_value() == "complaint"
        assert page.locator("#id_summary").input_value().endswith("\nvà mức bồi thường cây trồng.")


def test_tab_during_composition_accepts_nothing(visit: Visit) -> None:
    with visit("/intake") as page:
        page.locator("#id_sender").focus()
        page.evaluate(
            "document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {key: 'Tab', bubbles: true, isComposing: true}))"
        )
        assert page.locator("#id_sender").input_value() == ""


def test_the_viewer_is_told_which_words_a_proposal_came_from(visit: Visit) -> None:
    with visit("/intake") as page:
        page.evaluate(
            "document.addEventListener('congtam:source', (e) => { window.words = e.detail.anchor })"
        )
        page.locator("#id_sender").focus()
        assert page.evaluate("window.words") == "p1-w12"
        page.locator("#id_place").focus()
        assert page.evaluate("window.words") is None


def test_without_scripts_nothing_that_a_person_did_not_type_is_sent(visit: Visit) -> None:
    with visit("/intake", javascript=False) as page:
        assert page.locator("#id_sender").input_value() == ""
        told = page.locator("#id_sender_proposal").inner_text()
        assert told.startswith("Đề xuất: Nguyễn Văn Thử.")
        assert "Đã nhận" not in told
