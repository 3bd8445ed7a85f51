"""The repository's own files, as the checks of this folder read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "congtam"
NOT_OURS = frozenset({"node_modules", "vendor", "__pycache__", ".venv", ".git", "build", "dist"})


def files(*suffixes: str, under: Path = PACKAGE, tests: bool = False) -> list[Path]:
    """Files of ours with one of the suffixes; without migrations, and without tests unless asked for."""
    left_out = NOT_OURS | {"migrations"} | (set() if tests else {"tests"})
    return [
        path
        for path in sorted(under.rglob("*"))
        if path.suffix in suffixes and path.is_file() and not left_out & set(path.relative_to(under).parts)
    ]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, line: int = 0) -> str:
    """How a finding is named: "congtam/casework/letters/models.py:12"."""
    name = path.relative_to(REPOSITORY).as_posix() if path.is_relative_to(REPOSITORY) else path.name
    return f"{name}:{line}" if line else name


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def dotted(node: ast.AST) -> str:
    """ "datetime.now" of the expression ``datetime.now``; empty for anything that is no plain name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""
