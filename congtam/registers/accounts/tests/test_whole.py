"""The register beside the rest: the demo's people stand in it, and the journal fits after all of its acts."""

from datetime import timedelta
from typing import Any

from congtam.casework.letters.tests import situations
from congtam.foundation import clock
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.scope import acting
from congtam.mechanisms.lifecycle.verify import verify
from congtam.project.demo.people import PEOPLE, make_accounts, make_units
from congtam.project.home import Home
from congtam.registers.accounts.actions import come_back, invite, leave, substitute
from congtam.registers.accounts.models import AccountEntry
from congtam.registers.accounts.tests.conftest import DAY, Register, make_register


def test_everybody_of_the_demo_stands_in_the_register(home: Home, db: None) -> None:
    make_accounts(make_units())
    assert AccountEntry.objects.filter(record__state="active").count() == len(PEOPLE)


def test_the_journal_fits_after_inviting_standing_in_leaving_and_coming_back(
    home: Home, fresh_database: Any
) -> None:
    from conftest import _point_django

    with clock.frozen(DAY), acting(system_actor("tests", unit_id=0)):
        _much_happens(make_register())
    _point_django(fresh_database.url("owner"))
    report = verify()
    assert report.ok
    assert report.records > 4


def _much_happens(register: Register) -> None:
    cast, actor = register.cast, register.actor()
    situations.triaged(cast, on=DAY)
    situations.triaged(cast, on=DAY)
    invite(
        actor=actor, unit=cast.city, username="hoa.nguyen", display_name="Hoa (thử)",
        posts=[register.post("Văn thư")], since=DAY, on=DAY, save=register.save,
    )  # fmt: skip
    substitute(
        register.entry(cast.lan), actor=actor, by=cast.van, holdings=[register.holding(cast.lan)], since=DAY,
        until=DAY + timedelta(days=2), line="KT. CHỦ TỊCH", on=DAY, save=register.save,
    )  # fmt: skip
    leave(
        register.entry(cast.chi), actor=actor, from_day=DAY, successor=cast.lan, reason="Nghỉ hưu", on=DAY,
        save=register.save,
    )  # fmt: skip
    come_back(
        register.entry(cast.chi), actor=actor, posts=[register.post("Chuyên viên")], since=DAY, on=DAY,
        save=register.save,
    )  # fmt: skip
