"""The contracts of ``.importlinter``: kept by the tree, and each of them broken by what it is there for."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_files import REPOSITORY

MADE_UP = ("casework/alpha", "casework/beta", "registers/gamma", "registers/delta")
PARTS = (
    *("models", "lifecycle", "policies", "queries", "documents", "actions", "forms"),
    *("views", "tasks", "reactions", "api", "commands", "urls", "apps"),
)

#: (who imports, what, words of the contract that refuses it)
REFUSED = [
    ("foundation/clock", "congtam.mechanisms.lifecycle.registry", "Layers"),
    ("mechanisms/lifecycle", "congtam.interface.web", "Layers"),
    ("interface/web", "congtam.registers.gamma.models", "Layers"),
    ("registers/gamma", "congtam.casework.alpha.models", "Layers"),
    ("casework/alpha", "congtam.project.settings", "Layers"),
    ("foundation/clock", "congtam.project.settings", "Layers"),
    ("mechanisms/effective", "congtam.mechanisms.rulebook", "Mechanisms"),
    ("mechanisms/rulebook", "congtam.mechanisms.lifecycle.registry", "Mechanisms"),
    ("mechanisms/lifecycle", "congtam.mechanisms.documents", "Mechanisms"),
    ("casework/alpha", "congtam.casework.beta.models", "casework"),
    ("casework/alpha/actions.py", "congtam.casework.beta.actions", "casework"),
    ("registers/gamma", "congtam.registers.delta.models", "register"),
    ("casework/alpha/models.py", "congtam.casework.alpha.lifecycle", "Inside a domain"),
    ("casework/alpha/policies.py", "congtam.casework.alpha.actions", "Inside a domain"),
    ("casework/alpha/actions.py", "congtam.casework.alpha.forms", "Inside a domain"),
    ("casework/alpha/queries.py", "congtam.casework.alpha.actions", "Inside a domain"),
    ("casework/alpha/tasks.py", "congtam.casework.alpha.views", "Inside a domain"),
    ("casework/alpha/forms.py", "congtam.casework.alpha.views", "Inside a domain"),
    ("registers/gamma/models.py", "congtam.registers.gamma.views", "Inside a domain"),
    ("foundation/files/measures.py", "congtam.foundation.files.store", "circles"),
]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources with four made-up domains."""
    root = tmp_path_factory.mktemp("contracts")
    ignored = shutil.ignore_patterns("tests", "templates", "static", "locale", "__pycache__", "*.yaml")
    shutil.copytree(REPOSITORY / "congtam", root / "congtam", ignore=ignored)
    shutil.copy(REPOSITORY / ".importlinter", root)
    for name in MADE_UP:
        folder = root / "congtam" / name
        folder.mkdir()
        for part in ("__init__", *PARTS):
            (folder / f"{part}.py").touch()
    return root


def lint(folder: Path) -> tuple[int, str]:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ]
    run = subprocess.run([*command, "--no-cache"], cwd=folder, capture_output=True, text=True, timeout=120)
    return run.returncode, run.stdout + run.stderr


def broken(output: str) -> str:
    return "\n".join(line for line in output.splitlines() if " BROKEN" in line)


def test_the_tree_keeps_its_contracts() -> None:
    code, output = lint(REPOSITORY)
    assert code == 0, output


def test_made_up_domains_keep_them_too(tree: Path) -> None:
    code, output = lint(tree)
    assert code == 0, output


@pytest.mark.parametrize(("importer", "imported", "contract"), REFUSED)
def test_an_import_the_wrong_way_is_refused(tree: Path, importer: str, imported: str, contract: str) -> None:
    path = tree / "congtam" / importer
    path = path if path.suffix else path / "__init__.py"
    before = path.read_text() if path.exists() else ""
    path.write_text(f"{before}\nimport {imported}\n")
    try:
        code, output = lint(tree)
    finally:
        path.write_text(before)
    assert code != 0
    assert contract in broken(output), output


def test_a_new_layer_must_be_placed(tree: Path) -> None:
    folder = tree / "congtam" / "helpers"
    folder.mkdir()
    (folder / "__init__.py").touch()
    try:
        code, output = lint(tree)
    finally:
        shutil.rmtree(folder)
    assert code != 0
    assert "congtam.helpers" in output
