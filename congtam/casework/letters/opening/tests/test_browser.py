"""From the paper book to letter 145, in a real browser."""

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import LiveDatabase, _point_django
from congtam.casework.letters import opening_job
from congtam.casework.letters.actions.opening import confirm_opening, hand_in_opening
from congtam.casework.letters.models import Letter
from congtam.casework.letters.opening.lifecycle import PERMISSION
from congtam.casework.letters.opening.tests.files import accepted, book, registered
from congtam.casework.letters.opening.tests.test_job import many
from congtam.casework.letters.tests.work_pages import Office
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.scope import acting
from congtam.foundation.access.setup import add_post, hold
from congtam.mechanisms.lifecycle.models import Record
from congtam.project.home import Home
from tests.cast import SINCE, describe_city, make_cast
from tests.journeys import browser as chromium

pytestmark = pytest.mark.journey
DAY = date(2026, 7, 20)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: bars that stick to an edge lie over whatever was scrolled below them; that is no finding about the page
UNSTICK = "document.querySelectorAll('.ct-top, .ct-bottom, .ct-save-bar').forEach(bar => bar.style.position = 'static')"


@pytest.fixture
def office(home: Home, fresh_database: LiveDatabase, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The office, committed, on its own day: the server answers in other threads."""
    monkeypatch.setenv("CONGTAM_CLOCK", f"{DAY.isoformat()}T09:30:00")
    with acting(system_actor("tests", unit_id=0)):  # a scope is set as soon as there is a unit
        cast = make_cast()
        set_scope([cast.city.pk])
        describe_city(cast)
        post = add_post(unit=cast.city, title="Nhập sổ giấy", permissions=(PERMISSION,))
        hold(account=cast.van, post=post, since=SINCE)
    return Office(cast)


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with chromium.opened() as browser:
        yield browser


def as_van(page: Page, office: Office, server: str) -> None:
    session = office.browser(office.cast.van).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])


def sound(page: Page, name: str) -> None:
    """Nothing on the console, nothing wider than the screen, nothing that hinders a person; a picture of it."""
    page.wait_for_load_state("networkidle")
    page.evaluate(UNSTICK)
    chromium.screenshot(page, f"opening-{name}")
    assert not chromium.console_errors(page)
    assert not chromium.overflows(page)
    assert not chromium.axe(page)


def hand_in(page: Page, server: str, content: bytes) -> None:
    page.goto(f"{server}/letters/opening/")
    page.locator("input[type=file]").set_input_files(
        {"name": "so-giay.xlsx", "mimeType": XLSX, "buffer": content}
    )
    page.get_by_role("button", name="Kiểm tra tệp").click()


def rows() -> list[dict[str, Any]]:
    """A small paper book up to 144."""
    return [
        registered(140, state="Đã phân loại", received_on=date(2026, 7, 14)),
        accepted(141, settle_by=date(2026, 8, 3)),
        accepted(142, received_on=date(2026, 5, 20), accepted_on=date(2026, 6, 1)),
        accepted(143, state="Tạm đình chỉ", suspended_1=date(2026, 7, 10)),
        registered(144, received_on=date(2026, 7, 15), sender_name=None, channel=None),
    ]


def test_from_a_wrong_file_to_the_right_one_to_letter_145(
    office: Office, live_server: Any, opened: Browser
) -> None:
    wrong = [*rows()[:3], accepted(143, accepted_on=None), registered(143, received_on="31/06/2026")]
    with chromium.tab(opened) as page:
        as_van(page, office, live_server.url)
        page.goto(f"{live_server.url}/letters/opening/")
        sound(page, "start")
        hand_in(page, live_server.url, book(wrong))
        expect(page.get_by_text("Cần sửa 3 chỗ; chưa nhập dòng nào")).to_be_visible()
        expect(page.get_by_text("Không có ngày này trong lịch.")).to_be_visible()
        sound(page, "problems")
        page.get_by_role("link", name="Tải tệp đã sửa lên").click()
        hand_in(page, live_server.url, book(rows()))
        expect(page.get_by_text("Không có lỗi: 5 đơn sẵn sàng để nhập")).to_be_visible()
        sound(page, "preview")
        page.get_by_role("button", name="Nhập 5 đơn này vào sổ").click()
        expect(page.get_by_text("Đã nhập 5 đơn từ sổ giấy")).to_be_visible()
        sound(page, "entered")
        page.goto(f"{live_server.url}/letters/book/?year=2026")
        sound(page, "book")
        page.goto(f"{live_server.url}/letters/receive/")
        page.get_by_role("button", name="Không có bản quét: nhập tay").click()
        page.get_by_label("Tóm tắt").first.fill("Khiếu nại mức bồi thường đất")
        page.locator("#id_matters-0-kind").select_option("complaint")
        page.get_by_role("button", name="Lưu", exact=True).click()
        expect(page).to_have_url(re.compile("/receipt/$"))
    with office.cast.acting(office.cast.van):
        assert list(Record.objects.filter(book="letters").order_by("number").values_list("number", flat=True)) == [
            140, 141, 142, 143, 144, 145,
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [
        (chromium.PHONE, "light", "vi"),
        (chromium.DESKTOP, "dark", "en"),
        pytest.param(chromium.TABLET, "dark", "en", marks=pytest.mark.long),
    ],
)
def test_every_page_is_sound_at_every_width(
    office: Office, live_server: Any, opened: Browser, size: tuple[int, int], scheme: Any, language: str
) -> None:
    Account.objects.update(language=language, theme=scheme)
    van = office.cast.van
    with office.cast.acting(van) as actor:
        source = io.BytesIO(book(rows()))
        first = hand_in_opening(actor=actor, unit=office.cast.city, on=DAY, source=source).batch
        confirm_opening(batch=first, actor=actor, on=DAY)
        letter = Letter.objects.select_related("record").get(record__number=141)
        wrong = io.BytesIO(book([registered(150, channel="x", state="y")]))
        second = hand_in_opening(actor=actor, unit=office.cast.city, on=DAY, source=wrong).batch
    pages = {
        "start": "/letters/opening/",
        "entered": f"/letters/opening/{first.record.code}/",
        "problems": f"/letters/opening/{second.record.code}/",
        "letter": f"/letters/{letter.record.code}/",
    }
    with chromium.tab(opened, size=size, scheme=scheme) as page:
        as_van(page, office, live_server.url)
        for name, path in pages.items():
            page.goto(live_server.url + path)
            sound(page, f"{name}-{size[0]}-{scheme}-{language}")


def test_the_job_enters_a_book_as_the_role_of_jobs(office: Office, fresh_database: LiveDatabase) -> None:
    unit = office.cast.city.pk
    with office.cast.acting(office.cast.van) as actor:
        source = io.BytesIO(book(many(101)))
        batch = hand_in_opening(actor=actor, unit=office.cast.city, on=DAY, source=source).batch
        confirm_opening(batch=batch, actor=actor, on=DAY)
    _point_django(fresh_database.url("worker"))
    system = system_actor("letters.enterer", unit_id=unit, permissions=frozenset({PERMISSION}))
    opening_job.enter(record_id=batch.pk, system=system)
    with acting(system):
        assert Record.objects.get(pk=batch.pk).state == "entered"
        assert Letter.objects.count() == 101
