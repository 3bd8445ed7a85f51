"""Discovery says loudly what Django would pass over in silence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_files import PACKAGE

CONFIG = """\
{imported}

class {name}Config({base}):
    name = "congtam.casework.{folder}"
    label = "{folder}"
"""
SCRIPT = """\
import django
from django.conf import settings
from congtam.foundation.domains.discovery import domain_modules
settings.configure(
    INSTALLED_APPS=["congtam.foundation.domains", *domain_modules()], USE_I18N=False,
)
django.setup()
from django.core import checks
print([message.id + " " + message.msg for message in checks.run_checks()])
"""


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """The discovery of the product and nothing else."""
    for name in ("__init__.py", "casework/__init__.py", "registers/__init__.py", "foundation/__init__.py"):
        (tmp_path / "congtam" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PACKAGE / name, tmp_path / "congtam" / name)
    for name in ("domains", "access"):
        shutil.copytree(PACKAGE / "foundation" / name, tmp_path / "congtam" / "foundation" / name)
    return tmp_path


def add_domain(product: Path, folder: str, *, imported: str, base: str, parts: tuple[str, ...] = ()) -> None:
    home = product / "congtam" / "casework" / folder
    home.mkdir()
    for part in ("__init__.py", *parts):
        (home / part).touch()
    text = CONFIG.format(imported=imported, base=base, folder=folder, name=folder.title())
    (home / "apps.py").write_text(text)


def check(product: Path) -> str:
    """What Django's checks say of the made-up product, in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(product)}
    run = subprocess.run(
        [sys.executable, "-P", "-c", SCRIPT],
        cwd=product,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return run.stdout + run.stderr


WHOLE = ("models.py", "actions.py", "policies.py", "lifecycle.py", "README.md")


def test_a_whole_domain_passes(product: Path) -> None:
    add_domain(
        product,
        "gifts",
        imported="from congtam.foundation import domains",
        base="domains.DomainConfig",
        parts=WHOLE,
    )
    assert check(product).strip() == "[]"


def test_a_base_imported_by_name_is_loaded_as_a_domain_all_the_same(product: Path) -> None:
    """Two AppConfigs in one module: without ``default`` Django would take neither."""
    add_domain(
        product,
        "gifts",
        imported="from congtam.foundation.domains import DomainConfig",
        base="DomainConfig",
        parts=WHOLE,
    )
    assert check(product).strip() == "[]"


def test_a_plain_config_is_reported(product: Path) -> None:
    add_domain(product, "gifts", imported="from django.apps import AppConfig", base="AppConfig", parts=WHOLE)
    assert "congtam.E001" in check(product)


def test_the_trap_is_reported_where_the_base_loses_its_default(product: Path) -> None:
    """Two candidates in ``apps.py``: Django takes neither and loads a plain AppConfig in silence."""
    base = product / "congtam" / "foundation" / "domains" / "config.py"
    text = base.read_text()
    without = text.replace("    default = False\n", "").replace("        cls.default = True\n", "")
    assert without != text
    base.write_text(without)
    add_domain(
        product,
        "gifts",
        imported="from congtam.foundation.domains import DomainConfig",
        base="DomainConfig",
        parts=WHOLE,
    )
    output = check(product)
    assert "congtam.E001" in output
    assert "congtam.casework.gifts is a folder of a domain but is loaded as <AppConfig: gifts>" in output


def test_a_folder_without_a_config_is_reported(product: Path) -> None:
    add_domain(product, "gifts", imported="", base="object", parts=WHOLE)
    (product / "congtam" / "casework" / "gifts" / "apps.py").unlink()
    assert "congtam.E001" in check(product)


@pytest.mark.parametrize("missing", WHOLE)
def test_a_missing_part_is_named(product: Path, missing: str) -> None:
    parts = tuple(part for part in WHOLE if part != missing)
    add_domain(
        product,
        "gifts",
        imported="from congtam.foundation import domains",
        base="domains.DomainConfig",
        parts=parts,
    )
    output = check(product)
    assert "congtam.E002" in output
    assert f"congtam.casework.gifts lacks {missing}" in output


def test_every_folder_of_the_product_is_a_loaded_domain() -> None:
    from congtam.foundation.domains import domain_modules, installed_domains

    assert [domain.name for domain in installed_domains()] == domain_modules()
    assert "congtam.casework.letters" in domain_modules()
