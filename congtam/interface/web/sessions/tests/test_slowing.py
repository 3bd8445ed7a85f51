"""Wrong passwords slow whoever types them, and nobody else."""

import re
from time import monotonic
from typing import Any

import pytest
from allauth.account.auth_backends import AuthenticationBackend
from django.test import Client

from congtam.foundation.access.models import Account
from congtam.interface.web.sessions import slowing
from congtam.interface.web.sessions.tests.conftest import PASSWORD, sign_in, with_app

ATTACKER, OFFICE = "203.0.113.9", "198.51.100.4"
SLOWED = "Đã thử sai nhiều lần từ máy này."
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."


def _tries(client: Client, name: str, *, times: int = 6, caller: str = ATTACKER) -> str:
    said = ""
    for each in range(times):
        answer = client.post(
            "/accounts/login/", {"login": name, "password": f"sai-{each}"}, REMOTE_ADDR=caller
        )
        said = answer.content.decode()
    return said


def _signed_in(client: Client) -> bool:
    return bool(client.get("/session").json()["signed_in"])


def test_after_several_wrong_passwords_the_caller_waits_even_with_the_right_one(
    client: Client, clerk: Account
) -> None:
    _tries(client, "vanthu")
    answer = sign_in(client, clerk, REMOTE_ADDR=ATTACKER)
    assert SLOWED in answer.content.decode()
    assert not _signed_in(client)


def test_an_attacker_does_not_keep_the_officer_out_who_comes_from_another_place(
    client: Client, clerk: Account
) -> None:
    _tries(client, "vanthu", times=60)
    officer = Client()
    sign_in(officer, clerk, REMOTE_ADDR=OFFICE)
    assert _signed_in(officer)


def test_five_slips_cost_nothing(client: Client, clerk: Account) -> None:
    _tries(client, "vanthu", times=5)
    sign_in(client, clerk, REMOTE_ADDR=ATTACKER)
    assert _signed_in(client)


def test_the_pause_ends(client: Client, clerk: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    _tries(client, "vanthu")
    later = monotonic() + 3
    monkeypatch.setattr(slowing, "monotonic", lambda: later)
    sign_in(client, clerk, REMOTE_ADDR=ATTACKER)
    assert _signed_in(client)


def test_the_right_password_forgives_the_slips_before_it(client: Client, clerk: Account) -> None:
    for _each in range(3):
        _tries(client, "vanthu", times=4)
        sign_in(client, clerk, REMOTE_ADDR=ATTACKER)
        assert _signed_in(client)
        client.post("/accounts/logout/")


def test_a_name_is_the_same_however_it_is_typed(client: Client, clerk: Account) -> None:
    for name in ("vanthu", "VanThu", " vanthu ", "VANTHU", "vanThu", "vanthu"):
        _tries(client, name, times=1)
    assert SLOWED in sign_in(client, clerk, REMOTE_ADDR=ATTACKER).content.decode()


def test_unknown_names_are_answered_in_the_same_words_and_slowed_alike(
    client: Client, clerk: Account
) -> None:
    known, unknown = _tries(client, "vanthu", times=1), _tries(client, "khongco", times=1)
    assert WRONG in known
    said = [
        re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1-", page).replace(name, "-")
        for name, page in (("vanthu", known), ("khongco", unknown))
    ]
    assert said[0] == said[1]
    assert SLOWED in _tries(client, "vanthu", times=6)
    assert SLOWED in _tries(client, "khongco", times=6)


def test_for_an_unknown_name_a_password_is_hashed_too_so_that_the_time_tells_nothing(
    client: Client, clerk: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    checked = Account.check_password
    waste = AuthenticationBackend._mitigate_timing_attack

    def check(self: Account, raw: str) -> Any:
        hashed.append("known")
        return checked(self, raw)

    def mitigate(self: Any, raw: str) -> Any:
        hashed.append("unknown")
        return waste(self, raw)

    monkeypatch.setattr(Account, "check_password", check)
    monkeypatch.setattr(AuthenticationBackend, "_mitigate_timing_attack", mitigate)
    _tries(client, "vanthu", times=1)
    _tries(client, "khongco", times=1)
    assert hashed == ["known", "unknown"]


def test_whoever_tries_many_names_from_one_place_is_slowed_for_all_of_them(client: Client, db: None) -> None:
    for number in range(41):
        _tries(client, f"ten{number}", times=1)
    assert SLOWED in _tries(client, "ten99", times=1)


def test_a_network_of_ipv6_is_one_caller(client: Client, clerk: Account) -> None:
    for host in range(6):
        _tries(client, "vanthu", times=1, caller=f"2001:db8::{host:x}")
    assert SLOWED in sign_in(client, clerk, REMOTE_ADDR="2001:db8::ffff").content.decode()


def test_neither_address_nor_name_is_kept(client: Client, clerk: Account) -> None:
    _tries(client, "vanthu")
    kept = repr(vars(slowing.passwords))
    assert ATTACKER not in kept
    assert "vanthu" not in kept


def test_wrong_codes_are_slowed_for_their_caller_only(client: Client, clerk: Account) -> None:
    _secret, codes = with_app(clerk)
    sign_in(client, clerk, REMOTE_ADDR=ATTACKER)
    for _each in range(6):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"}, REMOTE_ADDR=ATTACKER)
    answer = client.post("/accounts/2fa/authenticate/", {"code": codes[0]}, REMOTE_ADDR=ATTACKER)
    assert SLOWED in answer.content.decode()
    officer = Client()
    sign_in(officer, clerk, REMOTE_ADDR=OFFICE)
    officer.post("/accounts/2fa/authenticate/", {"code": codes[0]}, REMOTE_ADDR=OFFICE)
    assert _signed_in(officer)


def test_the_old_password_passes_the_same_brake(desk: Client) -> None:
    wrong = {"oldpassword": "sai", "password1": "cay-tre-xanh-ngat", "password2": "cay-tre-xanh-ngat"}
    for _each in range(6):
        desk.post("/accounts/password/change/", wrong)
    right = wrong | {"oldpassword": PASSWORD}
    assert SLOWED in desk.post("/accounts/password/change/", right).content.decode()
