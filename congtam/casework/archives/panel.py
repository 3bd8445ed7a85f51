"""The paper of a record, on the record's own page: originals still here, and where the paper is."""

from congtam.casework.archives import queries
from congtam.foundation.access.actor import Actor
from congtam.interface.web.records.panels import Panel, show_panel
from congtam.mechanisms.lifecycle.models import Erasure, Record

TEMPLATE = "archives/panel.html"


@show_panel
def paper(record: Record, actor: Actor) -> Panel | None:
    """For those who may see the archive (2 queries; 3 where the record is over)."""
    if not actor.may("archives.view", record.unit_id):
        return None
    originals = queries.originals_of(record)
    held = [original for original in originals if original.returned_on is None]
    return Panel(
        template=TEMPLATE,
        content={
            "code": record.code,
            "stay": queries.current_stay(record),
            "originals": len(originals),
            "held": len(held),
            "over": record.closed_on is not None,
            "erasure": Erasure.objects.filter(record=record).first() if record.closed_on else None,
            "keeps": actor.may("archives.keep", record.unit_id),
        },
    )
