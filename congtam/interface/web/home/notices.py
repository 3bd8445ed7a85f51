"""What domains say at the top of the first page: alarms that are no task of one record."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from congtam.foundation.access.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Notice:
    """As ``components/notice.html`` shows it. ``kind``: info, soon, late, good."""

    title: str
    text: str
    kind: str = "soon"
    action_url: str = ""
    action_label: str = ""


Provider = Callable[[Actor], Iterable[Notice]]
_providers: list[Provider] = []


def provide(provider: Provider) -> None:
    """Let a domain speak. A provider asks the database only for readers whom it has something to tell."""
    if provider not in _providers:
        _providers.append(provider)


def notices_for(actor: Actor) -> Iterator[Notice]:
    """What all domains have to say to the reader, in the order of the domains."""
    for provider in _providers:
        yield from provider(actor)
