"""One denunciation of an officer of the office, from the citizen's phone to the notice: whom it concerns sees it, whom
it names sees nothing, and who wrote it is read by grant alone."""

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import docx
import psycopg
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from congtam.project.database import ensure_server
from congtam.project.home import Home
from tests.faults.product import Product, environment
from tests.journeys import browser as chromium
from tests.journeys.office import CLOCK, Office
from tests.journeys.test_anonymous_citizen import photograph
from tests.walls.searching import Finder
from tests.walls.seed import PASSPHRASE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

NAME, ADDRESS, PHONE = "Tạ Kín Tiếng Zuqajourney", "Hẻm Zuqalane, tổ 4", "0987 613 504"
SECRETS = {"name": NAME, "word": "Zuqajourney", "address": ADDRESS, "phone": PHONE}
TOLD = "Bà Nhung nhận tiền của người xin cấp sổ rồi không ghi biên lai."
SUMMARY = "Nhận tiền khi làm sổ, không ghi biên lai"
QUESTION, ANSWER = "Việc ấy xảy ra hôm nào (thử)?", "Sáng thứ Ba, ở cửa số hai."
ACCUSED, SUBORDINATE = "Đặng Thị Nhung (thử)", "Lưu Văn Sáu (thử)"
#: words by which the citizen's page would tell somebody who finds the slip what the letter was
TELLING = re.compile("tố cáo|danh tính|niêm phong|Nhung", re.IGNORECASE)
#: where those who are kept away look
PLACES = (
    "/", "/letters/", "/letters/?tab=new", "/letters/?tab=all", "/letters/book/", "/denunciations/",
    "/denunciations/?tab=all", "/denunciations/?tab=mine", "/denunciations/book/", "/figures/",
    "/identity/requests/", "/identity/unusual/", "/correspondence/incoming/", "/correspondence/outgoing/",
    "/letters/?q=s%E1%BB%95", "/denunciations/?tab=all&q=s%E1%BB%95",
)  # fmt: skip
KEPT_AWAY = ("nhung", "sau", "quan")
_numbers = count(1)


@pytest.fixture(scope="module")
def denounced(opened: Browser) -> Iterator[Office]:
    """An office in a home of its own, since its people and keys are others."""
    from conftest import root

    path: Path = root() / f"d{os.getpid()}-{next(_numbers)}"
    least = {"CONGTAM_CUSTODY_WORK": "least", "CONGTAM_SECOND_FACTOR": "none", "CONGTAM_CLOCK": CLOCK}
    product = Product(path, least)
    try:
        product.start()
        subprocess.run(
            [sys.executable, "-m", "tests.journeys.denounced_seed"],
            env=environment(path, **least),
            check=True,
            timeout=90,
        )
        yield Office(product, opened, {})
    finally:
        product.end()
        shutil.rmtree(path, ignore_errors=True)


def sound(page: Page, name: str) -> None:
    """Nothing wider than the screen, nothing that hinders a person, nothing on the console; a picture of it."""
    page.wait_for_load_state("networkidle")
    chromium.screenshot(page, f"denounced-{name}")
    assert not chromium.overflows(page), name
    assert chromium.axe(page) == [], name
    assert chromium.console_errors(page) == [], name


def unlock(page: Page) -> None:
    """Open one's key for this visit, where it is not open yet."""
    page.goto("/keys/")
    if page.get_by_role("button", name="Mở khóa").count():
        page.get_by_label("Cụm mật khẩu của khóa").fill(PASSPHRASE)
        page.get_by_role("button", name="Mở khóa").click()
    expect(page.get_by_role("heading", name="Khóa đang mở")).to_be_visible()


