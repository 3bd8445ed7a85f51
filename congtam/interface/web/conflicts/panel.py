"""On the page of a record: the way to the page of conflicts."""

from congtam.foundation.access.actor import Actor
from congtam.interface.web.records.panels import Panel, show_panel
from congtam.mechanisms.lifecycle.exclusions import may_name
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of


@show_panel
def conflicts_panel(record: Record, actor: Actor) -> Panel | None:
    """For kinds in which officers are named (no query)."""
    lifecycle = lifecycle_of(record.kind)
    if not lifecycle.names_accused or lifecycle.state(record.state).final:
        return None
    return Panel(
        template="conflicts/panel.html", content={"code": record.code, "may_name": may_name(record, actor)}
    )
