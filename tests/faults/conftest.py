"""Products for the tests of this folder."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.faults.product import Product

Starter = Callable[..., Product]
_numbers = count(1)


@pytest.fixture(scope="session")
def migrated_home() -> Iterator[Path]:
    """A home that was started once and stopped: what starts in it is ready in seconds."""
    from conftest import root

    path = root() / f"m{os.getpid()}-{next(_numbers)}"
    first = Product(path)
    try:
        first.start()
        assert first.url
    finally:
        first.end()
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def product(migrated_home: Path) -> Iterator[Starter]:
    """``product(**environment)`` starts a product in a home that is migrated; nothing of it stays."""
    started: list[Product] = []

    def start(*, before_exec: Callable[[], object] | None = None, **environment: str) -> Product:
        started.append(Product(migrated_home, environment, before_exec))
        return started[-1].start()

    yield start
    for each in started:
        each.end()
