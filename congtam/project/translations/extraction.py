"""Which texts are marked for translation, and to which app each belongs."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, TypeGuard

from babel.messages.extract import extract
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[2]
_PASSED_BY = frozenset({"tests", "migrations", "vendor", "locale"})
TEMPLATE_SUFFIXES = frozenset({".html", ".txt", ".xml"})

#: function of django.utils.translation → (its arguments begin with a context, how many texts follow)
MARKERS = {
    f"{plural}{context}gettext{suffix}": (bool(context), 2 if plural else 1)
    for context in ("", "p")
    for plural in ("", "n")
    for suffix in ("", "_lazy", "_noop")
}
#: the same, as Babel wants it, for what ``templatize`` makes of a template
TEMPLATE_KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


@dataclass(frozen=True, kw_only=True)
class Text:
    """One marked text: where it stands, its msgid (two where it has a plural) and its context."""

    path: Path
    line: int
    ids: tuple[str, ...]
    context: str | None = None


def shown(path: Path) -> str:
    """The path as people see it, from the repository's folder on."""
    return (path.relative_to(PACKAGE.parent) if path.is_relative_to(PACKAGE) else path).as_posix()


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing to mend, with the place that an editor jumps to."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{shown(self.path)}:{self.line}: {self.message}"


@dataclass(frozen=True, kw_only=True)
class App:
    """A package with an ``apps.py``, and the catalogue of its texts."""

    folder: Path

    @property
    def name(self) -> str:
        """Dotted below the product's package: ``casework.letters``."""
        return ".".join(self.folder.relative_to(PACKAGE).parts)

    @property
    def catalogue(self) -> Path:
        return self.folder / "locale" / "en" / "LC_MESSAGES" / "django.po"


def apps(package: Path = PACKAGE) -> list[App]:
    """All apps, in the order of their folders."""
    return [App(folder=path.parent) for path in sorted(package.rglob("apps.py"))]


def app_of(path: Path, among: list[App]) -> App:
    """The nearest app above a file; what stands in none (the clock, commands) goes to the project's."""
    holding = [app for app in among if path.is_relative_to(app.folder)]
    if holding:
        return max(holding, key=lambda app: len(app.folder.parts))
    return next(app for app in among if app.folder.name == "project")


def sources(package: Path = PACKAGE) -> list[Path]:
    """All files that may hold texts: Python outside of tests and migrations, templates, our own scripts."""
    return [
        path
        for path in sorted(package.rglob("*.*"))
        if not _PASSED_BY & set(path.relative_to(package).parts) and _may_hold_texts(path)
    ]


def _may_hold_texts(path: Path) -> bool:
    if "templates" in path.parts:
        return path.suffix in TEMPLATE_SUFFIXES
    if "static" in path.parts:
        return path.suffix == ".js"
    return path.suffix == ".py" and path.name != "conftest.py"


def texts_of(path: Path) -> Iterator[Text]:
    """The marked texts of one file; a script has none."""
    if path.suffix == ".js":
        return iter(())
    return texts_of_python(path) if path.suffix == ".py" else texts_of_template(path)


def texts_of_template(path: Path) -> Iterator[Text]:
    """``{% translate %}``, ``{% blocktranslate %}`` (plural, context, trimmed) and ``_("…")`` in a tag."""
    # in brackets: what is left of the template is read as Python, in which its indentation would be an error
    source = f"({templatize(path.read_text(encoding='utf-8'), origin=str(path))}\n)"
    found = extract("python", BytesIO(source.encode()), keywords=TEMPLATE_KEYWORDS)
    for line, message, _comments, context in found:
        ids = message if isinstance(message, tuple) else (message,)
        yield Text(path=path, line=line, ids=ids, context=context)


def texts_of_python(path: Path) -> Iterator[Text]:
    """Calls of Django's translation functions, under whatever name they were imported."""
    for call, context, arguments in marker_calls(ast.parse(path.read_text(encoding="utf-8"))):
        ids = tuple(argument.value for argument in arguments if is_text(argument))
        if len(ids) == len(arguments):
            yield Text(path=path, line=call.lineno, ids=ids, context=context)


class Literal(ast.Constant):
    """A constant that is a string (for the type checker only)."""

    value: str


def is_text(node: ast.AST) -> TypeGuard[Literal]:
    """Whether the node is a string in the source."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def marker_calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str | None, list[Any]]]:
    """Each call of a translation function: the call, its context, its text arguments (literal or not)."""
    aliases = _aliases(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if (meaning := MARKERS.get(_called(node.func, aliases))) is None:
            continue
        has_context, count = meaning
        context = node.args[0] if has_context and node.args else None
        start = 1 if has_context else 0
        yield (
            node,
            str(context.value) if isinstance(context, ast.Constant) else None,
            node.args[start : start + count],
        )


def _called(function: ast.expr, aliases: dict[str, str]) -> str:
    if isinstance(function, ast.Name):
        return aliases.get(function.id, "")
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return function.attr if aliases.get(function.value.id) == "*" else ""
    return ""


def _aliases(tree: ast.Module) -> dict[str, str]:
    """Local name → function of django.utils.translation ("*" for the module itself)."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        for alias in node.names:
            if node.module == "django.utils.translation":
                found[alias.asname or alias.name] = alias.name
            elif node.module == "django.utils" and alias.name == "translation":
                found[alias.asname or alias.name] = "*"
    return found
