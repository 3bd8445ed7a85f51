"""Products for the tests of this folder."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from congtam.project.backups.saving import back_up
from congtam.project.home import Home
from tests.faults.product import Product, run

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


# -- the demo city and a backup of it; whoever changes the city makes one of their own ------------------------


@pytest.fixture(scope="session")
def city() -> Iterator[Home]:
    """A home with the demo city in it."""
    from conftest import root

    home = Home.at(root() / f"city-{os.getpid()}")
    loaded = run(home.path, "demo", "load")
    assert loaded.returncode == 0, loaded.stderr
    yield home
    shutil.rmtree(home.path)


@pytest.fixture(scope="session")
def saved(city: Home) -> Path:
    """A backup of the city, its keys beside it."""
    target = city.path.with_name(f"saved-{os.getpid()}")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        back_up(city, target)
    return target


@pytest.fixture
def copy(saved: Path, home_path: Path) -> Path:
    """The same backup, to be spoilt."""
    target = home_path.with_name(f"{home_path.name}-copy")
    shutil.copytree(saved, target)
    shutil.copy(saved.with_name(f"{saved.name}.keys"), target.with_name(f"{target.name}.keys"))
    return target


@pytest.fixture
def empty(home_path: Path) -> Home:
    """A home with nothing in it."""
    return Home.at(home_path).prepare()
