"""What domains add to the citizens' side: a part of the page of a code, and a way in from the first page.

A part is a template of the domain's own that reads the one variable ``section``; the page never names a domain.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Section:
    """One card under the story of a letter. ``content`` is what the template reads as ``section.content``."""

    template: str
    content: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Door:
    """A way in that the first page shows. ``url`` is the name of an address that takes the language."""

    url: str
    title: Any
    text: Any
    label: Any


#: takes the code as it was typed and what the section wants to say of this very request; None: nothing to show
Maker = Callable[[str, dict[str, Any]], Section | None]
_makers: list[Maker] = []
_doors: list[Door] = []


def show_section(maker: Maker) -> Maker:
    """Let ``maker`` add a part to the page of each code that leads somewhere."""
    if maker not in _makers:
        _makers.append(maker)
    return maker


def sections(code: str, said: dict[str, Any]) -> list[Section]:
    """The parts of the page of this code, in the order in which they were registered."""
    return [section for maker in _makers if (section := maker(code, said)) is not None]


def open_door(door: Door) -> None:
    """Show a way in on the first page."""
    if door not in _doors:
        _doors.append(door)


def doors() -> list[Door]:
    """The ways in beside the tracking code."""
    return list(_doors)
