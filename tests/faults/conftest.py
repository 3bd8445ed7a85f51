"""Products for the tests of this folder."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.product import Product

Starter = Callable[..., Product]


@pytest.fixture
def product(home_path: Path, migrated_home: Path) -> Iterator[Starter]:
    """``product(**environment)`` starts a product in this test's home, which is migrated already."""
    started: list[Product] = []
    # a stopped home is only files, and a copy of it starts in a second
    shutil.copytree(migrated_home, home_path, ignore=shutil.ignore_patterns("socket", "run"))
    shutil.copystat(migrated_home, home_path)
    _keep_owners(migrated_home, home_path)

    def start(*, before_exec: Callable[[], object] | None = None, **environment: str) -> Product:
        started.append(Product(home_path, environment, before_exec))
        return started[-1].start()

    yield start
    for each in started:
        each.end()


def _keep_owners(source: Path, target: Path) -> None:
    for path in [target, *target.rglob("*")]:
        found = (source / path.relative_to(target)).lstat()
        shutil.chown(path, found.st_uid, found.st_gid)


@pytest.fixture(scope="session")
def migrated_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was started once and stopped."""
    from conftest import root

    path = root() / f"migrated-{tmp_path_factory.getbasetemp().name}"
    first = Product(path)
    try:
        first.start()
        assert first.url
    finally:
        first.end()
    return path
