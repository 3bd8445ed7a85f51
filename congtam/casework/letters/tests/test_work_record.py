"""The page of a letter, as its officers open it."""

import io
from datetime import date
from typing import Any

import pytest

from congtam.casework.letters.actions import (
    assign_letter,
    finish_reading,
    hold_letter,
    keep_page,
    receive_letter,
    register_letter,
    triage_again,
    triage_letter,
)
from congtam.casework.letters.models import Channel, Competence, Letter
from congtam.casework.letters.reading import PageText, Word
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import DAY, Office, address, day, scan, shows, text
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.foundation.files.tests.samples import pdf

LOOKER = ("letters.view",)
#: savepoint and its release, and the scope of the request: not counted as queries
SET_UP = 3


def scanned(office: Office, source: io.BytesIO | bytes, *, words: tuple[str, ...] = ()) -> Letter:
    """A letter that came with a scan; ``words`` are what was read on its first page."""
    cast = office.cast
    found = receive_letter(
        actor=cast.actor(cast.van),
        unit=cast.city,
        on=DAY,
        channel=Channel.POST,
        source=source,
        name="don.png",
    )
    assert found.scan
    if words:
        reader = system_actor("letters.reader", unit_id=cast.city.pk)
        page = PageText(tuple(Word(word, (0.1, 0.1, 0.1, 0.02), 90.0, 0) for word in words))
        keep_page(
            scan=found.scan, actor=reader, number=1, page={**page.to_json(), "text": page.text}, confidence=90
        )
        finish_reading(scan=found.scan, actor=reader, on=DAY, proposals=[], confidence=90)
    return found.letter


def test_the_page_says_what_is_who_has_it_and_until_when(office: Office) -> None:
    with day():
        letter = situations.triaged(office.cast, on=DAY)
        page = office.browser(office.cast.lan).get(address("record", letter))
    assert page.status_code == 200
    assert shows(page, "Đơn đã phân loại, chờ quyết định thụ lý.")
    assert shows(page, office.cast.chi.display_name)
    assert shows(page, "thứ Hai 13/07/2026")
    assert shows(page, "còn 8 ngày làm việc")


def test_a_deadline_tells_both_dates_the_law_and_every_line_of_the_count(office: Office) -> None:
    with day():
        letter = situations.triaged(office.cast, on=DAY)
        page = office.browser(office.cast.lan).get(address("record", letter))
    assert shows(page, "Nhắc từ thứ Sáu 10/07/2026")
    assert shows(page, "Vì sao?")
    assert shows(page, "Điều 27")
    assert shows(page, "(ngày 0, không tính).")
    assert shows(page, "Đã đối chiếu văn bản luật") or shows(page, "Theo nguồn thứ cấp")


def test_permitted_steps_are_buttons_and_looked_for_ones_say_why_not(office: Office) -> None:
    with day():
        letter = situations.triaged(office.cast, on=DAY)
        leader = office.browser(office.cast.lan).get(address("record", letter))
        desk = office.browser(office.cast.van).get(address("record", letter))
    accept = address("step", letter, "accept")
    assert f'href="{accept}"' in text(leader)
    assert f'href="{accept}"' not in text(desk)
    assert shows(desk, "Việc này cần người có thẩm quyền.")
    assert shows(leader, "Chỉ ra quyết định được sau khi đã thụ lý.")


def test_register_and_triage_lead_to_their_own_pages(office: Office) -> None:
    with day():
        new = situations.received(office.cast, on=DAY)
        waiting = situations.registered(office.cast, on=DAY)
        browser = office.browser(office.cast.van)
        assert f'href="{address("register", new)}"' in text(browser.get(address("record", new)))
        assert f'href="{address("triage", waiting)}"' in text(browser.get(address("record", waiting)))


def test_the_timeline_names_the_actor_the_post_the_change_and_the_reason(office: Office) -> None:
    with day():
        letter = situations.triaged(office.cast, on=DAY)
        triage_again(
            letter=letter, actor=office.cast.actor(office.cast.lan), on=DAY, reason="Có thêm nội dung (thử)."
        )
        page = office.browser(office.cast.chi).get(address("record", letter))
    assert shows(page, "Đã đưa đơn về bước phân loại")
    assert "Đã phân loại → Đã vào sổ" in text(page)
    assert shows(page, f"{office.cast.lan.display_name}, Lãnh đạo")
    assert shows(page, "Có thêm nội dung (thử).")
    assert text(page).index("Đã đưa đơn về") < text(page).index("Đã tiếp nhận đơn"), "newest first"


def test_a_sealed_sender_is_shown_to_whoever_registers_or_triages_and_to_nobody_else(office: Office) -> None:
    with day():
        letter = situations.registered(office.cast, on=DAY)
        working = office.browser(office.cast.van).get(address("record", letter))
        looking = office.browser(looker(office)).get(address("record", letter))
    assert shows(working, "Người gửi (niêm phong đến khi phân loại)")
    assert shows(working, situations.SENDER.name)
    assert looking.status_code == 200
    assert not shows(looking, situations.SENDER.name)
    assert not shows(looking, situations.SENDER.phone)


def looker(office: Office) -> Any:
    """Somebody who may see letters and nothing more."""
    account = add_account(username="xem", display_name="Người xem (thử)", password=None)
    hold(
        account=account,
        post=add_post(unit=office.cast.city, title="Xem", permissions=LOOKER),
        since=date(2015, 1, 1),
    )
    return account


