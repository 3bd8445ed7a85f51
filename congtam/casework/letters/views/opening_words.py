"""Letters from a paper book in words: on their timeline and on their page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Letter, PaperEntry
from congtam.casework.letters.opening import paper_book
from congtam.casework.letters.opening.checking import WAY
from congtam.casework.letters.opening.columns import BY_NAME
from congtam.foundation.calendar import say_day
from congtam.mechanisms.lifecycle.models import JournalEntry


@dataclass(frozen=True, kw_only=True)
class ShownPaper:
    """What the page of a letter shows of the paper book. ``details`` only for who may read the letter."""

    entry: PaperEntry
    details: paper_book.PaperBook | None


def lines(payload: Mapping[str, Any]) -> Iterable[str]:
    """What the first entry of such a letter tells; nothing for any other entry."""
    if "opening" not in payload:
        return
    words = {"number": payload["number"], "year": payload["book_year"], "code": payload["opening"]}
    yield _("Nhập từ sổ giấy: số %(number)s năm %(year)s (tệp %(code)s).") % words
    yield _("Bước lúc nhập: %(state)s.") % {"state": LETTER.state(payload["as"]).label}
    days = payload["days"]
    for name in (name for name in WAY if name in days):
        day = say_day(date.fromisoformat(days[name]))
        yield _("%(label)s: %(day)s") % {"label": BY_NAME[name].label, "day": day}


def entered(entry: JournalEntry) -> Iterable[str]:
    """What the journal of a batch tells of the letters that it made, and of its file."""
    payload = entry.payload
    if "rows" in payload:
        (first_year, first), (last_year, last) = payload["first"], payload["last"]
        words = {"n": payload["rows"], "first": f"{first}/{first_year}", "last": f"{last}/{last_year}"}
        yield _("%(n)s đơn, từ số %(first)s đến số %(last)s.") % words
        if count := payload["differences"]:
            yield _("Hạn của sổ giấy khác hạn tính được: %(n)s đơn.") % {"n": count}
    if "file" in payload:
        yield _("Tệp được giữ: %(hash)s…") % {"hash": payload["file"][:16]}


def shown_paper(letter: Letter, *, readable: bool) -> ShownPaper | None:
    """The paper book beside a letter; None for a letter that was taken in here."""
    entry: PaperEntry | None = getattr(letter, "paper_entry", None)
    if entry is None:
        return None
    kept = readable and bool(entry.sealed)  # what was erased by law is empty
    details = paper_book.opened(entry, data_key=letter.record.data_key) if kept else None
    return ShownPaper(entry=entry, details=details)
