"""Registering: the form, its drafts, and what happens when something goes wrong while saving."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congtam.casework.letters.actions import receive_letter
from congtam.casework.letters.forms.days import NotADay, read_day
from congtam.casework.letters.models import Channel, Kind, Letter, Matter, SenderKind
from congtam.casework.letters.sender import sender_of
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.intake import form, in_scope, page, signed_in, text_of
from congtam.foundation import clock
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.foundation.drafts.models import Draft
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.project.home import Home
from tests.cast import DESK, SINCE, Cast, make_cast

DAY = date(2026, 11, 23)


@pytest.fixture
def cast(home: Home, db: None) -> Cast:
    cast = make_cast()
    set_scope([cast.city.pk])
    return cast


@pytest.fixture
def desk(cast: Cast) -> Client:
    return signed_in(cast.van)


@pytest.fixture
def letter(cast: Cast) -> Letter:
    with clock.frozen(DAY):
        return situations.received(cast, on=DAY)


def _now(letter: Letter, cast: Cast) -> Letter:
    in_scope(cast.city.pk)
    return Letter.objects.select_related("record__data_key").get(pk=letter.pk)


def _post(client: Client, letter: Letter, **typed: str) -> object:
    with clock.frozen(DAY):
        return client.post(page("register", letter), form(letter, **typed))


def test_a_saved_letter_leads_to_its_receipt(desk: Client, letter: Letter, cast: Cast) -> None:
    answer = _post(
        desk, letter, sender_kind="one", sender_name="Đỗ Thị Thử", written_on="20.11.2026",
        concerned="Phường (thử)",
    )  # fmt: skip
    assert answer.headers["Location"] == page("receipt", letter)  # type: ignore[attr-defined]
    now = _now(letter, cast)
    assert (now.record.state, now.record.number, now.record.subject) == (
        "registered",
        1,
        "Khiếu nại mức bồi thường đất",
    )
    assert (now.sender_kind, sender_of(now)["name"]) == (SenderKind.ONE, "Đỗ Thị Thử")
    assert (now.written_on, now.concerned) == (date(2026, 11, 20), "Phường (thử)")
    matter = Matter.objects.get()
    assert (matter.kind, matter.summary) == (Kind.COMPLAINT, "Khiếu nại mức bồi thường đất")


def test_how_the_letter_came_can_be_put_right(desk: Client, letter: Letter, cast: Cast) -> None:
    assert letter.channel == Channel.POST
    _post(desk, letter, channel="hand")
    assert _now(letter, cast).channel == Channel.HAND


def test_nothing_is_demanded_but_a_summary(desk: Client, letter: Letter, cast: Cast) -> None:
    data = {
        "summary": "Nước ngập ở ngõ",
        "received_on": "23/11/2026",
        "matters-TOTAL_FORMS": "1",
        "matters-INITIAL_FORMS": "0",
    }
    with clock.frozen(DAY):
        answer = desk.post(page("register", letter), data)
    assert answer.status_code == 302
    assert _now(letter, cast).sender_kind == SenderKind.UNCLEAR
    assert Matter.objects.get().kind == Kind.UNCLEAR


def test_without_a_summary_the_form_comes_back_with_everything_typed(
    desk: Client, letter: Letter, cast: Cast
) -> None:
    answer = _post(desk, letter, summary="", sender_name="Đỗ Thị Thử", concerned="Phường (thử)")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    text = text_of(answer)
    assert "Hãy ghi tóm tắt" in text
    assert 'value="Đỗ Thị Thử"' in text
    assert 'value="Phường (thử)"' in text
    assert _now(letter, cast).record.state == "received"


def test_a_letter_dated_tomorrow_is_refused_with_the_reason_at_the_field(
    desk: Client, letter: Letter, cast: Cast
) -> None:
    answer = _post(desk, letter, written_on="24/11/2026", sender_name="Đỗ Thị Thử")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Ngày viết đơn là một ngày chưa tới" in text_of(answer)
    assert 'href="#id_written_on"' in text_of(answer)
    assert 'value="Đỗ Thị Thử"' in text_of(answer)
    now = _now(letter, cast)
    assert (now.record.state, now.record.number) == ("received", None)


def test_a_second_matter_is_added_without_a_script_and_keeps_what_was_typed(
    desk: Client, letter: Letter
) -> None:
    answer = _post(desk, letter, go="add", sender_name="Đỗ Thị Thử", **{"matters-0-summary": "Đất"})
    text = text_of(answer)
    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert 'name="matters-1-kind"' in text
    assert 'value="Đỗ Thị Thử"' in text
    assert '<p class="ct-error">' not in text


def test_each_matter_has_its_own_kind_and_those_left_empty_are_none(
    desk: Client, letter: Letter, cast: Cast
) -> None:
    _post(
        desk, letter, **{
            "matters-TOTAL_FORMS": "3", "matters-0-summary": "Khiếu nại đất", "matters-1-kind": "petition",
            "matters-1-summary": "Kiến nghị sửa kênh", "matters-2-kind": "", "matters-2-summary": " ",
        },
    )  # fmt: skip
    in_scope(cast.city.pk)
    found = list(Matter.objects.order_by("position").values_list("kind", "summary"))
    assert found == [("complaint", "Khiếu nại đất"), ("petition", "Kiến nghị sửa kênh")]


def test_of_several_matters_each_says_what_it_is_about(desk: Client, letter: Letter, cast: Cast) -> None:
    answer = _post(
        desk, letter, **{"matters-TOTAL_FORMS": "2", "matters-0-summary": "Đất", "matters-1-kind": "petition"}
    )
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Nội dung 2: hãy ghi một dòng tóm tắt." in text_of(answer)
    assert _now(letter, cast).record.state == "received"


def test_a_double_click_is_one_letter(desk: Client, letter: Letter, cast: Cast) -> None:
    data = form(letter)
    with clock.frozen(DAY):
        answers = [desk.post(page("register", letter), data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    in_scope(cast.city.pk)
    assert JournalEntry.objects.filter(event="letters.letter:register").count() == 1
    assert _now(letter, cast).record.number == 1


def _colleague(cast: Cast) -> Client:
    account = add_account(username="hai", display_name="Hoàng Thị Hai (thử)", password=None)
    hold(account=account, post=add_post(unit=cast.city, title="Văn thư 2", permissions=DESK), since=SINCE)
    return signed_in(account)


def test_of_two_officers_who_save_at_once_the_second_is_told_and_keeps_what_was_typed(
    desk: Client, letter: Letter, cast: Cast
) -> None:
    colleague = _colleague(cast)
    first, second = form(letter), form(letter, sender_name="Đỗ Thị Thử", summary="Tóm tắt của người thứ hai")
    with clock.frozen(DAY):
        assert desk.post(page("register", letter), first).status_code == 302
        answer = colleague.post(page("register", letter), second)
    text = text_of(answer)
    assert answer.status_code == 409
    assert "vừa được người khác cập nhật" in text
    assert "Nguyễn Thị Văn (thử) đã vào sổ đơn lúc 08:00." in text
    assert 'value="Đỗ Thị Thử"' in text
    assert "Tóm tắt của người thứ hai" in text
    assert f'href="{page("receipt", letter)}"' in text
    now = _now(letter, cast)
    assert (now.record.subject, now.record.number) == ("Khiếu nại mức bồi thường đất", 1)
    assert Matter.objects.count() == 1


def test_a_form_sent_again_after_the_letter_was_registered_writes_nothing(
    desk: Client, letter: Letter, cast: Cast
) -> None:
    _post(desk, letter)
    now = _now(letter, cast)
    answer = _post(desk, now, summary="Lần nữa")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert _now(letter, cast).record.subject == "Khiếu nại mức bồi thường đất"


def test_save_and_next_goes_through_the_letters_that_wait_and_then_to_the_next_mail(
    desk: Client, letter: Letter, cast: Cast
) -> None:
    with clock.frozen(DAY):
        other = receive_letter(
            actor=cast.actor(cast.van), unit=cast.city, on=date(2026, 11, 20), channel=Channel.WEB
        ).letter
    first = _post(desk, letter, go="next")
    second = _post(desk, other, go="next")
    assert first.headers["Location"] == page("register", other)  # type: ignore[attr-defined]
    kept = f"{reverse('letters:receive')}?channel=web&on=2026-11-20&unit={cast.city.pk}"
    assert second.headers["Location"] == kept  # type: ignore[attr-defined]


def test_a_registered_letter_has_no_form_any_more(desk: Client, letter: Letter) -> None:
    _post(desk, letter)
    assert desk.get(page("register", letter)).headers["Location"] == page("receipt", letter)


def test_only_who_registers_sees_the_form_and_a_stranger_is_told_that_there_is_none(
    letter: Letter, cast: Cast
) -> None:
    assert signed_in(cast.chi).get(page("register", letter)).status_code == 403
    assert signed_in(cast.stranger).get(page("register", letter)).status_code == 404
    assert Client().get(page("register", letter)).status_code == 302


def test_the_page_needs_few_queries(desk: Client, letter: Letter) -> None:
    desk.get(page("register", letter))
    with CaptureQueriesContext(connection) as queries:
        desk.get(page("register", letter))
    counted = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"] and "set_config" not in q["sql"]]
    assert len(counted) <= 12, counted


# -- drafts ---------------------------------------------------------------------------------------------------


def _draft(client: Client, letter: Letter, **typed: str) -> object:
    with clock.frozen("2026-11-23T10:42"):
        return client.post(page("register-draft", letter), form(letter, summary="", **typed))


def test_what_is_typed_is_kept_by_itself_and_shown_again_with_the_time(desk: Client, letter: Letter) -> None:
    answer = _draft(
        desk, letter, sender_name="Đỗ Thị Thử", **{"matters-TOTAL_FORMS": "2", "matters-1-summary": "Kênh"}
    )
    assert answer.json() == {"saved_at": "10:42"}  # type: ignore[attr-defined]
    with clock.frozen("2026-11-23T11:00"):
        text = text_of(desk.get(page("register", letter)))
    assert "Khôi phục bản nháp lúc 10:42." in text
    assert 'value="Đỗ Thị Thử"' in text
    assert 'value="Kênh"' in text
    assert '<p class="ct-error">' not in text


def test_a_restored_draft_can_be_saved(desk: Client, letter: Letter, cast: Cast) -> None:
    """It carries the version of the letter now and a key of its own, not those of the day it was typed."""
    _draft(desk, letter, sender_name="Đỗ Thị Thử", version="999")
    with clock.frozen(DAY):
        text = text_of(desk.get(page("register", letter)))
        shown = {name: re.search(f'name="{name}" value="([^"]*)"', text) for name in ("version", "save_key")}
        sent = {name: found[1] for name, found in shown.items() if found}
        answer = desk.post(page("register", letter), form(letter, **sent))
    assert sent["version"] == str(letter.record.version)
    assert answer.status_code == 302


def test_a_saved_letter_leaves_no_draft(desk: Client, letter: Letter, cast: Cast) -> None:
    _draft(desk, letter)
    _post(desk, letter)
    in_scope(cast.city.pk)
    assert not Draft.objects.exists()


def test_the_draft_of_a_colleague_is_not_shown(desk: Client, letter: Letter, cast: Cast) -> None:
    _draft(desk, letter, sender_name="Đỗ Thị Thử")
    assert "Đỗ Thị Thử" not in text_of(_colleague(cast).get(page("register", letter)))


def test_without_a_script_a_button_keeps_the_draft(desk: Client, letter: Letter) -> None:
    answer = _post(desk, letter, go="draft", sender_name="Đỗ Thị Thử")
    assert answer.headers["Location"] == page("register", letter)  # type: ignore[attr-defined]
    with clock.frozen(DAY):
        assert 'value="Đỗ Thị Thử"' in text_of(desk.get(page("register", letter)))


def test_a_draft_that_comes_late_is_not_kept_for_a_letter_in_the_book(
    desk: Client, letter: Letter, cast: Cast
) -> None:
    _post(desk, letter)
    assert _draft(desk, letter).status_code == 409  # type: ignore[attr-defined]
    in_scope(cast.city.pk)
    assert not Draft.objects.exists()


# -- days -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14/10/2025", date(2025, 10, 14)),
        ("14.10.25", date(2025, 10, 14)),
        ("14-10-2025", date(2025, 10, 14)),
        ("14102025", date(2025, 10, 14)),
        ("2025-10-14", date(2025, 10, 14)),
        ("6/10", date(2026, 10, 6)),
        ("24/11", date(2025, 11, 24)),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, read: date) -> None:
    """Without a year it is the last such day: letters come from the past."""
    assert read_day(typed, today=DAY) == read


@pytest.mark.parametrize("typed", ["32/1/2026", "hôm qua", "10/14/2025", "1"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(NotADay):
        read_day(typed, today=DAY)
