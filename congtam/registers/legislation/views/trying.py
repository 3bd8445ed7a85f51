"""The small form at the side of a rule or duty, and what it gives: a date with every line of its explanation."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.mechanisms import rulebook
from congtam.mechanisms.rulebook import Due, Edition
from congtam.registers.legislation.forms.trying import TryForm


@dataclass(frozen=True, kw_only=True)
class Tried:
    """The dates, the outer limit first; or why there is none."""

    dues: tuple[Due, ...] = ()
    problem: str = ""

    @property
    def warn(self) -> Due | None:
        """The earliest date, where texts in force give several."""
        return self.dues[-1] if len(self.dues) > 1 and self.dues[-1].due != self.dues[0].due else None


def tried(request: HttpRequest, key: str, edition: Edition) -> dict[str, Any]:
    """Context for ``parts/trying.html``; empty where the rule is no term."""
    book = edition.book
    if key in book.rules and not book.rule(key).is_time:
        return {"try_form": None, "tried": None}
    if "event" not in request.GET:
        form = TryForm(key=key, book=book, initial={"event": clock.today()})
        return {"try_form": form, "tried": None}
    form = TryForm(request.GET, key=key, book=book)
    return {"try_form": form, "tried": _computed(form, key, edition) if form.is_valid() else None}


def _computed(form: TryForm, key: str, edition: Edition) -> Tried:
    facts = {**form.facts(), "rulebook": edition.book, "calendar": edition.calendar}
    try:
        if key in edition.book.duties:
            return Tried(dues=tuple(reversed(rulebook.clock(key, **facts).parallel)))
        return Tried(dues=(rulebook.due(key, **facts),))
    except rulebook.RulebookError as error:
        return Tried(problem=error.text())
    except rulebook.CalendarGap as gap:
        return Tried(problem=_("Chưa có lịch làm việc của năm %(year)s.") % {"year": gap.year})
