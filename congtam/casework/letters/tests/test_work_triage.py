"""Triage through its page: four questions, the dates before saving, the sealed way out."""

from typing import Any

import pytest

from congtam.casework.letters.actions import register_letter
from congtam.casework.letters.models import Competence, Kind, Letter, RefusalGround
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import DAY, Office, address, day, hidden, send, shows, text
from congtam.mechanisms.lifecycle.models import Deadline, JournalEntry

OURS = {"competence": "ours", "then": "back"}


def matter(place: int = 0, **typed: Any) -> dict[str, Any]:
    """The fields of one matter."""
    given = {"kind": "complaint", "summary": "Không đồng ý mức bồi thường đất", **typed}
    return {f"matters-{place}-{name}": value for name, value in given.items()}


def waiting(office: Office, **more: Any) -> Letter:
    return situations.registered(office.cast, on=DAY, **more)


def test_a_complaint_is_triaged_and_its_seal_opened(office: Office) -> None:
    with day():
        letter = waiting(office)
        answer = send(
            office.browser(office.cast.chi), address("triage", letter), **OURS, **matter(),
            handler=office.cast.chi.pk,
        )  # fmt: skip
    assert answer.headers["Location"] == address("record", letter)
    letter = office.fresh(letter)
    assert (letter.record.state, letter.record.holder) == ("triaged", office.cast.chi)
    assert letter.sender_name == situations.SENDER.name


def test_the_date_stands_on_the_page_with_its_law_and_count_before_anything_is_saved(office: Office) -> None:
    with day():
        letter = waiting(office)
        page = office.browser(office.cast.chi).get(address("triage", letter))
    assert shows(page, "thứ Hai 13/07/2026")
    assert shows(page, "Nhắc từ thứ Sáu 10/07/2026")
    assert shows(page, "Nếu thụ lý hôm nay thì phải giải quyết xong:")
    assert shows(page, "thứ Sáu 31/07/2026")
    assert shows(page, "Đã đối chiếu văn bản luật")
    assert office.fresh(letter).record.state == "registered"


@pytest.mark.parametrize("way", ["script", "no script"])
def test_a_complex_matter_moves_the_date_of_settlement_before_saving(office: Office, way: str) -> None:
    with day():
        letter = waiting(office)
        browser = office.browser(office.cast.chi)
        typed = {**hidden(browser.get(address("triage", letter))), **OURS, **matter(complex="on")}
        if way == "script":
            page = browser.post(address("triage-dates", letter), typed)
        else:
            page = browser.post(address("triage", letter), {**typed, "preview": "1"})
    assert page.status_code == 200
    assert shows(page, "thứ Hai 17/08/2026")
    assert office.fresh(letter).record.state == "registered"


def test_a_letter_of_somebody_else_must_name_whose_and_keeps_what_was_typed(office: Office) -> None:
    with day():
        letter = waiting(office)
        browser = office.browser(office.cast.chi)
        answer = send(
            browser, address("triage", letter), competence="other", then="back", note="Đất ở xã bên (thử).",
            **matter(summary="Đã sửa tóm tắt (thử)"),
        )  # fmt: skip
        assert answer.status_code == 422
        assert shows(answer, "Hãy ghi cơ quan có thẩm quyền để hướng dẫn công dân.")
        assert shows(answer, "Đất ở xã bên (thử).")
        assert shows(answer, "Đã sửa tóm tắt (thử)")
        named = send(
            browser, address("triage", letter), competence="other", competent_body="Xã Ví Dụ", **matter()
        )
    assert named.status_code == 302
    assert office.fresh(letter).competent_body == "Xã Ví Dụ"


