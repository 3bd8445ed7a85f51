"""The working copy on the page of a record: what those who work on the case read instead of the scan."""

from congtam.casework.letters.models import Denunciation, Letter, WorkingCopy
from congtam.casework.letters.redaction import rights
from congtam.casework.letters.redaction.shown import working_code
from congtam.foundation.access.actor import Actor
from congtam.interface.web.records.panels import Panel, show_panel
from congtam.mechanisms.lifecycle.models import Level, Record

KINDS = ("letters.letter", "letters.denunciation")
TEMPLATE = "letters/redaction/panel.html"


@show_panel
def working_copy(record: Record, actor: Actor) -> Panel | None:
    """For a sealed letter and for the denunciation that came in one (4 queries)."""
    if record.kind not in KINDS or not actor.may(rights.VIEW, record.unit_id):
        return None
    letter = _letter(record)
    if letter is None or letter.opened_at is not None:
        return None
    copies = list(letter.working_copies.exclude(state=WorkingCopy.State.WITHDRAWN).order_by("-number"))
    redacts = rights.may_redact(letter, actor)
    if not copies and not redacts and record.level != Level.SEALED:
        return None
    return Panel(
        template=TEMPLATE,
        content={
            "letter": letter.record.code,
            "code": working_code(letter),
            "released": next((each for each in copies if each.state == WorkingCopy.State.RELEASED), None),
            "waiting": next((each for each in copies if each.state == WorkingCopy.State.MADE), None)
            if redacts
            else None,
            "redacts": redacts,
        },
    )


def _letter(record: Record) -> Letter | None:
    if record.kind == "letters.letter":
        return Letter.objects.filter(pk=record.pk).select_related("record").first()
    found = Denunciation.objects.filter(pk=record.pk).select_related("letter__record").first()
    return found.letter if found else None
