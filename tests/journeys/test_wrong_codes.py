"""Whoever guesses tracking codes is slowed, in words that a citizen understands."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import browser as chromium
from tests.journeys.office import Office

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

FREE = 6


def ask(page: Page, code: str) -> int:
    page.goto("/vi/tra-cuu/")
    page.get_by_label("Mã tra cứu").fill(code)
    with page.expect_navigation() as answered:
        page.get_by_role("button", name="Xem đơn").click()
    assert answered.value is not None
    return answered.value.status


def test_after_some_wrong_codes_everybody_there_waits_a_moment_and_then_the_right_one_works(
    office: Office,
) -> None:
    with office.citizen(javascript=False) as page:
        for _ in range(FREE):
            assert ask(page, "KKKK-KKKK-KKKK-KKKK") == 404
        expect(page.get_by_text("Không tìm thấy đơn nào với mã này.")).to_be_visible()
        assert ask(page, office.codes["tracking"]) == 429
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_timeout(4500)
        assert ask(page, office.codes["tracking"]) == 200
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Đơn đã được thụ lý và đang được giải quyết."
        )
        chromium.forget_errors(page)
