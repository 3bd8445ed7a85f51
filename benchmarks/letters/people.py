"""Twenty invented units with three officers each, and one officer who oversees them all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from congtam.foundation.access.actor import Actor, actor_of, system_actor
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.access.scope import acting
from congtam.foundation.access.setup import add_account, add_post, add_unit, hold
from congtam.registers.organisations.actions import describe_unit

UNITS = 20
SINCE = date(2015, 1, 1)
DESK = (
    "letters.view", "letters.receive", "letters.register", "letters.book", "letters.triage", "letters.dispatch",
)  # fmt: skip
CASE = ("letters.view", "letters.triage", "letters.settle", "letters.dispatch", "letters.close")
LEADER = (
    "letters.view",
    "letters.triage",
    "letters.accept",
    "letters.assign",
    "letters.sign",
    "letters.close",
)
CODE = "bench_"
OVERSEER_NAME = "giamsat"
OVERSEER = ("letters.view", "letters.book")
POSTS = {"desk": ("Văn thư", DESK), "case": ("Chuyên viên", CASE), "leader": ("Lãnh đạo", LEADER)}


@dataclass(frozen=True)
class Office:
    """One unit and who works there, by role: "desk", "case", "leader"."""

    unit: Unit
    people: Mapping[str, Account]

    def actor(self, role: str, on: date) -> Actor:
        return actor_of(self.people[role], on=on)


@dataclass(frozen=True)
class World:
    """All offices; the first is the one that is measured. ``overseer`` may see the letters of every unit."""

    offices: tuple[Office, ...]
    overseer: Account

    @property
    def measured(self) -> Office:
        return self.offices[0]


def make_world() -> World:
    """Create units, posts and accounts; nobody can sign in with a password."""
    offices = tuple(_office(number) for number in range(1, UNITS + 1))
    overseer = add_account(username=OVERSEER_NAME, display_name="Người theo dõi chung (thử)", password=None)
    for office in offices:
        post = add_post(unit=office.unit, title="Theo dõi", permissions=OVERSEER)
        hold(account=overseer, post=post, since=SINCE)
    _describe(offices[0].unit)
    return World(offices, overseer)


def find_world() -> World:
    """What ``make_world`` has made in an earlier run."""
    accounts = {account.username: account for account in Account.objects.all()}
    units = Unit.objects.filter(code__startswith=CODE).order_by("code")
    offices = tuple(
        Office(unit, {role: accounts[f"{role}{number}"] for role in POSTS})
        for number, unit in enumerate(units, start=1)
    )
    return World(offices, accounts[OVERSEER_NAME])


def _office(number: int) -> Office:
    unit = add_unit(code=f"{CODE}{number:02}", name=f"Đơn vị thử số {number}")
    people = {}
    for role, (title, permissions) in POSTS.items():
        account = add_account(
            username=f"{role}{number}", display_name=f"{title} {number} (thử)", password=None
        )
        hold(account=account, post=add_post(unit=unit, title=title, permissions=permissions), since=SINCE)
        people[role] = account
    return Office(unit, people)


def _describe(unit: Unit) -> None:
    """What the head of its papers needs."""
    clerk = system_actor("bench", unit_id=unit.pk, permissions=frozenset({"organisations.maintain"}))
    with acting(clerk):
        describe_unit(
            actor=clerk, unit=unit, on=SINCE, name="Ủy ban nhân dân đơn vị thử số 1", place="Nơi thử",
            symbol="UBND", phone="0000 000 000",
        )  # fmt: skip
