"""The standing documents speak of what is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.architecture.source_files import REPOSITORY, files, place

_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)")
_PATH = re.compile(r"`((?:congtam|tests|docs|frontend)/[\w./-]+)`")


def documents() -> list[Path]:
    return [REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *files(".md", under=REPOSITORY / "docs")]


def missing(path: Path, text: str) -> Iterator[str]:
    """What a document points to and is not there: links from its own folder, paths in code from the root."""
    yield from (name for name in _LINK.findall(text) if not (path.parent / name).exists())
    yield from (name for name in _PATH.findall(text) if not (REPOSITORY / name).exists())


def test_every_link_and_path_in_the_documents_exists() -> None:
    found = [
        f"{place(path)}: {name}"
        for path in documents()
        for name in missing(path, path.read_text(encoding="utf-8"))
    ]
    assert not found


@pytest.mark.parametrize("text", ["[a](docs/nowhere.md)", "see `congtam/nowhere.py`"])
def test_a_path_that_is_not_there_is_seen(text: str) -> None:
    assert list(missing(REPOSITORY / "README.md", text))


def test_every_command_that_the_operator_is_told_exists() -> None:
    """The first words after ``congtam`` in code of docs/operations.md."""
    import typer.main

    from congtam.project.cli import build

    known = set(typer.main.get_command(build()).commands)  # type: ignore[attr-defined]
    text = (REPOSITORY / "docs" / "operations.md").read_text(encoding="utf-8")
    told = set(re.findall(r"(?:^|`|\s)congtam ([a-z]+)(?=[\s`…])", text, re.M))
    assert {"up", "backup", "restore", "verify"} <= told
    assert told <= known


def test_the_description_of_the_software_says_what_the_package_says() -> None:
    described = yaml.safe_load((REPOSITORY / "publiccode.yml").read_text(encoding="utf-8"))
    package = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    assert f'license = "{described["legal"]["license"]}"' in package
    assert f'version = "{described["softwareVersion"]}' in package
    licence = (REPOSITORY / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
