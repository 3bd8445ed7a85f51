"""Filling an empty home with the demo city."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import override

from congtam.casework.letters.denunciation.models import Denunciation
from congtam.casework.letters.receiving import receipt_of
from congtam.foundation import clock
from congtam.foundation.access.models import Unit
from congtam.foundation.access.rls import set_scope
from congtam.foundation.custody import keyring
from congtam.project.demo.books import fill_books
from congtam.project.demo.cases import CASES
from congtam.project.demo.custodians import PASSPHRASE, ask_for_one, name_custodians
from congtam.project.demo.people import PASSWORD, PEOPLE, REFORM, WARD, make_accounts, make_units
from congtam.project.demo.play import Stage, play

Say = Callable[[str], None]


class NotEmpty(Exception):
    """The home holds data already."""


@transaction.atomic
def load_demo(say: Say) -> dict[str, Any]:
    """Load the city in one transaction, so that a load that was broken off leaves nothing.

    Returns ``{"accounts": […], "passphrase": words, "receipt": code, "unit": code, "letters": n}``.
    """
    if Unit.objects.exists():
        raise NotEmpty("nơi này đã có dữ liệu")
    with override("vi"):
        units = make_units()
        set_scope(unit.pk for unit in units.values())
        stage = Stage(unit=units[WARD], accounts=make_accounts(units), today=clock.today())
        private = name_custodians(stage.unit, stage.accounts, on=REFORM)
        with keyring.using(private):
            receipt = _play_all(stage, say)
        say(f"văn bản thử: {fill_books(stage)}")
    return {
        "accounts": _accounts(),
        "passphrase": PASSPHRASE,
        "receipt": receipt,
        "unit": WARD,
        "letters": len(CASES),
    }


def _play_all(stage: Stage, say: Say) -> str:
    """Every case, the oldest first. Returns the tracking code of the one that was answered."""
    receipt = ""
    for number, case in enumerate(sorted(CASES, key=lambda case: -case.ago), start=1):
        letter = play(case, stage=stage)
        if case.stage == "delivered":
            receipt = receipt_of(letter)
        if case.stage == "denunciation_accepted":
            ask_for_one(stage.accounts, Denunciation.objects.get(letter=letter).record, on=stage.today)
        say(f"đơn thử {number}/{len(CASES)}")
    return receipt


def _accounts() -> list[dict[str, str]]:
    return [
        {"role": person.role, "username": person.username, "password": PASSWORD, "name": person.name}
        for person in PEOPLE
    ]
