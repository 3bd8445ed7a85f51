"""An office with two custodians and somebody at intake, each with a key."""

import pytest

from congtam.foundation.access.models import Account, Unit
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_unit
from congtam.foundation.custody import holders, keypairs
from congtam.foundation.custody.models import Custodian

PASSPHRASE = "bốn từ rời nhau (thử)"


def as_account(account: Account, *units: Unit) -> None:
    """The rest of the transaction is this person's."""
    set_scope([unit.pk for unit in units], account_id=account.pk)


class Office:
    """``hoa`` and ``binh`` keep identities, ``van`` reads what comes in, ``nam`` has a key and no duty."""

    def __init__(self) -> None:
        self.unit = add_unit(code="van_phong_thu", name="Văn phòng (thử)")
        self.people = {}
        for name in ("hoa", "binh", "van", "nam"):
            account = add_account(username=name, display_name=f"{name} (thử)", password=None)
            as_account(account, self.unit)
            keypairs.make(account=account, passphrase=PASSPHRASE)
            self.people[name] = account
        for name in ("hoa", "binh"):
            holders.name(unit=self.unit, account=self.people[name], duty=Custodian.Duty.IDENTITY)
        holders.name(unit=self.unit, account=self.people["van"], duty=Custodian.Duty.INTAKE)

    def __getattr__(self, name: str) -> Account:
        return self.__dict__["people"][name]  # type: ignore[no-any-return]


@pytest.fixture
def office(db: None) -> Office:
    return Office()
