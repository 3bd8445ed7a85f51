"""An act is a public function of ``actions`` that writes: it takes its actor, and all else, by name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source_files import PACKAGE, files, place, tree_of

WRITES = frozenset({"perform", "open_record", "note_event"})


def action_files() -> list[Path]:
    return [
        path
        for layer in ("casework", "registers")
        for path in files(".py", under=PACKAGE / layer)
        if path.name == "actions.py" or path.parent.name == "actions"
    ]


def acts(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Public functions with a transaction of their own, or that open, move or journal a record."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _is_act(node):
            yield node


def _is_act(node: ast.FunctionDef) -> bool:
    decorators = {ast.unparse(each) for each in node.decorator_list}
    calls = {ast.unparse(each.func).split(".")[-1] for each in ast.walk(node) if isinstance(each, ast.Call)}
    return "transaction.atomic" in decorators or bool(calls & WRITES)


def faults(act: ast.FunctionDef) -> Iterator[str]:
    """What is wrong with the signature of an act."""
    if "actor" not in {argument.arg for argument in act.args.kwonlyargs}:
        yield f"{act.name} has no keyword-only actor"
    if len(act.args.args) > 1:
        yield f"{act.name} takes more than its object by position"


@pytest.mark.parametrize(
    "source",
    [
        "@transaction.atomic\ndef accept(*, letter, on): ...",
        "def accept(letter, actor, on):\n    perform(letter.record, 'accept', actor=actor, on=on)",
        "def accept(letter, on, *, actor):\n    acts.note_event(letter.record, 'read', actor=actor, on=on)",
    ],
)
def test_an_act_with_another_signature_is_seen(source: str) -> None:
    assert [fault for act in acts(ast.parse(source)) for fault in faults(act)]


def test_every_act_takes_its_actor_by_name() -> None:
    found = [
        f"{place(path, act.lineno)} {fault}"
        for path in action_files()
        for act in acts(tree_of(path))
        for fault in faults(act)
    ]
    assert any(True for path in action_files() for _ in acts(tree_of(path)))
    assert not found
