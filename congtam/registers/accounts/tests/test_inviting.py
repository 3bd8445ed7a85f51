"""An invitation: a code shown once, typed once, told to nobody whether it exists."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import ValidationError
from django.test import Client
from django.test.utils import override_settings

from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted, actor_of
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.interface.portal.limiter import Limiter
from congtam.mechanisms.lifecycle.acts import AlreadyDone, StepBlocked
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.registers.accounts.actions import (
    Invited,
    accept_invitation,
    come_back,
    invite,
    leave,
    lost_password,
    renew_code,
    withdraw,
)
from congtam.registers.accounts.models import Invitation
from congtam.registers.accounts.tests.conftest import DAY, Register
from congtam.registers.accounts.views import joining

GOOD = "một câu dài dễ nhớ 26"


@pytest.fixture(autouse=True)
def nobody_is_slowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "limiter", Limiter())


def invited(register: Register, username: str = "hoa.nguyen") -> Invited:
    return invite(
        actor=register.actor(), unit=register.cast.city, username=username, display_name="Nguyễn Thị Hoa (thử)",
        posts=[register.post("Văn thư")], since=DAY, on=DAY, save=register.save,
    )  # fmt: skip


def type_code(code: str, password: str = GOOD, again: str | None = None) -> tuple[int, str]:
    """What the page answers to somebody without an account: status and text."""
    answer = Client().post("/join/", {"code": code, "password": password, "again": again or password})
    return answer.status_code, answer.content.decode()


def test_whoever_was_invited_cannot_sign_in_before_taking_the_account_over(register: Register) -> None:
    account = invited(register).entry.account
    assert not account.is_active
    assert not account.has_usable_password()


def test_the_code_opens_the_account_with_a_password_of_ones_own(register: Register) -> None:
    code = invited(register).code
    status, _ = type_code(code.lower().replace("-", " "))
    assert status == 302
    browser = Client()
    browser.post("/accounts/login/", {"login": "hoa.nguyen", "password": GOOD})
    assert browser.get("/").status_code == 200
    assert actor_of(Account.objects.get(username="hoa.nguyen"), on=DAY).post_title == "Văn thư"


def test_after_the_password_the_way_leads_to_two_step_sign_in(register: Register) -> None:
    code = invited(register).code
    answer = Client().post("/join/", {"code": code, "password": GOOD, "again": GOOD})
    assert answer.headers["Location"] == "/accounts/login/?next=%2Faccounts%2F2fa%2Ftotp%2Factivate%2F"


def test_whoever_read_the_page_in_english_goes_on_in_english(register: Register) -> None:
    code = invited(register).code
    Client().post("/join/?lang=en", {"code": code, "password": GOOD, "again": GOOD})
    assert Account.objects.get(username="hoa.nguyen").language == "en"


def test_the_code_itself_is_kept_nowhere(register: Register) -> None:
    found = invited(register)
    kept = Invitation.objects.get(pk=found.invitation.pk)
    assert bytes(kept.code_mac) != found.code.encode()
    assert found.code not in str([entry.payload for entry in JournalEntry.objects.all()])


def test_a_code_works_once(register: Register) -> None:
    code = invited(register).code
    assert type_code(code)[0] == 302
    assert type_code(code)[0] == 422


def test_a_newer_code_ends_the_older(register: Register) -> None:
    old = invited(register)
    new = renew_code(old.entry, actor=register.actor(), on=DAY, save=register.save)
    assert type_code(old.code)[0] == 422
    assert type_code(new.code)[0] == 302


@override_settings(INVITATION_HOURS=2)
def test_a_code_is_valid_for_the_hours_that_the_office_has_set(register: Register) -> None:
    code = invited(register).code
    with clock.frozen(clock.now() + timedelta(hours=2)):
        assert type_code(code)[0] == 422
    with clock.frozen(clock.now() + timedelta(hours=1)):
        assert type_code(code)[0] == 302


def test_wrong_used_and_overdue_codes_are_answered_in_the_same_words(register: Register) -> None:
    used, old = invited(register), invited(register, "lan.tran")
    type_code(used.code)
    with clock.frozen(clock.now() + timedelta(days=30)):
        said = [type_code(code) for code in (used.code, old.code, "AAAA-BBBB-CCCC-DDDD")]
    assert {status for status, _ in said} == {422}
    assert all("Mã này không dùng được" in text for _, text in said)


def test_whoever_tries_wrong_codes_is_slowed_and_a_right_one_waits_too(register: Register) -> None:
    code = invited(register).code
    answers = [type_code("AAAA-BBBB-CCCC-DDDD")[0] for _ in range(7)]
    assert answers[:6] == [422] * 6
    assert answers[6] == 429
    assert type_code(code)[0] == 429


@pytest.mark.parametrize("weak", ["ngan", "1234567890123", "hoa.nguyen1", "password123"])
def test_a_weak_password_is_told_and_the_code_stays(register: Register, weak: str) -> None:
    code = invited(register).code
    status, text = type_code(code, weak)
    assert (status, f'value="{code}"' in text) == (422, True)
    assert "his password" not in text
    assert type_code(code)[0] == 302


def test_two_passwords_that_differ_are_told(register: Register) -> None:
    status, text = type_code(invited(register).code, GOOD, "khác hẳn câu trên")
    assert (status, "Hai lần gõ không giống nhau." in text) == (422, True)


def test_only_the_page_of_codes_takes_an_account_over(register: Register) -> None:
    found = invited(register)
    with pytest.raises(NotPermitted):
        accept_invitation(found.invitation, actor=register.actor(), password=GOOD, on=DAY)


def test_a_withdrawn_invitation_leaves_neither_code_nor_post(register: Register) -> None:
    found = invited(register)
    withdraw(found.entry, actor=register.actor(), reason="Không nhận việc", on=DAY, save=register.save)
    assert type_code(found.code)[0] == 422
    assert not found.entry.account.holdings.exists()


def test_a_user_name_stands_for_one_person(register: Register) -> None:
    with pytest.raises(ValidationError, match="Tên đăng nhập này đã có"):
        invited(register, "van")


@pytest.mark.parametrize("username", ["Hoa", "hoa nguyễn", "ho", "1hoa"])
def test_a_user_name_that_cannot_be_typed_everywhere_is_refused(register: Register, username: str) -> None:
    with pytest.raises(ValidationError, match="chữ thường không dấu"):
        invited(register, username)


def test_an_invitation_that_is_sent_twice_makes_one_account(register: Register) -> None:
    save = register.save
    given = {
        "actor": register.actor(), "unit": register.cast.city, "display_name": "Hoa (thử)",
        "posts": [register.post("Văn thư")], "since": DAY, "on": DAY, "save": save,
    }  # fmt: skip
    invite(username="hoa.mot", **given)  # type: ignore[arg-type]
    with pytest.raises(AlreadyDone):
        invite(username="hoa.hai", **given)  # type: ignore[arg-type]


def test_taking_over_stands_in_the_journal(register: Register) -> None:
    found = invited(register)
    type_code(found.code)
    set_scope([register.cast.city.pk])
    events = [entry.event.partition(":")[2] for entry in found.entry.record.entries.order_by("seq")]
    assert events == ["opened", "give_post", "join"]


def test_somebody_who_left_comes_back_with_a_new_password_and_the_old_name(register: Register) -> None:
    van = register.cast.van
    leave(
        register.entry(van), actor=register.actor(), from_day=DAY, successor=None, reason="Nghỉ", on=DAY,
        save=register.save,
    )  # fmt: skip
    found = come_back(
        register.entry(van), actor=register.actor(), posts=[register.post("Văn thư")], since=DAY, on=DAY,
        save=register.save,
    )  # fmt: skip
    assert not Account.objects.get(pk=van.pk).is_active
    assert type_code(found.code)[0] == 302
    browser = Client()
    browser.post("/accounts/login/", {"login": "van", "password": GOOD})
    assert browser.get("/").status_code == 200


def test_whoever_forgot_the_password_chooses_a_new_one_with_a_code(register: Register) -> None:
    van = register.cast.van
    browser = register.browser(van)
    found = lost_password(register.entry(van), actor=register.actor(), on=DAY, save=register.save)
    assert browser.get("/").status_code == 302
    assert type_code(found.code)[0] == 302
    browser.post("/accounts/login/", {"login": "van", "password": GOOD})
    assert browser.get("/").status_code == 200
    assert actor_of(Account.objects.get(pk=van.pk), on=DAY).post_title == "Văn thư"


def test_a_new_password_does_not_pass_by_the_second_step(register: Register) -> None:
    van = register.cast.van
    TOTP.activate(van, generate_totp_secret())
    type_code(lost_password(register.entry(van), actor=register.actor(), on=DAY, save=register.save).code)
    browser = Client()
    browser.post("/accounts/login/", {"login": "van", "password": GOOD})
    assert browser.get("/").status_code == 302


def test_an_invitation_is_not_withdrawn_from_somebody_who_worked_here(register: Register) -> None:
    van = register.cast.van
    register.browser(van)
    found = lost_password(register.entry(van), actor=register.actor(), on=DAY, save=register.save)
    with pytest.raises(StepBlocked, match="cho thôi việc"):
        withdraw(found.entry, actor=register.actor(), reason="x", on=DAY, save=register.save)
