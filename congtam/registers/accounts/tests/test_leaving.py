"""Somebody leaves: rights end that day, work passes on in the same act."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import ValidationError
from django.test import Client

from congtam.casework.letters.tests import situations
from congtam.foundation.access.actor import actor_of
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.mechanisms.lifecycle.work import CannotHold, hand_over_work
from congtam.registers.accounts.actions import come_back, leave, substitute
from congtam.registers.accounts.tests.conftest import DAY, Register
from tests.cast import PASSWORD


def go(register: Register, account: Account, **more: Any) -> int:
    given: dict[str, Any] = {"from_day": DAY, "successor": None, "reason": "Chuyển công tác", **more}
    actor = given.pop("actor", None) or register.actor()
    return leave(register.entry(account), actor=actor, on=DAY, save=register.save, **given)


def test_rights_end_on_that_day(register: Register) -> None:
    go(register, register.cast.van)
    assert actor_of(register.cast.van, on=DAY - timedelta(days=1)).unit_ids
    assert not actor_of(register.cast.van, on=DAY).unit_ids


def test_an_open_session_ends_at_once_and_nobody_signs_in_again(register: Register) -> None:
    browser = register.browser(register.cast.van)
    assert browser.get("/").status_code == 200
    go(register, register.cast.van)
    assert browser.get("/").status_code == 302
    browser.post("/accounts/login/", {"login": "van", "password": PASSWORD})
    assert browser.get("/").status_code == 302


def test_leaving_and_coming_back_does_not_take_the_second_step_away(register: Register) -> None:
    van = register.cast.van
    TOTP.activate(van, generate_totp_secret())
    go(register, van)
    found = come_back(
        register.entry(van), actor=register.actor(), posts=[register.post("Văn thư")], since=DAY, on=DAY,
        save=register.save,
    )  # fmt: skip
    browser = Client()
    browser.post("/join/", {"code": found.code, "password": PASSWORD, "again": PASSWORD})
    browser.post("/accounts/login/", {"login": "van", "password": PASSWORD})
    assert browser.get("/").status_code == 302
    assert Authenticator.objects.filter(user=van).exists()


def test_open_records_pass_to_the_successor_in_the_same_act(register: Register) -> None:
    cast = register.cast
    letters = [situations.triaged(cast, on=DAY) for _ in range(2)]
    assert go(register, cast.chi, successor=cast.lan) == 2
    for letter in letters:
        letter.record.refresh_from_db()
        last = letter.record.entries.order_by("-seq")[0]
        assert letter.record.holder == cast.lan
        assert (last.event, last.actor) == ("letters.letter:holder_changed", register.quan)


def test_without_a_successor_nobody_with_open_records_leaves(register: Register) -> None:
    situations.triaged(register.cast, on=DAY)
    with pytest.raises(ValidationError, match="người nhận các hồ sơ"):
        go(register, register.cast.chi)
    assert Account.objects.get(pk=register.cast.chi.pk).is_active


def test_a_successor_who_may_not_see_the_records_is_refused(register: Register) -> None:
    situations.triaged(register.cast, on=DAY)
    with pytest.raises(CannotHold, match="không có quyền xem"):
        go(register, register.cast.chi, successor=register.minh)


def test_handing_over_costs_the_same_for_one_record_and_for_many(
    register: Register, django_assert_max_num_queries: Any
) -> None:
    cast = register.cast
    for _ in range(6):
        situations.triaged(cast, on=DAY)
    with django_assert_max_num_queries(10):
        moved = hand_over_work(
            actor=register.actor(), from_account=cast.chi, to_account=cast.lan, on=DAY, reason="Nghỉ hưu"
        )
    assert len(moved) == 6


def test_what_another_unit_holds_stays_there(register: Register) -> None:
    cast = register.cast
    letter = situations.triaged(cast, on=DAY)
    assert not hand_over_work(
        actor=register.actor(register.dung),
        from_account=cast.chi,
        to_account=cast.stranger,
        on=DAY,
        reason="",
    )
    set_scope([cast.city.pk])
    letter.record.refresh_from_db()
    assert letter.record.holder == cast.chi


def test_the_last_who_manages_accounts_does_not_leave(register: Register) -> None:
    go(register, register.minh)
    boss = register.cast
    substitute(
        register.entry(register.quan), actor=register.actor(), by=boss.lan,
        holdings=[register.holding(register.quan)], since=DAY, until=DAY + timedelta(days=2), line="", on=DAY,
        save=register.save,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="không còn ai quản lý tài khoản"):
        go(register, register.quan, actor=register.actor(boss.lan))


def test_nobody_lets_themselves_leave(register: Register) -> None:
    with pytest.raises(ValidationError, match="Không ai tự cho mình"):
        go(register, register.quan)


def test_a_day_that_is_not_here_yet_is_refused(register: Register) -> None:
    with pytest.raises(ValidationError, match="chưa tới"):
        go(register, register.cast.van, from_day=DAY + timedelta(days=1))


def test_what_they_filled_for_others_ends_too(register: Register) -> None:
    cast = register.cast
    substitute(
        register.entry(cast.lan), actor=register.actor(), by=cast.van, holdings=[register.holding(cast.lan)],
        since=DAY, until=DAY + timedelta(days=9), line="", on=DAY, save=register.save,
    )  # fmt: skip
    go(register, cast.van)
    assert not actor_of(cast.van, on=DAY + timedelta(days=1)).works_for


def test_the_chains_of_the_journal_fit_after_a_hand_over(register: Register) -> None:
    situations.triaged(register.cast, on=DAY)
    go(register, register.cast.chi, successor=register.cast.lan)
    entries = list(JournalEntry.objects.select_related("record").order_by("record_id", "seq"))
    for before, after in pairwise(entries):
        if before.record_id == after.record_id:
            assert bytes(after.previous) == bytes(before.hash)
        else:
            assert bytes(before.record.head) == bytes(before.hash)
