"""An office with one thing of every kind, made once through the acts, and a person of every kind beside it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import Client

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, actor_of, system_actor
from congtam.foundation.access.elevation import LONGEST, Elevation
from congtam.foundation.access.models import Account, Holding, Post, Substitution, Unit
from congtam.foundation.access.permissions import elevatable
from congtam.foundation.access.scope import acting
from congtam.foundation.access.setup import add_account, add_post, add_unit, hold
from congtam.foundation.custody import holders, keypairs
from congtam.foundation.custody.models import Custodian
from congtam.mechanisms.lifecycle.models import Exclusion, Record
from congtam.registers.organisations.actions import describe_unit
from tests.architecture.matrix.readers import (
    ABOVE,
    ELSEWHERE,
    HERE,
    READERS,
    Reader,
    custodian_names,
    declared_names,
)
from tests.architecture.matrix.subjects import SUBJECTS

SINCE = date(2015, 1, 1)
#: the day of the whole matrix
TODAY = date(2026, 7, 1)
UNITS = {
    HERE: ("o_day", "Thành phố Ở Đây (thử)"),
    ELSEWHERE: ("noi_khac", "Thành phố Nơi Khác (thử)"),
    ABOVE: ("cap_tren", "Tỉnh Cấp Trên (thử)"),
}
#: the things about which a person can be named
EXCLUDING = frozenset(subject.sample for subject in SUBJECTS.values() if subject.excludes)
Make = Callable[["World"], dict[str, dict[str, Any]]]


@dataclass
class World:
    """The seeded office. ``samples`` are the words of addresses by the name of the thing; ``codes`` the codes of
    records by kind, to be looked for on pages where they must not stand."""

    units: dict[str, Unit] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    samples: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def here(self) -> Unit:
        return self.units[HERE]

    @property
    def owner(self) -> Actor:
        """Who made everything: every right in the unit."""
        return actor_of(self.accounts["owner"], on=clock.today())

    def browser(self, reader: Reader) -> Client:
        """A browser of this reader, signed in already where they have an account."""
        client = Client(raise_request_exception=False)
        if reader.name in self.cookies:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[reader.name]
        return client


#: what makes samples: registered by the modules beside this one
MAKERS: list[Make] = []


def makes(make: Make) -> Make:
    """Register a function that makes samples; it runs as the owner, with the unit in scope."""
    MAKERS.append(make)
    return make


def build() -> World:
    """Make everything in the current database and commit it, part by part."""
    from tests.architecture.matrix import samples, samples_sealed  # noqa: F401  they register their makers

    world = World()
    with clock.frozen(TODAY):
        with transaction.atomic():
            _people(world)
        for make in MAKERS:
            with acting(world.owner):
                world.samples |= make(world)
        with acting(world.owner):
            _exclude(world)
        _keep(world)
        with transaction.atomic():
            _elevate(world)
            _sign_in(world)
    return world


def _people(world: World) -> None:
    for name, (code, title) in UNITS.items():
        world.units[name] = add_unit(code=code, name=title)
        _describe(world.units[name])
    hashed = make_password("mat-khau-thu")
    for reader in READERS:
        if reader.signed_in:
            account = add_account(
                username=f"m_{reader.name}", display_name=f"{reader.label} (thử)", password=None
            )
            Account.objects.filter(pk=account.pk).update(password=hashed)
            account.refresh_from_db()
            world.accounts[reader.name] = account
            _give(world, reader, account)


def _describe(unit: Unit) -> None:
    clerk = system_actor("tests", unit_id=unit.pk, permissions=frozenset({"organisations.maintain"}))
    with acting(clerk):
        describe_unit(
            actor=clerk, unit=unit, on=SINCE, name=f"Ủy ban nhân dân {unit.name}", place="Ở Đây", symbol="UBND",
            phone="0000 000 000",
        )  # fmt: skip


def _give(world: World, reader: Reader, account: Account) -> None:
    """A post of their own, whose permissions each cell sets anew; or the owner's in their place."""
    if reader.lent:
        held = Holding.objects.get(account=world.accounts["owner"])
        Substitution.objects.create(holding=held, substitute=account, during=(SINCE, None))
        return
    names = sorted(declared_names()) if reader.name == "owner" else []
    post = add_post(unit=world.units[reader.where], title=reader.label, permissions=names)
    world.posts[reader.name] = post
    hold(account=account, post=post, since=SINCE)


#: why each of the readers who must not know is kept away
WHY = {"accused": Exclusion.Why.NAMED, "below": Exclusion.Why.LINE, "relative": Exclusion.Why.RELATIVE}


def _exclude(world: World) -> None:
    """The accused and theirs are kept away from every seeded record that a person can be named in, of whatever kind."""
    codes = {words["code"] for name, words in world.samples.items() if name in EXCLUDING and "code" in words}
    for record in Record.objects.filter(code__in=codes):
        for name, why in WHY.items():
            Exclusion.objects.create(
                record=record, unit_id=record.unit_id, account=world.accounts[name], why=why,
                because_of=world.accounts["accused"],
            )  # fmt: skip
    world.samples["conflict"] = {**world.samples["registered"], "pk": world.accounts["accused"].pk}


def _keep(world: World) -> None:
    """The custodian has a key and a duty in the unit; what was sealed before is sealed to nobody."""
    account = world.accounts["custodian"]
    Post.objects.filter(pk=world.posts["custodian"].pk).update(permissions=sorted(custodian_names()))
    with acting(actor_of(account, on=clock.today())):
        keypairs.make(account=account, passphrase="mot cum mat khau that dai (thu)")
        holders.name(unit=world.here, account=account, duty=Custodian.Duty.IDENTITY)


def _elevate(world: World) -> None:
    """Everything that can be had for an hour, from now on."""
    Elevation.objects.create(
        account=world.accounts["elevated"], unit=world.here, permissions=sorted(elevatable()), minutes=60,
        asked_at=clock.now(), granted_by=world.accounts["owner"], granted_at=clock.now(),
        until=clock.now() + LONGEST,
    )  # fmt: skip


def _sign_in(world: World) -> None:
    for name, account in world.accounts.items():
        client = Client()
        client.force_login(account)
        world.cookies[name] = client.cookies[settings.SESSION_COOKIE_NAME].value


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
