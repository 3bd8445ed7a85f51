"""The checks that say loudly what discovery would miss in silence."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from congtam.foundation.domains.discovery import DomainNotLoaded, installed_domains

ANATOMY = {
    "casework": (
        "apps.py",
        "models.py|models",
        "lifecycle.py",
        "actions.py|actions",
        "policies.py",
        "README.md",
    ),
    "registers": ("apps.py", "models.py|models", "actions.py|actions", "policies.py", "README.md"),
}


def check_domains(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every folder is a loaded domain with the parts that every domain has."""
    try:
        domains = installed_domains()
    except DomainNotLoaded as error:
        return [Error(str(error), id="congtam.E001")]
    return [
        Error(f"{domain.name} lacks {part}", id="congtam.E002")
        for domain in domains
        for part in ANATOMY[domain.name.split(".")[1]]
        if not any((Path(domain.path) / name).exists() for name in part.split("|"))
    ]


class DomainsConfig(AppConfig):
    name = "congtam.foundation.domains"
    label = "domains"

    def ready(self) -> None:
        register(check_domains)
