"""What domains show in the top bar of every page, each by a template of its own."""

from collections.abc import Callable

from django.http import HttpRequest

from congtam.interface.web.records.panels import Panel

Maker = Callable[[HttpRequest], Panel | None]
_makers: list[Maker] = []


def show_in_top(maker: Maker) -> Maker:
    """Let ``maker`` show something beside the reader's name; None for nothing. It runs on every page, so it costs no
    query for those whom it has nothing to show."""
    if maker not in _makers:
        _makers.append(maker)
    return maker


def shown_in_top(request: HttpRequest) -> list[Panel]:
    """What is shown to this reader, in the order in which it was registered."""
    return [panel for maker in _makers if (panel := maker(request)) is not None]
