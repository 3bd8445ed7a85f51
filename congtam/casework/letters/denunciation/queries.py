"""Reading denunciations: lists by key, what a page needs in few queries. Nothing here changes anything."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from congtam.casework.letters.denunciation.lifecycle import AFTER, DENUNCIATION, EARLY, SETTLING
from congtam.casework.letters.denunciation.models import Denunciation, DenunciationMatter, Protection
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.mechanisms.lifecycle.models import RUNNING, Deadline, Record

PAGE_SIZE = 50
#: the tabs of the list, in order
TABS = ("checking", "settling", "after", "mine", "late", "done", "all")


def records_of(actor: Actor, *, tab: str, today: date) -> QuerySet[Record]:
    """The records of denunciations in a tab."""
    found = policy_for(Record).visible(actor).filter(kind=DENUNCIATION.kind)
    return found.filter(_in_tab(tab, actor=actor, today=today))


def _in_tab(tab: str, *, actor: Actor, today: date) -> Q:
    late = Deadline.objects.filter(
        state=Deadline.State.OPEN, party=Deadline.Party.OFFICE, due_on__lt=today, unit_id__in=actor.unit_ids
    )
    return {
        "checking": Q(state__in=EARLY),
        "settling": Q(state__in=SETTLING),
        "after": Q(state__in=AFTER),
        "mine": Q(holder_id__in=actor.holders, state__in=DENUNCIATION.open_states),
        "late": Q(pk__in=late.values("record_id")),
        "done": Q(state__in=[state.name for state in DENUNCIATION.states if state.final]),
        "all": Q(),
    }[tab]


def page_of(found: QuerySet[Record], *, before: int | None) -> tuple[Sequence[Record], int | None]:
    """Fifty records older than ``before``, and the key from which the next page goes on (3 queries)."""
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(_with_rows(found).order_by("-pk")[: PAGE_SIZE + 1])
    more = len(rows) > PAGE_SIZE
    rows = rows[:PAGE_SIZE]
    return rows, (rows[-1].pk if more else None)


def _with_rows(found: QuerySet[Record]) -> QuerySet[Record]:
    running = Deadline.objects.filter(state__in=RUNNING, party=Deadline.Party.OFFICE).defer("explanation")
    return (
        found.select_related("denunciation", "holder")
        .defer("denunciation__sealed", "receipt_sealed", "receipt_mac", "head")
        .prefetch_related(Prefetch("deadlines", queryset=running.order_by("due_on"), to_attr="running"))
    )


def book_page(*, unit_id: int, year: int, before: int | None) -> tuple[Sequence[Record], int | None]:
    """Fifty entries of the book of a unit and year, by falling number. The caller has asked for the right."""
    found = Record.objects.filter(
        unit_id=unit_id, kind=DENUNCIATION.kind, book_year=year, number__isnull=False
    )
    if before is not None:
        found = found.filter(number__lt=before)
    rows = list(_with_rows(found).order_by("-number")[: PAGE_SIZE + 1])
    more = len(rows) > PAGE_SIZE
    rows = rows[:PAGE_SIZE]
    return rows, (rows[-1].number if more else None)


def denunciation_by_code(actor: Actor, code: str) -> Denunciation | None:
    """The denunciation with what its page shows, or None where the actor may not know of it."""
    return (
        policy_for(Denunciation)
        .visible(actor)
        .filter(record__code=code.upper())
        .select_related(
            "record__data_key", "record__holder", "record__unit", "unit", "again__record",
            "letter__record__data_key", "letter__unit", "letter__identity_key",
        )
        .prefetch_related(
            Prefetch(
                "matters",
                queryset=DenunciationMatter.objects.select_related("transfer").order_by("position"),
            )
        )
        .first()
    )  # fmt: skip


def protection_by_code(actor: Actor, code: str) -> Protection | None:
    """The request for protection with what its page shows, or None where the actor may not know of it."""
    return (
        policy_for(Protection)
        .visible(actor)
        .filter(record__code=code.upper())
        .select_related(
            "record__data_key", "record__holder", "record__unit", "unit", "denunciation__record",
            "denunciation__unit", "denunciation__letter__record__data_key", "denunciation__letter__unit",
        )
        .first()
    )  # fmt: skip
