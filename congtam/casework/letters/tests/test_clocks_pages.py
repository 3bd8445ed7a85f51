"""The pages of the steps about terms: what is shown before saving, what is refused, what "Vì sao?" tells.

Days are counted by hand; ex-18: accepted 6 July 2026, suspended 20 July, resumed 10 August: 26 August.
"""

from datetime import date
from http import HTTPStatus

import pytest

from congtam.casework.letters.models import Letter
from congtam.casework.letters.receiving import receipt_of
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import (
    SIGNER,
    Office,
    address,
    day,
    hidden,
    scan,
    send,
    shows,
    text,
)
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle.models import Deadline

ACCEPTED, SUSPENDED, RESUMED = date(2026, 7, 6), date(2026, 7, 20), date(2026, 8, 10)
GROUND = "Chờ cơ quan khác kết luận về vấn đề liên quan trực tiếp"
SUSPENSION = {
    "ground": "other_body", "explanation": "Chờ kết quả đo đạc lại (thử).", "on": SUSPENDED.isoformat(), **SIGNER,
}  # fmt: skip


@pytest.fixture
def letter(office: Office) -> Letter:
    with day(ACCEPTED):
        return situations.accepted(office.cast, on=ACCEPTED)


def suspend(office: Office, letter: Letter) -> None:
    with day(SUSPENDED):
        answer = send(office.browser(office.cast.lan), address("step", letter, "suspend"), **SUSPENSION)
    assert answer.status_code == HTTPStatus.FOUND, text(answer)


def resume(office: Office, letter: Letter) -> None:
    typed = {"explanation": "Đã có kết quả (thử).", "on": RESUMED.isoformat(), **SIGNER}
    with day(RESUMED):
        answer = send(office.browser(office.cast.lan), address("step", letter, "resume"), **typed)
    assert answer.status_code == HTTPStatus.FOUND, text(answer)


def send_the_decision(office: Office, letter: Letter) -> None:
    """Signed, scanned, posted: its own term is met."""
    paper = IssuedDocument.objects.get(record_id=letter.pk, kind="letters.suspension")
    with day(SUSPENDED):
        chi, today = office.browser(office.cast.chi), SUSPENDED.isoformat()
        send(chi, address("paper", letter, paper.uid, "signed"), day=today, scan=scan())
        send(chi, address("paper", letter, paper.uid, "sent"), day=today, how="post", note="Biên lai 3 (thử)")


def settle(letter: Letter) -> Deadline:
    return Deadline.objects.get(record_id=letter.pk, duty="complaint.settle")


def test_the_page_offers_the_grounds_of_the_law_and_an_example(office: Office, letter: Letter) -> None:
    """Suspended today and resumed after ten days: of 30 days 14 are used, 16 left: Thursday 30 July + 16 =
    Saturday 15 August, which rolls to Monday 17 August 2026."""
    with day(SUSPENDED):
        page = office.browser(office.cast.lan).get(address("step", letter, "suspend"))
    assert shows(page, GROUND)
    assert shows(page, "Phía người khiếu nại gặp sự kiện bất khả kháng")
    assert shows(page, "thứ Hai 17/08/2026")
    assert shows(page, "Mẫu số 14a")
    assert shows(page, "Xem trước hạn"), "a button, for whoever has no scripts"
    assert shows(page, "thứ Năm 23/07/2026"), "until when the decision is sent"


@pytest.mark.parametrize("way", ["script", "no script"])
def test_the_date_that_would_follow_is_shown_before_saving(office: Office, letter: Letter, way: str) -> None:
    typed = {"on": "2026-07-20", "expected_on": "2026-08-10", "ground": "other_body"}
    with day(SUSPENDED):
        browser = office.browser(office.cast.lan)
        if way == "script":
            page = browser.get(address("step-dates", letter, "suspend"), typed)
        else:
            page = send(browser, address("step", letter, "suspend"), preview="1", **typed, **SIGNER)
    assert shows(page, "thứ Tư 26/08/2026")
    assert shows(page, "hạn hiện nay thứ Tư 05/08/2026")
    assert settle(letter).state == "open", "nothing is saved"


def test_what_is_typed_as_reason_never_stands_in_an_address(office: Office, letter: Letter) -> None:
    with day(SUSPENDED):
        page = text(office.browser(office.cast.lan).get(address("step", letter, "suspend")))
    assert 'hx-include="[name=on], [name=expected_on], [name=ground]"' in page


def test_a_suspension_without_ground_or_reason_keeps_what_was_typed(office: Office, letter: Letter) -> None:
    with day(SUSPENDED):
        page = send(
            office.browser(office.cast.lan), address("step", letter, "suspend"), on="2026-07-20",
            explanation="", signer_title="PHÓ CHỦ TỊCH", signer_name="Lê Thị Lan (thử)",
        )  # fmt: skip
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert shows(page, "Hãy chọn một căn cứ mà luật cho phép.")
    assert shows(page, "PHÓ CHỦ TỊCH")


