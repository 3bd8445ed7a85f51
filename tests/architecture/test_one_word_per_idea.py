"""One word for each idea (docs/glossary.md): two words for one thing make readers look for a difference."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from congtam.project.translations import catalogues
from congtam.project.translations.extraction import apps, sources, texts_of
from tests.architecture.source_files import REPOSITORY, place
from tests.architecture.words import ENGLISH, PAIRS, VIETNAMESE, Word

_PLACEHOLDER = re.compile(r"%\(\w+\)\w|\{\w*\}|<[^>]*>")
GLOSSARY = REPOSITORY / "docs" / "glossary.md"


def found_in(text: str, words: Iterable[Word]) -> Iterator[str]:
    """What a text says in a word that is not the product's; names of placeholders are no words."""
    plain = _PLACEHOLDER.sub(" ", text)
    for word in words:
        for hit in _whole(word.never).findall(plain):
            yield f"“{hit}” in “{text}”: say “{word.right}” ({word.why})"


@cache
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def vietnamese_in(path: Path) -> Iterator[str]:
    """Findings among the marked texts of a source or a template, with their places."""
    for text in texts_of(path):
        for each in text.ids:
            yield from (f"{place(path, text.line)}: {finding}" for finding in found_in(each, VIETNAMESE))


def english_in(path: Path) -> Iterator[str]:
    """Findings among the English texts of a catalogue, with its place."""
    for message in catalogues.entries(catalogues.read(path)):
        for each in catalogues.strings_of(message):
            yield from (f"{place(path)}: {finding}" for finding in found_in(each, ENGLISH))


def unpaired(vietnamese: str, english: str) -> Iterator[str]:
    """Terms of the glossary that stand in a text but not in its English."""
    left = vietnamese.lower()
    for term, stems in PAIRS:
        pattern = _whole(re.escape(term))
        if pattern.search(left) and not re.search(stems, english, re.IGNORECASE):
            yield f"“{term}” in “{vietnamese}” is not “{stems}” in “{english}”"
        left = pattern.sub("·", left)


def catalogue_files() -> list[Path]:
    return [app.catalogue for app in apps() if app.catalogue.exists()]


@cache
def glossary() -> tuple[tuple[str, str], ...]:
    """The rows of its tables: Vietnamese and English, alternatives parted by commas or dots."""
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return tuple((row[0], row[1]) for row in rows if not set(row[0]) <= {"-"} and row[0] != "Vietnamese")


def _alternatives(column: int) -> set[str]:
    plain = (re.sub(r"[()]", ",", row[column]) for row in glossary())
    return {part.strip() for cell in plain for part in re.split("[,·]", cell) if part.strip()}


def test_every_vietnamese_text_uses_the_words_of_the_product() -> None:
    assert not [finding for path in sources() for finding in vietnamese_in(path)]


def test_every_english_text_uses_the_words_of_the_product() -> None:
    assert not [finding for path in catalogue_files() for finding in english_in(path)]


def test_a_term_of_the_law_has_the_same_english_everywhere() -> None:
    entries = [entry for path in catalogue_files() for entry in catalogues.entries(catalogues.read(path))]
    assert not [
        finding
        for entry in entries
        if all(catalogues.strings_of(entry))
        for finding in unpaired(catalogues.ids_of(entry)[0], catalogues.strings_of(entry)[-1])
    ]


def test_the_words_are_those_of_the_glossary() -> None:
    for words, column in ((VIETNAMESE, 0), (ENGLISH, 1)):
        assert {word.right for word in words if word.in_glossary} <= _alternatives(column)
    assert {term for term, _stems in PAIRS if term != "hủy"} <= _alternatives(0)


def test_no_right_word_is_forbidden_by_another() -> None:
    for words in (VIETNAMESE, ENGLISH):
        assert not [finding for word in words for finding in found_in(word.right, words)]
    for column, words in ((0, VIETNAMESE), (1, ENGLISH)):
        assert not [finding for each in _alternatives(column) for finding in found_in(each, words)]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.py", 'from django.utils.translation import gettext_lazy as _\nx = _("Mở vụ án %(code)s")'),
        ("a.html", '{% load i18n %}<p>{% translate "Đơn đã TRỄ HẠN" %}</p>'),
        ("b.html", "{% load i18n %}{% blocktranslate %}Chọn tập tin{% endblocktranslate %}"),
        ("c.html", '{% load i18n %}{% translate "Thêm khoá" %}'),
    ],
)
def test_a_planted_vietnamese_word_is_found(tmp_path: Path, name: str, source: str) -> None:
    path = tmp_path / name
    path.write_text(source, encoding="utf-8")
    assert list(vietnamese_in(path))


@pytest.mark.parametrize("english", ["Open the dossier", "Late", "The letter was rejected", "Log in"])
def test_a_planted_english_word_is_found(tmp_path: Path, english: str) -> None:
    path = tmp_path / "django.po"
    path.write_text(f'{catalogues.HEADER}msgid "Mở"\nmsgstr "{english}"\n', encoding="utf-8")
    assert list(english_in(path))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mật khẩu, quý I, quá hạn, toàn bộ, hoàn lại", VIETNAMESE),
        ("Đơn hủy, khóa, hỏi tòa án; thư điện tử", VIETNAMESE),
        ("Template of the latest letter", ENGLISH),
        ("%(late)s · {deadline}", ENGLISH),
    ],
)
def test_a_word_inside_another_or_in_a_placeholder_is_none(text: str, words: tuple[Word, ...]) -> None:
    assert not list(found_in(text, words))


def test_a_term_translated_otherwise_is_found() -> None:
    assert list(unpaired("Không thụ lý", "Reject"))
    assert list(unpaired("Mã tra cứu của công dân", "The citizen's code"))
    assert not list(unpaired("Không thụ lý", "Refuse"))
    assert not list(unpaired("Đơn được hủy", "The letter is voided"))
