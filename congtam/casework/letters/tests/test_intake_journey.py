"""The desk in a real browser: letters registered by keyboard alone, typing that survives the end of a session,
proposals that arrive while somebody types."""

import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page

from congtam.casework.letters.actions import receive_letter
from congtam.casework.letters.actions.reading import finish_reading, keep_page
from congtam.casework.letters.models import Channel, Letter, Matter, Scan
from congtam.casework.letters.reading import PageText, propose
from congtam.casework.letters.reading.sample_letters import COMPLAINT, PETITION, UNCLEAR
from congtam.casework.letters.reading.sample_pages import Line, letter_pdf, render_letter, text_layer
from congtam.casework.letters.sender import sender_of
from congtam.casework.letters.tests.intake import page as address
from congtam.foundation import clock
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.scope import acting
from congtam.foundation.files.tests import samples
from congtam.project.home import Home
from tests.cast import PASSWORD, Cast, make_cast
from tests.journeys import browser

pytestmark = pytest.mark.journey
#: milliseconds between two keys of somebody who types well
PACE = 45
SECONDS = 90


@pytest.fixture
def cast(home: Home, fresh_database: object) -> Cast:
    return make_cast()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.opened() as opened:
        yield opened


@pytest.fixture
def desk(live_server: object, cast: Cast, chromium: Browser) -> Iterator[Page]:
    """Văn's browser, signed in, at the page where letters are taken in."""
    with browser.tab(chromium) as tab:
        tab.set_default_timeout(20_000)
        tab.goto(f"{live_server}/letters/receive/")
        _sign_in(tab)
        yield tab


