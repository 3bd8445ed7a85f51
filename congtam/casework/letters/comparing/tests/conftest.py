"""Fixtures of the tests of comparing."""

from congtam.casework.letters.tests.conftest import office

__all__ = ["office"]
