"""Reading letters: lists by key, what a page needs in few queries. Nothing here changes anything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Letter, Matter, Scan
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.mechanisms.lifecycle.models import RUNNING, Deadline, Record

PAGE_SIZE = 50
CHUNK = 500
#: what no row shows and may be long: the text of the scan, what is sealed
HEAVY = ("letter__text", "letter__sealed", "receipt_sealed", "receipt_mac", "head")
#: the tabs of the list, in order
TABS = ("new", "mine", "open", "waiting", "late", "done", "all")


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of a list; ``older`` is the key from which the next one goes on (None: there is none)."""

    rows: Sequence[Record]
    older: int | None


def letters_of(actor: Actor, *, tab: str, today: date) -> QuerySet[Record]:
    """The records of letters in a tab, newest first."""
    found = policy_for(Record).visible(actor).filter(kind=LETTER.kind)
    return found.filter(_in_tab(tab, actor=actor, today=today))


def _in_tab(tab: str, *, actor: Actor, today: date) -> Q:
    late = Deadline.objects.filter(
        state=Deadline.State.OPEN, party=Deadline.Party.OFFICE, due_on__lt=today, unit_id__in=actor.unit_ids
    )
    waiting = [state.name for state in LETTER.states if state.waiting]
    return {
        "new": Q(state__in=("received", "registered")),
        "mine": Q(holder_id__in=actor.holders, state__in=LETTER.open_states),
        "open": Q(state__in=LETTER.open_states),
        "waiting": Q(state__in=waiting),
        "late": Q(pk__in=late.values("record_id")),
        "done": Q(state__in=[state.name for state in LETTER.states if state.final]),
        "all": Q(),
    }[tab]


def page_of(found: QuerySet[Record], *, before: int | None) -> Page:
    """Fifty rows older than ``before``, with what a row shows (3 queries: rows, matters, next deadlines).

    The keys are found first, on the records alone: otherwise letters are joined to all that a tab holds before
    fifty of them are taken (docs/performance.md).
    """
    if before is not None:
        found = found.filter(pk__lt=before)
    keys = found.order_by("-pk").values("pk")[: PAGE_SIZE + 1]
    rows = list(
        Record.objects.filter(pk__in=keys)
        .select_related("letter", "holder")
        .defer(*HEAVY)
        .prefetch_related(
            Prefetch("letter__matters", queryset=Matter.objects.order_by("position")),
            Prefetch(
                "deadlines",
                queryset=Deadline.objects.filter(state__in=RUNNING, party=Deadline.Party.OFFICE)
                .defer("explanation")
                .order_by("due_on"),
                to_attr="running",
            ),
        )
        .order_by("-pk")
    )
    more = len(rows) > PAGE_SIZE
    rows = rows[:PAGE_SIZE]
    return Page(rows=rows, older=rows[-1].pk if more else None)


def letter_by_code(actor: Actor, code: str) -> Letter | None:
    """The letter with what its page shows, or None where the actor may not know of it."""
    visible = policy_for(Letter).visible(actor)
    return (
        visible.filter(record__code=code.upper())
        .select_related(
            "record__data_key", "record__holder", "record__unit", "unit", "paper_entry", "identity_key"
        )
        .prefetch_related(
            Prefetch("matters", queryset=Matter.objects.order_by("position")),
            Prefetch("scans", queryset=Scan.objects.select_related("file__data_key").order_by("position")),
        )
        .first()
    )


@dataclass(frozen=True, kw_only=True)
class LetterBook:
    """The book of one unit and year, as a page asks for it. ``kind`` leaves out letters without such a matter, and
    every letter that is still sealed: what kind it is, is nobody's business yet."""

    unit_id: int
    year: int
    kind: str = ""


def book_of(asked: LetterBook) -> QuerySet[Record]:
    """The entries of a book, with what a line shows."""
    found = Record.objects.filter(
        unit_id=asked.unit_id, kind=LETTER.kind, book_year=asked.year, number__isnull=False
    )
    if asked.kind:
        matters = Matter.objects.filter(letter=OuterRef("pk"), kind=asked.kind)
        found = found.filter(Exists(matters), letter__opened_at__isnull=False).exclude(state="held")
    return (
        found.select_related("letter__paper_entry", "holder", "data_key")
        .defer(*HEAVY, "letter__paper_entry__sealed")
        .prefetch_related(
            Prefetch("letter__matters", queryset=Matter.objects.order_by("position")),
            Prefetch("deadlines", queryset=Deadline.objects.none(), to_attr="running"),
        )
    )


def book_page(asked: LetterBook, *, before: int | None) -> tuple[Sequence[Record], int | None]:
    """Fifty entries of a book, by falling number, and the number from which the next page goes on."""
    found = book_of(asked)
    if before is not None:
        found = found.filter(number__lt=before)
    rows = list(found.order_by("-number")[: PAGE_SIZE + 1])
    more = len(rows) > PAGE_SIZE
    rows = rows[:PAGE_SIZE]
    return rows, (rows[-1].number if more else None)


def whole_book(asked: LetterBook, *, after: int = 0) -> Iterator[list[Record]]:
    """All entries by rising number, some hundreds at a time, by key: a book is never held whole."""
    while rows := list(book_of(asked).filter(number__gt=after).order_by("number")[:CHUNK]):
        yield rows
        after = rows[-1].number or after
