"""Somebody without a name tells an office what they saw, with a photograph, and answers what it asks."""

import io
import re
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from congtam.foundation.files.cleaning import traces
from tests.journeys import browser as chromium
from tests.journeys.office import PHONE, Office

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

OFFICE = "Ủy ban nhân dân thành phố Vĩnh Yên (thử)"
QUESTION = "Việc đó xảy ra lúc mấy giờ (thử)?"
ANSWER = "Khoảng chín giờ sáng, có bà Hàng Xóm (thử) đứng đó."


def photograph(folder: Path) -> Path:
    """A photograph of a phone: it knows where it was taken."""
    exif = Image.Exif()
    exif[0x0110] = "DienThoaiThu"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 18.0, 36.0), 3: "E", 4: (105.0, 36.0, 18.0)})
    target = io.BytesIO()
    Image.effect_noise((640, 480), 40).convert("RGB").save(target, "JPEG", exif=exif)
    assert traces(target.getvalue())
    path = folder / f"{uuid4().hex}.jpg"
    path.write_bytes(target.getvalue())
    return path


def checked(page: Page, name: str) -> None:
    """A page that everybody can use, and a picture of it."""
    assert not chromium.overflows(page)
    chromium.screenshot(page, name)


@dataclass
class Telling:
    """One letter of one citizen."""

    page: Page
    photo: Path
    text: str
    scripted: bool
    name: str

    def axe(self) -> None:
        if self.scripted:  # axe is a script itself
            assert chromium.axe(self.page) == []

    def write(self) -> None:
        page = self.page
        page.goto("/vi/")
        page.get_by_role("link", name="Gửi đơn").click()
        expect(page.get_by_text("Không cần tài khoản.")).to_be_visible()
        page.get_by_role("button", name="Xem lại trước khi gửi").click()
        expect(page.get_by_role("alert")).to_contain_text("Hãy viết chuyện gì đã xảy ra")
        self.axe()
        page.get_by_label("Chuyện gì đã xảy ra").fill(self.text)
        page.get_by_label("Tôi không ghi tên").check()
        expect(page.get_by_label("Họ và tên")).to_be_hidden()
        # the explanation stands open where the question was left out
        expect(page.get_by_text("cơ quan vẫn có thể xem xét")).to_be_visible()
        checked(page, f"anonymous-write-{self.name}")
        chromium.forget_errors(page)  # the answer 422 to an empty form
        page.get_by_role("button", name="Xem lại trước khi gửi").click()

    def send(self) -> str:
        page = self.page
        expect(page.get_by_role("heading", name="Xem lại trước khi gửi")).to_be_visible()
        expect(page.locator(".pw-text")).to_have_text(self.text)
        expect(page.get_by_text("Không ghi tên")).to_be_visible()
        page.get_by_label("Ảnh, tài liệu kèm theo").set_input_files(self.photo)
        checked(page, f"anonymous-review-{self.name}")
        self.axe()
        page.get_by_role("button", name="Gửi đơn").click()
        expect(page.get_by_role("heading", name="Cơ quan đã nhận đơn")).to_be_visible()
        checked(page, f"anonymous-sent-{self.name}")
        self.axe()
        return page.locator(".ct-code").inner_text()

    def follow(self, code: str) -> None:
        page = self.page
        page.goto("/vi/tra-cuu/")
        page.get_by_label("Mã tra cứu").fill(code.lower().replace("-", " "))
        page.get_by_role("button", name="Xem đơn").click()

    def answer(self, code: str) -> None:
        page = self.page
        self.follow(code)
        expect(page.get_by_text(QUESTION)).to_be_visible()
        page.get_by_label("Nhắn cho cơ quan").fill(ANSWER)
        page.get_by_label("Ảnh, tài liệu kèm theo").set_input_files(self.photo)
        checked(page, f"anonymous-answer-{self.name}")
        self.axe()
        page.get_by_role("button", name="Gửi cho cơ quan").click()
        expect(page.get_by_text("Cơ quan đã nhận những gì anh/chị vừa gửi.")).to_be_visible()
        expect(page.get_by_text(ANSWER)).to_have_count(0)
        checked(page, f"anonymous-answered-{self.name}")


def ask(office: Office, text: str, name: str) -> str:
    """Văn finds the letter in the queue, reads it beside the form, and asks. Her record code."""
    with office.person("van") as page:
        page.goto("/letters/?tab=new")
        page.locator("[data-row] a").first.click()
        expect(page.get_by_text("Trao đổi với người gửi")).to_be_visible()
        record = page.url.rstrip("/").split("/")[-1].partition("?")[0]
        page.goto(f"/letters/{record}/register/")
        expect(page.locator("[data-viewer]")).to_contain_text(text[:40])
        chromium.screenshot(page, f"anonymous-register-{name}")
        page.goto(f"/letters/{record}/")
        page.get_by_label("Nhắn cho người gửi").fill(QUESTION)
        page.get_by_role("button", name="Gửi", exact=True).click()
        expect(page.locator("#messages")).to_contain_text(QUESTION)
        return record


