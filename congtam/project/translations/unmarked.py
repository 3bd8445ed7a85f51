"""The other direction: texts for people that nobody marked for translation.

In templates: letters between tags, or in an attribute that people read, outside the translation tags. In
Python: a string with Vietnamese letters that is no docstring and no argument of gettext. Exempt is what has
``translate="no"`` on its element (HTML's own mark for names), and in Python what carries the comment
``# untranslated: why`` – on the line, on the first line of the statement, alone on the line before it, or
before the first statement of a file for the whole file.
"""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

from congtam.project.translations.extraction import Problem, is_text, marker_calls

VIETNAMESE = re.compile(r"[À-ÖØ-öø-ỹ]")
_LETTER = re.compile(r"[^\W\d_]")
_EXEMPT = re.compile(r"#\s*untranslated:\s*\S")
_QUOTED = re.compile(r"(_\()?(\"[^\"]*\"|'[^']*')")
#: names that are the same in both languages
NAMES = ("Công Tâm", "Tiếng Việt", "English", "PDF", "QR", "Word", "CSV", "OCR", "Tesseract", "vi", "en", "Ctrl", "Enter")
READ_ATTRIBUTES = frozenset({"title", "alt", "placeholder", "aria-label", "aria-description", "label", "summary"})
#: what is between these tags is no text for people
_SILENT = frozenset({"script", "style", "code", "kbd", "samp"})
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr", "col", "area", "path", "use"})


def unmarked_in(path: Path) -> Iterator[Problem]:
    """Texts of one file that are not marked."""
    source = path.read_text(encoding="utf-8")
    return in_python(path, source) if path.suffix == ".py" else in_template(path, source)


def in_template(path: Path, source: str) -> Iterator[Problem]:
    """Unmarked texts between tags, in attributes and in the arguments of template tags."""
    remaining: list[str] = []
    for token in _outside_translation(source):
        remaining.append(token.contents if token.token_type is TokenType.TEXT else "")
        for literal in _literals(token):
            yield Problem(path=path, line=token.lineno or 1, message=f"unmarked text {literal}")
        # the parser counts lines, so what a dropped token spanned must stay
        if token.token_type is not TokenType.TEXT:
            remaining.append("\n" * _lines(token))
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
        if not marked and VIETNAMESE.search(literal) and not _only_names(literal.strip("\"'")):
            yield literal


def _lines(token: Token) -> int:
    return token.contents.count("\n") if token.token_type is not TokenType.TEXT else 0


def _only_names(text: str) -> bool:
    for name in NAMES:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", text)
    return not _LETTER.search(text)


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
        if _LETTER.search(text) and not _only_names(text):
            blank = len(text) - len(text.lstrip())
            self.found.append((self.getpos()[0] + text[:blank].count("\n"), " ".join(text.split())))


def in_python(path: Path, source: str) -> Iterator[Problem]:
    """Unmarked Vietnamese literals, and translation calls whose text is no literal."""
    tree = ast.parse(source)
    exempt = _exempt_lines(tree, source.splitlines())
    known: set[int] = {id(node) for node in _docstrings(tree)}
    for call, _context, arguments in marker_calls(tree):
        known |= {id(node) for node in ast.walk(call)}
        if not all(map(is_text, arguments)) and call.lineno not in exempt:
            # ``_(NAMES[i])`` is right where each name was marked with gettext_noop
            if any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in arguments):
                yield Problem(path=path, line=call.lineno, message="a text to translate must be one literal")
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in known:
            continue
        if VIETNAMESE.search(node.value) and node.lineno not in exempt and not _only_names(node.value):
            yield Problem(path=path, line=node.lineno, message=f"unmarked text “{node.value[:60]}”")


def _docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    """Strings that stand alone as a statement: docstrings of modules, classes, functions, attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _exempt_lines(tree: ast.Module, lines: list[str]) -> set[int]:
    marked = {number for number, line in enumerate(lines, start=1) if _EXEMPT.search(line)}
    if not marked:
        return set()
    alone = {number for number in marked if lines[number - 1].lstrip().startswith("#")}
    first = next((node.lineno for node in tree.body if not _is_docstring(node)), len(lines) + 1)
    if any(number < first for number in alone):
        return set(range(1, len(lines) + 1))
    exempt = set(marked)
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and (node.lineno in marked or node.lineno - 1 in alone):
            exempt |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return exempt


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
