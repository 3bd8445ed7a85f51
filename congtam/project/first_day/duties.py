"""What people of an office do with letters: the ready-made sets of the register of accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from congtam.registers.accounts.sets import SETS

ADMINISTRATOR = "administrator"
ADMINISTRATOR_TITLE = "Quản trị"  # untranslated: a title in the data, as on paper


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One part of the work. ``post``: the title that is usual for it."""

    label: Any
    post: str


#: name of the ready-made set → duty
DUTIES = {
    "desk": Duty(label=_("Tiếp nhận, vào sổ"), post="Văn thư"),  # untranslated: as on paper
    "case": Duty(label=_("Xử lý, soạn thảo"), post="Chuyên viên"),  # untranslated: as above
    "leader": Duty(label=_("Quyết định, ký"), post="Chủ tịch"),  # untranslated: as above
}


def permissions_of(duties: Iterable[str]) -> tuple[str, ...]:
    """All permissions of these duties."""
    wanted = set(duties)
    return tuple(sorted({name for each in SETS if each.name in wanted for name in each.known}))
