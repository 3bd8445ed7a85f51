"""Covering an identity in a browser: by keyboard alone, by mouse, by finger, on a phone, without scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from congtam.casework.letters.models import Letter, WorkingCopy
from congtam.casework.letters.redaction.tests.sealed_office import (
    PASSPHRASE,
    SealedOffice,
    held,
    sealed_office,
)
from congtam.casework.letters.redaction.tests.test_pages import address
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.scope import acting, scope_of
from congtam.foundation.custody import unlocking
from congtam.project.home import Home
from tests.cast import describe_city, make_cast
from tests.journeys import browser as chromium

pytestmark = pytest.mark.journey
UNSTICK = "document.querySelectorAll('.ct-top, .ct-bottom, .ct-save-bar').forEach(bar => bar.style.position = 'static')"


@pytest.fixture
def desk(home: Home, fresh_database: Any, monkeypatch: pytest.MonkeyPatch) -> SealedOffice:
    """The office, committed, on its own day."""
    monkeypatch.setenv("CONGTAM_CLOCK", "2026-07-01T09:30:00")
    with acting(system_actor("tests", unit_id=0)):
        cast = make_cast()
        set_scope([cast.city.pk])
        describe_city(cast)
        return sealed_office(cast)


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with chromium.opened() as browser:
        yield browser


def a_letter(desk: SealedOffice) -> Letter:
    with acting(desk.actor(desk.cast.van)):
        return held(desk)


def as_person(page: Page, desk: SealedOffice, account: Account, server: str) -> None:
    """Sign the browser in, with the person's key open where they have one."""
    cookies = {"sessionid": desk.browser(account).cookies["sessionid"].value}
    if account in (desk.hoa, desk.binh):
        with acting(desk.actor(account)):
            scope_of(desk.actor(account))
            cookies[unlocking.COOKIE] = unlocking.unlock(account=account, passphrase=PASSPHRASE)
    page.context.add_cookies(
        [{"name": name, "value": value, "url": server} for name, value in cookies.items()]
    )


