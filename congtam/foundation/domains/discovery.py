"""Finds domains in the file system and checks that Django loaded each of them as a domain."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from django.apps import apps

from congtam.foundation.domains.config import DomainConfig

PACKAGE = Path(__file__).resolve().parents[2]
LAYERS = ("registers", "casework")


class DomainNotLoaded(Exception):
    """A folder looks like a domain but Django did not load it as one."""


def domain_modules() -> list[str]:
    """Dotted names of all domain folders, registers first: ``congtam.casework.letters``, …"""
    return [
        f"congtam.{layer}.{folder.name}"
        for layer in LAYERS
        for folder in sorted((PACKAGE / layer).iterdir())
        if folder.is_dir() and not folder.name.startswith(("_", "."))
    ]


def installed_domains() -> list[DomainConfig]:
    """The loaded domains.

    Raises DomainNotLoaded where a folder is there and its domain is not: Django takes a plain AppConfig in
    silence when it sees two candidates in ``apps.py``.
    """
    loaded = {config.name: config for config in apps.get_app_configs()}
    found: list[DomainConfig] = []
    for name in domain_modules():
        config = loaded.get(name)
        if not isinstance(config, DomainConfig):
            raise DomainNotLoaded(f"{name} is a folder of a domain but is loaded as {config!r}")
        found.append(config)
    return found


def optional_module(domain: str, part: str) -> ModuleType | None:
    """``part`` ("urls", "policies", …) of a domain, or None where the domain has none."""
    name = f"{domain}.{part}"
    return import_module(name) if find_spec(name) else None
