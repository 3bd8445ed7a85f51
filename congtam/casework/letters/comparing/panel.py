"""Linked records on the page of a record."""

from congtam.casework.letters.comparing.queries import links_of
from congtam.foundation.access.actor import Actor
from congtam.interface.web.records.panels import Panel, show_panel
from congtam.mechanisms.lifecycle.models import Record

TEMPLATE = "letters/comparing/panel.html"


@show_panel
def linked(record: Record, actor: Actor) -> Panel | None:
    """The letters that were declared the same matter; nothing where there are none (1 query)."""
    if record.kind != "letters.letter" or not (links := links_of(record, actor)):
        return None
    return Panel(template=TEMPLATE, content={"links": links})
