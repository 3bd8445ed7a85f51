"""The acts of the register: the only place that writes facts of units."""

from datetime import date
from typing import TypedDict, Unpack

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.mechanisms.effective import Period, writing
from congtam.registers.organisations.models import UnitFacts
from congtam.registers.organisations.policies import MAINTAIN


class UnitValues(TypedDict, total=False):
    """What can be said of a unit; see ``UnitFacts``."""

    name: str
    short_name: str
    superior_name: str
    place: str
    address: str
    phone: str
    symbol: str
    numbering: str
    term: str
    reception_hours: str


def describe_unit(
    *, actor: Actor, unit: Unit, on: date, reason: str = "", **values: Unpack[UnitValues]
) -> UnitFacts:
    """From the day ``on`` the unit is as described; what is not named stays as it was.

    Raises NotPermitted, ``writing.NotAChange`` and ``NothingDiffers``, ValidationError (the first description
    needs name, place and symbol; numbering by term needs the term).
    """
    actor.require(MAINTAIN, unit)
    return writing.change(model=UnitFacts, subject=unit, on=on, actor=actor, values=values, reason=reason)


def correct_unit(
    *, actor: Actor, unit: Unit, period: Period, reason: str, **values: Unpack[UnitValues]
) -> tuple[UnitFacts, ...]:
    """What was noted of the unit for ``period`` was wrong; it is replaced, and what was believed is kept.

    Raises NotPermitted, ``writing.ReasonMissing`` and ``NothingDiffers``, ValidationError.
    """
    actor.require(MAINTAIN, unit)
    return writing.correct(
        model=UnitFacts, subject=unit, period=period, actor=actor, values=values, reason=reason
    )


def close_unit(*, actor: Actor, unit: Unit, on: date, reason: str) -> None:
    """From the day ``on`` the unit no longer exists; its letterhead of earlier days stays.

    Raises NotPermitted, ``writing.NotAChange`` and ``NothingDiffers``.
    """
    actor.require(MAINTAIN, unit)
    writing.end(model=UnitFacts, subject=unit, on=on, actor=actor, reason=reason)
