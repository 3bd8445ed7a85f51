"""The office of the journeys: started once for all tests of this folder."""

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.faults.product import Product
from tests.journeys import browser as chromium
from tests.journeys.office import CLOCK, Office, seeded

_numbers = count(1)


@pytest.fixture(scope="package")
def running() -> Iterator[tuple[Product, dict[str, str]]]:
    """The product in a home of its own, with its people and some letters; its clock begins at CLOCK."""
    from conftest import root

    path: Path = root() / f"j{os.getpid()}-{next(_numbers)}"
    product = Product(path, {"CONGTAM_CLOCK": CLOCK})
    try:
        product.start()
        yield product, seeded(product)
    finally:
        product.end()
        shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="package")
def opened() -> Iterator[Browser]:
    """The browser. Every expectation waits for as long as a busy machine may need."""
    expect.set_options(timeout=20_000)
    with chromium.opened() as browser:
        yield browser


@pytest.fixture(scope="package")
def office(running: tuple[Product, dict[str, str]], opened: Browser) -> Office:
    """The office at work."""
    return Office(running[0], opened, running[1])
