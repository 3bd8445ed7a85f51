"""A citizen follows a letter with nothing but the slip."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from congtam.casework.letters.actions import suspend_letter
from congtam.casework.letters.models import Kind
from congtam.casework.letters.receiving import receipt_of
from congtam.casework.letters.tests import situations
from congtam.foundation import clock
from congtam.foundation.access.rls import set_scope
from congtam.interface.portal import limiter, views
from congtam.project.home import Home
from tests.cast import Cast, describe_city, make_cast

DAY = date(2026, 7, 1)
URL = "/vi/tra-cuu/"


@pytest.fixture
def cast(home: Home, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    monkeypatch.setattr(views, "limiter", limiter.Limiter())
    cast = make_cast()
    set_scope([cast.city.pk])
    describe_city(cast)
    with clock.frozen(DAY):
        yield cast


def ask(code: str, **headers: str) -> Any:
    return Client().post(URL, {"code": code}, headers=headers)


def test_the_code_shows_the_step_and_the_promised_day(cast: Cast) -> None:
    letter = situations.accepted(cast, on=DAY)
    page = ask(receipt_of(letter))
    assert page.status_code == 200
    text = page.content.decode()
    assert "Đơn đã được thụ lý và đang được giải quyết." in text
    assert "thứ Sáu 31/07/2026" in text


def test_small_letters_and_spaces_do_not_matter(cast: Cast) -> None:
    code = receipt_of(situations.registered(cast, on=DAY))
    assert ask(code.lower().replace("-", " ")).status_code == 200


def test_a_wrong_code_is_answered_like_a_code_of_the_wrong_shape(cast: Cast) -> None:
    wrong, shapeless = ask("KKKK-KKKK-KKKK-KKKK"), ask("không phải mã")
    assert wrong.status_code == shapeless.status_code == 404
    strip = str.maketrans("", "", "\n")
    assert wrong.content.decode().translate(strip).replace("KKKK-KKKK-KKKK-KKKK", "x") == (
        shapeless.content.decode().translate(strip).replace("không phải mã", "x")
    )


def test_no_cookie_is_set_and_nothing_is_cached(cast: Cast) -> None:
    page = ask(receipt_of(situations.registered(cast, on=DAY)))
    assert not page.cookies
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_the_page_names_neither_sender_nor_subject_nor_officer(cast: Cast) -> None:
    text = ask(receipt_of(situations.accepted(cast, on=DAY))).content.decode()
    for secret in (situations.SENDER.name, situations.SENDER.address, "bồi thường", cast.chi.display_name):
        assert secret not in text


def test_a_sealed_letter_looks_like_any_other_in_triage(cast: Cast) -> None:
    from congtam.casework.letters.actions import hold_letter

    denunciation = (situations.MatterDetails(kind=Kind.DENUNCIATION, summary="Tố cáo (thử)"),)
    held = situations.registered(cast, on=DAY, matters=denunciation)
    hold_letter(letter=held, actor=cast.actor(cast.chi), on=DAY)
    text = ask(receipt_of(held)).content.decode()
    assert "Đơn đang được xem xét, phân loại." in text
    assert "tố cáo" not in text.lower()
    assert "niêm phong" not in text.lower()


def test_wrong_codes_are_slowed_after_five(cast: Cast) -> None:
    answers = [ask("KKKK-KKKK-KKKK-KKKK").status_code for _ in range(7)]
    assert answers == [404] * 6 + [429]


def test_while_slowed_a_right_code_waits_too(cast: Cast) -> None:
    code = receipt_of(situations.registered(cast, on=DAY))
    for _ in range(6):
        ask("KKKK-KKKK-KKKK-KKKK")
    answer = ask(code)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1


def test_the_limiter_keeps_no_address() -> None:
    slow = limiter.Limiter()
    slow.wrong("192.0.2.7")
    assert "192.0.2.7" not in repr(vars(slow))


def test_another_site_cannot_ask(cast: Cast) -> None:
    code = receipt_of(situations.registered(cast, on=DAY))
    assert ask(code, sec_fetch_site="cross-site").status_code == 400
    assert ask(code, origin="https://elsewhere.example").status_code == 400


def test_a_browser_that_names_no_origin_may_ask(cast: Cast) -> None:
    """Under no-referrer an older phone, and any browser without TLS, sends "null" with our own form."""
    assert ask(receipt_of(situations.registered(cast, on=DAY)), origin="null").status_code == 200


@pytest.mark.parametrize("address", ["/vi/tra-cuu/%s/", "/tra-cuu/%s", "/%s"])
def test_a_code_that_was_typed_into_the_address_stands_in_no_log(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    ours = next(handler for handler in logging.getLogger().handlers if handler.name == "stderr")
    logged = io.StringIO()
    monkeypatch.setattr(ours, "stream", logged)
    code = receipt_of(situations.registered(cast, on=DAY))
    assert Client().get(address % code).status_code == 404
    assert "Not Found" in logged.getvalue()
    assert code not in logged.getvalue()


def test_the_english_page_is_english(cast: Cast) -> None:
    code = receipt_of(situations.registered(cast, on=DAY))
    text = Client().post("/en/tra-cuu/", {"code": code}).content.decode()
    assert 'lang="en"' in text
    assert "Đơn đã được tiếp nhận" not in text


def test_the_public_role_sees_no_row_without_the_exact_code(cast: Cast) -> None:
    from django.db import connection

    situations.registered(cast, on=DAY)
    set_scope([])
    with connection.cursor() as cursor:
        cursor.execute("SELECT portal_follow(%s)", [b"x" * 32])
        assert cursor.fetchone() == (None,)
        cursor.execute("SELECT count(*) FROM lifecycle_record")
        assert cursor.fetchone() == (0,)


def test_before_acceptance_a_complaint_and_a_denunciation_show_the_same_dates(cast: Cast) -> None:
    from congtam.casework.letters.actions import hold_letter

    denunciation = (situations.MatterDetails(kind=Kind.DENUNCIATION, summary="Tố cáo (thử)"),)
    held = situations.registered(cast, on=DAY, matters=denunciation)
    hold_letter(letter=held, actor=cast.actor(cast.chi), on=DAY)
    complaint = situations.triaged(cast, on=DAY)
    pages = []
    for letter in (held, complaint):
        code = receipt_of(letter)
        text = ask(code).content.decode().replace(code, "mã")
        pages.append(re.sub(r'name="save_key" value="[^"]+"', "", text))
    assert pages[0] == pages[1]
    assert "thứ Hai 17/08/2026" in pages[0]


def test_a_sender_in_a_remote_area_is_told_their_longer_time_after_a_missed_term(cast: Cast) -> None:
    """45 days from Wednesday 1 July end on Saturday 15 August, so Monday 17 August 2026; 45 more (Luật Khiếu nại, Điều
    33): Thursday 1 October, and not Wednesday 16 September."""
    remote = replace(situations.COMPLAINT, remote=True)
    letter = situations.triaged(cast, on=DAY, matters=(remote,))
    situations.accept_letter(
        letter=letter, actor=cast.actor(cast.lan), on=DAY, signer=situations.SIGNER, save=situations.save()
    )
    with clock.frozen(date(2026, 8, 18)):
        text = ask(receipt_of(letter)).content.decode()
    assert "Quá hạn mà chưa có kết quả" in text
    assert "thứ Năm 01/10/2026" in text
    assert "16/09/2026" not in text


def test_a_late_letter_that_is_suspended_still_tells_of_the_missed_term(cast: Cast) -> None:
    """Thirty days from 1 July end on Friday 31 July 2026; the suspension of 3 August comes too late to stop them."""
    letter, on = situations.accepted(cast, on=DAY), date(2026, 8, 3)
    with clock.frozen(on):
        suspend_letter(
            letter=letter, actor=cast.actor(cast.lan), on=on, ground="other_body", explanation="Chờ.",
            signer=situations.SIGNER, save=situations.save(),
        )  # fmt: skip
        text = ask(receipt_of(letter)).content.decode()
    assert "Quá hạn mà chưa có kết quả" in text
    assert "đang tạm dừng" not in text
