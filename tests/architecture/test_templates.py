"""Templates: what imports cannot see, and what the content security policy would refuse."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source_files import PACKAGE, files, place

_REFERENCE = re.compile(r"\{%-?\s*(?:extends|include|partial|from)\s+[\"']([^\"']+)[\"']")
#: pages are HTML; what is mailed or printed as plain text has no tags
_INLINE = {
    "script without a source": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*\btype=[\"']application/json)[^>]*>", re.I
    ),
    "style element": re.compile(r"<style\b", re.I),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "handler in an attribute": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[:\w-]*)\s*=", re.I),
    "address with script": re.compile(r"javascript:", re.I),
    "asset of another server": re.compile(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"'](?:https?:)?//", re.I
    ),
}
_COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.S)
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)


def owner(path: Path) -> str:
    """The folder of the domain or of the interface that a template belongs to: "casework.letters"."""
    return ".".join(path.relative_to(PACKAGE).parts[:2])


def owners_of(name: str, package: Path = PACKAGE) -> set[str]:
    """Who has a template of this name."""
    found = package.glob(f"*/*/templates/{name.partition('#')[0]}")
    return {".".join(path.relative_to(package).parts[:2]) for path in found}


def foreign_references(text: str, *, of: str, package: Path = PACKAGE) -> Iterator[str]:
    """Names of templates that belong to another domain; the interface's are everybody's."""
    for name in _REFERENCE.findall(text):
        owners = owners_of(name, package)
        if owners and not any(each == of or each.startswith("interface.") for each in owners):
            yield name


def inline_parts(text: str) -> Iterator[str]:
    """What a strict policy refuses."""
    plain = _TAG.sub("", _COMMENT.sub("", text))
    for name, pattern in _INLINE.items():
        if pattern.search(plain):
            yield name


def templates() -> list[Path]:
    return [path for path in files(".html", ".txt", ".xml") if "templates" in path.parts]


def test_no_template_reaches_into_another_domain() -> None:
    found = [
        f"{place(path)}: {name}"
        for path in templates()
        for name in foreign_references(path.read_text(encoding="utf-8"), of=owner(path))
    ]
    assert not found


def test_a_template_of_a_domain_stands_in_a_folder_of_its_name() -> None:
    """Or two domains would take each other's ``list.html``."""
    found = [
        place(path)
        for layer in ("casework", "registers")
        for path in templates()
        if (parts := path.relative_to(PACKAGE).parts)[0] == layer
        and parts[parts.index("templates") + 1] != parts[1]
    ]
    assert not found


def test_a_foreign_reference_is_seen(tmp_path: Path) -> None:
    for name in ("casework/letters/templates/letters/row.html", "interface/web/templates/base.html"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    text = '{% extends "base.html" %}{% include "letters/row.html" %}{% include "letters/row.html#part" %}'
    assert len(list(foreign_references(text, of="casework.receptions", package=tmp_path))) == 2
    assert not list(foreign_references(text, of="casework.letters", package=tmp_path))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<script>run()</script>", "script without a source"),
        ("<style>p {}</style>", "style element"),
        ('<p class="x" style="color: red">', "style attribute"),
        ('<button onclick="run()">', "handler in an attribute"),
        ('<a href="javascript:run()">', "address with script"),
        ('<script src="https://cdn.example/x.js"></script>', "asset of another server"),
    ],
)
def test_an_inline_part_is_seen(text: str, name: str) -> None:
    assert name in list(inline_parts(text))


def test_served_assets_and_data_are_no_inline_part() -> None:
    text = '<script src="{% static "app.js" %}" defer></script><link rel="stylesheet" href="/static/a.css">'
    assert not list(inline_parts(text + '<script type="application/json">{}</script>'))


def test_no_template_holds_what_the_policy_refuses() -> None:
    found = [
        f"{place(path)}: {name}"
        for path in templates()
        for name in inline_parts(path.read_text(encoding="utf-8"))
    ]
    assert templates()
    assert not found
