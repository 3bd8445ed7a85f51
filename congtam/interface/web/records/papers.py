"""Issued documents in words: what the journal says of them, and which mark a template carries."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtam.foundation.calendar import say_day
from congtam.mechanisms.documents.kinds import UnknownDocument, kind_of
from congtam.mechanisms.documents.models import SentBy

#: the days of a document as an entry of the journal names them
_DAYS = {
    "signed_on": gettext_lazy("Ngày ký"),
    "sent_on": gettext_lazy("Ngày gửi"),
    "delivered_on": gettext_lazy("Ngày phát"),
    "received_on": gettext_lazy("Ngày nhận"),
}


def title_of(kind: str) -> str:
    """The kind as people call it; its name where no domain registers it any more."""
    try:
        return str(kind_of(kind).label)
    except UnknownDocument:
        return kind


def told(payload: Mapping[str, Any]) -> Iterable[str]:
    """The lines about a document in an entry of the journal; none where it is about none."""
    if "document" not in payload:
        return
    yield _("%(title)s số %(symbol)s") % {"title": title_of(payload["kind"]), "symbol": payload["symbol"]}
    for name, label in _DAYS.items():
        if name in payload:
            yield _day_line(str(label), payload, name)


def _day_line(label: str, payload: Mapping[str, Any], name: str) -> str:
    words = {"label": label, "day": say_day(date.fromisoformat(payload[name]))}
    line = _("%(label)s: %(day)s") % words
    if how := payload.get("how"):
        line = _("%(line)s (%(how)s)") % {"line": line, "how": SentBy(how).label}
    if before := payload.get("before"):
        day = say_day(date.fromisoformat(before))
        line = _("%(line)s; trước đó ghi %(day)s") % {"line": line, "day": day}
    return line
