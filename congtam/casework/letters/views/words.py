"""How the journal of a letter is told: icons, names of the system's parts, labels of what was typed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from congtam.casework.letters.models import Channel, Competence, Kind, Outcome, RefusalGround, Scan
from congtam.casework.letters.views import opening_words
from congtam.foundation.access.models import Account
from congtam.foundation.calendar import say_day
from congtam.interface.web.records.papers import title_of
from congtam.interface.web.records.timeline import Wording
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.mechanisms.rulebook import editions

ICONS = {
    "opened": "mail-plus",
    "scan_added": "file-plus",
    "scan_read": "scan",
    "scan_failed": "scan",
    "register": "book",
    "receipt_printed": "receipt",
    "corrected": "pencil",
    "triage": "route",
    "triage_again": "arrow-back-up",
    "hold": "shield-lock",
    "accept": "clipboard-check",
    "refuse": "circle-x",
    "guide": "corner-up-right",
    "assign": "user-plus",
    "suspend": "player-pause",
    "resume": "player-play",
    "declare_complex": "calendar-plus",
    "choose_law": "scale",
    "plan_dialogue": "calendar-event",
    "dialogue_notified": "messages",
    "decide": "gavel",
    "answer": "mail-forward",
    "close": "archive",
    "void": "ban",
    "hand_over": "corner-up-right",
    "handed_over": "corner-up-right",
    "taken_over": "mail-plus",
    "document_issued_again": "file-text",
    "document_issued": "file-text",
    "document_signed": "signature",
    "document_sent": "send",
    "document_delivered": "mailbox",
    "document_received": "mail-opened",
    "message_received": "message",
    "message_sent": "messages",
    "message_handled": "check",
}
SYSTEMS = {
    "letters.reader": gettext_lazy("Máy đọc bản quét"),
    "letters.sealer": gettext_lazy("Máy niêm phong"),
    "letters.intake": gettext_lazy("Tiếp nhận tự động"),
    "letters.public": gettext_lazy("Trang gửi đơn của công dân"),
    "letters.successor": gettext_lazy("Máy chuyển hồ sơ bàn giao"),
    "rulebook": gettext_lazy("Máy tính lại hạn"),
}
NOTES = {
    "task": gettext_lazy("Nhiệm vụ"),
    "competent_body": gettext_lazy("Cơ quan có thẩm quyền"),
    "proof": gettext_lazy("Bằng chứng"),
    "correcting": gettext_lazy("Lý do sửa"),
    "body": gettext_lazy("Cơ quan nhận"),
    "symbol": gettext_lazy("Số biên bản hoặc quyết định"),
}

#: by the name of a fact of the journal: how it is said; nothing where it says nothing
Tellers = Mapping[str, Callable[[Any], str]]


def wording(entries: Iterable[JournalEntry], known: Iterable[Account | None]) -> Wording:
    """The words for these entries. Officers named in them are looked up only where ``known`` lacks one."""
    names = names_in(list(entries), known)

    def details(entry: JournalEntry) -> Iterable[str]:
        yield from opening_words.lines(entry.payload)
        yield from told(entry, _TELLERS, names)

    return Wording(icons=ICONS, systems=SYSTEMS, notes=NOTES, details=details)


def told(entry: JournalEntry, tellers: Tellers, names: Mapping[int, str]) -> Iterable[str]:
    """What an entry says, a line for each fact that has a teller, and to whom the case was given."""
    for name, tell in tellers.items():
        if name in entry.payload and (line := tell(entry.payload[name])):
            yield line
    if handler := entry.payload.get("handler"):
        yield _("Người được giao: %(name)s") % {"name": names.get(handler, "")}


def names_in(entries: list[JournalEntry], known: Iterable[Account | None]) -> dict[int, str]:
    """The names of the officers of these entries, by account (one query at most)."""
    accounts = [*known, *(entry.actor for entry in entries)]
    names = {account.pk: account.display_name for account in accounts if account is not None}
    handlers = {entry.payload["handler"] for entry in entries if entry.payload.get("handler")}
    if unknown := handlers - set(names):
        found = Account.objects.filter(pk__in=unknown)
        names |= {account.pk: account.display_name for account in found}
    return names


def matter_line(facts: Mapping[str, Any]) -> str:
    """ "Khiếu nại (phức tạp)": what the journal keeps of a matter."""
    flags = [
        str(label)
        for name, label in (("complex", _("phức tạp")), ("remote", _("vùng sâu, vùng xa")))
        if facts.get(name)
    ]
    kind = str(Kind(facts["kind"]).label)
    if not flags:
        return kind
    return _("%(kind)s (%(flags)s)") % {"kind": kind, "flags": ", ".join(flags)}


def _matters(found: Any) -> str:
    """Registering and triage keep the matters themselves; acceptance only their places."""
    if not found or not isinstance(found[0], dict):
        return ""
    return _("Nội dung: %(kinds)s") % {"kinds": "; ".join(map(matter_line, found))}


def _grounds(found: Any) -> str:
    if not found:
        return ""
    return _("Căn cứ không thụ lý: %(grounds)s") % {
        "grounds": "; ".join(str(RefusalGround(each).label) for each in found)
    }


def _outcomes(found: Any) -> str:
    results = "; ".join(
        _("nội dung %(place)s – %(result)s") % {"place": place, "result": Outcome(result).label}
        for place, result in sorted(found.items())
    )
    return _("Kết quả: %(results)s") % {"results": results}


def grounds_line(found: Any) -> str:
    """The grounds of a suspension, or of a complex case, in the words of the rulebook."""
    names = [found] if isinstance(found, str) else list(found)
    rules = editions.shown().book.rules.values()
    labels = {ground.id: ground.label for rule in rules for ground in rule.grounds}
    if not names:
        return ""
    return _("Căn cứ: %(grounds)s") % {"grounds": "; ".join(labels.get(name, name) for name in names)}


def places_line(found: Any) -> str:
    """ "Nội dung số 1, 3"."""
    return _("Nội dung số %(places)s") % {"places": ", ".join(map(str, found))}


def _law(found: Any) -> str:
    return str(_("Luật của ngày phát sinh")) if found == "event" else str(_("Luật mới"))


def _meeting(found: Any) -> str:
    return _("Đối thoại %(day)s") % {"day": say_day(date.fromisoformat(found))}


def _pages(found: Any) -> str:
    count = int(found)
    return ngettext("%(count)d trang", "%(count)d trang", count) % {"count": count}


def _receiver(found: Any) -> str:
    return _("Cơ quan nhận: %(name)s") % {"name": found}


def _giver(found: Any) -> str:
    return _("Cơ quan bàn giao: %(name)s") % {"name": found}


def _continued(found: Any) -> str:
    return _("Hồ sơ ở cơ quan nhận: %(code)s") % {"code": found}


def _came_from(found: Any) -> str:
    return _("Hồ sơ ở cơ quan bàn giao: %(code)s") % {"code": found}


def _book_number(found: Any) -> str:
    return _("Số vào sổ ở đây: %(number)s") % {"number": found}


def _earlier_papers(found: Any) -> str:
    papers = "; ".join(
        _("%(title)s số %(symbol)s ngày %(day)s")
        % {
            "title": title_of(each["kind"]),
            "symbol": each["symbol"],
            "day": say_day(date.fromisoformat(each["on"])),
        }
        for each in found
    )
    return _("Văn bản của cơ quan trước: %(papers)s") % {"papers": papers} if papers else ""


def _replaces(found: Any) -> str:
    return _("Thay văn bản số %(symbol)s đã hủy") % {"symbol": found}


def _channel(found: Any) -> str:
    return _("Kênh: %(channel)s") % {"channel": Channel(found).label}


def _competence(found: Any) -> str:
    return str(Competence(found).label)


def _scan_state(found: Any) -> str:
    return str(Scan.State(found).label)


#: what the journal keeps, and how it is said
_TELLERS: Tellers = {
    "channel": _channel,
    "competence": _competence,
    "matters": _matters,
    "refusal_grounds": _grounds,
    "grounds": _grounds,
    "outcomes": _outcomes,
    "ground": grounds_line,
    "places": places_line,
    "criteria": grounds_line,
    "law": _law,
    "meeting_on": _meeting,
    "pages": _pages,
    "receiver": _receiver,
    "giver": _giver,
    "came_from": _came_from,
    "continued_by": _continued,
    "book_number": _book_number,
    "papers": _earlier_papers,
    "replaces": _replaces,
    "state": _scan_state,
}
