"""One letter of complaint, from the scanner to the citizen's answer, as the people of an office do it."""

import base64
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
import segno
from playwright.sync_api import Locator, Page, expect

from congtam.casework.letters.reading.sample_letters import COMPLAINT
from congtam.casework.letters.reading.sample_pages import Line, Wear, letter_pdf, render_letter
from congtam.foundation.calendar import say_day
from congtam.foundation.files.cleaning import traces
from congtam.foundation.files.inspection import inspect_upload
from congtam.mechanisms import rulebook
from tests.faults.product import run
from tests.journeys import browser as chromium
from tests.journeys.office import Office

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

#: the letter is of 06/10/2025, came on the 13th and is dealt with on the 14th, the day of the office's clock
RECEIVED, TODAY = date(2025, 10, 13), date(2025, 10, 14)
NAME = "Trần Văn Mẫu"
DROP = """async ([bytes, name]) => {
  const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
  const carrier = new DataTransfer();
  carrier.items.add(new File([content], name, {type: "application/pdf"}));
  const zone = document.querySelector("[data-dropzone]");
  for (const kind of ["dragenter", "dragover", "drop"])
    zone.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: carrier}));
}"""


def scanned_letter() -> bytes:
    """The sample complaint as a scanner gives it: a little crooked, with specks and a stamp, and no text."""
    return letter_pdf(render_letter(COMPLAINT, wear=Wear(tilt=0.7, noise=0.001, stamp=True)))


def signed_page(symbol: str) -> bytes:
    """A page that stands for the signed paper."""
    return letter_pdf(render_letter((Line(f"BẢN KÝ SỐ {symbol} (thử)", align="center", bold=True),)))


