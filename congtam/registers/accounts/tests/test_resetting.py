"""A lost second step is taken away by two people, never by one."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import ValidationError
from django.test import Client

from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.models import Account
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.registers.accounts.actions import ask_reset, end_post, grant_reset, refuse_reset, substitute
from congtam.registers.accounts.models import ResetRequest
from congtam.registers.accounts.queries import waiting_for
from congtam.registers.accounts.tests.conftest import DAY, Register
from tests.cast import PASSWORD


@pytest.fixture
def locked_out(register: Register) -> Register:
    """Văn has two-step sign-in and lost the phone."""
    TOTP.activate(register.cast.van, generate_totp_secret())
    RecoveryCodes.activate(register.cast.van)
    return register


def ask(register: Register) -> ResetRequest:
    return ask_reset(
        register.entry(register.cast.van), actor=register.actor(), reason="Mất điện thoại", on=DAY,
        save=register.save,
    )  # fmt: skip


def grant(register: Register, by: Account) -> None:
    grant_reset(register.entry(register.cast.van), actor=register.actor(by), on=DAY, save=register.save)


def steps_of(account: Account) -> int:
    return Authenticator.objects.filter(user=account).count()


def test_asking_alone_changes_nothing(locked_out: Register) -> None:
    ask(locked_out)
    assert steps_of(locked_out.cast.van) == 2


def test_whoever_asked_does_not_grant(locked_out: Register) -> None:
    ask(locked_out)
    with pytest.raises(StepBlocked, match="một người quản trị khác"):
        grant(locked_out, locked_out.quan)
    assert steps_of(locked_out.cast.van) == 2


def test_another_grants_and_all_means_are_gone(locked_out: Register) -> None:
    ask(locked_out)
    grant(locked_out, locked_out.minh)
    assert steps_of(locked_out.cast.van) == 0


def test_the_person_is_told_once_at_the_next_sign_in(locked_out: Register) -> None:
    ask(locked_out)
    grant(locked_out, locked_out.minh)
    browser = Client()
    told = []
    for _ in range(2):
        browser.post("/accounts/login/", {"login": "van", "password": PASSWORD})
        told.append("đã tắt xác thực hai bước" in browser.get("/").content.decode())
        browser.post("/accounts/logout/")
    assert told == [True, False]


def test_open_sessions_of_the_person_end(locked_out: Register) -> None:
    browser = locked_out.browser(locked_out.cast.van)
    ask(locked_out)
    grant(locked_out, locked_out.minh)
    assert browser.get("/").status_code == 302


def test_nobody_grants_for_their_own_account(register: Register) -> None:
    TOTP.activate(register.minh, generate_totp_secret())
    ask_reset(register.entry(register.minh), actor=register.actor(), reason="Mất", on=DAY, save=register.save)
    with pytest.raises(StepBlocked, match="tài khoản của mình"):
        grant_reset(
            register.entry(register.minh), actor=register.actor(register.minh), on=DAY, save=register.save
        )


def sent(register: Register, away: Account, by: Account, actor: Account) -> None:
    substitute(
        register.entry(away), actor=register.actor(actor), by=by, holdings=[register.holding(away)], since=DAY,
        until=DAY + timedelta(days=3), line="", on=DAY, save=register.save,
    )  # fmt: skip


def test_whoever_stands_in_for_the_one_who_asked_is_no_second_person(locked_out: Register) -> None:
    ask(locked_out)
    sent(locked_out, away=locked_out.quan, by=locked_out.cast.lan, actor=locked_out.minh)
    with pytest.raises(StepBlocked, match="một người quản trị khác"):
        grant(locked_out, locked_out.cast.lan)
    assert steps_of(locked_out.cast.van) == 2


def test_nobody_grants_what_their_own_substitute_asked(locked_out: Register) -> None:
    sent(locked_out, away=locked_out.minh, by=locked_out.cast.lan, actor=locked_out.quan)
    ask_reset(
        locked_out.entry(locked_out.cast.van), actor=locked_out.actor(locked_out.cast.lan), reason="Mất", on=DAY,
        save=locked_out.save,
    )  # fmt: skip
    with pytest.raises(StepBlocked, match="một người quản trị khác"):
        grant(locked_out, locked_out.minh)
    grant(locked_out, locked_out.quan)
    assert steps_of(locked_out.cast.van) == 0


def test_another_may_refuse_and_both_stand_in_the_journal(locked_out: Register) -> None:
    ask(locked_out)
    refuse_reset(
        locked_out.entry(locked_out.cast.van), actor=locked_out.actor(locked_out.minh), reason="Chưa gặp người",
        on=DAY, save=locked_out.save,
    )  # fmt: skip
    entries = locked_out.entry(locked_out.cast.van).record.entries.order_by("-seq")[:2]
    assert [(entry.event.partition(":")[2], entry.actor) for entry in entries] == [
        ("refuse_reset", locked_out.minh),
        ("ask_reset", locked_out.quan),
    ]
    assert steps_of(locked_out.cast.van) == 2


def test_a_second_request_waits_for_the_first(locked_out: Register) -> None:
    ask(locked_out)
    with pytest.raises(StepBlocked, match="đang chờ"):
        ask(locked_out)


def test_where_nothing_is_on_there_is_nothing_to_ask(register: Register) -> None:
    with pytest.raises(StepBlocked, match="chưa bật"):
        ask(register)


def test_a_reason_is_needed(locked_out: Register) -> None:
    with pytest.raises(ValidationError, match="lý do"):
        ask_reset(
            locked_out.entry(locked_out.cast.van), actor=locked_out.actor(), reason=" ", on=DAY,
            save=locked_out.save,
        )  # fmt: skip


def test_somebody_without_the_permission_neither_asks_nor_grants(locked_out: Register) -> None:
    ask(locked_out)
    with pytest.raises(NotPermitted):
        grant(locked_out, locked_out.cast.lan)


def test_an_office_with_one_manager_reads_what_to_do(locked_out: Register) -> None:
    end_post(
        locked_out.entry(locked_out.minh), actor=locked_out.actor(), holding=locked_out.holding(locked_out.minh),
        from_day=DAY, on=DAY, save=locked_out.save,
    )  # fmt: skip
    code = locked_out.entry(locked_out.cast.van).record.code
    text = locked_out.browser(locked_out.quan).get(f"/people/{code}/").content.decode()
    assert "mã dự phòng đã in" in text
    assert "cấp trên" in text


def test_the_second_person_sees_on_every_page_that_somebody_waits(locked_out: Register) -> None:
    ask(locked_out)
    assert waiting_for(locked_out.actor(locked_out.minh)) == 1
    assert waiting_for(locked_out.actor()) is None
    text = locked_out.browser(locked_out.minh).get("/people/").content.decode()
    assert "chờ người thứ hai" in text
