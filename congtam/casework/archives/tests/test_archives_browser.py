"""The archive in a real browser: narrow and wide, light and dark, both languages, printed, by keyboard."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from congtam.casework.archives import actions
from congtam.casework.archives.actions.destroying import Save
from congtam.casework.archives.models import Minutes
from congtam.casework.archives.tests.situations import TODAY, Archive, make_archive
from congtam.casework.letters.models import Letter
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.models import Account
from congtam.foundation.access.scope import acting
from congtam.project.home import Home
from tests.journeys import browser as chromium

pytestmark = pytest.mark.journey
UNSTICK = "document.querySelectorAll('.ct-top, .ct-bottom, .ct-save-bar').forEach(bar => bar.style.position = 'static')"


@pytest.fixture
def archive(home: Home, fresh_database: Any, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """The office, committed, on its own day: the server answers in other threads."""
    monkeypatch.setenv("CONGTAM_CLOCK", f"{TODAY.isoformat()}T09:30:00")
    with acting(system_actor("tests", unit_id=0)):
        return make_archive()


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with chromium.opened() as browser:
        yield browser


def full_record(archive: Archive) -> tuple[Letter, Minutes]:
    """A record with originals, one of them handed back, whose paper moved twice."""
    letter = archive.refused()
    record, clerk = letter.record, archive.actor()
    for what in ("Giấy chứng nhận quyền sử dụng đất AB 123456 (thử)", "Biên lai thu tiền số 77 (thử)"):
        actions.receive_original(
            record=record,
            actor=clerk,
            on=TODAY,
            description=what,
            received_from="bà Đỗ Thị Thử Nghiệm",
            sheets=2,
        )
    actions.return_original(
        original=record.originals.get(position=2), actor=clerk, on=TODAY, to="bà Đỗ Thị Thử Nghiệm",
        sentence="Trả trực tiếp, người nhận ký sổ giao nhận (thử).",
    )  # fmt: skip
    actions.move_paper(
        record=record,
        actor=clerk,
        on=TODAY,
        place="Phòng 204, bàn 3",
        holder=archive.cast.chi,
        reason="Đối chiếu hồ sơ cũ",
    )
    minutes = actions.hand_over(
        records=[record, archive.refused().record], actor=clerk, on=TODAY, purpose="archive",
        place="Kho lưu trữ, giá 2, hộp 14", receiver=archive.kho,
    )  # fmt: skip
    return letter, minutes


def as_person(page: Page, archive: Archive, account: Account, server: str) -> None:
    session = archive.browser(account).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])


def sound(page: Page, name: str) -> None:
    """Nothing on the console, nothing wider than the screen, nothing that hinders a person; a picture of it."""
    page.wait_for_load_state("networkidle")
    page.evaluate(UNSTICK)
    chromium.screenshot(page, f"archive-{name}")
    assert not chromium.console_errors(page)
    assert not chromium.overflows(page), name
    assert not chromium.axe(page)


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [
        ((390, 844), "light", "vi"),
        (chromium.DESKTOP, "dark", "en"),
        pytest.param(chromium.TABLET, "dark", "en", marks=pytest.mark.long),
        pytest.param(chromium.DESKTOP, "light", "vi", marks=pytest.mark.long),
        pytest.param(chromium.DESKTOP, "light", "en", marks=pytest.mark.long),
    ],
)
def test_every_page_is_sound_at_every_width(
    archive: Archive, live_server: Any, opened: Browser, size: tuple[int, int], scheme: Any, language: str
) -> None:
    Account.objects.update(language=language, theme=scheme)
    with acting(archive.actor()):
        letter, minutes = full_record(archive)
        archive.refused()
        executed = archive.decided(gone := archive.refused())
        actions.execute_proposal(proposal=executed, actor=archive.actor(), on=TODAY, save=Save())
        open_list = archive.drafted(archive.refused(), archive.refused())
        decided = archive.decided(archive.refused())
    code = letter.record.code
    pages = {
        "papers": reverse("archives:papers"),
        "originals": reverse("archives:originals"),
        "review": reverse("archives:review"),
        "proposals": reverse("archives:proposals"),
        "schedule": reverse("archives:schedule"),
        "record": reverse("archives:record", args=(code,)),
        "move": reverse("archives:move", args=(code,)),
        "original-new": reverse("archives:original-new", args=(code,)),
        "original-back": reverse("archives:original-back", args=(code, 1)),
        "slip": reverse("archives:slip", args=(code,)),
        "handover": reverse("archives:handover"),
        "minutes": reverse("archives:minutes", args=(minutes.uid,)),
        "proposal-waiting": reverse("archives:proposal", args=(open_list.record.code,)),
        "proposal-decided": reverse("archives:proposal", args=(decided.record.code,)),
        "erased": reverse("archives:record", args=(gone.record.code,)),
        "letter": reverse("letters:record", args=(code,)),
        "letter-erased": reverse("letters:record", args=(gone.record.code,)),
    }
    wide = f"{size[0]}-{scheme}-{language}"
    with chromium.tab(opened, size=size, scheme=scheme) as page:
        as_person(page, archive, archive.kho, live_server.url)
        for name, path in pages.items():
            page.goto(live_server.url + path)
            sound(page, f"{name}-{wide}")
        as_person(page, archive, archive.cast.lan, live_server.url)
        page.goto(live_server.url + pages["proposal-waiting"])
        sound(page, f"proposal-decide-{wide}")


@pytest.mark.parametrize("name", ["slip", "minutes", "record"])
def test_what_is_printed_has_nothing_to_click(
    archive: Archive, live_server: Any, opened: Browser, name: str
) -> None:
    with acting(archive.actor()):
        letter, minutes = full_record(archive)
    argument: object = minutes.uid if name == "minutes" else letter.record.code
    with chromium.tab(opened, size=(794, 1123)) as page:
        as_person(page, archive, archive.kho, live_server.url)
        page.goto(live_server.url + reverse(f"archives:{name}", args=(argument,)))
        page.emulate_media(media="print")
        chromium.screenshot(page, f"archive-print-{name}")
        assert not chromium.overflows(page)
        assert page.locator("button:visible, .btn:visible, nav:visible").count() == 0


def test_a_record_is_destroyed_without_scripts_by_two_people(
    archive: Archive, live_server: Any, opened: Browser
) -> None:
    with acting(archive.actor()):
        letter = archive.refused()
    with chromium.tab(opened, javascript=False) as page:
        as_person(page, archive, archive.kho, live_server.url)
        page.goto(live_server.url + reverse("archives:review"))
        page.locator("[name=codes]").check()
        page.get_by_label("Lý do đề xuất").fill("Hết thời hạn bảo quản (thử)")
        page.get_by_role("button", name="Lập danh mục đề xuất").click()
        expect(page.get_by_text("Chờ người khác quyết định")).to_be_visible()
        address = page.url
        as_person(page, archive, archive.cast.lan, live_server.url)
        page.goto(address)
        page.get_by_label("Tiêu hủy", exact=True).check()
        page.get_by_label("Số quyết định").fill("12/QĐ-UBND")
        page.get_by_role("button", name="Ghi quyết định").click()
        expect(page.get_by_text("Đã ghi quyết định cho từng hồ sơ.")).to_be_visible()
        as_person(page, archive, archive.kho, live_server.url)
        page.goto(address)
        page.locator("[name=sure]").check()
        page.get_by_role("button", name="Thực hiện tiêu hủy").click()
        expect(page.get_by_text("Đã thực hiện; chứng nhận nằm trong nhật ký.")).to_be_visible()
        page.goto(live_server.url + reverse("letters:record", args=(letter.record.code,)))
        expect(page.get_by_text("Đỗ Thị Thử Nghiệm")).to_have_count(0)
