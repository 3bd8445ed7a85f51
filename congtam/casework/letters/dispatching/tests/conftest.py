"""Fixtures of the tests of opening papers for sending."""

from congtam.casework.letters.redaction.tests.conftest import office

__all__ = ["office"]