def test_a_held_letter_is_closed_to_whoever_does_not_triage_even_when_it_was_open_before(
    office: Office,
) -> None:
    with day():
        letter = situations.triaged(office.cast, on=DAY)
        actor = office.cast.actor(office.cast.chi)
        triage_again(letter=letter, actor=actor, on=DAY, reason="Có thể là tố cáo (thử).")
        hold_letter(letter=letter, actor=actor, on=DAY, note="Nêu tên cán bộ (thử).")
        looking = office.browser(looker(office)).get(address("record", letter))
        working = office.browser(office.cast.chi).get(address("record", letter))
    assert shows(working, "Nêu tên cán bộ (thử).")
    assert shows(working, situations.SENDER.name)
    assert not shows(looking, situations.SENDER.name)
    assert not shows(looking, "Nêu tên cán bộ (thử).")
    assert not shows(looking, "Có thể là tố cáo (thử).")


def test_a_stranger_learns_nothing_and_nobody_signed_in_is_sent_to_sign_in(office: Office) -> None:
    with day():
        letter = situations.accepted(office.cast, on=DAY)
        stranger = office.browser(office.cast.stranger)
        pages = [
            address("record", letter), address("triage", letter), address("step", letter, "assign"),
            address("page", letter, 1, 1), address("older", letter),
            address("paper-docx", letter, letter.record.documents.get().uid),
        ]  # fmt: skip
        assert {stranger.get(page).status_code for page in pages} == {404}
        stranger.logout()
        for page in pages:
            answer = stranger.get(page)
            assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/accounts/login/")


def test_the_record_page_costs_few_queries(office: Office, django_assert_max_num_queries: Any) -> None:
    with day():
        letter = scanned(office, pdf(3), words=("Kính", "gửi"))
        register_letter(
            letter=letter, actor=office.cast.actor(office.cast.van), on=DAY, sender=situations.SENDER,
            summary="Khiếu nại (thử)", matters=(situations.COMPLAINT, situations.COMPLAINT),
        )  # fmt: skip
        actor = office.cast.actor(office.cast.chi)
        triage_letter(
            letter=letter, actor=actor, on=DAY, competence=Competence.OURS,
            matters=(situations.COMPLAINT, situations.COMPLAINT), handler=office.cast.chi,
        )  # fmt: skip
        office.accepted(letter)
        for _ in range(3):
            assign_letter(
                letter=letter, actor=office.cast.actor(office.cast.lan), on=DAY, handler=office.cast.chi,
                signer=situations.SIGNER, task="Xác minh (thử).", save=situations.save(),
            )  # fmt: skip
        browser = office.browser(office.cast.chi)
        browser.get(address("record", letter))
        with django_assert_max_num_queries(14 + SET_UP):
            assert browser.get(address("record", letter)).status_code == 200


def test_a_page_of_a_scan_is_drawn_from_the_encrypted_store_and_kept_nowhere(office: Office) -> None:
    with day():
        letter = scanned(office, scan())
        answer = office.browser(office.cast.van).get(address("page", letter, 1, 1))
        small = office.browser(office.cast.van).get(address("page", letter, 1, 1), {"size": "thumb"})
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.content.startswith(b"\x89PNG")
    assert small.status_code == 200


@pytest.mark.parametrize("place", [(1, 2), (2, 1), (1, 0)])
def test_a_page_that_is_not_there_is_not_found(office: Office, place: tuple[int, int]) -> None:
    with day():
        letter = scanned(office, scan())
        assert office.browser(office.cast.van).get(address("page", letter, *place)).status_code == 404


def test_a_sealed_scan_is_refused_to_whoever_only_looks(office: Office) -> None:
    with day():
        letter = scanned(office, scan())
        browser = office.browser(looker(office))
        assert browser.get(address("page", letter, 1, 1)).status_code == 403
        assert address("page", letter, 1, 1) not in text(browser.get(address("record", letter)))


def test_the_text_that_was_read_stands_beside_its_page(office: Office) -> None:
    with day():
        letter = scanned(office, scan(), words=("Kính", "gửi", "Chủ", "tịch"))
        page = office.browser(office.cast.van).get(address("record", letter))
    assert shows(page, "Kính gửi Chủ tịch")
    assert shows(page, "Chữ đọc được ở trang 1")


def test_the_keys_lead_to_the_letters_above_and_below(office: Office) -> None:
    with day():
        first, second, third = (situations.registered(office.cast, on=DAY) for _ in range(3))
        browser = office.browser(office.cast.van)
        assert first.record.code in browser.get(address("older", second)).headers["Location"]
        assert third.record.code in browser.get(address("newer", second)).headers["Location"]
        end = browser.get(address("newer", third), follow=True)
    assert shows(end, "Không còn hồ sơ nào nữa theo chiều này trong danh sách.")


def test_the_page_is_english_for_whoever_chose_english(office: Office) -> None:
    office.cast.chi.language = "en"
    office.cast.chi.save(update_fields=["language"])
    with day():
        letter = situations.triaged(office.cast, on=DAY)
        page = office.browser(office.cast.chi).get(address("record", letter))
    assert 'lang="en"' in text(page)
    assert shows(page, "Monday 13/07/2026")
