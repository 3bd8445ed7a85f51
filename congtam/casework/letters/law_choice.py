"""Terms that run while the law changes: which of them serve another rule today than on the day they began.

Where the transition article is silent (Nghị định 155/2026/NĐ-CP, Điều 22, on letters received and not yet accepted)
the law of the day of the event applies, unless a person decides otherwise.
"""

from datetime import date

from congtam.mechanisms.lifecycle.facts import Facts
from congtam.mechanisms.lifecycle.models import Deadline, Record
from congtam.mechanisms.rulebook import Rulebook


def undecided(record: Record, *, on: date, book: Rulebook) -> list[Deadline]:
    """The open clocks of the record for which nobody has chosen, though their rules changed by the day ``on``."""
    found = [
        row
        for row in record.deadlines.all()
        if row.state == Deadline.State.OPEN
        and Facts.from_json(row.facts).law_changed(row.duty, event_on=row.event_on, until=on, book=book)
    ]
    return sorted(found, key=lambda row: row.pk)
