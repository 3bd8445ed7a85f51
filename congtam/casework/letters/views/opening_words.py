"""Letters from a paper book in words: on their timeline and on their page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Letter, PaperEntry
from congtam.casework.letters.opening import paper_book
from congtam.casework.letters.opening.columns import BY_NAME
from congtam.foundation.calendar import say_day


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
    for name, day in payload["days"].items():
        yield _("%(label)s: %(day)s") % {
            "label": BY_NAME[name].label, "day": say_day(date.fromisoformat(day)),
        }  # fmt: skip


def shown_paper(letter: Letter, *, readable: bool) -> ShownPaper | None:
    """The paper book beside a letter; None for a letter that was taken in here."""
    entry: PaperEntry | None = getattr(letter, "paper_entry", None)
    if entry is None:
        return None
    details = paper_book.opened(entry, data_key=letter.record.data_key) if readable else None
    return ShownPaper(entry=entry, details=details)
