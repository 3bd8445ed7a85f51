"""What an officer knows of a letter, as values that acts take."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from congtam.casework.letters.models import Kind, SenderKind


@dataclass(frozen=True, kw_only=True)
class SenderDetails:
    """The sender as the letter gives it; empty means "not known"."""

    kind: SenderKind = SenderKind.UNCLEAR
    name: str = ""
    address: str = ""
    phone: str = ""

    def identifying(self) -> dict[str, str]:
        """What is sealed."""
        return {"name": self.name.strip(), "address": self.address.strip(), "phone": self.phone.strip()}


@dataclass(frozen=True, kw_only=True)
class MatterDetails:
    """One content of a letter. ``remote``: the area counts as remote for the terms of settlement."""

    kind: Kind
    summary: str
    complex: bool = False
    remote: bool = False

    def facts(self) -> dict[str, Any]:
        """What the journal keeps: nothing that somebody typed."""
        return {key: value for key, value in asdict(self).items() if key != "summary"}


def check_dates(*, received_on: date, written_on: date | None, today: date) -> None:
    """A letter is not written after it came, and comes no later than today. Raises ValidationError by field."""
    errors: dict[str, list[str]] = {}
    if received_on > today:
        errors["received_on"] = [
            _("Ngày đến không thể sau hôm nay. Hãy kiểm tra lại ngày trên dấu công văn đến.")
        ]
    if written_on is not None and written_on > today:
        errors["written_on"] = [
            _("Ngày viết đơn là một ngày chưa tới. Hãy xem lại đơn; nếu đơn ghi sai thì để trống ô này.")
        ]
    elif written_on is not None and written_on > received_on:
        errors["written_on"] = [_("Ngày viết đơn không thể sau ngày đơn đến.")]
    if errors:
        raise ValidationError(errors)