def test_grounds_of_refusal_are_noted_and_then_acceptance_is_no_button(office: Office) -> None:
    with day():
        letter = waiting(office)
        browser = office.browser(office.cast.lan)
        grounds = [RefusalGround.OUT_OF_TIME, RefusalGround.COURT]
        send(browser, address("triage", letter), **OURS, **matter(), refusal_grounds=grounds)
        page = browser.get(address("record", letter))
    assert office.fresh(letter).refusal_grounds == ["out_of_time", "court"]
    assert f'href="{address("step", letter, "refuse")}"' in text(page)
    assert f'href="{address("step", letter, "accept")}"' not in text(page)
    assert shows(page, "Đã ghi lý do không thụ lý khi phân loại")


def test_a_matter_is_added_and_gets_a_clock_of_its_own(office: Office) -> None:
    with day():
        letter = waiting(office)
        browser = office.browser(office.cast.chi)
        one = {**hidden(browser.get(address("triage", letter))), **OURS, **matter()}
        two = browser.post(address("triage", letter), {**one, "add": "1"})
        assert shows(two, "Nội dung 2")
        assert not shows(two, "Hãy ghi một dòng tóm tắt."), "nobody is blamed for an empty new line"
        typed = {**hidden(two), **OURS, **matter(), **matter(1, summary="Chậm trả lời (thử)", remote="on")}
        assert browser.post(address("triage", letter), typed).status_code == 302
    letter = office.fresh(letter)
    assert [(row.position, row.remote) for row in letter.matters.order_by("position")] == [
        (1, False),
        (2, True),
    ]
    running = letter.record.deadlines.filter(duty="complaint.accept", state=Deadline.State.OPEN)
    assert set(running.values_list("item", flat=True)) == {1, 2}


def test_a_line_that_was_added_by_mistake_is_taken_away_again(office: Office) -> None:
    with day():
        letter = waiting(office)
        browser = office.browser(office.cast.chi)
        one = {**hidden(browser.get(address("triage", letter))), **OURS, **matter()}
        two = browser.post(address("triage", letter), {**one, "add": "1"})
        typed = {**hidden(two), **OURS, **matter(), **matter(1, summary="", DELETE="on")}
        assert browser.post(address("triage", letter), typed).status_code == 302
    assert office.fresh(letter).matters.count() == 1


def test_a_matter_that_was_entered_twice_is_taken_away_with_its_clock(office: Office) -> None:
    with day():
        letter = waiting(office, matters=(situations.COMPLAINT, situations.COMPLAINT))
        browser = office.browser(office.cast.chi)
        typed = {**hidden(browser.get(address("triage", letter))), **OURS}
        browser.post(address("triage", letter), {**typed, **matter(), **matter(1, DELETE="on")})
    letter = office.fresh(letter)
    assert letter.matters.count() == 1
    running = letter.record.deadlines.filter(duty="complaint.accept", state=Deadline.State.OPEN)
    assert list(running.values_list("item", flat=True)) == [1]


def test_the_last_matter_stays(office: Office) -> None:
    with day():
        letter = waiting(office)
        browser = office.browser(office.cast.chi)
        answer = send(browser, address("triage", letter), **OURS, **matter(DELETE="on"))
    assert answer.status_code == 422
    assert shows(answer, "Đơn cần ít nhất một nội dung.")
    assert office.fresh(letter).matters.count() == 1


@pytest.mark.parametrize("kind", [Kind.DENUNCIATION, Kind.UNCLEAR])
def test_what_may_be_a_denunciation_is_not_opened_but_held(office: Office, kind: Kind) -> None:
    with day():
        letter = waiting(office)
        browser = office.browser(office.cast.chi)
        answer = send(
            browser, address("triage", letter), **OURS, **matter(kind=kind), note="Nêu tên cán bộ (thử)."
        )
        assert answer.status_code == 422
        assert shows(answer, "giữ niêm phong")
        assert shows(answer, "Nêu tên cán bộ (thử).")
        assert 'name="hold"' in text(answer)
        held = browser.post(
            address("triage", letter),
            {**hidden(answer), **matter(kind=kind), "note": "Nêu tên cán bộ (thử).", "hold": "1"},
        )
        page = browser.get(address("record", letter))
    assert held.headers["Location"] == address("record", letter)
    letter = office.fresh(letter)
    assert (letter.record.state, letter.record.level, letter.opened_at) == ("held", "sealed", None)
    assert shows(page, "Nêu tên cán bộ (thử).")
    assert shows(page, str(kind.label))


