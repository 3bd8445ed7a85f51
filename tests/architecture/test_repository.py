"""What may not stand in the repository's files: paths of somebody's machine, addresses of registries."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source_files import NOT_OURS, REPOSITORY, place

TEXT = frozenset(
    {
        ".py",
        ".md",
        ".toml",
        ".yml",
        ".yaml",
        ".json",
        ".html",
        ".txt",
        ".lock",
        ".cfg",
        ".ini",
        ".js",
        ".mjs",
        ".css",
    }
    | {".po", ".sh", ".service", ".sql", ".svg", ""}
)
CACHES = {".ruff_cache", ".mypy_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"}
_HOME = "|".join(
    ("/" + "home/[a-z]", "/" + "Users/[A-Za-z]", "/" + "root/", "/" + r"work/\w", "/" + r"workspace/\w")
)
PATTERNS = {
    "machine path": re.compile(rf"(?<![\w.$}}>])(?:{_HOME})"),
    "registry address": re.compile(
        r"https?://[^\s\"'<>)]*(?:"
        + "|".join(
            (
                "/api/" + "pypi/",
                "/simple" + r"/?(?=[\s\"']|$)",
                "/" + "artifactory",
                "/" + "nexus/",
                "registry" + r"\.",
            )
        )
        + ")"
    ),
    "private address": re.compile(r"https?://(?:10\.\d+|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+"),
}


def text_files() -> Iterator[Path]:
    for path in sorted(REPOSITORY.rglob("*")):
        parts = set(path.relative_to(REPOSITORY).parts)
        if (
            path.is_file()
            and path.suffix in TEXT
            and not parts & (NOT_OURS | CACHES)
            and "egg-info" not in str(path)
        ):
            yield path


def findings(text: str) -> Iterator[str]:
    for name, pattern in PATTERNS.items():
        if found := pattern.search(text):
            yield f"{name} {found.group()}"


@pytest.mark.parametrize(
    "text",
    [
        "data = '" + "/" + "home/anna/data'",
        "see " + "/" + "root/x",
        "--index-url https://registry" + ".example.org/x",
        "http://10" + ".0.0.7:8080/",
    ],
)
def test_a_finding_is_seen(text: str) -> None:
    assert list(findings(text))


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = [
        f"{place(path)}: {finding}"
        for path in text_files()
        for finding in findings(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not found
