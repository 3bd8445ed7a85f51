"""Earlier letters that are likely of one sender, as intake sees them: by subject and time, never by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from congtam.casework.letters.comparing.marks import alike
from congtam.casework.letters.models import Letter, RecordLink
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.mechanisms.lifecycle.models import Level, Record


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """One earlier letter: what it was about and when it came. ``linked``: it was found to be the same matter."""

    code: str
    subject: str
    received_on: date
    linked: bool


def may_compare(actor: Actor, letter: Letter) -> bool:
    """Intake alone, as long as the letter waits to be registered or triaged; never what is sealed, and nothing where
    the office switched suggestions off."""
    record = letter.record
    if not settings.SUGGESTIONS:
        return False
    open_states = record.state in ("received", "registered") and letter.opened_at is None
    return open_states and record.level != "sealed" and actor.may("letters.register", letter.unit_id)


def earlier_letters(
    *, letter: Letter, sender: Mapping[str, str], actor: Actor, on: date
) -> Sequence[Earlier]:
    """What `may_compare` lets the actor see of up to five letters; those that somebody said are another matter are left
    out (3 queries)."""
    if not may_compare(actor, letter) or not (found := alike(letter, sender, on=on)):
        return []
    told = {
        link.other_id: link.same
        for link in RecordLink.objects.filter(record=letter.record, other_id__in=found)
    }
    rows = policy_for(Record).visible(actor).filter(pk__in=found).select_related("letter").order_by("-pk")
    return [
        Earlier(
            code=row.code, subject=row.subject, received_on=row.letter.received_on, linked=row.pk in told
        )
        for row in rows
        if told.get(row.pk, True)
    ]  # fmt: skip


def links_of(record: Record, actor: Actor) -> Sequence[Earlier]:
    """The records that were declared the same matter, both ways; what the reader may not know of is no link to them
    (row-level security). A sealed letter has none, also for those who know of it: the other one is of the same sender,
    and may lie open. One query."""
    rows = (
        policy_for(RecordLink)
        .visible(actor)
        .filter(Q(record=record) | Q(other=record), same=True)
        .exclude(Q(record__level=Level.SEALED) | Q(other__level=Level.SEALED))
        .select_related("record__letter", "other__letter")
        .order_by("-pk")
    )
    ends = [row.other if row.record_id == record.pk else row.record for row in rows]
    return [
        Earlier(code=end.code, subject=end.subject, received_on=end.letter.received_on, linked=True)
        for end in ends
    ]
