"""Each step through its page, and the whole way from acceptance to the citizen's hands."""

import re
from datetime import date
from typing import Any

import pytest

from congtam.casework.letters.actions import SenderDetails, register_letter, triage_letter
from congtam.casework.letters.models import Competence, Letter, Outcome
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import (
    DAY,
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
from congtam.mechanisms.lifecycle.models import Deadline, JournalEntry

TODAY = DAY.isoformat()


def triaged(office: Office, **typed: Any) -> Letter:
    """A triaged letter; ``typed`` are further answers."""
    return triage_letter(
        letter=situations.registered(office.cast, on=DAY), actor=office.cast.actor(office.cast.chi), on=DAY,
        **{"competence": Competence.OURS, "matters": (situations.COMPLAINT,), **typed},
    )  # fmt: skip


def papers(office: Office, letter: Letter) -> list[str]:
    office.fresh(letter)
    return list(
        IssuedDocument.objects.filter(record=letter.record).order_by("pk").values_list("kind", flat=True)
    )


def test_the_whole_way_from_acceptance_to_the_citizens_hands_goes_through_pages(office: Office) -> None:
    cast = office.cast
    with day():
        letter = triaged(office)
        lan, chi = office.browser(cast.lan), office.browser(cast.chi)
        send(lan, address("step", letter, "accept"), on=TODAY, **SIGNER)
        send(lan, address("step", letter, "assign"), on=TODAY, handler=cast.chi.pk, task="Đo đất (thử).")
        decision = {
            "outcome_1": Outcome.PARTLY,
            "findings": "Đã đo lại.",
            "decision": "Đo đạc lại.\nTrả lời.",
        }
        send(lan, address("step", letter, "decide"), on=TODAY, **decision, **SIGNER)
        paper = IssuedDocument.objects.get(record=letter.record, kind="letters.decision_first")
        send(chi, address("paper", letter, paper.uid, "signed"), day=TODAY, scan=scan())
        send(chi, address("step", letter, "answer"), on=TODAY, message="Kính gửi bà (thử).", **SIGNER)
        send(chi, address("paper", letter, paper.uid, "sent"), day=TODAY, how="post", note="Biên lai 1 (thử)")
    later = date(2026, 7, 6)
    with day(later):
        chi = office.browser(cast.chi)
        send(chi, address("paper", letter, paper.uid, "delivered"), day="2026-07-03", note="Bưu tá (thử)")
        send(chi, address("paper", letter, paper.uid, "received"), day="2026-07-03", note="Ký nhận (thử)")
        send(chi, address("step", letter, "close"), on=later.isoformat(), note="Xong (thử).")
    letter = office.fresh(letter)
    assert letter.record.state == "closed"
    paper.refresh_from_db()
    assert (paper.signed_on, paper.sent_on, paper.received_on) == (DAY, DAY, date(2026, 7, 3))
    running = letter.record.deadlines.get(duty="complaint.second_filing")
    assert (running.event_on, running.party) == (date(2026, 7, 3), Deadline.Party.CITIZEN)


def test_acceptance_shows_the_paper_and_the_date_that_will_start(office: Office) -> None:
    with day():
        letter = triaged(office)
        page = office.browser(office.cast.lan).get(address("step", letter, "accept"))
    assert shows(page, "Thông báo thụ lý")
    assert shows(page, "chưa đối chiếu mẫu")
    assert shows(page, "155/2026/NĐ-CP")
    assert shows(page, "thứ Sáu 31/07/2026")
    assert shows(page, "Hồ sơ chuyển từ “Đã phân loại” sang “Đã thụ lý”.")
    assert 'value="Lê Thị Lan (thử)"' in text(page), "whoever may sign is proposed as signer"


@pytest.mark.parametrize("way", ["script", "no script"])
def test_another_day_shows_other_dates_before_saving(office: Office, way: str) -> None:
    later = date(2026, 7, 6)
    with day():
        letter = triaged(office)
    with day(later):
        browser = office.browser(office.cast.lan)
        if way == "script":
            page = browser.get(address("step-dates", letter, "accept"), {"on": TODAY})
        else:
            page = send(browser, address("step", letter, "accept"), on=TODAY, preview="1", **SIGNER)
        today = browser.get(address("step", letter, "accept"))
    assert shows(page, "thứ Sáu 31/07/2026")
    assert shows(today, "thứ Tư 05/08/2026")


def test_refusal_names_its_grounds_and_its_reason(office: Office) -> None:
    with day():
        letter = triaged(office, refusal_grounds=["court"])
        browser = office.browser(office.cast.lan)
        page = browser.get(address("step", letter, "refuse"))
        assert re.findall(r'value="(\w+)"[^>]*checked', text(page)) == ["court"], (
            "what triage noted is ticked"
        )
        typed = {"grounds": ["court"], "on": TODAY, **SIGNER}
        silent = send(browser, address("step", letter, "refuse"), **typed)
        assert silent.status_code == 422
        assert shows(silent, "Hãy giải thích lý do bằng lời cho công dân hiểu.")
        send(browser, address("step", letter, "refuse"), **typed, explanation="Tòa án đang giải quyết (thử).")
        record = browser.get(address("record", letter))
    assert office.fresh(letter).record.state == "refused"
    assert papers(office, letter) == ["letters.refusal_notice"]
    assert shows(record, "Tòa án đang giải quyết (thử).")


def test_guidance_goes_to_the_body_that_triage_named(office: Office) -> None:
    with day():
        letter = triaged(office, competence=Competence.OTHER, competent_body="Xã Ví Dụ")
        send(office.browser(office.cast.lan), address("step", letter, "guide"), on=TODAY, **SIGNER)
    assert office.fresh(letter).record.state == "guided"
    assert papers(office, letter) == ["letters.guidance"]


def test_an_assignment_is_a_paper_only_where_it_is_wanted(office: Office) -> None:
    with day():
        letter = situations.accepted(office.cast, on=DAY)
        browser = office.browser(office.cast.lan)
        page = address("step", letter, "assign")
        send(browser, page, on=TODAY, handler=office.cast.chi.pk, task="")
        assert "letters.assignment" not in papers(office, letter)
        unsigned = send(browser, page, on=TODAY, handler=office.cast.chi.pk, with_paper="on")
        assert unsigned.status_code == 422
        assert shows(unsigned, "Văn bản cần người ký.")
        send(
            browser,
            page,
            on=TODAY,
            handler=office.cast.chi.pk,
            with_paper="on",
            task="Đo đất (thử).",
            **SIGNER,
        )
    assert papers(office, letter)[-1] == "letters.assignment"
    assert office.fresh(letter).record.holder == office.cast.chi


def test_only_officers_who_settle_letters_can_be_chosen(office: Office) -> None:
    with day():
        letter = situations.accepted(office.cast, on=DAY)
        browser = office.browser(office.cast.lan)
        wrong = send(browser, address("step", letter, "assign"), on=TODAY, handler=office.cast.stranger.pk)
        page = browser.get(address("step", letter, "assign"))
    assert wrong.status_code == 422
    assert shows(page, office.cast.chi.display_name)
    assert not shows(page, office.cast.stranger.display_name)


def test_a_decision_needs_a_result_for_each_complaint_and_keeps_what_was_typed(office: Office) -> None:
    with day():
        letter = situations.accepted(office.cast, on=DAY)
        browser = office.browser(office.cast.lan)
        answer = send(
            browser, address("step", letter, "decide"), on=TODAY, findings="Đã đo lại (thử).", decision="Đo lại.",
            **SIGNER,
        )  # fmt: skip
    assert answer.status_code == 422
    assert shows(answer, "Hãy chọn kết quả.")
    assert shows(answer, "Đã đo lại (thử).")
    assert office.fresh(letter).record.state == "accepted"


def test_the_answer_waits_until_the_decision_is_signed(office: Office) -> None:
    with day():
        letter = office.decided()
        browser = office.browser(office.cast.chi)
        back = browser.get(address("step", letter, "answer"), follow=True)
        forced = browser.post(
            address("step", letter, "answer"), {"on": TODAY, "message": "Gõ rồi (thử)", **SIGNER}
        )
    assert shows(back, "Chưa lưu bản quyết định đã ký")
    assert forced.status_code == 422
    assert shows(forced, "Gõ rồi (thử)")


def test_a_letter_entered_by_mistake_is_voided_with_its_reason(office: Office) -> None:
    with day():
        letter = situations.registered(office.cast, on=DAY)
        browser = office.browser(office.cast.van)
        page = address("step", letter, "void")
        assert send(browser, page, reason="  ").status_code == 422
        send(browser, page, reason="Nhập hai lần (thử).")
        record = browser.get(address("record", letter))
    assert office.fresh(letter).record.state == "voided"
    assert shows(record, "Nhập hai lần (thử).")


def test_a_letter_goes_back_to_triage_only_with_a_reason(office: Office) -> None:
    with day():
        letter = triaged(office)
        send(
            office.browser(office.cast.chi),
            address("step", letter, "triage_again"),
            reason="Sót nội dung (thử).",
        )
    assert office.fresh(letter).record.state == "registered"


def test_a_letter_is_held_from_its_own_page_too(office: Office) -> None:
    with day():
        letter = situations.registered(office.cast, on=DAY)
        send(office.browser(office.cast.chi), address("step", letter, "hold"), note="Có thể là tố cáo (thử).")
    assert office.fresh(letter).record.level == "sealed"


def test_a_double_click_is_one_acceptance_and_one_paper(office: Office) -> None:
    with day():
        letter = triaged(office)
        browser = office.browser(office.cast.lan)
        page = address("step", letter, "accept")
        typed = {**hidden(browser.get(page)), "on": TODAY, **SIGNER}
        answers = [browser.post(page, typed).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert papers(office, letter) == ["letters.acceptance_notice"]
    assert JournalEntry.objects.filter(record=letter.record, event="letters.letter:accept").count() == 1


def test_of_two_officers_who_save_at_once_the_second_is_told_and_may_save_again(office: Office) -> None:
    with day():
        letter = situations.accepted(office.cast, on=DAY)
        lan = office.browser(office.cast.lan)
        page = address("step", letter, "assign")
        shown = hidden(lan.get(page))
        send(lan, page, on=TODAY, handler=office.cast.chi.pk, task="Người thứ nhất (thử)")
        late = {**shown, "on": TODAY, "handler": office.cast.chi.pk, "task": "Người thứ hai (thử)"}
        told = lan.post(page, late)
        assert told.status_code == 409
        assert shows(told, "Người thứ hai (thử)")
        assert shows(told, "đã giao người xử lý lúc 08:00")
        again = lan.post(page, {**late, **hidden(told)})
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("who", "step", "answer"),
    [
        ("van", "accept", 403),
        ("van", "decide", 403),
        ("chi", "assign", 403),
        ("stranger", "accept", 404),
        ("lan", "no-such-step", 404),
    ],
)
def test_a_step_answers_as_the_right_allows(office: Office, who: str, step: str, answer: int) -> None:
    with day():
        letter = triaged(office)
        browser = office.browser(getattr(office.cast, who))
        assert browser.get(address("step", letter, step)).status_code == answer
        assert browser.post(address("step", letter, step), {"on": TODAY, **SIGNER}).status_code == answer
        assert browser.get(address("step-dates", letter, step)).status_code == answer


def test_a_step_that_cannot_be_done_now_leads_back_with_the_reason(office: Office) -> None:
    with day():
        letter = triaged(office)
        back = office.browser(office.cast.lan).get(address("step", letter, "decide"), follow=True)
    assert shows(back, "Chỉ ra quyết định được sau khi đã thụ lý.")


@pytest.mark.parametrize("step", ["register", "triage"])
def test_register_and_triage_have_pages_of_their_own(office: Office, step: str) -> None:
    with day():
        letter = situations.registered(office.cast, on=DAY)
        answer = office.browser(office.cast.van).get(address("step", letter, step))
    assert answer.headers["Location"] == address(step, letter)


def test_a_paper_that_lacks_a_fact_is_not_issued_and_says_what_is_missing(office: Office) -> None:
    with day():
        letter = situations.registered(office.cast, on=DAY)
        nameless = SenderDetails()
        letter = register_letter(
            letter=situations.received(office.cast, on=DAY), actor=office.cast.actor(office.cast.van), on=DAY,
            sender=nameless, summary="Đơn không tên (thử)", matters=(situations.COMPLAINT,),
        )  # fmt: skip
        triage_letter(
            letter=letter, actor=office.cast.actor(office.cast.chi), on=DAY, competence=Competence.OURS,
            matters=(situations.COMPLAINT,),
        )  # fmt: skip
        answer = send(office.browser(office.cast.lan), address("step", letter, "accept"), on=TODAY, **SIGNER)
    assert answer.status_code == 422
    assert shows(answer, "người khiếu nại")
    assert shows(answer, "CHỦ TỊCH")
    assert office.fresh(letter).record.state == "triaged"
