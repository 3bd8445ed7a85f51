"""A real browser for tests: Debian's Chromium, its console, axe, screenshots.

    with browser.launch(locale="vi-VN") as page:
        page.goto(...)
        browser.axe(page)            # [] or what a person with a disability would stumble over
        browser.console_errors(page) # [] or errors, also violations of the Content-Security-Policy
        browser.screenshot(page, "intake")

Screenshots go to ``$CONGTAM_SCREENSHOTS`` and are skipped where that is not set.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from unittest import mock
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, TABLET, DESKTOP = (360, 740), (768, 1024), (1440, 900)
#: What axe calls serious hinders people; "moderate" and "minor" are advice.
SERIOUS = ("serious", "critical")

Scheme = Literal["light", "dark"]


@dataclass
class Log:
    """What a page has said on its console, and what it could not load."""

    errors: list[str] = field(default_factory=list)


_logs: "WeakKeyDictionary[Page, Log]" = WeakKeyDictionary()


def chromium() -> str:
    """Path of the browser. Raises RuntimeError naming the package where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise RuntimeError("no Chromium on the PATH: install the Debian package chromium")


@contextmanager
def launch(
    *,
    size: tuple[int, int] = DESKTOP,
    scheme: Scheme = "light",
    locale: str = "vi-VN",
    javascript: bool = True,
    **context: Any,
) -> Iterator[Page]:
    """One page in a browser of its own. ``context`` goes to Playwright's ``new_context``."""
    with (
        opened() as browser,
        tab(browser, size=size, scheme=scheme, locale=locale, javascript=javascript, **context) as page,
    ):
        yield page


@contextmanager
def opened() -> Iterator[Browser]:
    """The browser alone, for tests that open several tabs or persons."""
    # Playwright runs an event loop in this thread, and Django would refuse the test its database for it
    with mock.patch.dict(os.environ, {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def tab(
    browser: Browser,
    *,
    size: tuple[int, int] = DESKTOP,
    scheme: Scheme = "light",
    locale: str = "vi-VN",
    javascript: bool = True,
    **context: Any,
) -> Iterator[Page]:
    """One page with cookies of its own: one person."""
    options: dict[str, Any] = {"timezone_id": "Asia/Ho_Chi_Minh", "reduced_motion": "reduce", **context}
    person: BrowserContext = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        locale=locale,
        java_script_enabled=javascript,
        **options,
    )
    try:
        yield watched(person.new_page())
    finally:
        person.close()


def watched(page: Page) -> Page:
    """Begin to keep what ``page`` says, violations of the CSP among it. ``launch`` and ``tab`` do it."""
    log = _logs.setdefault(page, Log())
    page.on("console", lambda said: log.errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: log.errors.append(f"uncaught: {error}"))
    page.on(
        "requestfailed",
        lambda request: (
            log.errors.append(f"not loaded: {request.url} {request.failure}")
            if request.failure != "net::ERR_ABORTED"
            else None
        ),
    )
    return page


def console_errors(page: Page) -> list[str]:
    """What has gone wrong on the page's console so far."""
    return list(_logs[page].errors)


def forget_errors(page: Page) -> None:
    """For a test that causes an error on purpose."""
    _logs[page].errors.clear()


def axe(page: Page, *, impacts: tuple[str, ...] = SERIOUS) -> list[str]:
    """Findings of WCAG 2.2 A and AA, one line each: rule, place, why. Empty is what a test wants.

    The script is put in by the debugger, which the page's CSP does not concern; the page never loads it.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "async () => (await axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa',"
        "'best-practice']})).violations"
    )
    return [
        f"{violation['id']}: {' '.join(node['target'])}: {node['failureSummary']}"
        for violation in found
        if violation["impact"] in impacts
        for node in violation["nodes"]
    ]


def overflows(page: Page) -> bool:
    """Whether the page is wider than the screen: someone would have to scroll sideways to read it."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def screenshot(page: Page, name: str, *, full: bool = True) -> Path | None:
    """``<name>.png`` in ``$CONGTAM_SCREENSHOTS``; None where that is not set."""
    folder = os.environ.get("CONGTAM_SCREENSHOTS")
    if not folder:
        return None
    path = Path(folder) / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=full)
    return path
