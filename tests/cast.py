"""The small cast that every test knows.

At the city: Văn (desk officer, văn thư), Chi (case officer, chuyên viên), Lan (leader, lãnh đạo). In another
office: Khách (desk officer there), a stranger to everything of the city. All are invented.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, actor_of, system_actor
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.access.scope import acting
from congtam.foundation.access.setup import add_account, add_post, add_unit, hold
from congtam.registers.organisations.actions import describe_unit

SINCE = date(2015, 1, 1)
PASSWORD = "mat-khau-thu-nghiem"
DESK = (
    "letters.view",
    "letters.receive",
    "letters.register",
    "letters.book",
    "letters.export",
    "letters.triage",
    "denunciations.view",
    "letters.dispatch",
    "correspondence.view",
    "correspondence.enter",
    "correspondence.void",
    "correspondence.export",
)
CASE = (
    "letters.view",
    "letters.triage",
    "denunciations.view",
    "letters.settle",
    "letters.dispatch",
    "letters.close",
)
LEADER = (
    "letters.view",
    "letters.triage",
    "denunciations.view",
    "letters.accept",
    "letters.assign",
    "letters.sign",
    "letters.close",
    "correspondence.view",
)


@dataclass(frozen=True)
class Cast:
    """Who is who."""

    city: Unit
    other: Unit
    van: Account
    chi: Account
    lan: Account
    stranger: Account

    def actor(self, account: Account, on: date | None = None) -> Actor:
        return actor_of(account, on=on or clock.today())

    @contextmanager
    def acting(self, account: Account, on: date | None = None) -> Iterator[Actor]:
        """The actor, in a transaction with their units in scope."""
        with acting(self.actor(account, on)) as actor:
            yield actor


@cache
def _hashed() -> str:
    """Hashing is slow on purpose; once is enough."""
    return make_password(PASSWORD)


def make_cast() -> Cast:
    """Create the cast in the current database."""
    city = add_unit(code="vinh_yen_city", name="Thành phố Vĩnh Yên (thử)")
    other = add_unit(code="phuc_yen_city", name="Thành phố Phúc Yên (thử)")
    people = {
        "van": ("Nguyễn Thị Văn (thử)", city, "Văn thư", DESK),
        "chi": ("Trần Văn Chi (thử)", city, "Chuyên viên", CASE),
        "lan": ("Lê Thị Lan (thử)", city, "Lãnh đạo", LEADER),
        "khach": ("Phạm Văn Khách (thử)", other, "Văn thư", (*DESK, *CASE, *LEADER)),
    }
    accounts = {}
    for username, (name, unit, title, permissions) in people.items():
        account = add_account(username=username, display_name=name, password=None)
        account.password = _hashed()
        account.save(update_fields=["password"])
        hold(account=account, post=add_post(unit=unit, title=title, permissions=permissions), since=SINCE)
        accounts[username] = account
    return Cast(city, other, accounts["van"], accounts["chi"], accounts["lan"], accounts["khach"])


def describe_city(cast: Cast) -> None:
    """What the city's papers are headed with."""
    clerk = system_actor("tests", unit_id=cast.city.pk, permissions=frozenset({"organisations.maintain"}))
    describe_unit(
        actor=clerk,
        unit=cast.city,
        on=SINCE,
        name="Ủy ban nhân dân thành phố Vĩnh Yên (thử)",
        place="Vĩnh Yên",
        symbol="UBND",
        phone="0000 000 000",
    )
