"""The work pages in a real browser: narrow and wide, light and dark, both languages, by keyboard, without scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from congtam.casework.letters.actions import (
    MatterDetails,
    finish_reading,
    keep_page,
    receive_letter,
    register_letter,
    triage_letter,
)
from congtam.casework.letters.models import Channel, Competence, Kind, Letter
from congtam.casework.letters.reading import sample_letters, sample_pages
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import DAY, SIGNER, Office, address
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.scope import acting
from congtam.foundation.access.setup import add_post, hold
from congtam.mechanisms.documents.apps import MANAGE_TEMPLATES
from congtam.project.home import Home
from tests.cast import SINCE, describe_city, make_cast
from tests.journeys import browser as chromium

pytestmark = pytest.mark.journey
#: bars that stick to an edge lie over whatever was scrolled below them; that is no finding about the page
UNSTICK = "document.querySelectorAll('.ct-top, .ct-bottom, .ct-save-bar').forEach(bar => bar.style.position = 'static')"
PAPER = sample_letters.COMPLAINT
SECOND = MatterDetails(kind=Kind.REFLECTION, summary="Phản ánh cán bộ trả hồ sơ chậm")
FIRST = MatterDetails(kind=Kind.COMPLAINT, summary="Không đồng ý mức bồi thường đất", complex=True)


@pytest.fixture
def office(home: Home, fresh_database: Any, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The office, committed, on its own day: the server answers in other threads."""
    monkeypatch.setenv("CONGTAM_CLOCK", f"{DAY.isoformat()}T09:30:00")
    with acting(system_actor("tests", unit_id=0)):  # a scope is set as soon as there is a unit
        cast = make_cast()
        set_scope([cast.city.pk])
        describe_city(cast)
        post = add_post(unit=cast.city, title="Quản trị mẫu", permissions=(MANAGE_TEMPLATES,))
        hold(account=cast.lan, post=post, since=SINCE)
    return Office(cast)


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with chromium.opened() as browser:
        yield browser


def registered(office: Office, *matters: MatterDetails) -> Letter:
    """A letter with a scan that was read, in the book."""
    cast = office.cast
    with office.cast.acting(cast.van) as van:
        pages = sample_pages.render_letter(PAPER)
        content = sample_pages.letter_pdf(pages, quality=50 + Letter.objects.count())  # never the same bytes
        found = receive_letter(
            actor=van, unit=cast.city, on=DAY, channel=Channel.POST, source=content, name="a.pdf"
        )
        assert found.scan
        reader = system_actor("letters.reader", unit_id=cast.city.pk)
        for number, page in enumerate(sample_pages.text_layer(PAPER), start=1):
            keep_page(
                scan=found.scan,
                actor=reader,
                number=number,
                page={**page.to_json(), "text": page.text},
                confidence=91,
            )
        finish_reading(scan=found.scan, actor=reader, on=DAY, proposals=[], confidence=91)
        return register_letter(
            letter=found.letter,
            actor=van,
            on=DAY,
            sender=situations.SENDER,
            summary="Khiếu nại mức bồi thường đất và phản ánh trả hồ sơ chậm",
            concerned="Ủy ban nhân dân phường (thử)",
            matters=matters or (FIRST, SECOND),
        )


def triaged(office: Office) -> Letter:
    letter = registered(office)
    with office.cast.acting(office.cast.chi) as chi:
        return triage_letter(
            letter=letter,
            actor=chi,
            on=DAY,
            competence=Competence.OURS,
            matters=(FIRST, SECOND),
            handler=office.cast.chi,
        )


def as_person(page: Page, office: Office, account: Account, server: str) -> None:
    """Sign the browser in."""
    session = office.browser(account).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])


