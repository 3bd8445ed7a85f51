"""Signing in and the second factor, with allauth's own views behind our pages."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client

from congtam.foundation.access.models import Account

PASSWORD = "mat-khau-thu-nghiem"


@pytest.fixture
def account(db: None) -> Account:
    return Account.objects.create_user("van", PASSWORD, display_name="Văn Thư (thử)")


@pytest.fixture
def signed_in(account: Account, client: Client) -> Client:
    client.post("/accounts/login/", {"login": "van", "password": PASSWORD})
    return client


def _page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def test_a_wrong_password_is_told_in_the_readers_language_and_keeps_the_name(
    account: Account, client: Client
) -> None:
    for language, said in (
        ("vi", "Tên đăng nhập hoặc mật khẩu không đúng."),
        ("en", "The user name or the password is not right."),
    ):
        answer = client.post(f"/accounts/login/?lang={language}", {"login": "van", "password": "sai"})
        assert said in answer.content.decode()
        assert 'value="van"' in answer.content.decode()


def test_the_right_password_leads_home_without_a_word(account: Account, client: Client) -> None:
    answer = client.post("/accounts/login/", {"login": "van", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert "Successfully" not in _page(client, "/accounts/2fa/")


def test_nobody_makes_an_account_for_themselves(client: Client, db: None) -> None:
    assert "Tài khoản do người quản trị" in client.get("/accounts/signup/").content.decode()
    client.post("/accounts/signup/", {"username": "la", "password1": PASSWORD})
    assert not Account.objects.filter(username="la").exists()


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/",
        "/accounts/password/change/",
        "/accounts/logout/",
    ],
)
def test_pages_of_an_account_are_ours_from_head_to_foot(signed_in: Client, path: str) -> None:
    text = _page(signed_in, path)
    assert "congtam/css/base.css" in text
    for foreign in ("Two-Factor", "Authenticator App", "Security Key", "Change Password", "Menu:"):
        assert foreign not in text


def test_a_weak_new_password_is_refused_in_the_readers_language(signed_in: Client) -> None:
    weak = {"oldpassword": PASSWORD, "password1": "ngan", "password2": "ngan"}
    text = signed_in.post("/accounts/password/change/", weak).content.decode()
    assert "Mật khẩu cần ít nhất 10 ký tự" in text


def test_whoever_has_just_signed_in_goes_on_to_the_second_step_without_another_password(
    signed_in: Client,
) -> None:
    assert "Mã sáu số" in _page(signed_in, "/accounts/2fa/totp/activate/")


@pytest.mark.parametrize("path", ["/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"])
def test_before_the_second_factor_is_changed_the_password_is_asked_for_again(
    signed_in: Client, path: str
) -> None:
    session = signed_in.session
    session["account_authentication_methods"][-1]["at"] -= 600
    session.save()
    asked = signed_in.get(path, follow=True)
    assert "Xác nhận lại" in asked.content.decode()
    answer = signed_in.post(asked.request["PATH_INFO"], {"password": PASSWORD, "next": path}, follow=True)
    assert answer.request["PATH_INFO"] == path
    assert "congtam/css/base.css" in answer.content.decode()


def test_whoever_has_a_second_step_is_asked_again_before_it_is_changed(
    account: Account, client: Client
) -> None:
    TOTP.activate(account, generate_totp_secret())
    code = RecoveryCodes.activate(account).get_unused_codes()[0]
    client.post("/accounts/login/", {"login": "van", "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code})
    asked = client.get("/accounts/2fa/totp/deactivate/", follow=True)
    assert "Xác nhận lại" in asked.content.decode()


def test_with_an_app_the_second_step_is_asked_for_and_a_wrong_code_told(
    account: Account, client: Client
) -> None:
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)
    answer = client.post("/accounts/login/", {"login": "van", "password": PASSWORD}, follow=True)
    assert "Xác thực hai bước" in answer.content.decode()
    answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "Mã không đúng hoặc đã hết giờ." in answer.content.decode()


def test_a_recovery_code_signs_in_and_the_page_of_codes_counts_it(account: Account, client: Client) -> None:
    TOTP.activate(account, generate_totp_secret())
    code = RecoveryCodes.activate(account).get_unused_codes()[0]
    client.post("/accounts/login/", {"login": "van", "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert "Còn 9/10 mã chưa dùng." in _page(client, "/accounts/2fa/")


def test_signing_out_ends_the_session(signed_in: Client) -> None:
    signed_in.post("/accounts/logout/")
    assert signed_in.get("/session").json() == {"signed_in": False, "csrf": "", "locked": False}


def test_a_stranger_does_not_choose_to_whom_the_server_writes(client: Client, db: None) -> None:
    client.post("/accounts/password/reset/", {"email": "ai@example.test"})
    assert mail.outbox == []