def read(office: Office, record: str, name: str) -> None:
    """The answer is a line on the first page that says nothing, and stands on the record with its evidence."""
    with office.person("van") as page:
        page.goto("/")
        line = page.locator(".ct-notice", has_text=f"Người gửi đã nhắn thêm: hồ sơ {record}")
        expect(line).to_be_visible()
        expect(line).not_to_contain_text("Hàng Xóm")
        line.get_by_role("link").click()
        talk = page.locator("#messages")
        expect(talk).to_contain_text(ANSWER)
        for picture in page.locator(".lw-pages img").all():  # they are drawn when somebody gets there
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", True)
        assert chromium.axe(page) == []
        chromium.screenshot(page, f"anonymous-record-{name}")
        address = talk.get_by_role("link", name="trang 1").get_attribute("href")
        assert page.request.get(f"{office.url}{address}").headers["content-type"] == "image/png"


@pytest.mark.parametrize(("name", "scripted"), [("with-scripts", True), ("without-scripts", False)])
def test_an_anonymous_citizen_sends_a_photograph_and_converses(
    office: Office, tmp_path: Path, name: str, scripted: bool
) -> None:
    text = f"Tôi phản ánh ông Bùi Văn Bịa (thử) nhận tiền khi làm sổ đỏ, lần {uuid4().hex[:8]}."
    with office.citizen(size=PHONE, javascript=scripted) as page:
        telling = Telling(page, photograph(tmp_path), text, scripted, name)
        telling.write()
        code = telling.send()
        record = ask(office, text, name)
        telling.answer(code)
        read(office, record, name)


def test_the_page_fits_a_narrow_phone_in_both_languages_light_and_dark(office: Office) -> None:
    manners: tuple[tuple[str, chromium.Scheme], ...] = (("/vi/gui-don/", "dark"), ("/en/gui-don/", "light"))
    for path, scheme in manners:
        with office.citizen(size=(360, 740), scheme=scheme) as page:
            page.goto(path)
            checked(page, f"anonymous-narrow-{scheme}")
            assert chromium.axe(page) == []


def test_the_page_is_used_with_the_keyboard_alone(office: Office) -> None:
    with office.citizen() as page:
        page.goto("/vi/gui-don/")
        page.get_by_label("Chuyện gì đã xảy ra").focus()
        page.keyboard.type("Chuyện gõ bằng bàn phím (thử).")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(page.get_by_label("Tôi không ghi tên")).to_be_checked()
        for _ in range(2):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Xem lại trước khi gửi")).to_be_visible()


# -- what stays of a visit ------------------------------------------------------------------------------------

AGENT, PORT_OF_HERE = "NoiTrinhDuyet/9.7 (May Thu)", ("127.0.0.77", 0)
TOLD = "Chuyen-ke-qua-day"
BODY = f"office=vinh_yen_city&text={TOLD}&signed=none&name=&address=&phone=&step="


def asked(office: Office, method: str, path: str, body: str = "") -> bytes:
    """The answer as it comes over the wire, to a browser with an address of its own that says a lot of itself."""
    where = urlsplit(office.url)
    assert where.port
    lines = (
        f"{method} {path} HTTP/1.1", f"Host: {where.netloc}", f"User-Agent: {AGENT}", "Cookie: cu=1",
        "Connection: close",
        "Referer: https://noi.khac/tu-day", f"Origin: {office.url}", f"Content-Length: {len(body)}",
        "Content-Type: application/x-www-form-urlencoded", "", body,
    )  # fmt: skip
    with socket.create_connection((where.hostname, where.port), 20, source_address=PORT_OF_HERE) as wire:
        wire.sendall("\r\n".join(lines).encode())
        found = b""
        while block := wire.recv(1 << 16):
            found += block
    return found


def test_no_answer_over_the_wire_brings_a_cookie_and_no_trace_of_the_visit_stays(office: Office) -> None:
    review = asked(office, "POST", "/vi/gui-don/", BODY + "review")
    token = re.search(rb'name="token" value="([^"]+)"', review)
    assert token
    sent = asked(office, "POST", "/vi/gui-don/", f"{BODY}send&token={quote(token[1].decode())}")
    code = "".join(re.findall(r"<span>([A-Z0-9-]+)</span>", sent.decode(errors="replace")))
    assert len(code) == 19
    others = (
        asked(office, "GET", "/vi/"), asked(office, "GET", "/vi/khong-co/"), asked(office, "POST", "/vi/gui-don/"),
        asked(office, "POST", "/vi/tra-cuu/nhan/", "code=KKKK-KKKK-KKKK-KKKK"), asked(office, "PUT", "/vi/gui-don/"),
    )  # fmt: skip
    statuses = [answer.split(b" ", 2)[1] for answer in (review, sent, *others)]
    assert statuses == [b"200", b"200", b"200", b"404", b"422", b"404", b"405"]
    for answer in (review, sent, *others):
        assert b"set-cookie" not in answer.partition(b"\r\n\r\n")[0].lower()
    held = everything_of(office)
    for trace in (AGENT, PORT_OF_HERE[0], "noi.khac", code, code.replace("-", ""), TOLD):
        assert trace.encode() not in held


def everything_of(office: Office) -> bytes:
    """The logs, and every file of the database (its log of writes among them) and of the store, as they lie on the
    disk."""
    found = [path.read_bytes() for path in office.product.home.rglob("*") if path.is_file()]
    assert len(found) > 100
    return b"\0".join(found)
