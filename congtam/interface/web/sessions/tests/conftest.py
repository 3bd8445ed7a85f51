"""Somebody with a password, a right that opens what is sealed, and a session that obeys all rules."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Protocol

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from congtam.foundation.access.models import Account
from congtam.foundation.access.setup import add_account, add_post, add_unit, hold
from congtam.interface.web.sessions import slowing

PASSWORD = "mat-khau-thu-nghiem"
LOGIN = "/accounts/login/"


class SignIn(Protocol):
    def __call__(self, client: Client, **more: str) -> HttpResponse: ...


@pytest.fixture(autouse=True)
def rules(settings: Any) -> Iterator[None]:
    """The rules of a real office, and nothing counted against anybody yet."""
    settings.SECOND_FACTOR, settings.IDLE_MINUTES, settings.SESSION_HOURS = "sensitive", 15, 12
    settings.MFA_TOTP_TOLERANCE = 1  # a test may begin in the last second of a code
    for each in (slowing.passwords, slowing.codes):
        each.forget()
    cache.clear()
    yield
    for each in (slowing.passwords, slowing.codes):
        each.forget()


def account_with(*permissions: str, username: str = "vanthu", title: str = "Văn thư") -> Account:
    unit = add_unit(code="vinh_yen_city", name="Thành ủy Vĩnh Yên")
    account = add_account(username=username, display_name="Nguyễn Thị Lành (thử)", password=PASSWORD)
    hold(
        account=account,
        post=add_post(unit=unit, title=title, permissions=permissions),
        since=date(2025, 1, 1),
    )
    return account


@pytest.fixture
def clerk(db: None) -> Account:
    """Whose rights open nothing sealed."""
    return account_with("letters.view", "letters.receive")


@pytest.fixture
def keeper(db: None) -> Account:
    """Who triages: what is sealed lies open before them."""
    return account_with("letters.view", "letters.triage", username="phanloai", title="Phân loại")


@pytest.fixture
def desk(client: Client, clerk: Account) -> Client:
    sign_in(client, clerk)
    return client


def sign_in(client: Client, account: Account, *, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(LOGIN, {"login": account.username, "password": password}, **more)


def with_app(account: Account) -> tuple[str, list[str]]:
    """An app on the telephone: its secret, and the recovery codes."""
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return secret, RecoveryCodes.activate(account).get_unused_codes()


def code_of(secret: str) -> str:
    """The code of now: it holds a while yet, whenever the next one begins."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
