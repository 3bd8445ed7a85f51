"""An office whose custodians are Hoa and Bình, named by Quân and Minh; Chi works on a record that is sealed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.test import Client

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, actor_of
from congtam.foundation.access.models import Account, Post, Unit
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.scope import scope_of
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.foundation.custody import keypairs, keyring, shares
from congtam.foundation.custody.models import Custodian
from congtam.foundation.sealing import seal, unseal
from congtam.foundation.sealing.models import DataKey
from congtam.mechanisms.lifecycle.acts import open_record
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of
from congtam.project.home import Home
from congtam.registers.custody import identities
from congtam.registers.custody.actions import asking, deciding
from congtam.registers.custody.actions import keeping as acts
from congtam.registers.custody.models import IdentityRequest, Keeping, Proposal
from congtam.registers.custody.said import Said
from tests.cast import SINCE, Cast, make_cast

DAY = date(2026, 7, 1)
NOON = "2026-07-01T12:00:00"
PASSPHRASE = "bốn từ rời nhau (thử)"
SECRET = b"Nguoi Gui Don (thu), 12 Ngo Nho"
PLACE = "keepers.test"
NAMES = ("custody.view", "custody.name")
KEEPS = ("custody.view", "custody.keep")
REVIEWS = ("custody.view", "custody.review", "letters.view", "denunciations.view")


@dataclass
class Office:
    """``key`` and ``sealed`` are what tells who wrote ``record``."""

    cast: Cast
    people: dict[str, Account]
    keys: dict[int, list[DataKey]] = field(default_factory=dict)
    of_key: dict[int, int] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Account:
        try:
            return self.__dict__["people"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def city(self) -> Unit:
        return self.cast.city

    def actor(self, name: str) -> Actor:
        return actor_of(self.people[name], on=clock.today())

    def enter(self, name: str) -> Actor:
        """The rest of the transaction is this person's."""
        actor = self.actor(name)
        scope_of(actor)
        return actor

    @contextmanager
    def unlocked(self, name: str, passphrase: str = PASSPHRASE) -> Iterator[Actor]:
        actor = self.enter(name)
        pair, private = keypairs.opened(account=self.people[name], passphrase=passphrase)
        with keyring.using({pair.pk: private}):
            yield actor

    def add(self, name: str, unit: Unit, title: str, permissions: tuple[str, ...]) -> Account:
        account = add_account(username=name, display_name=f"{name.title()} (thử)", password=None)
        Account.objects.filter(pk=account.pk).update(password=self.cast.van.password)
        account.refresh_from_db()
        if not Post.objects.filter(unit=unit, title=title).exists():
            add_post(unit=unit, title=title, permissions=permissions)
        hold(account=account, post=Post.objects.get(unit=unit, title=title), since=SINCE)
        self.people[name] = account
        return account

    def key_for(self, name: str) -> None:
        self.enter(name)
        keypairs.make(account=self.people[name], passphrase=PASSPHRASE)

    def keeping(self, unit: Unit | None = None) -> Keeping:
        return Keeping.objects.select_related("record__data_key", "unit").get(unit=unit or self.city)

    def keeping_as(self, name: str, unit: Unit | None = None) -> Keeping:
        self.enter(name)
        return self.keeping(unit)

    def open_keeping(self, name: str = "quan", unit: Unit | None = None) -> Keeping:
        return acts.open_keeping(actor=self.enter(name), unit=unit or self.city, on=DAY)

    def proposed(
        self, who: str, duty: Custodian.Duty = Custodian.Duty.IDENTITY, by: str = "quan"
    ) -> Proposal:
        actor = self.enter(by)
        return acts.propose_name(
            self.keeping(),
            actor=actor,
            account=self.people[who],
            duty=duty,
            reason="",
            on=DAY,
            save=self.save,
        )

    def named(self, who: str, duty: Custodian.Duty = Custodian.Duty.IDENTITY) -> None:
        proposal = self.proposed(who, duty)
        acts.confirm(proposal, actor=self.enter("minh"), on=DAY, save=self.save)

    def record(self, unit: Unit | None = None, by: str = "van") -> Record:
        """A letter whose sender is sealed to those who keep identities of its unit."""
        actor = self.enter(by)
        unit = unit or self.city
        record = open_record(lifecycle_of("letters.letter"), actor=actor, unit=unit, on=DAY)
        with keyring.using({}):
            key = shares.new_identity_key(unit=unit)
            self.sealed = seal(key, SECRET, context=PLACE)
        self.keys[record.pk] = [DataKey.objects.get(pk=key.pk)]  # as a later request finds it
        self.of_key[key.pk] = record.pk
        return record

    def read(self, record: Record, name: str, passphrase: str = PASSPHRASE) -> bytes:
        with self.unlocked(name, passphrase):
            return unseal(self.keys[record.pk][0], self.sealed, context=PLACE)

    def ask(self, record: Record, by: str = "chi", **more: object) -> IdentityRequest:
        wanted = {"purpose": "verify", "minutes": 60, "said": Said(reason="Cần xác minh (thử)"), **more}
        return asking.ask(record, actor=self.enter(by), on=DAY, **wanted)  # type: ignore[arg-type]

    def grant(self, request: IdentityRequest, by: str = "hoa") -> IdentityRequest:
        with self.unlocked(by) as actor:
            return deciding.grant(request, actor=actor, answer="Đồng ý (thử)", on=DAY)

    def browser(self, name: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=self.people[name].pk))
        return client

    def unlocked_browser(self, name: str) -> Client:
        client = self.browser(name)
        client.post("/keys/unlock/", {"custody_passphrase": PASSPHRASE})
        return client

    @property
    def save(self) -> acts.Save:
        return acts.Save(key=uuid4())


def make_office() -> Office:
    """In the current database."""
    cast = make_cast()
    office = Office(cast, {"van": cast.van, "chi": cast.chi, "lan": cast.lan, "khach": cast.stranger})
    set_scope([cast.city.pk, cast.other.pk])
    for name, title, permissions in (
        ("quan", "Cử người giữ", NAMES), ("minh", "Cử người giữ", NAMES), ("hoa", "Giữ danh tính", KEEPS),
        ("binh", "Giữ danh tính", KEEPS), ("thu", "Giữ khóa tiếp nhận", KEEPS), ("soat", "Soát việc đọc", REVIEWS),
    ):  # fmt: skip
        office.add(name, cast.city, title, permissions)
    for name in ("hoa", "binh", "thu", "chi"):
        office.key_for(name)
    office.open_keeping()
    return office


@pytest.fixture
def providers(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Letters as this test seals them, whatever the domain of letters does."""
    known: dict[str, object] = {}
    monkeypatch.setattr(identities, "_providers", known)
    return known


@pytest.fixture
def office(home: Home, db: None, providers: dict[str, object]) -> Iterator[Office]:
    with clock.frozen(NOON):
        made = make_office()
        providers["letters.letter"] = (
            lambda record: made.keys.get(record.pk, []),
            lambda keys: {key: made.of_key[key] for key in keys if key in made.of_key},
        )
        yield made


@pytest.fixture
def kept(office: Office) -> Office:
    """Hoa and Bình keep identities, Thu keys for intake."""
    for name in ("hoa", "binh"):
        office.named(name)
    office.named("thu", Custodian.Duty.INTAKE)
    return office


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.PLACE)
