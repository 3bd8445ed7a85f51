"""What other domains show on the page of a record: each brings a template of its own and what stands in it.

The page includes ``panel.template`` with the one variable ``panel``; it never names another domain.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from congtam.foundation.access.actor import Actor
from congtam.mechanisms.lifecycle.models import Record


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One card. ``content`` is what the template reads as ``panel.content``."""

    template: str
    content: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[Record, Actor], Panel | None]
_makers: list[Maker] = []


def show_panel(maker: Maker) -> Maker:
    """Let ``maker`` show a panel on the page of each record; None where it has nothing for this reader."""
    if maker not in _makers:
        _makers.append(maker)
    return maker


def panels(record: Record, actor: Actor) -> list[Panel]:
    """The panels of a record for this reader, in the order in which they were registered."""
    return [panel for maker in _makers if (panel := maker(record, actor)) is not None]
