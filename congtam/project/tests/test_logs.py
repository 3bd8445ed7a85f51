"""What stands in the log, and how much of it."""

import io
import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import Client


@pytest.fixture
def log() -> io.StringIO:
    """What the product's own handler would write from now on."""
    return io.StringIO()


def test_a_request_for_a_foreign_name_is_one_line(db: None, log: io.StringIO) -> None:
    handler = logging.StreamHandler(log)
    configured: dict[str, Any] = settings.LOGGING
    for name in configured["handlers"]["stderr"]["filters"]:
        handler.addFilter(configured["filters"][name]["callback"])
    logger = logging.getLogger("django.security.DisallowedHost")
    logger.addHandler(handler)
    try:
        assert Client(headers={"host": "evil.example"}).get("/").status_code == 400
    finally:
        logger.removeHandler(handler)
    assert "evil.example" in log.getvalue()
    assert len(log.getvalue().splitlines()) == 1
