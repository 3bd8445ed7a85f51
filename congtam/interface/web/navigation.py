"""The menu: home, and what the domains bring; only entries that the reader may open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.actor import Actor
from congtam.foundation.domains import NavigationItem, installed_domains
from congtam.mechanisms.indicators.registry import indicators

Counter = Callable[[Actor], int | None]

#: The second key after "g" for the first list of the menu.
LIST = "l"
_counters: dict[str, Counter] = {}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the menu as shown. ``go`` is the second key after "g"."""

    label: Any
    href: str
    icon: str
    count: int | None = None
    current: bool = False
    go: str = ""


def count_for(url_name: str, counter: Counter) -> None:
    """Show a number beside the entry of ``url_name``. The counter costs a query on every page, so it counts
    by an index; it counts only what the actor may see, and answers None for "show nothing"."""
    _counters[url_name] = counter


def entries(actor: Actor, path: str) -> list[Entry]:
    """The menu for ``actor``; the entry with the longest address that ``path`` begins with is current.

    Raises NoReverseMatch where a domain names an address that does not exist.
    """
    items = sorted(_items(actor), key=lambda item: item.order)
    hrefs = [reverse(item.url) for item in items]
    here = max(
        (href for href in hrefs if path == href or path.startswith(_folder(href))), key=len, default=""
    )
    lists = [item.url for item in items if item.url.endswith("list")]
    shown = [
        _entry(item, href, actor=actor, current=href == here, go=LIST if [item.url] == lists[:1] else "")
        for item, href in zip(items, hrefs, strict=True)
    ]
    return _home(path) + shown


def _entry(item: NavigationItem, href: str, *, actor: Actor, current: bool, go: str) -> Entry:
    counter = _counters.get(item.url)
    count = counter(actor) if counter else None
    return Entry(label=item.label, href=href, icon=item.icon, count=count, current=current, go=go)


def _items(actor: Actor) -> list[NavigationItem]:
    of_domains = [item for domain in installed_domains() for item in domain.navigation]
    return [item for item in (*of_domains, *_shell_items(actor)) if _opens(item, actor)]


def _opens(item: NavigationItem, actor: Actor) -> bool:
    return not item.permission or actor.may(item.permission)


def _shell_items(actor: Actor) -> Iterator[NavigationItem]:
    """The shell's own pages: figures where something is counted for the reader, the background jobs, the upkeep of the
    installation."""
    counted = next((each for each in indicators() if actor.may(each.needs)), None)
    if counted:
        yield NavigationItem(
            label=_("Số liệu"), url="figures", icon="chart-bar", permission=counted.needs, order=60
        )
    yield NavigationItem(label=_("Việc nền"), url="jobs", icon="refresh", permission="jobs.manage", order=80)
    yield NavigationItem(
        label=_("Vận hành"), url="upkeep", icon="database", permission="upkeep.view", order=85
    )
    yield NavigationItem(
        label=_("Tệp bị cách ly"),
        url="quarantine",
        icon="alert-triangle",
        permission="files.quarantine",
        order=87,
    )


def _home(path: str) -> list[Entry]:
    try:
        href = reverse("home")
    except NoReverseMatch:
        return []
    return [Entry(label=_("Việc hôm nay"), href=href, icon="home", current=path == href, go="h")]


def _folder(href: str) -> str:
    """An entry that stands for the root is current on its own page only."""
    return href if href.rstrip("/") else "\0"
