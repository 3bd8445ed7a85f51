"""Texts for people: Vietnamese in the source, English in the catalogues, and a check that nothing is missed.

``python -m congtam.project.translations check|update|compile [--app casework.letters …]`` needs neither
gettext's programs nor a database.
"""

from congtam.project.translations.cli import main
from congtam.project.translations.extraction import PACKAGE, App, apps
from congtam.project.translations.machine import compile_all

__all__ = ["PACKAGE", "App", "apps", "compile_all", "main"]
