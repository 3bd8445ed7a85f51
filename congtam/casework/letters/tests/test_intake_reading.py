"""What the page shows of the reading: progress, proposals that point to words, and what cannot be read."""

import io
import os
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from PIL import Image

from congtam.casework.letters import scan_reading
from congtam.casework.letters.actions import hold_letter, receive_letter, register_letter
from congtam.casework.letters.actions.reading import finish_reading, keep_page, reading_failed
from congtam.casework.letters.models import Channel, Letter, Scan, ScanPage
from congtam.casework.letters.reading import PageText, available, propose
from congtam.casework.letters.reading.sample_letters import COMPLAINT, PETITION
from congtam.casework.letters.reading.sample_pages import letter_pdf, render_letter, text_layer
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.intake import in_scope, page, signed_in, text_of
from congtam.casework.letters.views.marking import MATRICES
from congtam.foundation import clock
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.foundation.files.tests import samples
from congtam.project.home import Home
from tests.cast import SINCE, Cast, make_cast

DAY = date(2026, 11, 23)


@pytest.fixture
def cast(home: Home, db: None) -> Cast:
    cast = make_cast()
    set_scope([cast.city.pk])
    return cast


@pytest.fixture
def desk(cast: Cast) -> Client:
    return signed_in(cast.van)


@pytest.fixture(scope="module")
def _tesseract() -> None:
    """`make test` and the project's checks install Tesseract, so its absence is a failure there."""
    able = available()
    if not able.ok and (os.environ.get("CI") or os.environ.get("MAKELEVEL")):
        pytest.fail(f"{able.reason} {able.hint}")
    if not able.ok:
        pytest.skip(f"{able.reason} {able.hint}")


def _received(cast: Cast, content: bytes) -> Letter:
    with clock.frozen(DAY):
        return receive_letter(
            actor=cast.actor(cast.van), unit=cast.city, on=DAY, channel=Channel.POST, source=content
        ).letter


def _keep(scan: Scan, cast: Cast, number: int, text: PageText) -> None:
    reader = system_actor("letters.reader", unit_id=cast.city.pk)
    keep_page(
        scan=scan, actor=reader, number=number, page={**text.to_json(), "text": text.text}, confidence=90
    )


def _finish(scan: Scan, cast: Cast, pages: tuple[PageText, ...]) -> None:
    reader = system_actor("letters.reader", unit_id=cast.city.pk)
    for number, text in enumerate(pages, start=1):
        _keep(scan, cast, number, text)
    finish_reading(scan=scan, actor=reader, on=DAY, confidence=90, proposals=propose(pages).to_json())


def _part(desk: Client, letter: Letter) -> str:
    with clock.frozen(DAY):
        return text_of(desk.get(page("register-reading", letter), headers={"HX-Request": "true"}))


def _opened(desk: Client, letter: Letter) -> str:
    with clock.frozen(DAY):
        return text_of(desk.get(page("register", letter)))


def test_while_a_scan_waits_the_page_says_so_and_asks_again(desk: Client, cast: Cast) -> None:
    text = _opened(desk, _received(cast, samples.pdf(2)))
    assert "Bản quét đang chờ đến lượt đọc." in text
    assert 'hx-trigger="every 2s"' in text


def test_the_progress_names_the_page_that_is_being_read(desk: Client, cast: Cast) -> None:
    letter = _received(cast, samples.pdf(3))
    _keep(letter.scans.get(), cast, 1, text_layer(PETITION)[0])
    text = _part(desk, letter)
    assert "Đang đọc bản quét, trang 2/3" in text
    assert 'max="3" value="1"' in text
    assert "data-arrived" not in text


def test_once_all_is_read_the_open_page_is_told_what_is_proposed_and_asks_no_more(
    desk: Client, cast: Cast
) -> None:
    letter = _received(cast, samples.pdf(1))
    _finish(letter.scans.get(), cast, text_layer(COMPLAINT))
    text = _part(desk, letter)
    assert "every 2s" not in text
    assert 'data-for="id_sender_name" data-value="Trần Văn Mẫu"' in text
    assert 'data-for="id_matters-0-kind" data-value="complaint"' in text


def test_a_proposal_stands_in_grey_and_the_words_it_came_from_are_marked(desk: Client, cast: Cast) -> None:
    letter = _received(cast, samples.pdf(1))
    _finish(letter.scans.get(), cast, text_layer(COMPLAINT))
    text = _opened(desk, letter)
    assert re.search(
        r'name="sender_name"[^>]*data-proposal="Trần Văn Mẫu"[^>]*data-proposal-anchor="s1-sender_name"', text
    )
    assert not re.search(r'name="sender_name"[^>]*value="Trần', text)
    assert '<mark data-anchors="s1-sender_name">Trần Văn Mẫu</mark>' in text
    boxes = re.findall(r'<rect data-anchors="s1-sender_name" x="([\d.]+)" y="([\d.]+)"', text)
    assert len(boxes) == 3
    assert all(0 < float(x) < 1 and 0 < float(y) < 1 for x, y in boxes)
    assert 'data-proposal="06/10/2025"' in text
    assert "thứ Hai 06/10/2025" in text


def test_a_day_after_the_letter_came_is_not_proposed(desk: Client, cast: Cast) -> None:
    with clock.frozen(DAY):
        letter = receive_letter(
            actor=cast.actor(cast.van), unit=cast.city, on=date(2025, 10, 1), channel=Channel.POST,
            source=samples.pdf(1),
        ).letter  # fmt: skip
    _finish(letter.scans.get(), cast, text_layer(COMPLAINT))
    assert 'data-proposal="06/10/2025"' not in _opened(desk, letter)


