"""The guide speaks of what stands on the pages: names in bold, pictures, the same tasks in both languages."""

import re
from functools import cache
from pathlib import Path

import pytest

from congtam.project.translations import catalogues
from congtam.project.translations.extraction import apps

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
IMAGES = GUIDE.parent / "images"
#: in bold for being the point of a sentence, not for standing on a page
STRESSED = {
    "đậm", "Ngày bắt đầu", "Số ngày cộng thêm", "Những ngày bỏ qua", "Căn cứ", "mức tin cậy của căn cứ",
    "trước khi lưu", "Bold", "The first day", "The days added", "The days skipped", "The basis",
    "how sure the basis is",
}  # fmt: skip
TWINS = {
    "README": "README", "cong-dan": "citizen", "van-thu": "desk-officer", "chuyen-vien": "case-officer",
    "lanh-dao": "leader", "quan-tri": "administrator",
    "giu-danh-tinh": "custodian",
}  # fmt: skip


@cache
def words_of_pages() -> tuple[frozenset[str], frozenset[str]]:
    """Everything that pages say, in Vietnamese and in English, without the emphasis of a full stop."""
    vietnamese: set[str] = set()
    english: set[str] = set()
    for app in apps():
        for entry in catalogues.entries(catalogues.read(app.catalogue)) if app.catalogue.exists() else ():
            vietnamese.update(catalogues.ids_of(entry))
            english.update(catalogues.strings_of(entry))
    return frozenset(vietnamese), frozenset(english)


def bold(path: Path) -> set[str]:
    return set(re.findall(r"\*\*(.+?)\*\*", path.read_text(encoding="utf-8"))) - STRESSED


@pytest.mark.parametrize(("folder", "place"), [("vi", 0), ("en", 1)])
def test_what_is_bold_in_the_guide_stands_so_on_a_page(folder: str, place: int) -> None:
    known = words_of_pages()[place]
    unknown = {(path.name, name) for path in (GUIDE / folder).glob("*.md") for name in bold(path) - known}
    assert unknown == set()


def test_both_languages_have_the_same_pages_and_pictures() -> None:
    for vietnamese, english in TWINS.items():
        mine, theirs = (
            re.findall(r"images/([\w-]+?)(?:-en)?\.png", (GUIDE / path).read_text(encoding="utf-8"))
            for path in (f"vi/{vietnamese}.md", f"en/{english}.md")
        )
        assert mine == theirs
    assert {path.stem for path in (GUIDE / "vi").glob("*.md")} == set(TWINS)
    assert {path.stem for path in (GUIDE / "en").glob("*.md")} == set(TWINS.values())


def test_pictures_are_small_enough_for_a_repository_and_each_is_used() -> None:
    texts = [
        path.read_text(encoding="utf-8") for path in (*GUIDE.rglob("*.md"), GUIDE.parents[1] / "README.md")
    ]
    for picture in IMAGES.glob("*.png"):
        assert picture.stat().st_size <= 250_000, picture.name
        assert any(f"images/{picture.name}" in text for text in texts), picture.name
