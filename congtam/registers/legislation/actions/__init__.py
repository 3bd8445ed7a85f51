"""The acts: the only place where the office's law and calendar are changed."""

from congtam.registers.legislation.actions.applying import Applied, ChangedSinceSeen
from congtam.registers.legislation.actions.changing import (
    change_days,
    change_value,
    confirm_year,
    recompute_now,
)
from congtam.registers.legislation.actions.rechecking import recheck_unit, recompute_unit

__all__ = [
    "Applied",
    "ChangedSinceSeen",
    "change_days",
    "change_value",
    "confirm_year",
    "recheck_unit",
    "recompute_now",
    "recompute_unit",
]
