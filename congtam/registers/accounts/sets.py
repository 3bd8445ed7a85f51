"""Permissions as a form offers them: grouped by domain, and in ready-made sets for the usual posts.

A set names permissions of other domains as texts; what no installed domain declares is left out.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.permissions import declared
from congtam.foundation.domains import DomainConfig


@dataclass(frozen=True, kw_only=True)
class ReadyMade:
    """A usual post: its title, and what it is permitted."""

    name: str
    title: Any
    permissions: tuple[str, ...]

    @property
    def known(self) -> list[str]:
        return [name for name in self.permissions if name in declared()]


SETS = (
    ReadyMade(
        name="desk",
        title=_("Văn thư"),
        permissions=(
            "letters.view", "letters.receive", "letters.register", "letters.book", "letters.export",
            "letters.triage", "letters.dispatch", "letters.open_balance", "correspondence.view",
            "correspondence.enter", "correspondence.void", "correspondence.export", "archives.view",
            "archives.keep", "archives.propose", "denunciations.view", "custody.keep",
        ),
    ),
    ReadyMade(
        name="case",
        title=_("Chuyên viên"),
        permissions=(
            "letters.view", "letters.triage", "letters.settle", "letters.dispatch", "letters.close",
        ),
    ),
    ReadyMade(
        name="leader",
        title=_("Lãnh đạo"),
        permissions=(
            "letters.view", "letters.book", "letters.triage", "letters.accept", "letters.assign", "letters.sign",
            "letters.close", "correspondence.view", "archives.view", "archives.decide", "denunciations.view",
            "denunciations.accept", "denunciations.assign", "denunciations.sign", "custody.view", "custody.name",
            "custody.review",
        ),
    ),
    ReadyMade(
        name="denunciations",
        title=_("Xử lý tố cáo"),
        permissions=(
            "letters.view", "letters.triage", "denunciations.view", "denunciations.process",
            "denunciations.settle", "denunciations.dispatch", "denunciations.publish", "denunciations.protect",
            "denunciations.book",
        ),
    ),
    ReadyMade(
        # whoever keeps identities covers them and sends to denouncers, and works on none of their cases
        name="keeper",
        title=_("Giữ danh tính"),
        permissions=(
            "letters.view", "denunciations.view", "denunciations.redact", "denunciations.dispatch", "custody.view",
            "custody.keep",
        ),
    ),
    ReadyMade(
        name="administrator",
        title=_("Quản trị"),
        permissions=(
            # nothing here opens a letter; what reaches far and is rarely done is had for an hour (`access.elevation`):
            # templates, values of the law, background jobs
            "organisations.maintain", "upkeep.view", "files.quarantine", "accounts.manage",
            "legislation.maintain_calendar",
        ),
    ),
)  # fmt: skip


def ready_made(name: str) -> ReadyMade | None:
    """The set of this name, or None."""
    return next((each for each in SETS if each.name == name), None)


def grouped() -> list[tuple[str, list[tuple[str, str]]]]:
    """All declared permissions with their labels, under the name of their domain; the system's own come last."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in declared().values():
        groups.setdefault(_group(each.domain), []).append((each.name, str(each.label)))
    system = str(_("Hệ thống"))
    return sorted(groups.items(), key=lambda group: group[0] == system)


def _group(label: str) -> str:
    """A domain is called as its entry in the menu."""
    config = apps.get_app_config(label)
    if not isinstance(config, DomainConfig):
        return str(_("Hệ thống"))
    return str(config.navigation[0].label if config.navigation else config.verbose_name)
