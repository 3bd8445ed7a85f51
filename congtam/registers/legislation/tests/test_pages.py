"""The pages of law and calendar: who may open which, what they show, and that nothing is applied unseen."""

from datetime import date

import pytest
from django.test import Client

from congtam.foundation.access.models import Account
from congtam.mechanisms.lifecycle.models import Deadline, JournalEntry
from congtam.mechanisms.rulebook.models import CalendarDay, CalendarYear, OfficeValue
from congtam.registers.legislation.tests.conftest import Office

READING = (
    "/rules/",
    "/rules/?q=thu+ly",
    "/rules/?field=letters&holding=1",
    "/rules/?unread=1&page=1",
    "/rules/changes-on/",
    "/rules/changes-on/?day=2026-07-01",
    "/rules/complaint.settle/",
    "/rules/complaint-acceptance-decree-155/",
    "/rules/DOC-011/",
    "/calendar/",
    "/calendar/2026/",
    "/calendar/2027/",
    "/calendar/2150/",
)
CHANGING = (
    "/rules/complaint-acceptance-decree-155/change/",
    "/calendar/2027/day/",
    "/calendar/2027/confirm/",
    "/calendar/recheck/",
)
NOTICE = "Thông báo số 12/TB (thử)"


def client(account: Account) -> Client:
    browser = Client()
    browser.force_login(account)
    return browser


def text(account: Account, path: str) -> str:
    response = client(account).get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize("path", READING)
def test_law_and_calendar_are_read_by_whoever_is_signed_in(office: Office, path: str) -> None:
    assert text(office.cast.stranger, path)


@pytest.mark.parametrize("path", [*READING, *CHANGING])
def test_nobody_reads_without_an_account(office: Office, path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 302
    assert "/accounts/login/" in response.headers["Location"]


@pytest.mark.parametrize("path", CHANGING)
def test_changing_is_for_who_has_the_right(office: Office, path: str) -> None:
    assert client(office.cast.lan).get(path).status_code == 403
    assert client(office.cast.lan).post(path, {"apply": "1"}).status_code == 403
    assert client(office.keeper).get(path).status_code == 200


@pytest.mark.parametrize("path", ["/rules/nothing-of-this-name/", "/rules/no/change/", "/calendar/2150/day/"])
def test_what_is_not_there_is_not_found(office: Office, path: str) -> None:
    assert client(office.keeper).get(path).status_code == 404


def test_a_rule_is_found_without_accents_by_citation_and_by_key(office: Office) -> None:
    for words in ("thu ly khieu nai", "155/2026", "complaint-acceptance-decree"):
        assert "complaint-acceptance-decree-155" in text(office.cast.van, f"/rules/?q={words}")


def test_the_list_stays_light(office: Office) -> None:
    assert len(text(office.cast.van, "/rules/")) < 150_000


def test_an_unread_rule_says_so_and_offers_to_fill_it_in(office: Office) -> None:
    assert "còn trống" in text(office.cast.van, "/rules/DOC-011/")
    assert "/rules/DOC-011/change/" not in text(office.cast.van, "/rules/DOC-011/")
    assert "/rules/DOC-011/change/" in text(office.keeper, "/rules/DOC-011/")


def test_what_was_concluded_is_marked(office: Office) -> None:
    from congtam.mechanisms.rulebook import default_rulebook

    inferred = next(rule.id for rule in default_rulebook().rules.values() if "roll" in rule.inferred)
    assert "phần suy luận" in text(office.cast.van, f"/rules/{inferred}/")


def test_a_date_is_tried_out_with_every_line_of_its_explanation(office: Office) -> None:
    found = text(office.cast.van, "/rules/complaint.accept/?event=06/07/2026")
    assert "Hạn cuối: hết" in found
    assert "ngày 0, không tính" in found


def test_what_cannot_be_tried_out_is_told(office: Office) -> None:
    found = text(office.cast.van, "/rules/complaint.accept/?event=khong")
    assert "Hãy ghi ngày như 14/10/2025" in found


def test_a_seam_shows_a_duty_before_and_after(office: Office) -> None:
    found = text(office.cast.van, "/rules/changes-on/?day=2026-07-01")
    assert "Bắt đầu có hiệu lực" in found
    assert "7 ngày làm việc" in found


@pytest.mark.parametrize("year", [2026, 2027])
def test_24_november_is_a_working_day_that_waits_to_be_verified(office: Office, year: int) -> None:
    found = text(office.cast.van, f"/calendar/{year}/")
    assert "Ngày Văn hóa Việt Nam, đang tính là ngày làm việc" in found


def test_a_year_of_which_nothing_is_known_says_so(office: Office) -> None:
    assert "Phần mềm chưa biết gì về lịch của năm này" in text(office.cast.van, "/calendar/2150/")


def entry(**more: str) -> dict[str, str]:
    return {
        "what": "off",
        "day": "22/01/2026",
        "kind": "local_off",
        "name": "Ngày hội (thử)",
        "source": NOTICE,
        **more,
    }


def seen(content: str) -> str:
    return content.partition('name="seen" value="')[2].partition('"')[0]


def test_a_day_is_previewed_then_applied(office: Office) -> None:
    record = office.letter().record
    browser = client(office.keeper)
    preview = browser.post("/calendar/2026/day/", entry(preview="1")).content.decode()
    assert record.code in preview
    assert "muộn hơn 1 ngày" in preview
    assert not CalendarDay.objects.exists()
    done = browser.post("/calendar/2026/day/", entry(apply="1", seen=seen(preview)))
    assert done.status_code == 302
    assert Deadline.objects.get(record=record, duty="complaint.accept").due_on == date(2026, 1, 30)
    shown = browser.get("/calendar/2026/").content.decode()
    assert "Ngày hội (thử)" in shown
    assert "/legal-changes/" in shown


def test_what_was_not_seen_is_not_applied(office: Office) -> None:
    response = client(office.keeper).post("/calendar/2026/day/", entry(apply="1", seen="something-else"))
    assert response.status_code == 409
    assert "xem lại rồi áp dụng" in response.content.decode()
    assert not CalendarDay.objects.exists()


def test_nothing_typed_is_lost_when_something_is_missing(office: Office) -> None:
    response = client(office.keeper).post("/calendar/2026/day/", entry(source="", preview="1"))
    assert response.status_code == 422
    found = response.content.decode()
    assert "Ngày hội (thử)" in found
    assert "Hãy ghi nguồn" in found


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"day": "24/01/2026"}, "vốn đã nghỉ"),
        ({"what": "worked"}, "vốn đã làm việc"),
        ({"name": ""}, "Hãy ghi tên ngày nghỉ"),
        ({"what": "swap"}, "Hãy ghi thứ Bảy làm bù"),
        ({"day": "22/01/2027"}, "Ngày phải nằm trong năm 2026"),
    ],
)
def test_a_day_that_contradicts_the_week_is_refused(office: Office, typed: dict[str, str], told: str) -> None:
    response = client(office.keeper).post("/calendar/2026/day/", entry(preview="1", **typed))
    assert response.status_code == 422
    assert told in response.content.decode()


