"""Handing over and issuing again in a real browser: on a phone and wide, both languages, and without scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from congtam.casework.letters.documents import ACCEPTANCE
from congtam.casework.letters.models import Letter
from congtam.casework.letters.receiving import receipt_of
from congtam.casework.letters.tests.handed_over import HANDED, MINUTES, TwoOffices
from congtam.casework.letters.tests.test_handing_over_pages import browser as signed_in
from congtam.casework.letters.tests.work_pages import address
from congtam.foundation.access.models import Account
from congtam.foundation.access.scope import acting
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.voiding import void_document
from tests.journeys import browser as chromium

pytestmark = pytest.mark.journey
UNSTICK = "document.querySelectorAll('.ct-top, .ct-bottom, .ct-save-bar').forEach(bar => bar.style.position = 'static')"
WAYS = [(chromium.PHONE, "light", "vi"), (chromium.DESKTOP, "dark", "en")]


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server answers in other threads."""
    monkeypatch.setenv("CONGTAM_CLOCK", f"{HANDED.isoformat()}T09:30:00")


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with chromium.opened() as browser:
        yield browser


def as_person(page: Page, account: Account, server: str) -> None:
    session = signed_in(account).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])


def sound(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate(UNSTICK)
    chromium.screenshot(page, f"handover-{name}")
    assert not chromium.console_errors(page)
    assert not chromium.overflows(page)
    assert not chromium.axe(page)


def voided(offices: TwoOffices, letter: Letter) -> IssuedDocument:
    with offices.city(HANDED):
        paper = IssuedDocument.objects.select_related("record__data_key").get(
            record_id=letter.pk, kind=ACCEPTANCE.name
        )
        van = offices.cast.actor(offices.cast.van)
        void_document(paper, actor=van, on=HANDED, reason="Nhầm tên (thử)")
    return paper


@pytest.mark.parametrize(("size", "scheme", "language"), WAYS)
def test_the_pages_are_sound(
    offices: TwoOffices, live_server: Any, opened: Browser, size: tuple[int, int], scheme: Any, language: str
) -> None:
    Account.objects.update(language=language, theme=scheme)
    waiting = offices.accepted()
    paper = voided(offices, waiting)
    old = offices.accepted()
    new = offices.go_on(old)
    wide = f"{size[0]}-{language}"
    pages = {
        "form": address("step", waiting, "hand_over"),
        "record-voided": address("record", waiting),
        "again": address("paper-again", waiting, paper.uid),
        "old": address("record", old),
    }
    with chromium.tab(opened, size=size, scheme=scheme) as page:
        as_person(page, offices.cast.lan, live_server.url)
        for name, path in pages.items():
            page.goto(live_server.url + path)
            sound(page, f"{name}-{wide}")
        as_person(page, offices.cast.stranger, live_server.url)
        page.goto(live_server.url + address("record", new))
        sound(page, f"new-{wide}")
    with chromium.tab(opened, size=size, scheme=scheme) as page:
        page.goto(f"{live_server.url}/{language}/tra-cuu/")
        page.locator("#id_code").fill(receipt_of(old))
        page.locator("#id_code").press("Enter")
        expect(page.get_by_text("Phúc Yên").first).to_be_visible()
        sound(page, f"citizen-{wide}")


def test_a_letter_is_handed_over_without_scripts_and_found_by_the_other_office(
    offices: TwoOffices, live_server: Any, opened: Browser
) -> None:
    letter = offices.accepted()
    with chromium.tab(opened, javascript=False) as page:
        as_person(page, offices.cast.lan, live_server.url)
        page.goto(live_server.url + address("step", letter, "hand_over"))
        page.get_by_label("Cơ quan nhận", exact=True).select_option("outside")
        page.get_by_label("Số biên bản hoặc quyết định bàn giao").fill(MINUTES)
        page.get_by_role("button", name="Bàn giao cơ quan khác").click()
        expect(page.get_by_text("Hãy ghi lý do bàn giao.").first).to_be_visible()
        page.get_by_label("Cơ quan nhận", exact=True).select_option(str(offices.cast.other.pk))
        page.get_by_label("Lý do bàn giao").fill("Đơn vị kết thúc hoạt động (thử).")
        page.get_by_role("button", name="Bàn giao cơ quan khác").click()
        expect(page.get_by_text("Đã bàn giao đơn cho cơ quan khác.")).to_be_visible()
        offices.run_job()
        as_person(page, offices.cast.stranger, live_server.url)
        page.goto(f"{live_server.url}/letters/?tab=open")
        with acting(offices.cast.actor(offices.cast.stranger)):
            new = Letter.objects.select_related("record").get()
        page.get_by_role("link", name=new.record.code, exact=True).click()
        expect(page.get_by_text(letter.record.code).first).to_be_visible()