def _sign_in(tab: Page) -> None:
    tab.fill("input[name=login]", "van")
    tab.fill("input[name=password]", PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_url(lambda url: "/login/" not in url)


def _received(cast: Cast, content: bytes) -> Letter:
    with acting(cast.actor(cast.van)) as actor:
        return receive_letter(
            actor=actor, unit=cast.city, on=clock.today(), channel=Channel.POST, source=content,
            idempotency_key=uuid4(),
        ).letter  # fmt: skip


def _read(cast: Cast, letter: Letter, pages: tuple[PageText, ...]) -> None:
    """What the worker's job would write."""
    with acting(system_actor("letters.reader", unit_id=cast.city.pk)) as reader:
        scan = Scan.objects.select_related("letter__record__data_key").get(letter=letter)
        for number, text in enumerate(pages, start=1):
            keep_page(
                scan=scan,
                actor=reader,
                number=number,
                page={**text.to_json(), "text": text.text},
                confidence=95,
            )
        finish_reading(
            scan=scan, actor=reader, on=clock.today(), confidence=95, proposals=propose(pages).to_json()
        )


def _scanned(cast: Cast, lines: tuple[Line, ...], seed: int) -> Letter:
    letter = _received(cast, letter_pdf(render_letter(lines, seed=seed)))
    _read(cast, letter, text_layer(lines))
    return letter


def _found(cast: Cast, letter: Letter) -> tuple[Letter, list[tuple[str, str]]]:
    with acting(cast.actor(cast.van)):
        now = Letter.objects.select_related("record__data_key").get(pk=letter.pk)
        matters = Matter.objects.filter(letter=now).order_by("position")
        return now, list(matters.values_list("kind", "summary"))


def _press(tab: Page, *keys: str) -> None:
    for key in keys:
        tab.wait_for_timeout(PACE)
        tab.keyboard.press(key)


def _type(tab: Page, words: str) -> None:
    tab.keyboard.type(words, delay=PACE)


def _focus(tab: Page) -> str:
    return str(tab.evaluate("document.activeElement.id || document.activeElement.name"))


def _to(tab: Page, name: str) -> None:
    """Tab on to a field, accepting every proposal on the way."""
    for _ in range(20):
        if _focus(tab) == name:
            return
        _press(tab, "Tab")
    raise AssertionError(f"Tab does not lead to {name}, but to {_focus(tab)}")


def _next(tab: Page, letter: Letter) -> None:
    """The form of ``letter`` is open and its first field has the focus."""
    tab.wait_for_url(f"**{address('register', letter)}")
    tab.locator("#id_sender_kind:focus").wait_for()


def test_three_letters_are_registered_by_keyboard_alone_each_within_ninety_seconds(
    desk: Page, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    """A complaint as it was read, one with a second matter, one without a name; no mouse at all."""
    letters = [
        _scanned(cast, lines, seed) for seed, lines in enumerate((COMPLAINT, PETITION, UNCLEAR), start=1)
    ]
    desk.reload()
    _press(desk, "j", "Enter")
    took = []

    _next(desk, letters[0])
    begun = time.monotonic()
    _to(desk, "id_matters-0-summary")
    _press(desk, "Control+Enter")
    _next(desk, letters[1])
    took.append(time.monotonic() - begun)

    begun = time.monotonic()
    _to(desk, "id_summary")
    _type(desk, "Kiến nghị kè lại đoạn kênh bị sạt")
    _to(desk, "id_matters-0-summary")
    _type(desk, "Kè lại kênh")
    _to(desk, "go")
    _press(desk, "Enter")
    desk.locator("#id_matters-1-kind:focus").wait_for()
    _press(desk, "ArrowDown", "Tab")
    _type(desk, "Khiếu nại việc không trả lời")
    _press(desk, "Control+Enter")
    _next(desk, letters[2])
    took.append(time.monotonic() - begun)

    begun = time.monotonic()
    _press(desk, *["ArrowDown"] * 5, "Tab")
    _to(desk, "id_summary")
    _type(desk, "Phản ánh ngõ ngập nước mỗi khi mưa to")
    _press(desk, "Control+s")
    desk.wait_for_url(f"**{address('receipt', letters[2])}")
    took.append(time.monotonic() - begun)

    with capsys.disabled():
        print("\nregistered by keyboard, seconds each:", ", ".join(f"{each:.1f}" for each in took))
    assert max(took) < SECONDS
    assert browser.console_errors(desk) == []
    first, matters = _found(cast, letters[0])
    assert (first.record.number, sender_of(first)["name"], first.sender_kind) == (1, "Trần Văn Mẫu", "one")
    assert matters == [("complaint", first.record.subject)]
    assert _found(cast, letters[1])[1] == [
        ("petition", "Kè lại kênh"),
        ("complaint", "Khiếu nại việc không trả lời"),
    ]
    assert _found(cast, letters[2])[0].sender_kind == "anonymous"


def test_a_proposal_that_was_not_accepted_is_not_saved(desk: Page, cast: Cast) -> None:
    letter = _scanned(cast, COMPLAINT, 4)
    desk.goto(desk.url.replace("/letters/receive/", address("register", letter)))
    desk.fill("#id_summary", "Khiếu nại đất")
    desk.keyboard.press("Control+s")
    desk.wait_for_url(f"**{address('receipt', letter)}")
    assert sender_of(_found(cast, letter)[0])["name"] == ""


def test_the_words_of_the_proposal_in_focus_are_shown_on_the_scan(desk: Page, cast: Cast) -> None:
    letter = _scanned(cast, COMPLAINT, 5)
    desk.goto(desk.url.replace("/letters/receive/", address("register", letter)))
    desk.focus("#id_sender_name")
    assert desk.locator("mark.li-now").all_inner_texts() == ["Trần Văn Mẫu"]
    assert desk.locator("rect.li-now").count() == 3
    desk.focus("#id_received_on")
    assert desk.locator(".li-now").count() == 0


def test_proposals_that_arrive_while_somebody_types_fill_only_what_is_empty(desk: Page, cast: Cast) -> None:
    letter = _received(cast, letter_pdf(render_letter(COMPLAINT, seed=6)))
    desk.goto(desk.url.replace("/letters/receive/", address("register", letter)))
    desk.get_by_text("Bản quét đang chờ đến lượt đọc.").wait_for()
    desk.focus("#id_sender_name")
    _type(desk, "Trần Văn M")
    _read(cast, letter, text_layer(COMPLAINT))
    desk.get_by_text("Đã đọc xong bản quét.").wait_for()
    desk.locator("#id_sender_address[data-proposal]").wait_for()
    _type(desk, "ới")
    assert desk.input_value("#id_sender_name") == "Trần Văn Mới"
    assert desk.locator("#id_sender_name[data-proposal]").count() == 0
    assert desk.locator("mark", has_text="Trần Văn Mẫu").count() >= 1
    _press(desk, "Tab", "Tab")
    assert desk.input_value("#id_sender_address").startswith("số nhà 12")
    assert browser.console_errors(desk) == []


def _until_sent(tab: Page) -> None:
    """No draft is kept in the tab any more: what the page shows next comes from the server."""
    drafts = "Object.keys(sessionStorage).filter((key) => key.startsWith('draft:'))"
    for _ in range(100):
        if tab.evaluate(drafts) == []:
            return
        tab.wait_for_timeout(100)
    raise AssertionError(f"not sent: {tab.evaluate('JSON.stringify(sessionStorage)')}")


def test_a_session_that_ends_while_typing_loses_nothing(desk: Page, cast: Cast) -> None:
    """What is typed stays in the page, a notice leads to the sign-in page in another window, and the draft is
    sent by itself afterwards: the page opened anew has it from the server."""
    letter = _received(cast, samples.encoded("PNG"))
    desk.goto(desk.url.replace("/letters/receive/", address("register", letter)))
    Session.objects.all().delete()
    desk.fill("#id_sender_name", "Đỗ Thị Thử")
    notice = desk.get_by_role("alert").filter(has_text="Phiên đăng nhập đã hết")
    notice.wait_for()
    with desk.context.expect_page() as opened:
        notice.get_by_role("link").click()
    _sign_in(opened.value)
    opened.value.close()
    desk.evaluate("window.dispatchEvent(new Event('focus'))")
    desk.get_by_text("Đã lưu nháp").wait_for()
    _until_sent(desk)
    desk.reload()
    assert desk.input_value("#id_sender_name") == "Đỗ Thị Thử"
    assert desk.get_by_text("Khôi phục bản nháp lúc").is_visible()


def test_several_files_dropped_at_once_stand_in_the_list_and_one_leads_to_its_form(
    desk: Page, cast: Cast, tmp_path: Path
) -> None:
    for name, pages in (("mot.pdf", 1), ("hai.pdf", 2), ("ba.pdf", 3)):
        (tmp_path / name).write_bytes(samples.pdf(pages))
    desk.set_input_files("input[type=file]", [tmp_path / "mot.pdf", tmp_path / "hai.pdf"])
    desk.locator("#waiting [data-row]").nth(1).wait_for()
    assert desk.url.endswith("/letters/receive/")
    desk.set_input_files("input[type=file]", [tmp_path / "ba.pdf"])
    desk.wait_for_url("**/register/")


def test_the_same_file_again_is_told_with_a_link_to_the_letter_that_has_it(
    desk: Page, cast: Cast, tmp_path: Path
) -> None:
    content = samples.pdf(1)
    (tmp_path / "don.pdf").write_bytes(content)
    letter = _received(cast, content)
    desk.set_input_files("input[type=file]", [tmp_path / "don.pdf"])
    link = desk.get_by_role("alert").get_by_role("link", name=letter.record.code)
    link.wait_for()
    assert link.get_attribute("href") == f"/letters/{letter.record.code}/"


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        (browser.PHONE, "light"),
        (browser.DESKTOP, "dark"),
        pytest.param(browser.TABLET, "dark", marks=pytest.mark.long),
    ],
)
def test_the_pages_fit_every_screen_and_hinder_nobody(
    live_server: object, cast: Cast, chromium: Browser, size: tuple[int, int], scheme: browser.Scheme
) -> None:
    letter = _scanned(cast, COMPLAINT, 7)
    with browser.tab(chromium, size=size, scheme=scheme) as tab:
        tab.goto(f"{live_server}/letters/receive/")
        _sign_in(tab)
        for place in ("/letters/receive/", address("register", letter), address("receipt", letter)):
            tab.goto(f"{live_server}{place}")
            tab.wait_for_load_state("networkidle")
            assert browser.axe(tab) == [], place
            assert not browser.overflows(tab), place
            browser.screenshot(tab, f"letters-{place.strip('/').rpartition('/')[2]}-{size[0]}-{scheme}")
        tab.get_by_role("button", name="In giấy biên nhận").click()
        tab.wait_for_url("**/slip/")
        assert browser.axe(tab) == []
        assert not browser.overflows(tab)
        assert browser.console_errors(tab) == []