def test_a_value_is_filled_in_with_its_source(office: Office) -> None:
    browser = client(office.keeper)
    typed = {
        "manner": "fill",
        "value": "15",
        "unit": "working_day",
        "effective_from": "01/01/2026",
        "source": NOTICE,
    }
    path = "/rules/CON-006/change/"
    preview = browser.post(path, {**typed, "preview": "1"}).content.decode()
    done = browser.post(path, {**typed, "apply": "1", "seen": seen(preview)})
    assert done.status_code == 302
    assert OfficeValue.objects.get().value == 15
    page = browser.get("/rules/CON-006/").content.decode()
    assert "15 ngày làm việc" in page
    assert NOTICE in page


def test_a_typed_reason_is_sealed_and_no_note_of_the_rule(office: Office) -> None:
    browser, path, said = client(office.keeper), "/rules/CON-006/change/", "Theo lời ông An (thử)"
    typed = {
        "manner": "fill",
        "value": "15",
        "unit": "working_day",
        "effective_from": "01/01/2026",
        "source": NOTICE,
        "reason": said,
    }
    preview = browser.post(path, {**typed, "preview": "1"}).content.decode()
    browser.post(path, {**typed, "apply": "1", "seen": seen(preview)})
    assert OfficeValue.objects.get().note == ""
    assert said not in browser.get("/rules/CON-006/").content.decode()
    entry = JournalEntry.objects.get(event="legislation.change:apply")
    assert entry.notes.filter(name="reason").exists()


def test_a_value_that_does_not_fit_is_refused_in_words(office: Office) -> None:
    typed = {"manner": "fill", "value": "hai", "unit": "working_day", "source": NOTICE, "preview": "1"}
    response = client(office.keeper).post("/rules/CON-006/change/", typed)
    assert response.status_code == 422
    assert "Hãy ghi một số" in response.content.decode()


def test_a_year_is_confirmed_after_its_preview(office: Office) -> None:
    browser = client(office.keeper)
    preview = browser.post("/calendar/2027/confirm/", {"source": NOTICE, "preview": "1"}).content.decode()
    done = browser.post("/calendar/2027/confirm/", {"source": NOTICE, "apply": "1", "seen": seen(preview)})
    assert done.status_code == 302
    assert CalendarYear.objects.get().year == 2027
    assert "cơ quan đã xác nhận" in browser.get("/calendar/2027/").content.decode()


def test_the_page_of_a_change_tells_what_was_done(office: Office) -> None:
    browser = client(office.keeper)
    preview = browser.post("/calendar/2026/day/", entry(preview="1")).content.decode()
    browser.post("/calendar/2026/day/", entry(apply="1", seen=seen(preview)))
    code = browser.get("/calendar/2026/").content.decode().partition("/legal-changes/")[2][:9]
    found = browser.get(f"/legal-changes/{code}/").content.decode()
    assert NOTICE in found
    assert "nghỉ riêng của địa phương" in found
    assert client(office.cast.stranger).get(f"/legal-changes/{code}/").status_code == 404


def test_provisional_deadlines_are_told_on_the_first_page_of_who_can_confirm(office: Office) -> None:
    record = office.letter().record
    Deadline.objects.filter(record=record).update(
        provisional=True, due_on=date(2027, 1, 8), warn_on=date(2027, 1, 8)
    )
    assert "Lịch làm việc chưa được xác nhận" in text(office.keeper, "/")
    assert "/calendar/2027/" in text(office.keeper, "/")
    assert "Lịch làm việc chưa được xác nhận" not in text(office.cast.lan, "/")


@pytest.mark.parametrize("path", ["/rules/", "/rules/complaint.settle/", "/calendar/2026/", "/calendar/"])
def test_a_page_asks_few_questions_of_the_database(
    office: Office, path: str, django_assert_max_num_queries: "object"
) -> None:
    browser = client(office.keeper)
    browser.get(path)
    with django_assert_max_num_queries(6 + 3):  # type: ignore[operator]  # savepoint, scope and release count here
        browser.get(path)
