"""Filling an empty home with the demo city."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import override

from congtam.casework.letters.receiving import receipt_of
from congtam.foundation import clock
from congtam.foundation.access.models import Unit
from congtam.foundation.access.rls import set_scope
from congtam.project.demo.books import fill_books
from congtam.project.demo.cases import CASES
from congtam.project.demo.people import PASSWORD, PEOPLE, WARD, make_accounts, make_units
from congtam.project.demo.play import Stage, play

Say = Callable[[str], None]


class NotEmpty(Exception):
    """The home holds data already."""


@transaction.atomic
def load_demo(say: Say) -> dict[str, Any]:
    """Load the city in one transaction, so that a load that was broken off leaves nothing.

    Returns ``{"accounts": […], "receipt": code, "unit": code, "letters": n}``.
    """
    if Unit.objects.exists():
        raise NotEmpty("nơi này đã có dữ liệu")
    with override("vi"):
        units = make_units()
        set_scope(unit.pk for unit in units.values())
        stage = Stage(unit=units[WARD], accounts=make_accounts(units), today=clock.today())
        receipt = ""
        for number, case in enumerate(sorted(CASES, key=lambda case: -case.ago), start=1):
            letter = play(case, stage=stage)
            if case.stage == "delivered":
                receipt = receipt_of(letter)
            say(f"đơn thử {number}/{len(CASES)}")
        say(f"văn bản thử: {fill_books(stage)}")
    return {"accounts": _accounts(), "receipt": receipt, "unit": WARD, "letters": len(CASES)}


def _accounts() -> list[dict[str, str]]:
    return [
        {"role": person.role, "username": person.username, "password": PASSWORD, "name": person.name}
        for person in PEOPLE
    ]