def test_a_rejected_proposal_does_not_come_back_with_the_form(desk: Client, cast: Cast) -> None:
    letter = _received(cast, samples.pdf(1))
    _finish(letter.scans.get(), cast, text_layer(COMPLAINT))
    with clock.frozen(DAY):
        text = text_of(desk.post(page("register", letter), {"go": "add", "proposal-sender_name": "rejected"}))
    assert "s1-sender_address" in text
    assert 'data-proposal="Trần Văn Mẫu"' not in text


@pytest.mark.parametrize("state", [Scan.State.UNAVAILABLE, Scan.State.FAILED])
def test_what_could_not_be_read_says_why_and_the_letter_can_be_typed(
    desk: Client, cast: Cast, state: Scan.State
) -> None:
    letter = _received(cast, samples.pdf(1))
    why = "Hãy cài gói tesseract-ocr-vie (thử)."
    reader = system_actor("letters.reader", unit_id=cast.city.pk)
    reading_failed(scan=letter.scans.get(), actor=reader, on=DAY, state=state, problem=why)
    text = _opened(desk, letter)
    assert why in text
    assert "Đơn vẫn vào sổ được" in text
    assert 'name="summary"' in text
    assert "every 2s" not in text


def test_what_was_read_is_shown_to_nobody_who_does_not_register(cast: Cast) -> None:
    letter = _received(cast, samples.pdf(1))
    _finish(letter.scans.get(), cast, text_layer(COMPLAINT))
    assert signed_in(cast.chi).get(page("register-reading", letter)).status_code == 403
    assert signed_in(cast.stranger).get(page("register-reading", letter)).status_code == 404


def test_whoever_was_signed_out_is_not_sent_away_from_what_they_type(cast: Cast) -> None:
    answer = Client().get(
        page("register-reading", _received(cast, samples.pdf(1))), headers={"HX-Request": "true"}
    )
    assert (answer.status_code, answer.content) == (204, b"")
    assert "HX-Redirect" not in answer.headers


def test_of_a_letter_that_is_held_nothing_read_is_shown_to_who_may_not_know_of_it(cast: Cast) -> None:
    letter = _received(cast, samples.pdf(1))
    _finish(letter.scans.get(), cast, text_layer(COMPLAINT))
    with clock.frozen(DAY):
        register_letter(
            letter=letter, actor=cast.actor(cast.van), on=DAY, sender=situations.SENDER, summary="Một việc (thử)",
            matters=(situations.COMPLAINT,),
        )  # fmt: skip
        hold_letter(letter=letter, actor=cast.actor(cast.chi), on=DAY)
    account = add_account(username="hai", display_name="Hoàng Thị Hai (thử)", password=None)
    post = add_post(unit=cast.city, title="Văn thư 2", permissions=("letters.view", "letters.register"))
    hold(account=account, post=post, since=SINCE)
    registrar = signed_in(account)
    assert registrar.get(page("register-reading", letter)).status_code == 404
    assert registrar.post(page("register", letter), {"go": "add"}).status_code == 404
    assert registrar.get(page("register", letter)).status_code == 404


def test_the_text_read_is_sealed_in_the_database(cast: Cast) -> None:
    letter = _received(cast, samples.pdf(1))
    _finish(letter.scans.get(), cast, text_layer(COMPLAINT))
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(sealed, '') FROM letters_scanpage")
        assert "Trần".encode() not in bytes(cursor.fetchone()[0])


@pytest.mark.usefixtures("_tesseract")
def test_a_picture_of_nothing_is_kept_as_a_scan_and_the_letter_is_typed(desk: Client, cast: Cast) -> None:
    target = io.BytesIO()
    Image.new("L", (1240, 1754), 235).save(target, "JPEG")
    letter = _received(cast, target.getvalue())
    with clock.frozen(DAY):
        scan_reading.read_scan(
            scan_id=letter.scans.get().pk, actor=system_actor("letters.reader", unit_id=cast.city.pk)
        )
    in_scope(cast.city.pk)
    assert letter.scans.get().state == Scan.State.DONE
    text = _opened(desk, letter)
    assert "Không thấy chữ nào đọc được trong bản quét: hãy gõ theo bản giấy." in text
    assert "data-proposal=" not in text


@pytest.mark.usefixtures("_tesseract")
def test_a_worker_killed_while_reading_goes_on_at_the_next_page(cast: Cast) -> None:
    """The first page was kept, then the worker died: the state says "reading" and nobody reads."""
    scan_file = letter_pdf([*render_letter(COMPLAINT), *render_letter(PETITION, seed=2)])
    letter = _received(cast, scan_file)
    scan = letter.scans.get()
    pages = scan.file.pages
    _keep(scan, cast, 1, text_layer(COMPLAINT)[0])
    before = ScanPage.objects.get()
    with clock.frozen(DAY):
        scan_reading.read_scan(scan_id=scan.pk, actor=system_actor("letters.reader", unit_id=cast.city.pk))
    in_scope(cast.city.pk)
    scan.refresh_from_db()
    assert (scan.state, scan.pages_read) == (Scan.State.DONE, pages)
    assert list(ScanPage.objects.order_by("number").values_list("number", flat=True)) == list(
        range(1, pages + 1)
    )
    kept = ScanPage.objects.get(number=1)
    assert (kept.pk, bytes(kept.sealed)) == (before.pk, bytes(before.sealed))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_marks_turn_with_the_page(turn: int) -> None:
    """The matrix moves the page's upper left corner to where a clockwise turn of the picture puts it."""
    a, b, c, d, e, f = (float(part) for part in MATRICES[turn][len("matrix(") : -1].split())
    corner = {90: (1, 0), 180: (1, 1), 270: (0, 1)}[turn]
    assert (e, f) == corner
    assert (a + c + e, b + d + f) == (1 - corner[0], 1 - corner[1])