def test_before_july_2026_the_record_says_why_nothing_can_be_suspended(office: Office) -> None:
    on = date(2026, 6, 15)
    with day(on):
        letter = situations.accepted(office.cast, on=on)
        page = office.browser(office.cast.lan).get(address("record", letter))
    assert shows(page, "Ngày thứ Hai 15/06/2026 chưa có quy định cho tạm đình chỉ")


def test_a_suspended_complaint_looks_suspended(office: Office, letter: Letter) -> None:
    suspend(office, letter)
    send_the_decision(office, letter)
    later = date(2026, 8, 6)  # the day after the term would have ended
    with day(later):
        lan = office.browser(office.cast.lan)
        record, rows, home = (
            lan.get(address("record", letter)),
            lan.get("/letters/?tab=waiting"),
            lan.get("/"),
        )
        late = lan.get("/letters/?tab=late")
    for page in (record, rows, home):
        assert shows(page, "đang tạm dừng")
    assert shows(record, "Thời hạn đang dừng")
    assert shows(record, f"Tạm đình chỉ, văn bản số 01/QĐ-UBND: {GROUND}.")
    assert not shows(record, "quá hạn 1 ngày làm việc")
    assert letter.record.code in text(home)
    assert settle(letter).state == "paused"
    assert letter.record.code not in text(late), "what stands still is not late"
    assert shows(home, "Chờ người khác")


def test_going_on_shows_the_new_date_and_why_tells_all_of_it(office: Office, letter: Letter) -> None:
    suspend(office, letter)
    with day(RESUMED):
        page = office.browser(office.cast.lan).get(address("step", letter, "resume"))
    assert shows(page, "thứ Tư 26/08/2026")
    resume(office, letter)
    with day(RESUMED):
        record = office.browser(office.cast.chi).get(address("record", letter))
    for words in (
        "Thời hạn giải quyết khiếu nại lần đầu",
        "Luật Khiếu nại, Điều 28",
        "Tạm đình chỉ thứ Hai 20/07/2026, tiếp tục thứ Hai 10/08/2026; còn 16 ngày",
        f"Tạm đình chỉ, văn bản số 01/QĐ-UBND: {GROUND}.",
        "Tiếp tục giải quyết, văn bản số 02/QĐ-UBND.",
        "Áp dụng quy định có hiệu lực vào ngày phát sinh (thứ Hai 06/07/2026).",
        "Lịch làm việc 2026",
        "Nguồn đã đọc",
        "quy tắc complaint-settlement-first",
    ):
        assert shows(record, words), words


def test_the_explanation_leads_the_decider_to_what_would_be(office: Office, letter: Letter) -> None:
    with day(SUSPENDED):
        lan = office.browser(office.cast.lan).get(address("record", letter))
        chi = office.browser(office.cast.chi).get(address("record", letter))
    assert shows(lan, "nếu tạm đình chỉ thì hạn thành ngày nào?")
    assert not shows(chi, "nếu tạm đình chỉ thì hạn thành ngày nào?")


def test_a_second_save_and_a_stale_page_are_told(office: Office, letter: Letter) -> None:
    with day(SUSPENDED):
        lan, page = office.browser(office.cast.lan), address("step", letter, "suspend")
        opened = hidden(lan.get(page))
        first = lan.post(page, {**opened, **SUSPENSION})
        again = lan.post(page, {**opened, **SUSPENSION})
        stale = lan.post(address("step", letter, "resume"), {**opened, "save_key": "", **SUSPENSION})
    assert (first.status_code, again.status_code) == (HTTPStatus.FOUND, HTTPStatus.FOUND)
    assert stale.status_code == HTTPStatus.CONFLICT
    assert shows(stale, "vừa được người khác cập nhật")
    assert Deadline.objects.filter(record_id=letter.pk, duty="complaint.send_suspension").count() == 1


MAY = {
    "suspend": {"lan"}, "resume": {"lan"}, "declare_complex": {"lan"}, "choose_law": {"lan"},
    "plan_dialogue": {"chi"}, "dialogue_notified": {"chi"}, "hand_over": {"lan"},
}  # fmt: skip


@pytest.mark.parametrize("person", ["van", "chi", "lan", "stranger"])
@pytest.mark.parametrize("step", MAY)
def test_who_may_do_what_about_terms(office: Office, letter: Letter, step: str, person: str) -> None:
    """Whoever may accept decides about terms, whoever settles sees to the dialogue; elsewhere there is no letter."""
    with day(SUSPENDED):
        page = office.browser(getattr(office.cast, person)).get(address("step", letter, step))
    if person == "stranger":
        assert page.status_code == HTTPStatus.NOT_FOUND
    elif person in MAY[step]:
        assert page.status_code in (HTTPStatus.OK, HTTPStatus.FOUND), "302: not possible now, with the reason"
    else:
        assert page.status_code == HTTPStatus.FORBIDDEN


