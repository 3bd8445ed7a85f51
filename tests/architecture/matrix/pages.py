"""Every address of the product, read from the code: its pattern, what its guard demands, the steps behind it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from congtam.interface.web.guards import NEEDS, SIGNED_IN


@dataclass(frozen=True, kw_only=True)
class Page:
    """One address. ``needs``: what its guard demands, empty where it demands no more than an account; ``step``: the
    one step of a lifecycle that this row of the matrix is about."""

    name: str
    pattern: str
    words: tuple[str, ...]
    signed_in: bool
    needs: str
    step: str = ""
    kind: str = ""

    @property
    def title(self) -> str:
        """The name, and the step where there is one."""
        return f"{self.name} [{self.step}]" if self.step else self.name

    @property
    def address(self) -> str:
        """The pattern as people read it: ``/letters/<code>/steps/<step>/``."""
        return "/" + re.sub(r"<(?:[a-z_]+:)?([a-z_]+)>", r"<\1>", self.pattern)


def addresses() -> list[Page]:
    """All addresses, each once, steps not told apart."""
    return list(_walk(get_resolver().url_patterns, (), ""))


def _walk(patterns: Iterable[Any], spaces: tuple[str, ...], before: str) -> Iterator[Page]:
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = (*spaces, each.namespace) if each.namespace else spaces
            yield from _walk(each.url_patterns, inner, before + str(each.pattern))
        else:
            yield _page(each, spaces, before)


def _page(pattern: URLPattern, spaces: tuple[str, ...], before: str) -> Page:
    whole = before + str(pattern.pattern)
    return Page(
        name=":".join((*spaces, pattern.name or whole)),
        pattern=whole,
        words=tuple(part.partition(">")[0].rpartition(":")[2] for part in whole.split("<")[1:]),
        signed_in=bool(getattr(pattern.callback, SIGNED_IN, False)),
        needs=str(getattr(pattern.callback, NEEDS, "")),
    )
