"""The gallery and a browser, once for all tests of the shell."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page

from congtam.interface.web.tests.gallery import serving, views
from congtam.interface.web.tests.visiting import visiting
from tests.journeys import browser


class Visit(Protocol):
    """Open a page of the gallery as somebody."""

    def __call__(
        self,
        path: str,
        *,
        size: tuple[int, int] = ...,
        theme: str = ...,
        lang: str = ...,
        javascript: bool = ...,
        **cookies: str,
    ) -> AbstractContextManager[Page]: ...


@pytest.fixture
def gallery() -> Iterator[str]:
    """For one test at a time: it changes settings, which no other test may see."""
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """For one file of tests: only one of Playwright's loops may run in a thread."""
    with browser.opened() as opened:
        yield opened


@pytest.fixture(autouse=True)
def nothing_received() -> Iterator[None]:
    """What the gallery's forms were sent belongs to one test."""
    views.received.clear()
    views.signed_out.clear()
    yield
    views.signed_out.clear()


@pytest.fixture
def visit(gallery: str, chromium: Browser) -> Visit:
    return partial(visiting, chromium, gallery)