def words_of(content: bytes) -> str:
    """What a Word file says, in its paragraphs, its tables, and its properties."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    about = document.core_properties
    return "\n".join([*(each.text for each in document.paragraphs), *cells, about.author, about.title])


@dataclass
class Denounced:
    """What the people pass on to each other."""

    office: Office
    photo: Path
    stack: ExitStack
    pages: dict[str, Page] = field(default_factory=dict)
    before: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    tracking: str = ""
    letter: str = ""
    code: str = ""
    working_code: str = ""

    def page(self, username: str) -> Page:
        """The person's browser, signed in once."""
        if username not in self.pages:
            self.pages[username] = self.stack.enter_context(self.office.person(username))
        return self.pages[username]

    # -- what those who are named see ------------------------------------------------------------------------

    def look_around(self, username: str) -> dict[tuple[str, str], tuple[int, str]]:
        """Status and words of every page on which a record could show."""
        page, found = self.page(username), {}
        for path in PLACES:
            answer = page.goto(path)
            assert answer is not None
            said = (
                page.locator("body").inner_text() if answer.ok else ""
            )  # a refusal bears a number of its own
            found[username, path] = (answer.status, said)
        chromium.forget_errors(page)  # where somebody may not look at all
        return found

    def remember(self) -> None:
        for username in KEPT_AWAY:
            self.before |= self.look_around(username)

    def nothing_has_changed(self) -> None:
        """Every page says what it said before the letter came, and the record's own pages do not exist."""
        for username in KEPT_AWAY:
            for place, seen in self.look_around(username).items():
                assert seen == self.before[place], place
            self.not_there(username)

    def not_there(self, username: str) -> None:
        page, denunciation, letter = (
            self.page(username),
            f"/denunciations/{self.code}/",
            f"/letters/{self.letter}/",
        )
        for path in (
            denunciation, f"{denunciation}steps/accept/", f"{denunciation}protection/", letter, f"{letter}triage/",
            f"{letter}register/", f"{letter}redaction/", f"{letter}working-copy/1/", f"{letter}denunciation/",
            f"/identity/{self.code}/", f"/identity/{self.code}/views/", f"/conflicts/{self.code}/",
            f"/find/?q={self.code}",
        ):  # fmt: skip
            answer = page.goto(path)
            assert answer is not None
            assert answer.status in (404, 403), (username, path, answer.status)
            assert SUMMARY not in page.content()
        chromium.forget_errors(page)

    # -- the citizen -----------------------------------------------------------------------------------------

    def send(self) -> None:
        with self.office.citizen() as page:
            page.goto("/vi/gui-don/")
            page.get_by_label("Chuyện gì đã xảy ra").fill(TOLD)
            page.get_by_label("Tôi ghi tên").check()
            page.get_by_label("Họ và tên").fill(NAME)
            page.get_by_label("Địa chỉ").fill(ADDRESS)
            page.get_by_label("Điện thoại").fill(PHONE)
            sound(page, "citizen-writes")
            page.get_by_role("button", name="Xem lại trước khi gửi").click()
            page.get_by_label("Ảnh, tài liệu kèm theo").set_input_files(self.photo)
            page.get_by_role("button", name="Gửi đơn").click()
            expect(page.get_by_role("heading", name="Cơ quan đã nhận đơn")).to_be_visible()
            sound(page, "citizen-sent")
            self.tracking = page.locator(".ct-code").inner_text()

    def follow(self, page: Page) -> None:
        page.goto("/vi/tra-cuu/")
        page.get_by_label("Mã tra cứu").fill(self.tracking)
        page.get_by_role("button", name="Xem đơn").click()
        expect(page.locator(".ct-track")).to_be_visible()

    def answer(self) -> None:
        """The old code leads on; the page names no kind and nobody."""
        with self.office.citizen() as page:
            self.follow(page)
            assert not TELLING.search(page.locator("main").inner_text())
            expect(page.get_by_text(QUESTION)).to_be_visible()
            page.get_by_label("Nhắn cho cơ quan").fill(ANSWER)
            page.get_by_role("button", name="Gửi cho cơ quan").click()
            expect(page.get_by_text("Cơ quan đã nhận những gì anh/chị vừa gửi.")).to_be_visible()
            sound(page, "citizen-answers")
            assert ANSWER not in page.content()

    # -- the desk --------------------------------------------------------------------------------------------

    def register(self) -> None:
        page = self.page("van")
        unlock(page)
        page.goto("/letters/?tab=new")
        page.locator("[data-row] a").first.click()
        page.wait_for_url(re.compile("/letters/[0-9A-Z]{4}-[0-9A-Z]{4}/"))
        self.letter = re.findall("/letters/([0-9A-Z-]{9})/", page.url)[0]
        page.goto(f"/letters/{self.letter}/register/")
        for label, said in (("Họ tên người gửi", NAME), ("Địa chỉ", ADDRESS), ("Điện thoại", PHONE)):
            page.get_by_label(label).focus()
            page.keyboard.press("Tab")  # takes over what the machine proposes in grey
            expect(page.get_by_label(label)).to_have_value(said)
        page.get_by_label("Tóm tắt").first.fill(SUMMARY)
        page.locator("[name=matters-0-kind]").select_option("denunciation")
        sound(page, "register")
        page.keyboard.press("Control+s")
        page.wait_for_url("**/receipt/")

    def hold(self) -> None:
        page = self.page("chi")
        unlock(page)
        page.goto(f"/letters/{self.letter}/triage/")
        page.get_by_role("button", name="Giữ niêm phong").click()
        page.wait_for_url(re.compile(f"/letters/{self.letter}/$|/letters/"))

    # -- the case --------------------------------------------------------------------------------------------

    def open(self) -> None:
        page = self.page("tuan")
        page.goto("/")
        row = page.locator("[data-row]").filter(has_text=self.letter)
        row.get_by_role("link", name="Lập hồ sơ tố cáo").click()
        page.get_by_label("Đơn có họ tên, địa chỉ, chữ ký").check()
        sound(page, "open")
        page.get_by_role("button", name="Lập hồ sơ tố cáo").click()
        expect(page.get_by_text("Đã lập hồ sơ tố cáo.")).to_be_visible()
        self.code = re.findall("/denunciations/([0-9A-Z-]{9})/", page.url)[0]
        self.working_code = re.findall("NTC-[0-9A-Z]+", page.locator("main").inner_text())[0]

    def name_the_accused(self) -> None:
        page = self.page("tuan")
        page.get_by_role("link", name="Nêu người của cơ quan có trong vụ việc").click()
        page.get_by_label("Tên").first.fill("nhung")
        page.get_by_role("button", name="Tìm").click()
        page.get_by_label(ACCUSED).check()
        page.get_by_role("button", name="Xem ai sẽ không thấy hồ sơ").click()
        expect(page.get_by_text(SUBORDINATE)).to_be_visible()
        sound(page, "conflicts")
        page.get_by_role("button", name="Nêu những người này").click()
        expect(page.get_by_text("Đã nêu. Những người liên quan")).to_be_visible()

    def open_denunciation(self, username: str) -> Page:
        page = self.page(username)
        page.goto("/denunciations/?tab=all")
        page.locator("[data-row]").filter(has_text=self.code).get_by_role("link").first.click()
        expect(page.get_by_text(self.working_code).first).to_be_visible()
        return page

    def works_without_the_name(self) -> None:
        page = self.open_denunciation("tuan")
        for secret in SECRETS.values():
            assert secret not in page.content()
        sound(page, "record")
        answer = page.goto(f"/letters/{self.letter}/redaction/")
        assert answer is not None
        assert answer.status == 403
        chromium.forget_errors(page)

    # -- the working copy ------------------------------------------------------------------------------------

    def cover(self) -> None:
        page = self.page("hoa")
        unlock(page)
        page = self.open_denunciation("hoa")
        page.get_by_role("link", name="Che danh tính").click()
        expect(page.get_by_role("heading", name="Che danh tính")).to_be_visible()
        assert page.locator("[data-redact='1-1'] .lr-boxes rect").count() >= 3  # name, address, telephone
        expect(page.locator("#text-1-1")).not_to_have_value(re.compile("Zuqa"))
        page.locator("[data-add-box]").first.click()
        page.locator("#text-2-1").fill("Ảnh chụp nơi trả hồ sơ (thử).")
        sound(page, "covering")
        page.get_by_role("button", name="Lưu bản làm việc").click()
        expect(page.get_by_text("chờ duyệt").first).to_be_visible()

    def check_the_copy(self) -> None:
        page = self.page("binh")
        unlock(page)
        page = self.open_denunciation("binh")
        page.get_by_role("link", name="chờ duyệt").click()
        page.get_by_role("checkbox").check()
        page.get_by_role("button", name="Duyệt bản làm việc").click()
        expect(page.get_by_text("Đã duyệt")).to_be_visible()

    def read_the_copy(self) -> None:
        page = self.open_denunciation("tuan")
        page.get_by_role("link", name="Đọc bản làm việc").click()
        expect(page.locator("main")).to_contain_text(self.working_code)
        for secret in SECRETS.values():
            assert secret not in page.content()
        sound(page, "working-copy")

    # -- the identity ----------------------------------------------------------------------------------------

    def ask(self) -> None:
        page = self.open_denunciation("tuan")
        page.get_by_role("link", name="Xin xem danh tính").click()
        page.get_by_label("Xác minh").check()
        page.get_by_label("Lý do", exact=True).fill("Kiểm tra người gửi có thật (thử)")
        page.get_by_label("Xem trong").select_option("15")
        sound(page, "asking")
        page.get_by_role("button", name="Gửi đề nghị").click()
        expect(page.get_by_text("chờ quyết định", exact=True)).to_be_visible()

    def grant(self) -> None:
        page = self.page("hoa")
        page.goto("/")
        page.get_by_role("link", name="Xem đề nghị").click()
        page.get_by_role("link", name=self.code).click()
        page.get_by_label("Lý do của quyết định").fill("Cần để kiểm tra danh tính (thử)")
        sound(page, "granting")
        page.get_by_role("button", name="Đồng ý cho xem").click()
        expect(page.get_by_text("Đã ghi quyết định.")).to_be_visible()

    def view(self) -> None:
        page = self.open_denunciation("tuan")
        panel = page.get_by_role("region", name="Danh tính người gửi đơn")
        expect(panel).to_contain_text("Anh/chị được xem, còn 1")
        panel.get_by_role("link", name="Xem đề nghị").click()
        page.get_by_role("link", name="Xem danh tính").click()
        page.get_by_label("Cụm mật khẩu của khóa").fill(PASSPHRASE)
        page.get_by_role("button", name="Mở khóa").click()
        expect(page.locator("main")).to_contain_text(NAME)
        chromium.forget_errors(page)  # the answer 423 that asked for the key
        counting = re.compile(rf"Đang được xem {self.code}, còn 1\d phút")
        expect(page.locator(".kp-top")).to_contain_text(counting)
        sound(page, "identity")

    def told_who_read(self) -> None:
        page = self.open_denunciation("binh")
        page.get_by_role("link", name="Ai đã xem hồ sơ này?").click()
        row = page.locator("[data-row]").filter(has_text="Hồ Minh Tuân (thử)")
        expect(row).not_to_have_count(0)
        sound(page, "who-read")

    def close_again(self) -> None:
        page = self.page("tuan")
        page.get_by_role("button", name="Đóng ngay").click()
        answer = page.goto(f"/identity/{self.code}/read/")
        assert answer is not None
        assert NAME not in page.content()
        chromium.forget_errors(page)

    # -- accepting -------------------------------------------------------------------------------------------

    def step(self, username: str, label: str) -> Page:
        page = self.open_denunciation(username)
        page.locator("main").get_by_role("link", name=label, exact=True).first.click()
        return page

    def examine(self) -> None:
        page = self.step("tuan", "Kiểm tra danh tính")
        page.get_by_label("Đúng người", exact=True).check()
        page.get_by_role("button", name="Kiểm tra danh tính").click()
        page = self.step("tuan", "Kiểm tra điều kiện thụ lý")
        page.get_by_label("Thuộc thẩm quyền của đơn vị").check()
        page.get_by_role("button", name="Kiểm tra điều kiện thụ lý").click()
        expect(page.get_by_text("Đã kiểm tra điều kiện").first).to_be_visible()

    def accept(self) -> None:
        page = self.step("lan", "Thụ lý tố cáo")
        page.get_by_label("Nội dung báo cho người bị tố cáo").fill("Việc thu tiền khi làm sổ (thử)")
        sound(page, "accepting")
        page.get_by_role("button", name="Thụ lý tố cáo").click()
        expect(page.get_by_text("Đã thụ lý").first).to_be_visible()
        sound(page, "accepted")

    def papers(self) -> None:
        """The notice to the denouncer bears the code; that to the denounced not even that."""
        page = self.open_denunciation("lan")
        sizes = page.locator(".lw-paper").count()
        assert sizes >= 2
        for place in range(sizes):
            paper = page.locator(".lw-paper").nth(place)
            said = words_of(self.word(page, paper.get_by_role("link", name="Tải bản Word")))
            for secret in SECRETS.values():
                assert secret not in said
            if "người bị tố cáo" in paper.get_by_role("heading").inner_text():
                assert self.working_code not in said
                assert "Tạ" not in said
                self.told = said
        assert self.told

    def word(self, page: Page, link: Locator) -> bytes:
        with page.expect_download() as download:
            link.click()
        return Path(download.value.path()).read_bytes()

    def dispatch(self) -> None:
        page = self.open_denunciation("hoa")
        page.get_by_role("link", name="Mở để gửi (ghi tên)").first.click()
        page.get_by_role("button", name="Mở để gửi").click()
        expect(page.locator(".lr-label")).to_contain_text(NAME)
        sound(page, "label")
        assert NAME in words_of(self.word(page, page.get_by_role("link", name="Tải văn bản có tên")))

    def talk(self) -> None:
        page = self.open_denunciation("tuan")
        page.get_by_label("Nhắn cho người gửi").fill(QUESTION)
        page.get_by_role("button", name="Gửi", exact=True).click()
        expect(page.locator("#messages")).to_contain_text(QUESTION)
        self.answer()
        page = self.open_denunciation("tuan")
        expect(page.locator("#messages")).to_contain_text("1 tin chưa xem")

    def nobody_finds_the_name(self) -> None:
        """The whole home: live rows, every file, dead rows, the log of the database, and what the product said."""
        finder, home = Finder(SECRETS), Home(self.office.product.home.resolve())
        server = ensure_server(home)
        try:
            with psycopg.connect(server.admin_url(), autocommit=True) as connection:
                connection.execute("CHECKPOINT")
            assert finder.in_database(server.admin_url()) == {}
        finally:
            server.stop_if_ours()
        assert finder.in_folder(home.path) == {}
        assert finder.in_bytes(self.office.product.said.encode()) == set()


def test_a_denounced_officer_sees_nothing_and_the_name_is_read_by_grant_alone(
    denounced: Office, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        case = Denounced(denounced, photograph(tmp_path), stack)
        case.remember()
        for step in (
            case.send, case.register, case.hold, case.open, case.name_the_accused, case.nothing_has_changed,
            case.works_without_the_name, case.cover, case.check_the_copy, case.read_the_copy, case.ask, case.grant,
            case.view, case.told_who_read, case.close_again, case.examine, case.accept, case.papers, case.dispatch,
            case.talk, case.nothing_has_changed, case.nobody_finds_the_name,
        ):  # fmt: skip
            print(step.__name__)
            step()
