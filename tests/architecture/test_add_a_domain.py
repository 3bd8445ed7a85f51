"""``docs/add-a-domain.md`` is followed word for word, in a copy of the product."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_files import REPOSITORY
from tests.architecture.test_import_contracts import lint

_BLOCK = re.compile(r"```(?:python|yaml)\n# (congtam/\S+)\n(.*?)```", re.S)
FOLLOWED = """\
import django
django.setup()
from datetime import date
from django.core.management import call_command
from congtam.foundation.domains.apps import check_domains
from congtam.mechanisms.lifecycle.registry import lifecycle_of
from congtam.mechanisms.rulebook import due
from congtam.casework.receptions import actions
assert not check_domains(None), check_domains(None)
assert lifecycle_of("receptions.reception").step("answer").needs == "receptions.answer"
print(due("receptions.answer_visitor", event=date(2019, 4, 25)).due)
call_command("makemigrations", "receptions", skip_checks=True)
"""


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product with the domain of the document."""
    root = tmp_path_factory.mktemp("domain")
    ignored = shutil.ignore_patterns("tests", "static", "__pycache__")
    shutil.copytree(REPOSITORY / "congtam", root / "congtam", ignore=ignored)
    shutil.copy(REPOSITORY / ".importlinter", root)
    blocks = _BLOCK.findall((REPOSITORY / "docs" / "add-a-domain.md").read_text(encoding="utf-8"))
    for name, text in blocks:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for name in ("__init__.py", "README.md"):
        (root / "congtam" / "casework" / "receptions" / name).touch()
    return root


def test_the_domain_is_found_loaded_and_counts_its_days(product: Path) -> None:
    """A visit on Thursday 25 April 2019 is answered by Monday 13 May (two free days, one worked Saturday)."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(product),
        "DJANGO_SETTINGS_MODULE": "congtam.project.settings",
    }
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-P", "-c", FOLLOWED],
        cwd=product,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("2019-05-13\n")
    assert "Create model Reception" in run.stdout
    migration = product / "congtam" / "casework" / "receptions" / "migrations" / "0001_initial.py"
    assert "lifecycle" in migration.read_text()


def test_the_domain_keeps_the_import_contracts(product: Path) -> None:
    code, output = lint(product)
    assert code == 0, output
