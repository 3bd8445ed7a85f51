"""Rights that open what is sealed demand a second step at sign-in."""

from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from congtam.foundation.access import factors
from congtam.foundation.access.actor import actor_of
from congtam.foundation.access.models import Account, Substitution
from congtam.foundation.access.permissions import declared, demands_second_factor
from congtam.interface.web.sessions.tests.conftest import account_with, code_of, sign_in, with_app

PAGE = "/session/second-step"


def _opens(client: Client, path: str = "/") -> bool:
    return client.get(path).status_code == 200


def _set_up(client: Client) -> None:
    """As a person does: the page with the secret, then the code that the app shows."""
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content.decode()


@pytest.mark.parametrize(
    ("permission", "demanded"),
    [
        ("letters.triage", True),
        ("letters.export", True),
        ("denunciations.view", True),
        ("accounts.manage", True),
        ("letters.receive", False),
        ("letters.view", False),
    ],
)
def test_what_opens_sealed_matter_or_gives_rights_demands_it(permission: str, demanded: bool) -> None:
    assert demands_second_factor(permission) is demanded


#: who keeps identities in one's own unit is no secret
HARMLESS = {"custody.view"}


def test_every_permission_about_denunciations_and_private_keys_demands_it() -> None:
    names = {name for name in declared() if name.startswith(("denunciations.", "custody."))}
    assert names
    assert {name for name in names if not demands_second_factor(name)} <= HARMLESS


def test_whoever_holds_such_a_right_and_has_none_is_led_to_set_one_up(
    client: Client, keeper: Account
) -> None:
    answer = sign_in(client, keeper, follow=True)
    assert answer.request["PATH_INFO"] == PAGE
    assert "Phân loại, đề xuất xử lý" in answer.content.decode()


def test_until_then_nothing_else_opens(client: Client, keeper: Account) -> None:
    sign_in(client, keeper)
    assert client.get("/letters/").headers["Location"] == f"{PAGE}?next=%2Fletters%2F"
    assert client.post("/jobs/1/again/").headers["Location"].startswith(PAGE)


def test_a_script_is_told_instead_of_shown_a_page(client: Client, keeper: Account) -> None:
    sign_in(client, keeper)
    assert client.get("/letters/", headers={"Accept": "application/json"}).status_code == 403
    asked = client.get("/letters/", headers={"HX-Request": "true"})
    assert asked.headers["HX-Redirect"] == PAGE


def test_the_app_set_up_opens_the_page_that_was_wanted(client: Client, keeper: Account) -> None:
    sign_in(client, keeper)
    _set_up(client)
    assert _opens(client)


def test_signing_in_with_a_code_opens_at_once(client: Client, keeper: Account) -> None:
    secret, _codes = with_app(keeper)
    sign_in(client, keeper)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert _opens(client)


def test_a_passkey_instead_of_the_password_is_both_steps(client: Client, keeper: Account) -> None:
    sign_in(client, keeper)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "webauthn", "passwordless": True, "at": 0}
    ]
    session.save()
    assert _opens(client)


def test_whose_rights_open_nothing_sealed_is_not_asked(desk: Client) -> None:
    assert _opens(desk)


def test_an_office_may_ask_everybody(client: Client, clerk: Account, settings: Any) -> None:
    settings.SECOND_FACTOR = "all"
    assert sign_in(client, clerk, follow=True).request["PATH_INFO"] == PAGE


def test_a_demonstration_asks_nobody_and_says_so(client: Client, keeper: Account, settings: Any) -> None:
    settings.SECOND_FACTOR, settings.DEMO = "none", True
    sign_in(client, keeper)
    assert "Bản này không đòi xác thực hai bước." in client.get("/").content.decode()


def test_a_session_from_before_the_app_shows_it_once_and_sets_up_no_other(
    client: Client, keeper: Account
) -> None:
    sign_in(client, keeper)
    secret, _codes = with_app(keeper)
    for path in (
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/recovery-codes/",
    ):
        assert client.get(path).headers["Location"].startswith(PAGE), path
    assert "Hãy xác nhận một lần" in client.get(PAGE).content.decode()
    client.post("/accounts/2fa/reauthenticate/", {"code": code_of(secret)})
    assert _opens(client)


def test_a_right_given_later_asks_at_the_next_page(desk: Client, clerk: Account) -> None:
    assert _opens(desk)
    post = clerk.holdings.get().post
    post.permissions = [*post.permissions, "accounts.manage"]
    post.save()
    assert desk.get("/").headers["Location"].startswith(PAGE)


def test_the_last_means_is_not_taken_off_while_a_right_demands_it(client: Client, keeper: Account) -> None:
    sign_in(client, keeper)
    _set_up(client)
    answer = client.post("/accounts/2fa/totp/deactivate/")
    assert "cơ quan yêu cầu xác thực hai bước" in answer.content.decode()
    assert Authenticator.objects.filter(user=keeper, type="totp").exists()


def test_with_the_last_passkey_goes_what_it_had_shown(client: Client, keeper: Account) -> None:
    sign_in(client, keeper)
    key = Authenticator.objects.create(user=keeper, type="webauthn", data={"name": "khóa thử"})
    session = client.session
    session["second_step"] = keeper.pk
    session.save()
    assert _opens(client)
    client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
    assert client.get("/").headers["Location"].startswith(PAGE)


def test_a_substitute_is_asked_what_the_absent_person_would_be_asked(db: None) -> None:
    absent = account_with("accounts.manage", username="a", title="A")
    substitute = account_with("letters.view", username="b", title="B")
    Substitution.objects.create(
        holding=absent.holdings.get(), substitute=substitute, during=(date(2026, 1, 1), None)
    )
    assert factors.demanding(actor_of(substitute, on=date(2026, 2, 1))) == ("accounts.manage",)


def test_recovery_codes_are_shown_once_and_then_only_counted(client: Client, keeper: Account) -> None:
    sign_in(client, keeper)
    _set_up(client)
    shown = client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert shown.count("<code>") == 10
    again = client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert "<code>" not in again
    assert "Còn 10/10 mã chưa dùng." in again


def test_the_last_recovery_code_warns(client: Client, keeper: Account) -> None:
    _secret, codes = with_app(keeper)
    for left, code in reversed(list(enumerate(codes))):
        sign_in(client, keeper)
        client.post("/accounts/2fa/authenticate/", {"code": codes[len(codes) - 1 - left]})
        said = client.get("/").content.decode()
        assert code
        assert ("Đã dùng mã dự phòng cuối cùng." in said) == (left == 0)
        if left:
            assert f"còn {left} mã" in said
        client.post("/accounts/logout/")