def sound(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate(UNSTICK)
    chromium.screenshot(page, f"redaction-{name}")
    assert not chromium.console_errors(page)
    assert not chromium.overflows(page)
    assert not chromium.axe(page)


def boxes(page: Page) -> int:
    return page.locator("[data-redact='1-1'] .lr-boxes rect:not(.lr-corner)").count()


def value(page: Page, name: str) -> float:
    """A number of the newest box of the first page."""
    return float(page.locator(f"[data-redact='1-1'] tbody [name={name}]").last.input_value())


@pytest.mark.parametrize(
    ("size", "scheme", "language"), [((390, 800), "light", "vi"), (chromium.DESKTOP, "dark", "en")]
)
def test_the_editor_and_the_copy_are_sound(
    desk: SealedOffice, live_server: Any, opened: Browser, size: tuple[int, int], scheme: Any, language: str
) -> None:
    letter = a_letter(desk)
    Account.objects.update(language=language, theme=scheme)
    name = f"{size[0]}-{scheme}"
    with chromium.tab(opened, size=size, scheme=scheme) as page:
        as_person(page, desk, desk.hoa, live_server.url)
        page.goto(live_server.url + address("redaction", letter))
        page.locator("[data-save]").scroll_into_view_if_needed()
        sound(page, f"editor-{name}")
        page.locator("[data-save]").click()
        page.wait_for_url("**/working-copy/1/")
        sound(page, f"copy-mine-{name}")
        as_person(page, desk, desk.binh, live_server.url)
        page.goto(live_server.url + address("working-copy", letter, 1))
        sound(page, f"copy-check-{name}")


def test_a_copy_is_made_and_released_by_keyboard_alone(
    desk: SealedOffice, live_server: Any, opened: Browser
) -> None:
    letter = a_letter(desk)
    with chromium.tab(opened) as page:
        as_person(page, desk, desk.hoa, live_server.url)
        page.goto(live_server.url + address("redaction", letter))
        before = boxes(page)
        page.locator("[data-add-box='1-1']").focus()
        page.keyboard.press("Enter")
        assert boxes(page) == before + 1
        x, w = value(page, "x"), value(page, "w")
        for key in ("ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown", "Alt+ArrowLeft"):
            page.keyboard.press(key)
        assert value(page, "x") == pytest.approx(x + 1.8)
        assert value(page, "w") == pytest.approx(w + 1)
        expect(page.locator("[data-redact='1-1'] [data-box-status]")).to_contain_text(f"Khung {before + 1}")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Delete")
        assert boxes(page) == before
        page.keyboard.press("Control+s")
        page.wait_for_url("**/working-copy/1/")
        as_person(page, desk, desk.binh, live_server.url)
        page.goto(live_server.url + address("working-copy", letter, 1))
        page.get_by_label("Tôi đã xem từng trang").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Đang dùng")).to_be_visible()
    with acting(desk.actor(desk.binh)):
        assert WorkingCopy.objects.get().state == "released"


def test_a_box_is_drawn_moved_and_resized_with_the_mouse(
    desk: SealedOffice, live_server: Any, opened: Browser
) -> None:
    letter = a_letter(desk)
    with chromium.tab(opened) as page:
        as_person(page, desk, desk.hoa, live_server.url)
        page.goto(live_server.url + address("redaction", letter))
        page.wait_for_load_state("networkidle")
        before = boxes(page)
        sheet = page.locator("[data-redact='1-1'] .lr-boxes").bounding_box()
        assert sheet
        page.mouse.move(sheet["x"] + 20, sheet["y"] + 30)
        page.mouse.down()
        page.mouse.move(sheet["x"] + 60, sheet["y"] + 50, steps=4)
        page.mouse.move(sheet["x"] + 120, sheet["y"] + 70, steps=4)
        page.mouse.up()
        assert boxes(page) == before + 1
        assert value(page, "w") == pytest.approx(100 / sheet["width"] * 100, abs=0.5)
        page.mouse.move(sheet["x"] + 70, sheet["y"] + 50)
        page.mouse.down()
        page.mouse.move(sheet["x"] + 90, sheet["y"] + 50, steps=4)
        page.mouse.up()
        assert value(page, "x") == pytest.approx(40 / sheet["width"] * 100, abs=0.5)
        page.mouse.move(sheet["x"] + 140, sheet["y"] + 70)
        page.mouse.down()
        page.mouse.move(sheet["x"] + 180, sheet["y"] + 90, steps=4)
        page.mouse.up()
        assert value(page, "w") == pytest.approx(140 / sheet["width"] * 100, abs=0.7)
        chromium.screenshot(page, "redaction-drawn", full=False)


def test_a_box_is_added_and_moved_by_finger_on_a_phone(
    desk: SealedOffice, live_server: Any, opened: Browser
) -> None:
    letter = a_letter(desk)
    with chromium.tab(opened, size=(390, 800), has_touch=True, is_mobile=True) as page:
        as_person(page, desk, desk.hoa, live_server.url)
        page.goto(live_server.url + address("redaction", letter))
        page.wait_for_load_state("networkidle")
        before = boxes(page)
        page.locator("[data-add-box='1-1']").tap()
        assert boxes(page) == before + 1
        x = value(page, "x")
        page.evaluate(MOVE_BY_FINGER)
        assert value(page, "x") > x + 5


#: Playwright taps and does not drag: the events of a finger on the box that has the focus
MOVE_BY_FINGER = """() => {
  const box = document.activeElement, place = box.getBoundingClientRect();
  const send = (type, x) => box.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true,
    pointerId: 1, pointerType: "touch", button: 0, isPrimary: true,
    clientX: x, clientY: place.top + place.height / 2 }));
  box.ownerSVGElement.setPointerCapture = () => {};
  send("pointerdown", place.left + 10); send("pointermove", place.left + 50); send("pointerup", place.left + 50);
}"""


def test_a_copy_is_made_with_numbers_where_there_are_no_scripts(
    desk: SealedOffice, live_server: Any, opened: Browser
) -> None:
    letter = a_letter(desk)
    with chromium.tab(opened, size=(390, 800), javascript=False) as page:
        as_person(page, desk, desk.hoa, live_server.url)
        page.goto(live_server.url + address("redaction", letter))
        rows = page.locator("[data-redact='1-1'] tbody tr")
        page.get_by_role("button", name="Thêm dòng").first.click()
        for name, number in (("x", "10"), ("y", "90"), ("w", "50"), ("h", "5,5")):
            rows.last.locator(f"[name={name}]").fill(number)
        chromium.screenshot(page, "redaction-without-scripts")
        page.get_by_role("button", name="Lưu bản làm việc").click()
        expect(page.get_by_role("heading", name="Bản làm việc", exact=True)).to_be_visible()
