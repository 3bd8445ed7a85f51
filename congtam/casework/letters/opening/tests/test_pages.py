"""The pages of the opening balance, without scripts."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from congtam.casework.letters.models import Letter, OpeningBatch
from congtam.casework.letters.opening import container
from congtam.casework.letters.opening.tests.files import accepted, book, registered
from congtam.casework.letters.receiving import receipt_of
from congtam.casework.letters.tests import work_pages
from congtam.casework.letters.tests.work_pages import Office, day, send, shows, text
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_post, hold
from congtam.interface.portal import limiter
from congtam.interface.portal import views as portal
from congtam.mechanisms.lifecycle.models import JournalEntry, Record
from tests.cast import SINCE

DAY = date(2026, 7, 20)
START = "/letters/opening/"


@pytest.fixture(autouse=True)
def _on_the_day() -> Any:
    with day(DAY):
        yield


def upload(office: Office, *rows: Any, content: bytes | None = None, name: str = "so.xlsx") -> Any:
    file = SimpleUploadedFile(name, book(rows) if content is None else content)
    client = office.browser(office.cast.van)
    answer = send(client, START, file=file)
    return client.get(answer.headers["Location"]) if answer.status_code == 302 else answer


def batch(office: Office) -> OpeningBatch:
    set_scope([office.cast.city.pk])
    return OpeningBatch.objects.select_related("record").order_by("-pk")[0]


def page(office: Office, name: str = "opening-batch") -> str:
    return reverse(f"letters:{name}", args=(batch(office).record.code,))


def test_a_file_with_errors_shows_each_cell_and_gives_the_list_as_a_file(office: Office) -> None:
    answer = upload(office, registered(1, received_on="32/01/2026"), registered(2, state="lạ"))
    assert shows(answer, "32/01/2026")
    assert shows(answer, "Không có ngày này trong lịch.")
    assert "Nhập 2 đơn này vào sổ" not in text(answer)
    found = office.browser(office.cast.van).get(page(office, "opening-problems"))
    sheet = load_workbook(io.BytesIO(found.content)).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["D6", "Y7"]


def test_the_cells_of_a_file_are_for_whoever_handed_it_in(office: Office) -> None:
    cast = office.cast
    post = add_post(unit=cast.city, title="Nhập sổ giấy 2", permissions=("letters.open_balance",))
    hold(account=cast.lan, post=post, since=SINCE)
    upload(office, registered(1, sender_phone="x" * 50, channel="Đỗ Thị Thử"))
    other = office.browser(cast.lan)
    seen = other.get(page(office))
    assert seen.status_code == 200
    assert "Đỗ Thị Thử" not in text(seen)
    assert other.get(page(office, "opening-problems")).status_code == 404
    assert other.post(page(office), {"confirm": "1"}).status_code == 403


def test_the_preview_names_no_person(office: Office) -> None:
    answer = upload(office, accepted(7, settle_by=date(2026, 8, 3)))
    assert shows(answer, "thứ Sáu 31/07/2026")
    assert shows(answer, "thứ Hai 03/08/2026")
    assert "Đỗ Thị Thử" not in text(answer)


def test_one_confirmation_enters_the_letters_and_a_second_click_nothing_more(office: Office) -> None:
    upload(office, accepted(143), registered(144))
    client = office.browser(office.cast.van)
    fields = work_pages.hidden(client.get(page(office)))
    for _click in range(2):
        assert client.post(page(office), {**fields, "confirm": "1"}).status_code == 302
    set_scope([office.cast.city.pk])
    assert Letter.objects.count() == 2
    assert shows(client.get(page(office)), "Đã nhập 2 đơn từ sổ giấy")


def test_the_same_file_again_says_so(office: Office) -> None:
    content = book([registered(1)])
    upload(office, content=content)
    send(office.browser(office.cast.van), page(office), confirm="1")
    assert shows(upload(office, content=content), "không có gì thay đổi")
    assert OpeningBatch.objects.count() == 1


def test_a_file_that_waits_is_there_after_the_session_ended_and_can_be_dropped(office: Office) -> None:
    upload(office, registered(1))
    again = office.browser(office.cast.van)
    assert shows(again.get(page(office)), "Nhập 1 đơn này vào sổ")
    assert again.get("/").status_code == 200
    send(again, page(office), withdraw="1")
    assert batch(office).record.state == "withdrawn"
    assert not Letter.objects.exists()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_template_is_there_in_the_language_of_the_reader(office: Office, language: str) -> None:
    Account.objects.update(language=language)
    answer = office.browser(office.cast.van).get("/letters/opening/template.xlsx")
    assert answer.headers["Content-Type"] == container.XLSX
    title = load_workbook(io.BytesIO(answer.content)).worksheets[0]["A1"].value
    assert title == {"vi": "Nhập đơn từ sổ giấy", "en": "Enter letters from a paper book"}[language]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "Tệp rỗng"), (b"%PDF-1.7 abc", "không phải tệp Excel"), (b"\xd0\xcf\x11\xe0 abc", "mật khẩu")],
)
def test_a_file_of_another_kind_is_refused_with_the_reason(
    office: Office, content: bytes, words: str
) -> None:
    answer = upload(office, content=content)
    assert answer.status_code == 422
    assert shows(answer, words)


def test_a_body_that_is_larger_than_a_file_may_be_is_not_kept(office: Office) -> None:
    body = b"x" * (container.MOST_BYTES + 1024 * 1024)
    answer = office.browser(office.cast.van).post(
        START, data=body, content_type="multipart/form-data; boundary=b"
    )
    assert answer.status_code == 413
    assert shows(answer, "quá mức 10 MB")
    assert not OpeningBatch.objects.exists()


def test_who_may_not_enter_a_paper_book_finds_no_page(office: Office) -> None:
    assert office.browser(office.cast.chi).get(START).status_code == 403
    upload(office, registered(1))
    stranger = office.browser(office.cast.stranger)
    assert stranger.get(page(office)).status_code == 403


def test_letter_and_register_say_that_they_come_from_the_paper_book(office: Office) -> None:
    upload(office, accepted(7, place="tủ 2, cặp 5", settle_by=date(2026, 8, 3), decision_number=""))
    client = office.browser(office.cast.van)
    send(client, page(office), confirm="1")
    set_scope([office.cast.city.pk])
    code = Record.objects.get(number=7).code
    letter = client.get(reverse("letters:record", args=(code,)))
    assert shows(letter, "Nhập từ sổ giấy: số 7 năm 2026")
    assert shows(letter, "tủ 2, cặp 5")
    assert shows(letter, "khác hạn tính được lúc nhập:")
    assert shows(client.get("/letters/book/?year=2026"), "từ sổ giấy")
    assert shows(client.get(page(office)), code)


@pytest.mark.parametrize(
    ("state", "more", "words"),
    [
        ("Đã thụ lý", {}, "Đơn đã được thụ lý và đang được giải quyết."),
        ("Tạm đình chỉ", {"suspended_1": date(2026, 7, 10)}, "đang tạm dừng"),
        ("Đã có quyết định", {"decided_on": date(2026, 7, 17)}, "Đã có kết quả giải quyết"),
    ],
)
def test_a_citizen_can_follow_a_letter_that_came_from_paper(
    office: Office, state: str, more: dict[str, Any], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portal, "limiter", limiter.Limiter())
    upload(office, accepted(7, state=state, **more))
    send(office.browser(office.cast.van), page(office), confirm="1")
    set_scope([office.cast.city.pk])
    code = receipt_of(Letter.objects.select_related("record__data_key").get())
    seen = Client().post("/vi/tra-cuu/", {"code": code})
    assert seen.status_code == 200
    assert words in text(seen)
    assert "Đỗ Thị Thử" not in text(seen)


def test_while_a_job_enters_the_file_its_page_shows_how_far_it_is(office: Office) -> None:
    upload(office, *(registered(number) for number in range(1, 102)))
    client = office.browser(office.cast.van)
    send(client, page(office), confirm="1")
    assert shows(client.get(page(office)), "Đang nhập 101 đơn…")
    assert shows(client.get(page(office, "opening-progress")), "Đang nhập 101 đơn…")
    assert batch(office).record.state == "entering"


def test_no_cell_of_a_file_is_logged(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        upload(office, registered(1, channel="Người Không Ai Biết"))
        office.browser(office.cast.van).get(page(office))
    own = [record for record in caplog.records if record.name != "django.db.backends"]
    assert not [record for record in own if "Người Không Ai Biết" in record.getMessage()]
    assert "Người Không Ai Biết" not in str(list(JournalEntry.objects.values_list("payload", flat=True)))
