"""Smaller rules of the source, each a pattern that a reader would have to look for."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source_files import PACKAGE, dotted, files, place, tree_of

#: lengths of terms in the law of petitions; beside a timedelta they are the law written into code
LEGAL_FIGURES = frozenset({3, 5, 7, 10, 15, 20, 30, 45, 60, 70, 90, 180})
LOGGERS = frozenset({"debug", "info", "warning", "error", "exception", "critical", "log"})
PERSONAL = re.compile(
    r"\b(sender|sender_name|full_name|display_name|address|phone|email|identity|citizen|plaintext|unseal\w*"
    r"|ocr_text|summary|reason|password|receipt|tracking_code)\b"
)


def legal_figures(tree: ast.Module) -> Iterator[int]:
    """Lines where a day is moved by a figure of the law."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in (
            "timedelta",
            "add_working_days",
        ):
            given = [
                *node.args,
                *(keyword.value for keyword in node.keywords if keyword.arg in ("days", "count")),
            ]
            if any(isinstance(each, ast.Constant) and each.value in LEGAL_FIGURES for each in given):
                yield node.lineno


def personal_logging(tree: ast.Module) -> Iterator[int]:
    """Lines that log, print or count something whose name says that it is about a person."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr not in LOGGERS or not re.search(r"log", dotted(node.func.value), re.I):
            continue
        names = " ".join(
            each.id if isinstance(each, ast.Name) else each.attr
            for argument in [*node.args, *(keyword.value for keyword in node.keywords)]
            for each in ast.walk(argument)
            if isinstance(each, ast.Name | ast.Attribute)
        )
        if PERSONAL.search(names):
            yield node.lineno


@pytest.mark.parametrize("source", ["due = day + timedelta(days=30)", "x = datetime.timedelta(10)"])
def test_a_figure_of_the_law_is_seen(source: str) -> None:
    assert list(legal_figures(ast.parse(source))) == [1]


def test_casework_holds_no_figure_of_the_law() -> None:
    found = [
        place(path, line)
        for layer in ("casework", "registers")
        for path in files(".py", under=PACKAGE / layer)
        for line in legal_figures(tree_of(path))
    ]
    assert not found, "a term belongs into rules/*.yaml with its citation"


@pytest.mark.parametrize(
    "source",
    ["logger.info('read %s', letter.sender)", "log.warning(f'{account.display_name} failed')"],
)
def test_a_personal_line_in_the_log_is_seen(source: str) -> None:
    assert list(personal_logging(ast.parse(source))) == [1]


def test_nothing_about_a_person_is_logged() -> None:
    found = [place(path, line) for path in files(".py") for line in personal_logging(tree_of(path))]
    assert not found
