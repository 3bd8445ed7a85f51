"""The targets of the Makefile that need nothing installed anew."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", *arguments], cwd=ROOT, check=False, capture_output=True, text=True
    )


def test_make_alone_lists_the_targets() -> None:
    shown = _make().stdout

    for target in ("setup", "demo", "test", "test-long", "check", "help"):
        assert f"make {target} " in shown


@pytest.mark.parametrize("target", ["setup", "demo", "check"])
def test_nothing_but_the_tests_asks_for_debian_packages(target: str) -> None:
    planned = _make("--dry-run", "--always-make", target).stdout

    assert planned
    assert "apt-get" not in planned
