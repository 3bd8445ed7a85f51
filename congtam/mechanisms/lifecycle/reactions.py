"""Reactions: a domain subscribes to a journal event by name, and never imports the domain that wrote it."""

from collections import defaultdict
from collections.abc import Callable

from congtam.mechanisms.lifecycle.models import JournalEntry

Reaction = Callable[[JournalEntry], None]
_reactions: dict[str, list[Reaction]] = defaultdict(list)


def on_event(event: str) -> Callable[[Reaction], Reaction]:
    """Subscribe to "letters.letter:accept"; the reaction runs inside the act's transaction."""

    def subscribe(reaction: Reaction) -> Reaction:
        if reaction not in _reactions[event]:
            _reactions[event].append(reaction)
        return reaction

    return subscribe


def announce(entry: JournalEntry) -> None:
    """Tell the subscribers of the entry's event."""
    for reaction in _reactions.get(entry.event, ()):
        reaction(entry)
