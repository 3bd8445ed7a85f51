"""Jobs by name. An act defers a job in its own transaction: none is lost, and none runs for an act that was
rolled back. Arguments are ids only."""

from typing import Any


def defer(name: str, *, unit_id: int, **arguments: Any) -> int:
    """Defer the job ``name`` for a unit and return its id. The task itself is declared by a domain's
    ``tasks.py`` and found by name, so an act never imports it."""
    from procrastinate.contrib.django import app

    return app.configure_task(name, allow_unknown=False).defer(unit_id=unit_id, **arguments)
