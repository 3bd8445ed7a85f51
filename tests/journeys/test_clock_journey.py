"""A complaint that lives through a change of law: its law is chosen, it is found complex, suspended, resumed.

The product is stopped and started again at each day of the story, with its clock there. Every day is counted by
hand:

- received Thursday 25 June 2026. Ten working days (old decree): 26, 29, 30 June, 1, 2, 3, 6, 7, 8, Thursday 9 July;
  the statute's ten days end on Sunday 5 July, so Monday 6 July; seven working days (new decree): Monday 6 July.
- accepted Monday 6 July: 30 days, Wednesday 5 August; complex, 45 days, Thursday 20 August.
- suspended Monday 20 July: 14 of the 45 days are used, 31 left; resumed Monday 10 August: Thursday 10 September.
- the decision of 20 July is sent within three working days: Thursday 23 July.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.faults.product import Product, run
from tests.journeys import browser as chromium
from tests.journeys.office import PHONE, Office, seeded

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

RECEIVED, CHANGED, ACCEPTED = "2026-06-25", "2026-07-01", "2026-07-06"
FOUND, SUSPENDED, RESUMED = "2026-07-14", "2026-07-20", "2026-08-10"
GROUND = "Chờ cơ quan khác kết luận về vấn đề liên quan trực tiếp"
REASON = "Chờ kết quả đo đạc lại thửa đất (thử)."


@dataclass
class Story:
    """One home through the months."""

    home: Path
    browser: Browser
    codes: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def day(self, day: str) -> Iterator[Office]:
        """The office on a morning; stopped in the evening."""
        product = Product(self.home, {"CONGTAM_CLOCK": f"{day}T08:30:00"})
        try:
            product.start()
            self.codes = self.codes or seeded(product)
            yield Office(product, self.browser, self.codes)
        finally:
            product.end()

    @property
    def record(self) -> str:
        return f"/letters/{self.codes['registered']}/"

    def step(self, page: Page, button: str) -> None:
        page.goto(self.record)
        page.get_by_role("link", name=button, exact=True).click()


@pytest.fixture
def story(opened: Browser) -> Iterator[Story]:
    from conftest import root

    home = root() / f"c{os.getpid()}"
    yield Story(home, opened)
    shutil.rmtree(home, ignore_errors=True)


def why(place: Locator, day: str) -> Locator:
    """Open "Vì sao?" of the deadline that ends on the day."""
    block = place.locator(".ct-deadline").filter(has_text=day).first
    block.get_by_text("Vì sao?").click()
    return block


def choose_the_law(story: Story, office: Office) -> None:
    """Lan sees both dates before she keeps the law of the day of receipt; then Chi triages."""
    with office.person("lan") as page:
        page.goto(story.record)
        expect(page.get_by_text("Luật đã thay đổi khi thời hạn đang chạy")).to_be_visible()
        story.step(page, "Chọn luật áp dụng")
        dates = page.locator("#dates")
        expect(dates).to_contain_text("thứ Năm 09/07/2026")
        expect(dates).to_contain_text("Nhắc từ thứ Hai 06/07/2026")
        page.get_by_label("Luật mới, có hiệu lực vào ngày chọn").check()
        expect(dates.locator(".ct-deadline-day")).to_have_text("thứ Hai 06/07/2026")
        page.get_by_label("Luật của ngày phát sinh").check()
        expect(dates.locator(".ct-deadline-day")).to_have_text("thứ Năm 09/07/2026")
        page.get_by_label("Lý do chọn").fill("Đơn nhận trước ngày quy định mới có hiệu lực (thử).")
        page.get_by_role("button", name="Chọn luật áp dụng", exact=True).click()
        block = why(page.locator("#deadlines"), "thứ Năm 09/07/2026")
        expect(block).to_contain_text("đã chọn luật của ngày phát sinh (thứ Năm 25/06/2026)")
        expect(block).to_contain_text("Theo văn bản này, hạn là thứ Hai 06/07/2026.")
    with office.person("chi") as page:
        page.goto(f"{story.record}triage/")
        page.get_by_label("Thuộc thẩm quyền của đơn vị").check()
        page.get_by_label("Ai xử lý?").select_option(label="Trần Văn Chi (thử)")
        page.get_by_role("button", name="Lưu", exact=True).click()


def accept(story: Story, office: Office) -> None:
    with office.person("lan") as page:
        page.goto(f"{story.record}steps/accept/")
        expect(page.locator("#dates")).to_contain_text("thứ Tư 05/08/2026")
        page.get_by_role("button", name="Thụ lý", exact=True).click()
        expect(page.locator("#deadlines")).to_contain_text("thứ Tư 05/08/2026")


def find_complex(story: Story, office: Office) -> None:
    """The longer date stands there as soon as the complaint is chosen; one criterion of the law is needed."""
    with office.person("lan") as page:
        story.step(page, "Xác định phức tạp")
        expect(page.locator("#dates")).to_contain_text("hạn hiện nay thứ Tư 05/08/2026")
        expect(page.locator("#dates .ct-deadline-day")).to_have_text("thứ Năm 20/08/2026")
        page.get_by_role("button", name="Xác định phức tạp", exact=True).click()
        expect(page.get_by_text("Hãy chọn ít nhất một tiêu chí mà luật nêu.").first).to_be_visible()
        chromium.forget_errors(page)  # the answer 422 was meant
        page.get_by_label("Có từ hai nội dung trở lên phải xác minh").check()
        page.get_by_role("button", name="Xác định phức tạp", exact=True).click()
        expect(page.locator("#deadlines")).to_contain_text("thứ Năm 20/08/2026")
        expect(page.get_by_role("link", name="Xác định phức tạp", exact=True)).to_have_count(0)


def suspend(story: Story, office: Office) -> None:
    """What would be is shown without scripts too, by a button; nothing is saved by looking."""
    with office.person("lan", javascript=False) as page:
        story.step(page, "Tạm đình chỉ giải quyết")
        page.get_by_label(GROUND).check()
        page.get_by_label("Lý do cụ thể").fill(REASON)
        page.get_by_label("Dự kiến tiếp tục ngày").fill("10/08/2026")
        page.get_by_role("button", name="Xem trước hạn").click()
        expect(page.locator("#dates")).to_contain_text("thứ Năm 10/09/2026")
        expect(page.locator("#dates")).to_contain_text("thứ Năm 23/07/2026")
        expect(page.get_by_label("Lý do cụ thể")).to_have_value(REASON)
        page.get_by_role("button", name="Tạm đình chỉ giải quyết", exact=True).click()
        expect(page.locator(".ct-status-sentence")).to_contain_text("đang tạm đình chỉ")
        expect(page.locator("#deadlines")).to_contain_text("đang tạm dừng")
    with office.person("chi") as page:
        page.goto("/letters/?tab=waiting")
        row = page.locator("[data-row]").filter(has_text=story.codes["registered"])
        expect(row).to_contain_text("đang tạm dừng")


def read_as_citizen(story: Story, office: Office, *wanted: str, heading: str) -> None:
    """On a phone without scripts: what is going on, why it takes longer, why the day is that day."""
    with office.citizen(javascript=False) as page:
        page.goto("/vi/tra-cuu/")
        page.get_by_label("Mã tra cứu").fill(story.codes["follow"])
        page.get_by_role("button", name="Xem đơn").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        for summary in page.get_by_text("Vì sao là ngày này?").all():
            summary.click()
        for text in wanted:
            expect(page.locator("main")).to_contain_text(text)
        assert REASON not in page.content()
        assert "Đỗ Thị" not in page.content()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def resume(story: Story, office: Office) -> None:
    with office.person("lan") as page:
        story.step(page, "Tiếp tục giải quyết")
        expect(page.locator("#dates")).to_contain_text("thứ Năm 10/09/2026")
        page.get_by_label("Lý do tiếp tục").fill("Đã có kết quả đo đạc lại (thử).")
        page.get_by_role("button", name="Tiếp tục giải quyết", exact=True).click()
        read_why(page)
        assert not chromium.axe(page)
    with office.person("chi", size=PHONE) as page:
        page.goto(story.record)
        read_why(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def read_why(page: Page) -> None:
    """Start, rule, case, pause with its reason and paper, law, calendar, source: all in one table."""
    block = why(page.locator("#deadlines"), "thứ Năm 10/09/2026")
    for text in (
        "Luật Khiếu nại, Điều 28",
        "thứ Hai 06/07/2026: thụ lý khiếu nại lần đầu (ngày 0, không tính).",
        "Vụ việc phức tạp: thời hạn là 45 ngày, thay cho 30 ngày.",
        "Tạm đình chỉ thứ Hai 20/07/2026, tiếp tục thứ Hai 10/08/2026; còn 31 ngày",
        "Hạn cuối: hết thứ Năm 10/09/2026.",
        "Xác định vụ việc phức tạp, văn bản số",
        "Có từ hai nội dung trở lên phải xác minh",
        f": {GROUND}.",
        "Tiếp tục giải quyết, văn bản số",
        "Lịch làm việc 2026",
        "không phải lịch tạm tính",
        "Đã đối chiếu văn bản luật",
        "Nguồn đã đọc",
        "quy tắc complaint-settlement-first",
    ):
        expect(block).to_contain_text(text, ignore_case=True)


def test_a_complaint_is_paused_lengthened_and_lives_through_a_change_of_law(story: Story) -> None:
    with story.day(RECEIVED) as office, office.person("lan") as page:
        page.goto(story.record)
        expect(page.locator("#deadlines")).to_contain_text("thứ Năm 09/07/2026")
    with story.day(CHANGED) as office:
        choose_the_law(story, office)
    with story.day(ACCEPTED) as office:
        accept(story, office)
    with story.day(FOUND) as office:
        find_complex(story, office)
    with story.day(SUSPENDED) as office:
        suspend(story, office)
        read_as_citizen(
            story, office, "Tạm dừng từ thứ Hai 20/07/2026.", GROUND, "45 ngày",
            heading="Đơn đã được thụ lý; việc giải quyết đang tạm dừng.",
        )  # fmt: skip
    with story.day(RESUMED) as office:
        resume(story, office)
        read_as_citizen(
            story, office, "thứ Năm 10/09/2026", "còn 31 ngày", "Tạm đình chỉ thứ Hai 20/07/2026",
            heading="Đơn đã được thụ lý và đang được giải quyết.",
        )  # fmt: skip
        done = run(office.product.home, "verify", "--json")
        assert '"ok": true' in done.stdout
