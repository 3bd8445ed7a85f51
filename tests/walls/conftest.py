"""The product at work, with what was sown in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.faults.product import Product, environment
from tests.walls.sowing import Sown, sow

_numbers = count(1)


@pytest.fixture(scope="package")
def sown() -> Iterator[Sown]:
    """Custodians named, every channel used once; the product still runs."""
    from conftest import root

    path: Path = root() / f"w{os.getpid()}-{next(_numbers)}"
    product = Product(path, {"CONGTAM_CUSTODY_WORK": "least", "CONGTAM_SECOND_FACTOR": "none"})
    try:
        product.start()
        subprocess.run(
            [sys.executable, "-m", "tests.walls.seed"], env=environment(product.home, **product.extra), check=True,
            timeout=90,
        )  # fmt: skip
        yield sow(product)
    finally:
        product.end()
        shutil.rmtree(path, ignore_errors=True)
        shutil.rmtree(path.with_name(f"{path.name}-backup"), ignore_errors=True)
