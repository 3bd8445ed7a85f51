"""An office with two administrators and a stranger, for the tests of the register of accounts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account, Holding, Post
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.project.home import Home
from congtam.registers.accounts.actions import Save, enter_account
from congtam.registers.accounts.models import AccountEntry
from tests.cast import SINCE, Cast, describe_city, make_cast

DAY = date(2026, 7, 1)
ADMINISTRATOR = ("accounts.manage",)


@dataclass(frozen=True)
class Register:
    """The cast, with Quân and Minh, who manage the city's accounts, and Dung, who does so elsewhere."""

    cast: Cast
    quan: Account
    minh: Account
    dung: Account

    def actor(self, account: Account | None = None, on: date | None = None) -> Actor:
        return self.cast.actor(account or self.quan, on)

    def entry(self, account: Account) -> AccountEntry:
        """The account's record as it is now; made where there is none."""
        set_scope([self.cast.city.pk])
        if not AccountEntry.objects.filter(account=account).exists():
            enter_account(actor=self.actor(), account=account, unit=self.cast.city, on=clock.today())
        return AccountEntry.objects.select_related("record__data_key", "account", "unit").get(account=account)

    def holding(self, account: Account) -> Holding:
        return Holding.objects.select_related("post__unit", "account").get(account=account)

    def post(self, title: str) -> Post:
        return Post.objects.select_related("unit").get(unit=self.cast.city, title=title)

    def browser(self, account: Account) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=account.pk))
        return client

    @property
    def save(self) -> Save:
        return Save(key=uuid4())


def make_register() -> Register:
    """In the current database."""
    cast = make_cast()
    set_scope([cast.city.pk, cast.other.pk])
    describe_city(cast)
    made = {}
    for username, name, unit in (
        ("quan", "Phạm Thị Quân (thử)", cast.city),
        ("minh", "Đỗ Văn Minh (thử)", cast.city),
        ("dung", "Ngô Thị Dung (thử)", cast.other),
    ):
        account = add_account(username=username, display_name=name, password=None)
        Account.objects.filter(pk=account.pk).update(password=cast.van.password)
        account.refresh_from_db()
        hold(
            account=account,
            post=add_post(unit=unit, title="Quản trị tài khoản", permissions=ADMINISTRATOR),
            since=SINCE,
        )
        made[username] = account
    set_scope([cast.city.pk])
    return Register(cast, made["quan"], made["minh"], made["dung"])


@pytest.fixture
def register(home: Home, db: None) -> Iterator[Register]:
    with clock.frozen(DAY):
        yield make_register()
