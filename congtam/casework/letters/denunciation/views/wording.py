"""How the journal of a denunciation is told: icons, labels of what was typed, what was chosen."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtam.casework.letters.denunciation.actions import MustGoOn, StopGround
from congtam.casework.letters.denunciation.models import (
    Competent,
    Condition,
    Finding,
    Identity,
    Measure,
    Source,
)
from congtam.casework.letters.views.words import Tellers, grounds_line, names_in, places_line, told
from congtam.foundation.access.models import Account
from congtam.interface.web.records.timeline import Wording
from congtam.mechanisms.lifecycle.models import JournalEntry

ICONS = {
    "opened": "shield-lock", "check_identity": "clipboard-check", "check_conditions": "clipboard-check",
    "accept": "clipboard-check", "refuse": "circle-x", "transfer": "corner-up-right",
    "transfer_part": "corner-up-right", "guide": "corner-up-right", "pass_on": "corner-up-right",
    "pass_crime": "corner-up-right", "keep": "archive", "assign": "user-plus", "extend": "calendar-plus",
    "suspend": "player-pause", "resume": "player-play", "stop": "ban", "withdraw": "arrow-back-up",
    "conclude": "gavel", "inform": "mail-forward", "publish": "send", "take_down": "send",
    "close": "archive", "document_issued": "file-text", "document_signed": "signature",
    "document_sent": "send", "document_delivered": "mailbox", "document_received": "mail-opened",
    "paper_addressed": "lock-open", "grant": "shield-check", "decline": "circle-x", "end": "archive",
}  # fmt: skip
SYSTEMS = {"rulebook": gettext_lazy("Máy tính lại hạn")}
NOTES = {
    "task": gettext_lazy("Nhiệm vụ"),
    "competent_body": gettext_lazy("Cơ quan nhận"),
    "body": gettext_lazy("Cơ quan thực hiện"),
    "proof": gettext_lazy("Bằng chứng"),
    "correcting": gettext_lazy("Lý do sửa"),
}


def wording(entries: Iterable[JournalEntry], known: Iterable[Account | None]) -> Wording:
    """The words for these entries. Officers named in them are looked up only where ``known`` lacks one."""
    names = names_in(list(entries), known)

    def details(entry: JournalEntry) -> Iterable[str]:
        return told(entry, _TELLERS, names)

    return Wording(icons=ICONS, systems=SYSTEMS, notes=NOTES, details=details)


def _of(choices: Any) -> Callable[[Any], str]:
    return lambda found: str(choices(found).label)


def _list(choices: Any) -> Callable[[Any], str]:
    return lambda found: "; ".join(str(choices(each).label) for each in found)


def _unmet(found: Any) -> str:
    if not found:
        return _("Đủ điều kiện thụ lý.")
    return _("Chưa đạt: %(names)s") % {"names": _list(Condition)(found)}


def _findings(found: Any) -> str:
    return "; ".join(
        _("nội dung %(place)s – %(result)s") % {"place": place, "result": Finding(value).label}
        for place, value in sorted(found.items())
    )


_TELLERS: Tellers = {
    "source": _of(Source),
    "identity": _of(Identity),
    "competence": _of(Competent),
    "unmet": _unmet,
    "ground": grounds_line,
    "criteria": grounds_line,
    "stop": _of(StopGround),
    "places": places_line,
    "goes_on": _list(MustGoOn),
    "findings": _findings,
    "measures": _list(Measure),
}
