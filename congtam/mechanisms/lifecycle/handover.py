"""A record passes from one body to another: its terms run on as if nothing had happened.

A unit that ends, or a law that moves the competence, gives nobody more time: the day of the event, the law, the
longer terms and the suspensions stay; only who has to keep the term changes.
"""

from datetime import date

from django.db import transaction

from congtam.mechanisms.lifecycle.acts import locked
from congtam.mechanisms.lifecycle.facts import Decision, Facts
from congtam.mechanisms.lifecycle.models import RUNNING, Deadline, Record

HANDOVER = "handover"
#: what is the same on both sides
_SAME = (
    "item", "duty", "party", "state", "event_on", "warn_on", "due_on", "rule", "rule_version", "calendar_version",
    "provisional", "explanation", "paused_on",
)  # fmt: skip


@transaction.atomic
def carry_over(*, record: Record, to: Record, on: date, symbol: str) -> list[Deadline]:
    """Let the running terms of ``record`` run on with ``to``, another unit's record of the same case.

    ``symbol`` is the number of the decision or of the minutes; it stands with each term. The terms of ``record``
    no longer apply there. Both units must be in scope. Both records are locked, so that no change of law or calendar
    and no second handing over comes between. Returns the terms that run now.
    """
    for each in sorted((record, to), key=lambda each: each.pk):
        locked(each)
    decision = Decision(kind=HANDOVER, on=on, symbol=symbol)
    rows = list(Deadline.objects.filter(record=record, state__in=RUNNING).order_by("pk"))
    carried = [
        Deadline(
            record=to,
            unit_id=to.unit_id,
            facts=Facts.from_json(row.facts).decided(decision).to_json(),
            **{name: getattr(row, name) for name in _SAME},
        )
        for row in rows
    ]
    _leave(rows, decision)
    return Deadline.objects.bulk_create(carried)


@transaction.atomic
def end_here(*, record: Record, on: date, symbol: str) -> int:
    """The record passes to a body that is not in this installation: its running terms no longer apply here. Returns
    how many; each keeps the decision that says why. The caller has locked the record."""
    rows = list(Deadline.objects.filter(record=record, state__in=RUNNING).order_by("pk"))
    _leave(rows, Decision(kind=HANDOVER, on=on, symbol=symbol))
    return len(rows)


def _leave(rows: list[Deadline], decision: Decision) -> None:
    for row in rows:
        row.facts = Facts.from_json(row.facts).decided(decision).to_json()
        row.state, row.paused_on = Deadline.State.CANCELLED, None
    Deadline.objects.bulk_update(rows, ["facts", "state", "paused_on"])
