"""What stands in the log, and how much of it."""

import io
import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from congtam.foundation.access.setup import add_account
from congtam.interface.web import preferences

NAME = "Nguyễn Thị Bịa (thử)"


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


@pytest.fixture
def logged(log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """The same, through the handler as it is configured."""
    ours = next(handler for handler in logging.getLogger().handlers if handler.name == "stderr")
    monkeypatch.setattr(ours, "stream", log)
    return log


def _refused_by_the_database(*args: Any) -> None:
    try:
        raise ValueError(f"DETAIL: Key (name)=({NAME})")
    except ValueError as refused:
        raise RuntimeError(f"cannot keep “{NAME}”") from refused


def test_an_error_inside_the_office_is_logged_without_what_was_typed(
    db: None, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preferences, "_changes", _refused_by_the_database)
    browser = Client(raise_request_exception=False)
    browser.force_login(
        add_account(username="thu", display_name="Người dùng (thử)", password="mat-khau-thu-nghiem")
    )
    assert browser.post("/preferences", {"theme": NAME}).status_code == 500
    said = logged.getvalue()
    assert NAME not in said
    assert said.index("ValueError") < said.index("RuntimeError")
    assert "_refused_by_the_database" in said


def test_a_job_that_failed_is_logged_without_what_it_read(logged: io.StringIO) -> None:
    try:
        _refused_by_the_database()
    except RuntimeError:
        logging.getLogger("procrastinate.worker").exception("a job failed")
    assert NAME not in logged.getvalue()
    assert "RuntimeError" in logged.getvalue()


def test_a_request_that_cannot_be_read_is_one_line(db: None, logged: io.StringIO) -> None:
    many = "&".join(f"a{number}=1" for number in range(2000))
    form = "application/x-www-form-urlencoded"
    assert Client().post("/vi/tra-cuu/", many, content_type=form).status_code == 400
    assert "Traceback" not in logged.getvalue()
    assert "File " not in logged.getvalue()
