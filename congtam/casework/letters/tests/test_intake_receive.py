"""Taking letters in: what is taken, what is refused, and that a refusal leaves nothing behind."""

import io
import re
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congtam.casework.letters.models import Channel, Letter, Scan
from congtam.casework.letters.tests.intake import handed, in_scope, receive, signed_in, text_of
from congtam.casework.letters.views import uploads
from congtam.foundation import clock
from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.tests import samples
from congtam.mechanisms.lifecycle.models import Record
from congtam.project.home import Home
from tests.cast import Cast, make_cast

DAY = "2026-11-23T09:00"
HERE = reverse("letters:receive")
MIB = 1024 * 1024


@pytest.fixture
def cast(home: Home, db: None) -> Cast:
    return make_cast()


@pytest.fixture
def desk(cast: Cast) -> Client:
    return signed_in(cast.van)


def _stored(cast: Cast, home: Home) -> tuple[int, int, int]:
    """Records, rows of files, files on the disk."""
    in_scope(cast.city.pk)
    on_disk = [path for path in (home.path / "files").rglob("*") if path.is_file()]
    return Record.objects.count(), StoredFile.objects.count(), len(on_disk)


def test_a_dropped_scan_becomes_a_letter_and_leads_to_its_form(desk: Client, cast: Cast) -> None:
    with clock.frozen(DAY):
        answer = receive(desk, handed(samples.pdf(pages=2)), script=True, channel="hand")
    in_scope(cast.city.pk)
    letter = Letter.objects.select_related("record").get()
    assert answer.json() == {"next": reverse("letters:register", args=(letter.record.code,))}  # type: ignore[attr-defined]
    assert (letter.channel, letter.received_on.isoformat()) == (Channel.HAND, "2026-11-23")
    assert Scan.objects.get().file.pages == 2


def test_several_files_are_several_letters_and_nothing_leads_away_before_all_have_come(
    desk: Client, cast: Cast
) -> None:
    with clock.frozen(DAY):
        for pages in (1, 2):
            answer = receive(desk, handed(samples.pdf(pages)), script=True, files="2")
            assert set(answer.json()) == {"message"}  # type: ignore[attr-defined]
    in_scope(cast.city.pk)
    assert Letter.objects.count() == 2


def test_without_a_script_one_file_leads_to_its_form_and_several_are_told_of(
    desk: Client, cast: Cast
) -> None:
    with clock.frozen(DAY):
        one = receive(desk, handed(samples.pdf(1)))
        two = receive(desk, handed(samples.pdf(2)), handed(samples.encoded("PNG"), "anh.png"))
    assert one.status_code == 302
    assert one.headers["Location"].endswith("/register/")
    assert text_of(two).count("Đã tiếp nhận, mã hồ sơ") == 2
    in_scope(cast.city.pk)
    assert Letter.objects.count() == 3


def test_a_letter_without_a_scan_is_begun_by_hand(desk: Client, cast: Cast) -> None:
    with clock.frozen(DAY):
        answer = receive(desk)
    assert answer.headers["Location"].endswith("/register/")
    in_scope(cast.city.pk)
    assert not Scan.objects.exists()


