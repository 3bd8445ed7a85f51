"""An office at work: the real product in a home of its own, and its people, each with a browser of their own.

    with office.person("van") as page:      # signed in
        page.goto("/letters/")
    with office.citizen(javascript=False) as page: …

Whoever opens a page through here has its console watched: :meth:`Office.person` fails at its end where
something went wrong on it that the test did not expect (``browser.forget_errors``).
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.cast import PASSWORD
from tests.faults.product import Product, environment
from tests.journeys import browser as chromium

#: the day of the sample letter's arrival; the product's clock starts here and runs on
CLOCK = "2025-10-14T08:30:00"
PHONE, DESKTOP = (390, 844), (1280, 800)


@dataclass
class Office:
    """The running product. ``codes``: what :mod:`tests.journeys.seed` has made."""

    product: Product
    browser: Browser
    codes: dict[str, str]
    _cookies: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.product.url

    @contextmanager
    def person(
        self, username: str, *, size: tuple[int, int] = DESKTOP, anew: bool = False, **more: Any
    ) -> Iterator[Page]:
        """Somebody of the office, signed in, in a browser of their own. ``anew``: in a session of its own."""
        cookies = None if anew else self._cookies.get(username)
        if cookies is None:
            cookies = self._signed_in(username)
            if not anew:
                self._cookies[username] = cookies
        with self._opened(size=size, storage_state=cookies, **more) as page:
            yield page

    @contextmanager
    def citizen(self, *, size: tuple[int, int] = PHONE, **more: Any) -> Iterator[Page]:
        """Somebody with a phone and the slip; nobody leaves a cookie with them."""
        with self._opened(size=size, **more) as page:
            yield page
            assert page.context.cookies() == []

    @contextmanager
    def _opened(self, *, size: tuple[int, int], **more: Any) -> Iterator[Page]:
        with chromium.tab(self.browser, size=size, base_url=self.url, **more) as page:
            yield page
            assert chromium.console_errors(page) == []

    def _signed_in(self, username: str) -> Any:
        with self._opened(size=DESKTOP) as page:
            page.goto("/")
            sign_in(page, username)
            return page.context.storage_state()


def sign_in(page: Page, username: str) -> None:
    """Fill in the sign-in form that is open."""
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.locator("header details[data-menu]")).to_be_visible()


def seeded(product: Product) -> dict[str, str]:
    """Let :mod:`tests.journeys.seed` fill the product's home."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.seed"],
        env=environment(product.home, **product.extra),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found