def test_a_complex_case_shows_its_longer_date_for_the_criteria_ticked(office: Office, letter: Letter) -> None:
    """Monday 6 July + 45 = Thursday 20 August 2026."""
    with day(SUSPENDED):
        lan = office.browser(office.cast.lan)
        page = lan.get(address("step", letter, "declare_complex"))
        assert shows(page, "Một nội dung nhưng phải xác minh từ hai nơi trở lên")
        assert shows(page, "thứ Năm 20/08/2026")
        typed = {
            "places": ["1"],
            "criteria": ["many_people"],
            "on": "2026-07-20",
            "explanation": "",
            **SIGNER,
        }
        send(lan, address("step", letter, "declare_complex"), **typed)
        record = lan.get(address("record", letter))
    assert settle(letter).due_on == date(2026, 8, 20)
    assert shows(record, "vụ việc phức tạp: thời hạn là 45 ngày, thay cho 30 ngày".capitalize())
    assert not shows(record, "Xác định phức tạp</a>")


def test_the_choice_of_law_shows_both_dates(office: Office) -> None:
    """ex-09: 9 July with a warning on 6 July under the law of the day of receipt, 6 July under today's."""
    with day(date(2026, 6, 25)):
        letter = situations.registered(office.cast, on=date(2026, 6, 25))
    with day(date(2026, 7, 1)):
        lan, page = office.browser(office.cast.lan), address("step", letter, "choose_law")
        assert shows(lan.get(address("record", letter)), "Luật đã thay đổi khi thời hạn đang chạy")
        opened = lan.get(page)
        other = lan.get(address("step-dates", letter, "choose_law"), {"on": "2026-07-01", "law": "today"})
        send(lan, page, law="today", reason="Có lợi cho công dân (thử).", on="2026-07-01")
        record = lan.get(address("record", letter))
    assert shows(opened, "thứ Năm 09/07/2026")
    assert shows(opened, "Nhắc từ thứ Hai 06/07/2026")
    assert shows(other, "thứ Hai 06/07/2026")
    assert shows(
        record, "Người có thẩm quyền đã chọn luật của thứ Tư 01/07/2026, không phải của ngày phát sinh."
    )
    assert not shows(record, "Luật đã thay đổi khi thời hạn đang chạy")


def test_the_day_of_a_dialogue_shows_until_when_the_parties_are_told(office: Office, letter: Letter) -> None:
    """Friday 24 July − 5 days = Sunday 19 July 2026."""
    with day(date(2026, 7, 14)):
        chi, page = office.browser(office.cast.chi), address("step", letter, "plan_dialogue")
        part = chi.get(
            address("step-dates", letter, "plan_dialogue"), {"on": "2026-07-14", "meeting_on": "2026-07-24"}
        )
        send(chi, page, on="2026-07-14", meeting_on="2026-07-24")
        told = send(chi, address("step", letter, "dialogue_notified"), on="2026-07-14", note="Giấy mời (thử)")
    assert shows(part, "Chủ nhật 19/07/2026")
    assert told.status_code == HTTPStatus.FOUND
    assert Deadline.objects.get(record_id=letter.pk, duty="complaint.dialogue_notice").state == "met"


def test_the_alarm_of_45_days_is_red_when_its_day_is_near(office: Office) -> None:
    """Received Wednesday 1 July 2026 + 45 days = Saturday 15 August, rolled to Monday 17 August."""
    on = date(2026, 7, 1)
    with day(on):
        letter = situations.registered(office.cast, on=on)
    for today, marked in ((date(2026, 8, 5), False), (date(2026, 8, 13), True), (date(2026, 8, 20), True)):
        with day(today):
            lan = office.browser(office.cast.lan)
            pages = (lan.get("/"), lan.get("/letters/"), lan.get(address("record", letter)))
        assert [shows(page, "mốc báo động") for page in pages] == [marked] * 3, today
    assert shows(pages[2], "quá 45 ngày không có lý do chính đáng")


def test_the_citizen_reads_why_it_takes_longer_and_nothing_that_was_typed(
    office: Office, letter: Letter
) -> None:
    suspend(office, letter)
    with day(SUSPENDED):
        browser = office.browser(office.cast.lan)
        page = browser.post("/vi/tra-cuu/", {"code": receipt_of(office.fresh(letter))})
    assert page.status_code == HTTPStatus.OK
    assert shows(page, "Đơn đã được thụ lý; việc giải quyết đang tạm dừng.")
    assert shows(page, f"Tạm dừng từ thứ Hai 20/07/2026. {GROUND}.")
    assert not shows(page, "Chờ kết quả đo đạc lại")