def sound(page: Page, name: str) -> None:
    """Nothing on the console, nothing wider than the screen, nothing that hinders a person; a picture of it."""
    page.wait_for_load_state("networkidle")
    page.evaluate(UNSTICK)
    chromium.screenshot(page, f"work-{name}")
    assert not chromium.console_errors(page)
    assert not chromium.overflows(page)
    assert not chromium.axe(page)


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [
        (chromium.PHONE, "light", "vi"),
        (chromium.DESKTOP, "dark", "en"),
        pytest.param(chromium.TABLET, "dark", "en", marks=pytest.mark.long),
        pytest.param(chromium.DESKTOP, "light", "vi", marks=pytest.mark.long),
    ],
)
def test_every_work_page_is_sound_at_every_width(
    office: Office, live_server: Any, opened: Browser, size: tuple[int, int], scheme: Any, language: str
) -> None:
    Account.objects.update(language=language, theme=scheme)
    waiting, letter, decided = registered(office), triaged(office), None
    with office.cast.acting(office.cast.lan):
        decided = office.decided()
        paper = decided.record.documents.order_by("-pk").first()
    assert paper
    pages = {
        "triage": address("triage", waiting),
        "record-waiting": address("record", waiting),
        "record": address("record", letter),
        "record-decided": address("record", decided),
        "accept": address("step", letter, "accept"),
        "refuse": address("step", letter, "refuse"),
        "assign": address("step", letter, "assign"),
        "templates": "/letters/templates/",
        "template": "/letters/templates/acceptance_notice/",
    }
    wide = f"{size[0]}-{scheme}-{language}"
    with chromium.tab(opened, size=size, scheme=scheme) as page:
        as_person(page, office, office.cast.lan, live_server.url)
        for name, path in pages.items():
            page.goto(live_server.url + path)
            sound(page, f"{name}-{wide}")
        as_person(page, office, office.cast.chi, live_server.url)
        for act in ("signed", "received"):
            page.goto(live_server.url + address("paper", decided, paper.uid, act))
            sound(page, f"paper-{act}-{wide}")


def test_a_letter_is_triaged_by_keyboard_alone_and_the_next_one_opens(
    office: Office, live_server: Any, opened: Browser
) -> None:
    first, second = registered(office, FIRST), registered(office, FIRST)
    with chromium.tab(opened) as page:
        as_person(page, office, office.cast.chi, live_server.url)
        page.goto(live_server.url + address("triage", first))
        page.get_by_label("Thuộc thẩm quyền của đơn vị").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        expect(page).to_have_url(live_server.url + address("triage", second))
        assert not chromium.console_errors(page)


def test_the_dates_follow_the_answers_without_a_save(
    office: Office, live_server: Any, opened: Browser
) -> None:
    letter = registered(office, MatterDetails(kind=Kind.COMPLAINT, summary="Không đồng ý mức bồi thường đất"))
    with chromium.tab(opened) as page:
        as_person(page, office, office.cast.chi, live_server.url)
        page.goto(live_server.url + address("triage", letter))
        dates = page.locator("#dates")
        expect(dates).to_contain_text("thứ Sáu 31/07/2026")
        page.get_by_label("Phức tạp", exact=True).check()
        expect(dates).to_contain_text("thứ Hai 17/08/2026")
        page.get_by_role("button", name="Thêm nội dung").click()
        expect(page.get_by_text("Nội dung 2", exact=True)).to_be_visible()
        assert page.get_by_label("Phức tạp", exact=True).first.is_checked(), "what was typed is still there"
        page.locator("#id_matters-0-kind").select_option("denunciation")
        expect(page.get_by_role("button", name="Giữ niêm phong")).to_be_visible()
        sound(page, "triage-sealing")


def test_a_step_is_done_without_scripts(office: Office, live_server: Any, opened: Browser) -> None:
    letter = triaged(office)
    with chromium.tab(opened, javascript=False) as page:
        as_person(page, office, office.cast.lan, live_server.url)
        page.goto(live_server.url + address("record", letter))
        page.get_by_role("link", name="Thụ lý", exact=True).click()
        page.get_by_label("Chức vụ người ký").fill(SIGNER["signer_title"])
        page.get_by_role("button", name="Thụ lý", exact=True).click()
        expect(page.get_by_text("Đã thụ lý đơn.")).to_be_visible()
    with office.cast.acting(office.cast.lan):
        assert office.fresh(letter).record.state == "accepted"


def test_letters_alone_open_the_next_step_and_the_reason_of_the_date(
    office: Office, live_server: Any, opened: Browser
) -> None:
    letter = triaged(office)
    with chromium.tab(opened) as page:
        as_person(page, office, office.cast.lan, live_server.url)
        page.goto(live_server.url + address("record", letter))
        page.keyboard.press("h")
        expect(page.locator("details[data-shortcut=h]")).to_have_attribute("open", "")
        chromium.screenshot(page, "work-record-why")
        page.keyboard.press("s")
        expect(page).to_have_url(live_server.url + address("step", letter, "accept"))
