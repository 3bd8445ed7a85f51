"""An office with somebody who looks after law and calendar, and a complaint whose clocks run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from congtam.casework.letters.models import Letter
from congtam.casework.letters.tests import situations
from congtam.foundation import editions
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.foundation.editions.number import note
from congtam.project.home import Home
from tests.cast import SINCE, Cast, describe_city, make_cast

RIGHTS = ("legislation.maintain_values", "legislation.maintain_calendar")
#: a Thursday; ten working days for acceptance end on Thursday 29 January 2026
RECEIVED = date(2026, 1, 15)


@dataclass(frozen=True)
class Office:
    """The city, and Luật, its keeper of law and calendar."""

    cast: Cast
    keeper: Account

    @property
    def actor(self) -> Actor:
        return self.cast.actor(self.keeper, date(2026, 1, 20))

    def letter(self, on: date = RECEIVED) -> Letter:
        """A registered and triaged complaint of the city."""
        set_scope([self.cast.city.pk])
        return situations.triaged(self.cast, on=on)


def make_office() -> Office:
    cast = make_cast()
    set_scope([cast.city.pk])
    describe_city(cast)
    keeper = add_account(username="luat", display_name="Đỗ Văn Luật (thử)", password=None)
    hold(account=keeper, post=add_post(unit=cast.city, title="Quản trị", permissions=RIGHTS), since=SINCE)
    return Office(cast, keeper)


@pytest.fixture
def office(home: Home, db: None) -> Iterator[Office]:
    before = editions.of_this_transaction()
    yield make_office()
    note(before)  # the edition of a test that is rolled back is nobody's
