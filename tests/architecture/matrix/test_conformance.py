"""Permissions as a whole: each is needed by something, and nobody is given what should not come together."""

import re
from pathlib import Path

import pytest

from congtam.foundation.access.permissions import declared, elevatable, showing_sealed
from congtam.project.demo.people import PEOPLE
from congtam.project.first_day.duties import ADMINISTRATOR, DUTIES, permissions_of
from congtam.registers.accounts.lifecycle import MANAGE
from congtam.registers.accounts.sets import SETS

PACKAGE = Path(__file__).parents[3] / "congtam"
#: files that declare permissions or hand them out, and need none
HANDING_OUT = ("apps.py", "sets.py", "people.py")
#: domains in which a letter, its sender or its papers are read
READING = ("letters.", "denunciations.", "custody.", "archives.", "correspondence.")
#: what somebody has for an hour, and no ready-made post for good
RARE = ("jobs.manage", "documents.manage_templates", "legislation.maintain_values")

GIVEN = [
    *((f"set {each.name}", frozenset(each.permissions)) for each in SETS),
    *((f"demo {each.username}", frozenset(each.permissions)) for each in PEOPLE),
    ("first day administrator", frozenset(permissions_of([ADMINISTRATOR]))),
    ("first day everybody", frozenset(permissions_of(DUTIES))),
]


def code(*, handing_out: bool) -> str:
    """The product's code: what declares permissions and hands them out, or all the rest."""
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*.py"))
        if "tests" not in path.parts and (path.name in HANDING_OUT) == handing_out
    )


def needed(name: str, text: str, declaring: str) -> bool:
    """Whether the code names the permission, or a constant that was given it where it is declared."""
    constant = re.search(rf'^([A-Z_]+) = "{re.escape(name)}"', declaring, re.MULTILINE)
    return f'"{name}"' in text or bool(constant and re.search(rf"\b{constant[1]}\b", text))


def test_every_permission_is_needed_by_something() -> None:
    text, declaring = code(handing_out=False), code(handing_out=True)
    assert not [name for name in declared() if not needed(name, text, declaring)]


@pytest.mark.parametrize(("name", "permissions"), GIVEN, ids=[name for name, _permissions in GIVEN])
def test_nobody_manages_accounts_and_reads_letters(name: str, permissions: frozenset[str]) -> None:
    if MANAGE in permissions:
        assert not [each for each in permissions if each.startswith(READING)], name


@pytest.mark.parametrize(("name", "permissions"), GIVEN, ids=[name for name, _permissions in GIVEN])
def test_what_is_rare_and_reaches_far_is_nobodys_for_good(name: str, permissions: frozenset[str]) -> None:
    assert not permissions & set(RARE), name


def test_what_is_rare_can_be_had_for_an_hour() -> None:
    assert set(RARE) <= set(elevatable())


def test_nothing_that_reads_can_be_had_for_an_hour() -> None:
    found = set(elevatable())
    assert not [name for name in found if name.startswith(READING)]
    assert not found & showing_sealed()
    assert MANAGE not in found


def test_the_ready_made_posts_name_declared_permissions_only() -> None:
    assert not {name for _who, names in GIVEN for name in names} - set(declared())
