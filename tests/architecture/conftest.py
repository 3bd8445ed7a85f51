"""What the checks of this folder share."""

import pytest
from django.utils.translation import trans_real

from congtam.project.translations import compile_all


@pytest.fixture(scope="session", autouse=True)
def compiled_catalogues() -> None:
    """The English texts as they stand in the catalogues now."""
    if compile_all():
        trans_real._translations.clear()
