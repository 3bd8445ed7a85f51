"""The archive's pages: what each role sees and may do, without a script."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from congtam.casework.archives import actions
from congtam.casework.archives.models import Item, Minutes, Original, Proposal, Stay
from congtam.casework.archives.tests.situations import CLOSED, TODAY, Archive
from congtam.casework.letters.models import Letter
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import hidden, scan, send, shows, text
from congtam.foundation import clock
from congtam.mechanisms.lifecycle.models import Erasure

LISTS = ("papers", "originals", "review", "proposals", "schedule")


@pytest.fixture(autouse=True)
def on_a_day() -> Any:
    with clock.frozen(TODAY):
        yield


def original(archive: Archive, letter: Letter) -> Original:
    archive.scope()
    return actions.receive_original(
        record=letter.record, actor=archive.actor(), on=TODAY, description="Sổ đỏ bản gốc (thử)",
        received_from="bà Đỗ Thị Thử", sheets=3,
    )  # fmt: skip


def page(name: str, *args: object) -> str:
    return reverse(f"archives:{name}", args=args)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_opens_empty(archive: Archive, name: str) -> None:
    assert archive.browser().get(page(name)).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_without_the_permission_no_list_opens(archive: Archive, name: str) -> None:
    assert archive.browser(archive.cast.van).get(page(name)).status_code == 403


def test_an_original_is_written_down_on_the_page(archive: Archive) -> None:
    letter = archive.refused()
    answer = send(
        archive.browser(), page("original-new", letter.record.code), description="Sổ đỏ", sheets="2", copies="1",
        received_from="bà A (thử)", on="01/07/2026",
    )  # fmt: skip
    assert answer.status_code == 302
    archive.scope()
    [made] = Original.objects.all()
    assert (made.sheets, made.received_on) == (2, TODAY)
    assert shows(archive.browser().get(page("record", letter.record.code)), "bà A (thử)")


def test_a_double_click_writes_one_original(archive: Archive) -> None:
    letter = archive.refused()
    client = archive.browser()
    address = page("original-new", letter.record.code)
    fields = {
        **hidden(client.get(address)), "description": "Sổ đỏ", "sheets": "2", "copies": "1", "received_from": "bà A",
        "on": "01/07/2026",
    }  # fmt: skip
    for _ in range(2):
        assert client.post(address, fields).status_code == 302
    archive.scope()
    assert Original.objects.count() == 1


def test_what_was_typed_stays_where_something_is_missing(archive: Archive) -> None:
    letter = archive.refused()
    answer = send(
        archive.browser(), page("original-new", letter.record.code), description="Sổ đỏ cũ", sheets="", copies="1",
        received_from="", on="01/07/2026",
    )  # fmt: skip
    assert answer.status_code == 422
    assert shows(answer, "Sổ đỏ cũ")
    assert shows(answer, "Hãy ghi số tờ.")


def test_an_original_is_handed_back_with_a_scan(archive: Archive) -> None:
    letter = archive.refused()
    original(archive, letter)
    client = archive.browser()
    address = page("original-back", letter.record.code, 1)
    answer = send(client, address, on="01/07/2026", to="bà A (thử)", sentence="", scan=scan())
    assert answer.status_code == 302
    shown = client.get(page("original-scan", letter.record.code, 1))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")


def test_handing_back_without_any_proof_is_refused(archive: Archive) -> None:
    letter = archive.refused()
    original(archive, letter)
    address = page("original-back", letter.record.code, 1)
    answer = send(archive.browser(), address, on="01/07/2026", to="bà A (thử)", sentence="")
    assert answer.status_code == 422
    assert shows(answer, "Hãy tải lên bản quét giấy nhận, hoặc ghi một câu làm chứng.")


def test_the_reminder_lists_originals_of_records_that_are_over_without_any_due_date(archive: Archive) -> None:
    over, running = archive.refused(), None
    with clock.frozen(CLOSED):
        running = situations.triaged(archive.cast, on=CLOSED)
    original(archive, over)
    original(archive, running)
    answer = archive.browser().get(page("originals"))
    assert shows(answer, over.record.code)
    assert not shows(answer, running.record.code)
    assert shows(answer, "Quy định không nêu số ngày nên ở đây không có hạn.")


def test_the_slip_lists_the_originals(archive: Archive) -> None:
    letter = archive.refused()
    original(archive, letter)
    answer = archive.browser().get(page("slip", letter.record.code))
    assert shows(answer, "Sổ đỏ bản gốc (thử)")
    assert shows(answer, "BẢNG KÊ BẢN GỐC KÈM THEO")


def test_papers_are_found_by_code_and_unknown_codes_are_named(archive: Archive) -> None:
    here, nowhere = archive.refused(), archive.refused()
    archive.scope()
    actions.move_paper(record=here.record, actor=archive.actor(), on=TODAY, place="Tủ 3, hộp 12")
    typed = f"{here.record.code} {nowhere.record.code.lower()}, 3333-3333"
    answer = archive.browser().get(page("papers"), {"q": typed})
    assert shows(answer, "Tủ 3, hộp 12")
    assert shows(answer, "chưa ghi nơi để.")
    assert shows(answer, "3333-3333: không thấy hồ sơ này.")


def test_moving_the_paper_keeps_where_it_was(archive: Archive) -> None:
    letter = archive.refused()
    client = archive.browser()
    for place in ("Tủ 1", "Tủ 2"):
        answer = send(
            client,
            page("move", letter.record.code),
            place=place,
            holder="",
            on="01/07/2026",
            reason="Dọn kho",
        )
        assert answer.status_code == 302
    answer = client.get(page("record", letter.record.code))
    assert shows(answer, "Tủ 1")
    assert shows(answer, "Tủ 2")
    assert shows(answer, "Dọn kho")
    archive.scope()
    assert Stay.objects.filter(during__endswith__isnull=True).count() == 1


def test_several_records_are_handed_over_with_minutes(archive: Archive) -> None:
    letters = [archive.refused(), archive.refused()]
    codes = "\n".join(letter.record.code for letter in letters)
    answer = send(
        archive.browser(), page("handover"), codes=codes, purpose="archive", place="Kho lưu trữ", on="01/07/2026",
        holder=str(archive.kho.pk), reason="",
    )  # fmt: skip
    assert answer.status_code == 302, text(answer)
    archive.scope()
    [made] = Minutes.objects.all()
    assert set(Stay.objects.values_list("archived", flat=True)) == {True}
    shown = archive.browser().get(page("minutes", made.uid))
    assert shows(shown, "BIÊN BẢN GIAO NỘP HỒ SƠ VÀO LƯU TRỮ")
    assert all(shows(shown, letter.record.code) for letter in letters)


def test_a_record_that_is_not_over_does_not_go_into_the_archive(archive: Archive) -> None:
    with clock.frozen(CLOSED):
        letter = situations.triaged(archive.cast, on=CLOSED)
    answer = send(
        archive.browser(), page("handover"), codes=letter.record.code, purpose="archive", place="Kho", on="01/07/2026",
        holder="", reason="",
    )  # fmt: skip
    assert answer.status_code == 422
    assert shows(answer, f"Chưa kết thúc nên chưa giao nộp vào lưu trữ được: {letter.record.code}.")


def test_a_list_goes_from_review_to_execution_through_two_people(archive: Archive) -> None:
    gone, kept = archive.refused(), archive.refused()
    clerk, head = archive.browser(), archive.browser(archive.cast.lan)
    answer = send(
        clerk,
        page("review"),
        codes=[gone.record.code, kept.record.code],
        reason="Hết thời hạn bảo quản (thử)",
    )
    assert answer.status_code == 302, text(answer)
    archive.scope()
    [proposal] = Proposal.objects.select_related("record").all()
    address = page("proposal", proposal.record.code)
    assert "Chờ người khác quyết định" in text(clerk.get(address))
    items = {item.record.code: item.position for item in Item.objects.select_related("record")}
    place, other = items[gone.record.code], items[kept.record.code]
    answer = send(
        head, address, act="decide", decision="12/QĐ-UBND", on="01/07/2026",
        **{f"verdict_{place}": "destroy", f"verdict_{other}": "keep", f"until_{other}": "31/12/2030"},
    )  # fmt: skip
    assert answer.status_code == 302, text(answer)
    answer = send(clerk, address, act="execute", on="01/07/2026", sure="on")
    assert answer.status_code == 302, text(answer)
    archive.scope()
    assert [each.record_id for each in Erasure.objects.all()] == [gone.pk]
    assert shows(clerk.get(page("record", gone.record.code)), "Nội dung đã tiêu hủy")
    assert clerk.get(reverse("letters:record", args=(gone.record.code,))).status_code == 200


def test_a_list_waits_on_the_home_page_of_the_leader(archive: Archive) -> None:
    proposal = archive.drafted(archive.refused())
    answer = archive.browser(archive.cast.lan).get("/")
    assert shows(answer, proposal.record.code)
    assert shows(answer, page("proposal", proposal.record.code))


def test_the_execution_is_not_done_without_the_mark(archive: Archive) -> None:
    letter = archive.refused()
    archive.scope()
    proposal = archive.decided(letter)
    answer = send(archive.browser(), page("proposal", proposal.record.code), act="execute", on="01/07/2026")
    assert answer.status_code == 422
    archive.scope()
    assert not Erasure.objects.exists()


def test_an_empty_term_of_the_schedule_is_shown_as_empty(archive: Archive) -> None:
    answer = archive.browser().get(page("schedule"))
    assert shows(answer, "còn trống")
    assert shows(answer, "Thông tư 07/2014/TT-TTCP, Điều 28 khoản 2")


STRANGE = (
    ("record", ()), ("move", ()), ("original-new", ()), ("slip", ()), ("original-back", (1,)), ("original-scan", (1,)),
)  # fmt: skip


@pytest.mark.parametrize(("name", "more"), STRANGE)
def test_an_office_knows_nothing_of_the_paper_of_another(
    archive: Archive, name: str, more: tuple[int, ...]
) -> None:
    letter = archive.refused()
    original(archive, letter)
    stranger = archive.browser(archive.cast.stranger)
    assert stranger.get(page(name, letter.record.code, *more)).status_code == 404


def test_lists_of_another_office_show_nothing(archive: Archive) -> None:
    letter = archive.refused()
    original(archive, letter)
    actions.move_paper(record=letter.record, actor=archive.actor(), on=TODAY, place="Tủ 3")
    proposal = archive.drafted(archive.refused())
    stranger = archive.browser(archive.cast.stranger)
    for name in LISTS:
        assert not shows(stranger.get(page(name)), letter.record.code), name
    assert stranger.get(page("proposal", proposal.record.code)).status_code == 404


def test_the_paper_stands_on_the_page_of_the_letter(archive: Archive) -> None:
    letter = archive.refused()
    original(archive, letter)
    actions.move_paper(record=letter.record, actor=archive.actor(), on=TODAY, place="Tủ 3, hộp 12")
    answer = archive.browser().get(reverse("letters:record", args=(letter.record.code,)))
    assert shows(answer, "Tủ 3, hộp 12")
    assert shows(answer, "còn giữ 1 bản gốc")
    without = archive.browser(archive.cast.van).get(reverse("letters:record", args=(letter.record.code,)))
    assert not shows(without, "Tủ 3, hộp 12")


def queries(client: Client, address: str, counted: Any) -> int:
    client.get(address)
    with counted() as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", ["papers", "originals", "review"])
def test_a_list_takes_as_many_queries_for_one_row_as_for_five(
    archive: Archive, name: str, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def fill() -> None:
        letter = archive.refused()
        original(archive, letter)
        actions.move_paper(record=letter.record, actor=archive.actor(), on=TODAY, place="Tủ 3")

    client = archive.browser()
    fill()
    first = queries(client, page(name), lambda: CaptureQueriesContext(connection))
    for _ in range(4):
        fill()
    assert queries(client, page(name), lambda: CaptureQueriesContext(connection)) == first <= 14


def test_a_day_to_come_is_refused(archive: Archive) -> None:
    letter = archive.refused()
    answer = send(
        archive.browser(),
        page("move", letter.record.code),
        place="Tủ 1",
        holder="",
        on="02/07/2026",
        reason="",
    )
    assert answer.status_code == 422
    assert shows(answer, "Ngày này chưa tới.")
    assert date(2026, 7, 2) > TODAY
