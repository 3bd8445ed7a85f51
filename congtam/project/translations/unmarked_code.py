"""Vietnamese in Python and JavaScript that nobody marked for translation.

In Python: a string with Vietnamese letters that is no docstring and no argument of gettext. Exempt is what
carries the comment ``# untranslated: why`` – on the line, on the first line of the statement, alone on the
line before it, or before the first statement of a file for the whole file. A script never holds such a text:
its page hands it over in a ``data-`` attribute.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from congtam.project.translations.extraction import Problem, is_text, marker_calls
from congtam.project.translations.names import VIETNAMESE, only_names

_EXEMPT = re.compile(r"(?:#|//)\s*untranslated:\s*\S")
_SCRIPT_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`")


def in_python(path: Path, source: str) -> Iterator[Problem]:
    """Unmarked Vietnamese literals, and translation calls whose text is put together."""
    tree = ast.parse(source)
    exempt = _exempt_lines(tree, source.splitlines())
    known: set[int] = {id(node) for node in _docstrings(tree)}
    for call, _context, arguments in marker_calls(tree):
        known |= {id(node) for node in ast.walk(call)}
        # a name is right: ``_(WEEKDAYS[i])`` where each name was marked with gettext_noop
        if any(isinstance(argument, ast.JoinedStr | ast.BinOp | ast.Call) for argument in arguments):
            yield Problem(path=path, line=call.lineno, message="a text to translate must be one literal")
    for node in ast.walk(tree):
        if is_text(node) and id(node) not in known and node.lineno not in exempt and _is_unmarked(node.value):
            yield Problem(path=path, line=node.lineno, message=f"unmarked text “{node.value[:60]}”")


def _is_unmarked(text: str) -> bool:
    return bool(VIETNAMESE.search(text)) and not only_names(text)


def in_script(path: Path, source: str) -> Iterator[Problem]:
    """Vietnamese strings of a script of ours."""
    for number, line in enumerate(source.splitlines(), start=1):
        for literal in _SCRIPT_STRING.findall(line.split("// ")[0]):
            if _is_unmarked(literal) and not _EXEMPT.search(line):
                yield Problem(path=path, line=number, message=f"unmarked text {literal}")


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
