"""The letters of Vietnamese, in files and in fonts."""

from pathlib import Path

import pytest

import congtam
from congtam.mechanisms.documents.glyphs import LETTERS, missing_glyphs
from congtam.mechanisms.documents.packing import read_text
from congtam.mechanisms.documents.rendering import render
from congtam.mechanisms.documents.tests.samples import FACTS, kind

VENDORED = Path(congtam.__file__).parent / "interface" / "web" / "static" / "vendor" / "be-vietnam-pro"
DEBIAN = Path("/usr/share/fonts/truetype")
WEIGHTS = ("400", "500", "600", "700")
#: what documents are printed with where Times New Roman is not installed: the metrics are the same
PRINTED = [path for name in ("liberation2", "croscore") for path in sorted((DEBIAN / name).glob("*.ttf"))]


def test_vietnamese_has_146_letters_in_both_cases() -> None:
    assert len(set(LETTERS)) == len(LETTERS) == 146
    assert {"ă", "Ỹ", "ợ", "đ", "Đ", "y"} <= set(LETTERS)


def test_all_letters_pass_through_a_document(tmp_path: Path) -> None:
    shown = "".join(LETTERS)
    assert shown in read_text(render(kind(tmp_path, "{{ who }}"), {**FACTS, "who": shown}))


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_font_of_the_pages_has_every_letter(weight: str) -> None:
    subsets = sorted(VENDORED.glob(f"be-vietnam-pro-*-{weight}-normal.woff2"))
    assert len(subsets) >= 2
    assert missing_glyphs(*subsets) == set()


def test_a_font_that_lacks_letters_is_found_out() -> None:
    lacking = missing_glyphs(VENDORED / "be-vietnam-pro-latin-400-normal.woff2")
    assert "ợ" in lacking
    assert "a" not in lacking


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.name)
def test_the_fonts_documents_are_printed_with_have_every_letter(path: Path) -> None:
    assert missing_glyphs(path) == set()


@pytest.mark.skipif(not (DEBIAN / "liberation").exists(), reason="the old fonts-liberation is not installed")
def test_the_old_liberation_lacks_92_letters() -> None:
    assert len(missing_glyphs(DEBIAN / "liberation" / "LiberationSerif-Regular.ttf")) == 92


def test_what_is_no_font_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(b"no font")
    with pytest.raises(OSError, match="unknown file format"):
        missing_glyphs(tmp_path / "a.ttf")
