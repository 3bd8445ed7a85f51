"""Visits to the gallery."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from tests.journeys import browser


@contextmanager
def visiting(
    chromium: Browser,
    gallery: str,
    path: str,
    *,
    size: tuple[int, int] = browser.DESKTOP,
    theme: str = "light",
    lang: str = "vi",
    javascript: bool = True,
    **cookies: str,
) -> Iterator[Page]:
    """One page, as somebody with this theme and language. "auto" follows a machine that is set to dark."""
    scheme: browser.Scheme = "dark" if theme in ("dark", "auto") else "light"
    options: dict[str, Any] = {"size": size, "scheme": scheme, "javascript": javascript}
    with browser.tab(chromium, locale="vi-VN" if lang == "vi" else "en-GB", **options) as page:
        chosen = {"theme": theme, "lang": lang, **cookies}
        page.context.add_cookies([{"name": n, "value": v, "url": gallery} for n, v in chosen.items()])
        page.goto(gallery + path)
        yield page
