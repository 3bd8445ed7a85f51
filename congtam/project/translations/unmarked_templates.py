"""Texts in templates that nobody marked for translation: letters between tags, or in an attribute that people
read, outside the translation tags. Exempt is what stands in an element with ``translate="no"``, HTML's own
mark for names."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

from congtam.project.translations.extraction import Problem
from congtam.project.translations.names import VIETNAMESE, only_names

_QUOTED = re.compile(r"(_\()?(\"[^\"]*\"|'[^']*')")
READ_ATTRIBUTES = frozenset(
    {
        "title",
        "alt",
        "placeholder",
        "aria-label",
        "aria-description",
        "aria-roledescription",
        "label",
        "summary",
    }
)
#: what is between these tags is no text for people
_SILENT = frozenset({"script", "style", "code", "kbd", "samp"})
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr", "col", "area", "path", "use"})


def in_template(path: Path, source: str) -> Iterator[Problem]:
    """Unmarked texts between tags, in attributes and in the arguments of template tags."""
    remaining: list[str] = []
    for token in _outside_translation(source):
        for literal in _literals(token):
            yield Problem(path=path, line=token.lineno or 1, message=f"unmarked text {literal}")
        remaining.append(token.contents if token.token_type is TokenType.TEXT else _blank(token))
    reader = _Reader()
    reader.feed("".join(remaining))
    for line, text in reader.found:
        yield Problem(path=path, line=line, message=f"unmarked text “{text}”")


def _outside_translation(source: str) -> Iterator[Token]:
    """The template's tokens; what a translation or comment block holds is emptied, its lines kept."""
    until = ""
    for token in Lexer(source).tokenize():
        words = token.contents.split() if token.token_type is TokenType.BLOCK else [""]
        if until:
            if words[:1] == [until]:
                until = ""
            lines = token.contents.count("\n")
            yield Token(TokenType.TEXT, "\n" * lines, lineno=token.lineno)
            continue
        if words[:1] and words[0] in ("blocktranslate", "blocktrans", "comment"):
            until = f"end{words[0]}"
        yield token


def _literals(token: Token) -> Iterator[str]:
    """Vietnamese strings among a tag's arguments, other than those of ``translate`` and ``_("…")``."""
    if token.token_type not in (TokenType.BLOCK, TokenType.VAR):
        return
    if token.token_type is TokenType.BLOCK and token.contents.split()[:1] in (["translate"], ["trans"]):
        return
    for marked, literal in _QUOTED.findall(token.contents):
        if not marked and VIETNAMESE.search(literal) and not only_names(literal.strip("\"'")):
            yield literal


def _blank(token: Token) -> str:
    """What stands for a dropped tag: the parser counts lines, and words on both sides stay apart."""
    return " " + "\n" * token.contents.count("\n")


class _Reader(HTMLParser):
    """Collects what a reader would see: (line, text)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        silent = tag in _SILENT or given.get("translate") == "no"
        if (self._silent or silent) and tag not in _VOID:
            self._silent.append(tag)
        if silent:
            return
        for name, value in given.items():
            self._attribute(tag, name, value or "", given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def _attribute(self, tag: str, name: str, value: str, given: dict[str, str | None]) -> None:
        button = name == "value" and tag == "input" and given.get("type") in ("submit", "button", "reset")
        described = name == "content" and given.get("name") == "description"
        if name in READ_ATTRIBUTES or button or described or VIETNAMESE.search(value):
            self._note(value)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[len(self._silent) - 1 - self._silent[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._note(data)

    def _note(self, text: str) -> None:
        if not only_names(text):
            blank = len(text) - len(text.lstrip())
            self.found.append((self.getpos()[0] + text[:blank].count("\n"), " ".join(text.split())))