@pytest.mark.parametrize("with_scan", [True, False])
def test_a_page_that_is_sent_twice_makes_one_letter(desk: Client, cast: Cast, with_scan: bool) -> None:
    key = "6f1c2a4e-7a0b-4d6f-9f1e-2f0f6c1d2b3a"
    scans = [samples.pdf(1)] if with_scan else []
    with clock.frozen(DAY):
        answers = [receive(desk, *map(handed, scans), save_key=key) for _ in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    in_scope(cast.city.pk)
    assert Letter.objects.count() == 1


REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "don.pdf", "Tệp rỗng"),
    "500 pages": (lambda: samples.pdf(500), "don.pdf", "Tệp có 500 trang, quá mức 200 trang."),
    "a password": (lambda: samples.locked_pdf(b"mat khau"), "don.pdf", "Tệp PDF có đặt mật khẩu"),
    "HTML named .pdf": (
        lambda: b"<!doctype html><p>x</p>" * 9,
        "don.pdf",
        "Bên trong tệp là trang web (HTML)",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize("script", [True, False])
def test_a_bad_file_is_refused_with_the_reason_and_nothing_is_stored(
    desk: Client, cast: Cast, home: Home, case: str, script: bool
) -> None:
    make, name, reason = REFUSED[case]
    with clock.frozen(DAY):
        answer = receive(desk, handed(make(), name), script=script)
    assert answer.status_code == 422
    said = answer.json()["message"] if script else text_of(answer)  # type: ignore[attr-defined]
    assert reason in said
    assert "Hãy" in said or "Chỉ nhận" in said
    assert _stored(cast, home) == (0, 0, 0)


def test_a_refusal_speaks_the_language_of_the_reader(desk: Client, cast: Cast) -> None:
    type(cast.van).objects.filter(pk=cast.van.pk).update(language="en")
    answer = receive(desk, handed(b""), script=True)
    assert answer.json()["message"].startswith("The file is empty.")  # type: ignore[attr-defined]


class Counted(io.RawIOBase):
    """A body that is made up as it is read, and remembers the largest piece."""

    def __init__(self, size: int) -> None:
        self.left, self.largest = size, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        size = self.left if size < 0 else min(size, self.left)
        self.left -= size
        self.largest = max(self.largest, size)
        return bytes(size)


@pytest.mark.parametrize("script", [True, False])
def test_200_megabytes_are_refused_by_their_announced_size_and_never_held_in_memory(
    desk: Client, cast: Cast, home: Home, script: bool
) -> None:
    body = Counted(200 * MIB)
    environ: dict[str, Any] = {
        "wsgi.input": body, "CONTENT_LENGTH": str(200 * MIB), "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "HTTP_ACCEPT": "application/json" if script else "text/html",
    }  # fmt: skip
    tracemalloc.start()
    answer = desk.generic("POST", HERE, **environ)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status_code == 413
    said = answer.json()["message"] if script else text_of(answer)
    assert "Tệp nặng 200 MB, quá mức 50 MB." in said
    assert body.largest <= 64 * 1024
    assert peak < 20 * MIB
    assert _stored(cast, home) == (0, 0, 0)


def test_a_file_just_within_the_limit_is_read(desk: Client) -> None:
    """What the form adds to the file is not counted against it."""
    request = desk.get(HERE).wsgi_request
    request.META["CONTENT_LENGTH"] = str(50 * MIB + 4096)
    assert uploads.too_large(request) is None


@pytest.mark.parametrize("script", [True, False])
def test_the_same_bytes_are_told_with_the_letter_that_has_them_and_stored_once(
    desk: Client, cast: Cast, home: Home, script: bool
) -> None:
    with clock.frozen(DAY):
        scan = samples.pdf(1)
        receive(desk, handed(scan))
        before = _stored(cast, home)
        again = receive(desk, handed(scan, "lan-nua.pdf"), script=script)
    assert again.status_code == 409
    assert _stored(cast, home) == before
    code = Letter.objects.select_related("record").get().record.code
    said = again.json()["message"] if script else text_of(again)  # type: ignore[attr-defined]
    assert f"Bản quét này đã có trong hồ sơ {code}" in said
    if not script:
        assert f'href="/letters/{code}/"' in said


def test_a_letter_that_came_tomorrow_is_refused_with_everything_typed_kept(
    desk: Client, cast: Cast, home: Home
) -> None:
    with clock.frozen(DAY):
        answer = receive(desk, handed(samples.pdf(1)), received_on="24/11/2026", channel="hand")
    assert answer.status_code == 422
    assert "Ngày đến không thể sau hôm nay" in text_of(answer)
    assert 'value="24/11/2026"' in text_of(answer)
    assert re.search(r'value="hand"\s+selected', text_of(answer))
    assert _stored(cast, home) == (0, 0, 0)


def test_without_a_token_nothing_is_taken(cast: Cast, home: Home) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.van)
    assert receive(strict, handed(samples.pdf(1))).status_code == 403
    assert _stored(cast, home) == (0, 0, 0)


def test_who_may_not_receive_is_refused_and_who_is_signed_out_is_told_so(cast: Cast) -> None:
    assert receive(signed_in(cast.chi), handed(samples.pdf(1))).status_code == 403
    assert receive(Client(), handed(samples.pdf(1))).headers["Location"].startswith("/accounts/login/")
    told = receive(Client(), handed(samples.pdf(1)), script=True)
    assert told.status_code == 401
    assert "đăng nhập lại" in told.json()["message"]  # type: ignore[attr-defined]


def test_the_unit_is_asked_for_only_where_there_are_several(desk: Client, cast: Cast) -> None:
    assert "Đơn vị nhận" not in text_of(desk.get(HERE))


def test_another_unit_than_ones_own_is_not_taken(desk: Client, cast: Cast, home: Home) -> None:
    """One unit is not asked about, so what a form says of it is not even read."""
    receive(desk, handed(samples.pdf(1)), unit=str(cast.other.pk))
    in_scope(cast.city.pk, cast.other.pk)
    assert not Letter.objects.filter(unit=cast.other).exists()


def test_save_and_next_keeps_channel_and_day(desk: Client) -> None:
    with clock.frozen(DAY):
        text = text_of(desk.get(HERE, {"channel": "web", "on": "2026-11-20"}))
    assert re.search(r'value="web"\s+selected', text)
    assert 'value="20/11/2026"' in text


def test_the_letters_that_wait_are_listed_without_a_query_for_each(desk: Client, cast: Cast) -> None:
    counts = []
    with clock.frozen(DAY):
        for pages in (1, 2, 3, 4):
            receive(desk, handed(samples.pdf(pages)))
            with CaptureQueriesContext(connection) as queries:
                listed = text_of(desk.get(HERE))
            counts.append(sum("SAVEPOINT" not in q["sql"] and "set_config" not in q["sql"] for q in queries))
    assert listed.count("data-row") == 4
    assert counts[0] == counts[-1]
    assert counts[-1] <= 9  # session, account, posts, unit; letters, scans; what the menu counts