def test_the_dates_of_a_possible_denunciation_are_no_dates_but_the_way_to_hold_it(office: Office) -> None:
    with day():
        letter = waiting(office)
        browser = office.browser(office.cast.chi)
        typed = {**hidden(browser.get(address("triage", letter))), **OURS, **matter(kind=Kind.DENUNCIATION)}
        part = browser.post(address("triage-dates", letter), typed)
    assert 'name="hold"' in text(part)
    assert not shows(part, "13/07/2026")


def test_save_and_next_goes_to_the_oldest_letter_that_waits_and_then_back(office: Office) -> None:
    with day():
        letters = [waiting(office) for _ in range(3)]
        browser = office.browser(office.cast.chi)
        typed = {"competence": Competence.OURS, "then": "next", **matter()}
        places = [send(browser, address("triage", letter), **typed).headers["Location"] for letter in letters]
    assert places == [
        address("triage", letters[1]),
        address("triage", letters[2]),
        address("record", letters[2]),
    ]


def test_a_double_click_is_one_triage(office: Office) -> None:
    with day():
        letter = waiting(office)
        browser = office.browser(office.cast.chi)
        typed = {**hidden(browser.get(address("triage", letter))), **OURS, **matter()}
        answers = [browser.post(address("triage", letter), typed).status_code for _ in range(2)]
    assert answers == [302, 302]
    letter = office.fresh(letter)
    assert JournalEntry.objects.filter(record=letter.record, event="letters.letter:triage").count() == 1


def test_the_second_of_two_officers_is_told_who_was_quicker_and_loses_nothing(office: Office) -> None:
    with day():
        letter = waiting(office)
        first, second = office.browser(office.cast.chi), office.browser(office.cast.lan)
        shown = hidden(second.get(address("triage", letter)))
        send(first, address("triage", letter), **OURS, **matter())
        late = {**shown, **OURS, **matter(summary="Tóm tắt của Lan (thử)"), "note": "Ghi chú của Lan (thử)."}
        answer = second.post(address("triage", letter), late)
    assert answer.status_code == 409
    assert shows(answer, "vừa được người khác cập nhật")
    assert shows(answer, f"{office.cast.chi.display_name} đã phân loại đơn lúc 08:00.")
    assert shows(answer, "Ghi chú của Lan (thử).")
    assert shows(answer, "Tóm tắt của Lan (thử)")


def test_triage_needs_its_right_and_a_letter_that_waits(office: Office) -> None:
    with day():
        letter = waiting(office)
        done = situations.triaged(office.cast, on=DAY)
        cast = office.cast
        cast.van.holdings.get().post.__class__.objects.filter(holdings__account=cast.van).update(
            permissions=["letters.view"]
        )
        assert office.browser(cast.van).get(address("triage", letter)).status_code == 403
        assert office.browser(cast.van).post(address("triage-dates", letter)).status_code == 403
        assert office.browser(cast.stranger).get(address("triage", letter)).status_code == 404
        back = office.browser(cast.chi).get(address("triage", done), follow=True)
    assert shows(back, "Đơn này không còn chờ phân loại.")


def test_the_scan_and_what_was_read_stand_beside_the_questions(office: Office) -> None:
    from congtam.casework.letters.tests.test_work_record import scanned
    from congtam.casework.letters.tests.work_pages import scan

    with day():
        letter = scanned(office, scan(), words=("Kính", "gửi"))
        register_letter(
            letter=letter, actor=office.cast.actor(office.cast.van), on=DAY, sender=situations.SENDER,
            summary="Khiếu nại (thử)", matters=(situations.COMPLAINT,),
        )  # fmt: skip
        page = office.browser(office.cast.chi).get(address("triage", letter))
    assert f'src="{address("page", letter, 1, 1)}"' in text(page)
    assert shows(page, "Kính gửi")