@dataclass
class Journey:
    """What the people pass on to each other: the record code on the file, the tracking code on the slip."""

    office: Office
    van: Page
    chi: Page
    lan: Page
    folder: Path
    code: str = ""
    tracking: str = ""
    follow: str = ""
    decision: str = ""
    signed: dict[str, bytes] = field(default_factory=dict)

    # -- the desk -----------------------------------------------------------------------------------------

    def take_in(self) -> None:
        """Văn drops the scan on the page; it is stored, and the form opens while it is being read."""
        page = self.van
        page.goto("/")
        page.get_by_role("link", name="Tiếp nhận đơn").first.click()
        page.get_by_label("Ngày đến").fill("13/10/2025")
        page.get_by_label("Đến bằng cách nào").select_option("hand")
        page.evaluate(DROP, [base64.b64encode(scanned_letter()).decode(), "don.pdf"])
        page.wait_for_url("**/register/")
        expect(page.locator(".ct-progress progress")).to_be_visible()
        self.code = page.url.split("/")[-3]

    def register(self) -> None:
        """The machine has read the page: Tab takes over what it proposes in grey, Ctrl+S saves."""
        page = self.van
        name = page.get_by_label("Họ tên người gửi")
        expect(name).to_have_attribute("placeholder", NAME, timeout=60_000)
        assert name.input_value() == ""
        self.tab_through("Ai gửi", "Tóm tắt")
        expect(name).to_have_value(NAME)
        expect(page.get_by_label("Địa chỉ")).to_have_value(
            "số nhà 12, ngõ 5, tổ dân phố Vườn Mẫu, phường Vĩnh Yên"
        )
        expect(page.get_by_label("Ngày ghi trên đơn")).to_have_value("06/10/2025")
        expect(page.locator("[name=matters-0-kind]")).to_have_value("complaint")
        page.keyboard.press("Control+s")
        page.wait_for_url("**/receipt/")

    def tab_through(self, first: str, last: str) -> None:
        """From the control ``first`` by Tab alone, until the kind of the first matter has been left."""
        page = self.van
        page.get_by_label(first, exact=True).focus()
        kind = page.locator("[name=matters-0-kind]")
        for _ in range(40):
            inside = kind.evaluate("element => element === document.activeElement")
            page.keyboard.press("Tab")
            if inside:
                return
        raise AssertionError(f"Tab never went from {first} past {last}")

    def hand_out_the_slip(self) -> None:
        """The receipt shows the codes; the slip's QR code holds the address and the code behind "#"."""
        page = self.van
        self.tracking = page.locator(".li-tracking").inner_text()
        page.get_by_role("button", name="In giấy biên nhận, khổ A5").click()
        slip = page.get_by_role("article")
        expect(slip).to_contain_text(self.tracking)
        expect(slip).not_to_contain_text(NAME)
        self.follow = f"{self.office.url}/vi/tra-cuu/#{self.tracking}"
        drawn = segno.make(self.follow, error="m", micro=False).svg_data_uri(scale=4, border=2)
        assert page.locator(".li-qr img").get_attribute("src") == drawn

    # -- the case -----------------------------------------------------------------------------------------

    def triage(self) -> None:
        """Chi finds it on her first page; the date stands there with its computation before she saves."""
        page = self.chi
        self.open_from_home(page, "Phân loại")
        dates = page.locator("#dates")
        self.explained(dates, rulebook.clock("complaint.accept", event=RECEIVED).outer)
        page.get_by_label("Thuộc thẩm quyền của đơn vị").check()
        page.get_by_label("Ai xử lý?").select_option(label="Trần Văn Chi (thử)")
        page.get_by_role("button", name="Lưu", exact=True).click()
        expect(page.get_by_text(f"Đã phân loại đơn {self.code}.")).to_be_visible()
        assert "Đỗ Thị" not in page.content()

    def open_from_home(self, page: Page, button: str) -> None:
        page.goto("/")
        row = page.locator("[data-row]").filter(has_text=self.code)
        row.get_by_role("link", name=button, exact=True).click()

    def explained(self, place: Locator, due: rulebook.Due) -> None:
        """The day stands there in words; "Vì sao?" opens its lines and its source."""
        day = place.locator(".ct-deadline").filter(has_text=say_day(due.due)).first
        day.get_by_text("Vì sao?").click()
        for step in due.steps:
            expect(day).to_contain_text(step.text())

    def accept(self) -> None:
        """Lan accepts; the notice is a Word file that says what was decided and until when."""
        page = self.lan
        self.open_from_home(page, "Thụ lý")
        settle = rulebook.clock("complaint.settle", event=TODAY).outer
        self.explained(page.locator("#dates"), settle)
        page.get_by_role("button", name="Thụ lý", exact=True).click()
        notice = self.word(page, "Thông báo thụ lý")
        assert NAME in notice
        assert say_day(settle.due) in notice
        page.get_by_role("link", name="Giao người xử lý").click()
        page.get_by_label("Giao cho").select_option(label="Trần Văn Chi (thử)")
        page.get_by_label("Nhiệm vụ").fill("Đo lại thửa đất cùng gia đình.")
        page.get_by_role("button", name="Giao người xử lý").click()
        expect(page.get_by_text("Đã giao người xử lý.")).to_be_visible()
        self.sign_and_send("Thông báo thụ lý")

    def decide(self) -> None:
        """Lan decides; before the signed paper is there nobody can send it out."""
        page = self.lan
        self.open_record(page)
        page.get_by_role("link", name="Ban hành quyết định giải quyết").click()
        page.get_by_label("Khiếu nại đúng một phần").check()
        page.get_by_label("Kết quả xác minh").fill("Diện tích đo lại là 398 m².")
        page.get_by_label("Nội dung quyết định").fill(
            "Bồi thường thêm 48 m².\nGiao bộ phận địa chính thực hiện."
        )
        page.get_by_role("button", name="Ban hành quyết định giải quyết").click()
        decision = self.word(page, "Quyết định giải quyết khiếu nại lần đầu")
        assert "Diện tích đo lại là 398 m²." in decision
        assert "Bồi thường thêm 48 m²." in decision
        self.open_record(self.chi)
        expect(self.chi.locator(".ct-withheld")).to_contain_text("Chưa lưu bản quyết định đã ký")

    def answer(self) -> None:
        """Print, sign, scan back; then Chi answers, and both papers go out."""
        self.sign("Quyết định giải quyết khiếu nại lần đầu")
        page = self.chi
        self.open_from_home(page, "Gửi kết quả cho công dân")
        page.get_by_label("Nội dung trả lời").fill("Khiếu nại của ông đúng một phần; quyết định gửi kèm.")
        page.get_by_role("button", name="Gửi kết quả cho công dân").click()
        assert "quyết định gửi kèm" in self.word(page, "Công văn trả lời")
        self.sign_and_send("Công văn trả lời")
        self.record_day(
            page, "Quyết định giải quyết khiếu nại lần đầu", "Ghi ngày gửi", note="Biên lai 0123 (thử)"
        )

    def received_by_the_citizen(self) -> None:
        """With the proof of receipt the citizen's own time starts; it is shown before it is saved."""
        page, paper = self.chi, "Quyết định giải quyết khiếu nại lần đầu"
        self.open_record(page)
        self.paper(page, paper).get_by_role("link", name="Ghi ngày công dân nhận").click()
        self.explained(page.locator("#dates"), rulebook.clock("complaint.second_filing", event=TODAY).outer)
        page.get_by_label("Bản quét bằng chứng").set_input_files(
            {"name": "so-ky-nhan.pdf", "mimeType": "application/pdf", "buffer": signed_page("ký nhận")}
        )
        page.get_by_role("button", name="Lưu", exact=True).click()
        expect(self.paper(page, paper)).to_contain_text(
            f"Công dân nhận {say_day(TODAY)}", use_inner_text=True
        )

    # -- papers -------------------------------------------------------------------------------------------

    def open_record(self, page: Page) -> None:
        page.goto(f"/letters/{self.code}/")

    def paper(self, page: Page, title: str) -> Locator:
        return page.locator(".lw-paper").filter(has=page.get_by_role("heading", name=title, exact=True))

    def word(self, page: Page, title: str) -> str:
        """Download the Word file and read it."""
        with page.expect_download() as download:
            self.paper(page, title).get_by_role("link", name="Tải bản Word").click()
        path = self.folder / f"{len(list(self.folder.iterdir()))}.docx"
        download.value.save_as(path)
        document = docx.Document(BytesIO(path.read_bytes()))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])

    def sign_and_send(self, title: str) -> None:
        self.sign(title)
        self.record_day(self.van, title, "Ghi ngày gửi", note="Biên lai 0122 (thử)")

    def sign(self, title: str) -> None:
        """Văn scans the signed paper back."""
        page = self.van
        self.open_record(page)
        self.signed[title] = signed_page(title)
        self.paper(page, title).get_by_role("link", name="Lưu bản đã ký").click()
        page.get_by_label("Bản quét văn bản đã ký").set_input_files(
            {"name": "ban-ky.pdf", "mimeType": "application/pdf", "buffer": self.signed[title]}
        )
        page.get_by_role("button", name="Lưu", exact=True).click()
        expect(page.get_by_text("Đã lưu bản ký của văn bản số")).to_be_visible()

    def record_day(self, page: Page, title: str, button: str, *, note: str) -> None:
        self.open_record(page)
        self.paper(page, title).get_by_role("link", name=button).click()
        page.get_by_label("Hoặc ghi rõ căn cứ").fill(note)
        page.get_by_role("button", name="Lưu", exact=True).click()
        expect(page.get_by_text("Đã ghi văn bản số")).to_be_visible()

    # -- the citizen --------------------------------------------------------------------------------------

    def follow_with_an_old_phone(self) -> None:
        """The code is typed on a small screen without scripts: the steps, the decision, the last day."""
        with self.office.citizen(javascript=False, accept_downloads=True) as page:
            page.goto("/vi/tra-cuu/")
            page.get_by_label("Mã tra cứu").fill(self.tracking.lower().replace("-", " "))
            page.get_by_role("button", name="Xem đơn").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("Kết quả đã được gửi cho anh/chị.")
            expect(page.locator(".ct-track")).to_contain_text(say_day(RECEIVED))
            last = rulebook.clock("complaint.second_filing", event=TODAY).outer.due
            expect(page.get_by_text("Ngày cuối cùng:")).to_contain_text(say_day(last))
            assert NAME not in page.content()
            paper = page.locator(".ct-files li").filter(has_text="Quyết định giải quyết khiếu nại lần đầu")
            with page.expect_download() as download:
                paper.get_by_role("button", name="Tải về").click()
            signed = self.signed["Quyết định giải quyết khiếu nại lần đầu"]
            # as it was handed in, without what its file told beside the pages
            got = Path(download.value.path()).read_bytes()
            assert traces(got) == []
            assert inspect_upload(got, name="a.pdf").pages == inspect_upload(signed, name="a.pdf").pages

    def follow_by_the_qr_code(self) -> None:
        """The address on the slip leads to the same page; the code does not stay in the address bar."""
        with self.office.citizen() as page:
            page.goto(self.follow)
            expect(page.get_by_role("heading", level=1)).to_have_text("Kết quả đã được gửi cho anh/chị.")
            assert self.tracking not in page.url
            page.get_by_text("Vì sao là ngày này?").first.click()
            assert not chromium.axe(page)

    # -- those whom it does not concern, and the journal -----------------------------------------------------

    def hidden_from_a_stranger(self) -> None:
        """For somebody of another office the letter does not exist."""
        with self.office.person("khach") as page:
            for path in ("", "triage/", "receipt/", "register/", "steps/close/"):
                answer = page.goto(f"/letters/{self.code}/{path}")
                assert answer is not None
                assert answer.status == 404
            chromium.forget_errors(page)
            for path in ("/", "/letters/?tab=all", "/letters/book/"):
                page.goto(path)
                expect(page.locator("[data-row]")).to_have_count(0)
                assert self.code not in page.content()

    def journal_is_whole(self) -> None:
        found = run(self.office.product.home, "verify", "--json")
        assert found.returncode == 0, found.stdout + found.stderr
        assert '"ok": true' in found.stdout


def test_a_letter_of_complaint_goes_from_the_scanner_to_the_citizens_answer(
    office: Office, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        people: dict[str, Any] = {
            name: stack.enter_context(office.person(name)) for name in ("van", "chi", "lan")
        }
        journey = Journey(office, folder=tmp_path, **people)
        journey.take_in()
        journey.register()
        journey.hand_out_the_slip()
        journey.triage()
        journey.accept()
        journey.decide()
        journey.answer()
        journey.received_by_the_citizen()
        journey.follow_with_an_old_phone()
        journey.follow_by_the_qr_code()
        journey.hidden_from_a_stranger()
        journey.journal_is_whole()
