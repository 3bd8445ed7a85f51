"""Reading with the real Tesseract."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytest_django import Settings

from congtam.casework.letters.reading import (
    PageText,
    Unreadable,
    available,
    looks_unreadable,
    propose,
    read_from,
    recognise,
)
from congtam.casework.letters.reading.document import read_page
from congtam.casework.letters.reading.preparation import prepare
from congtam.casework.letters.reading.sample_letters import COMPLAINT, DENUNCIATION, text_of
from congtam.casework.letters.reading.sample_pages import (
    Line,
    Wear,
    letter_pdf,
    letter_photo,
    render_letter,
    text_layer,
)
from congtam.foundation.text import fold


@pytest.fixture(scope="module")
def _tesseract() -> None:
    """`make test` and the project's checks install Tesseract, so its absence is a failure there."""
    able = available()
    if able.ok:
        return
    if os.environ.get("CI") or os.environ.get("MAKELEVEL"):
        pytest.fail(f"{able.reason} {able.hint}")
    pytest.skip(f"{able.reason} {able.hint}")


needs_tesseract = pytest.mark.usefixtures("_tesseract")


def errors(read: str, truth: str) -> float:
    """Share of wrong letters (edit distance) of the folded texts."""
    got, expected = fold(read), fold(truth)
    row = list(range(len(expected) + 1))
    for i, letter in enumerate(got, 1):
        previous, row[0] = row[0], i
        for j, wanted in enumerate(expected, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (letter != wanted))
    return row[-1] / len(expected)


def text(pages: list[PageText]) -> str:
    return "\n".join(page.text for page in pages)


@needs_tesseract
def test_a_clean_page_is_read_with_at_most_one_wrong_letter_in_a_hundred() -> None:
    pages = [read_page(page) for page in render_letter(COMPLAINT)]
    assert errors(text(pages), text_of(COMPLAINT)) <= 0.01
    assert min(page.mean_confidence for page in pages) > 85


@needs_tesseract
@pytest.mark.parametrize(
    "wear",
    [
        pytest.param(Wear(tilt=-5.3, fade=0.3), id="tilted and pale"),
        pytest.param(Wear(fade=0.5, noise=0.08), id="speckled", marks=pytest.mark.long),
        pytest.param(
            Wear(tilt=2, fade=0.35, blur=1.2, shade=0.9), id="photographed in shade", marks=pytest.mark.long
        ),
    ],
)
def test_preparation_rescues_a_page_that_cannot_be_read_as_it_is(wear: Wear) -> None:
    (page,) = render_letter(COMPLAINT, wear=wear)
    assert errors(recognise(page).text, text_of(COMPLAINT)) > 0.1
    assert errors(recognise(prepare(page)).text, text_of(COMPLAINT)) <= 0.02


@needs_tesseract
@pytest.mark.parametrize(
    "turn", [pytest.param(90, marks=pytest.mark.long), 180, pytest.param(270, marks=pytest.mark.long)]
)
def test_a_page_scanned_the_wrong_way_up_is_read_and_says_how_to_turn_it(turn: int) -> None:
    (page,) = render_letter(DENUNCIATION)
    read = read_page(page.rotate(turn, expand=True))
    assert errors(read.text, text_of(DENUNCIATION)) <= 0.02
    assert read.turned == turn


@needs_tesseract
@pytest.mark.parametrize(
    ("tilt", "turn"), [(4.0, 0), pytest.param(0.0, 90, marks=pytest.mark.long), (0.0, 270)]
)
def test_boxes_lie_on_the_words_of_the_page_as_it_was_scanned(tilt: float, turn: int) -> None:
    (page,) = render_letter(DENUNCIATION)
    scanned = page.rotate(turn, expand=True).rotate(tilt, fillcolor=255)
    read = read_page(scanned)
    for word in read.words:
        left, top, width, height = word.box
        box = scanned.crop(
            (
                int(left * scanned.width),
                int(top * scanned.height),
                int((left + width) * scanned.width) + 1,
                int((top + height) * scanned.height) + 1,
            )
        )
        assert np.asarray(box).min() < 100, word


@needs_tesseract
def test_proposals_from_a_worn_scan_are_those_of_the_letter() -> None:
    worn = render_letter(DENUNCIATION, wear=Wear(tilt=2.2, fade=0.4, blur=1.0, noise=0.02, stamp=True))
    found = propose([read_page(page) for page in worn])
    expected = propose(text_layer(DENUNCIATION))
    assert {item.field for item in found} == {item.field for item in expected}
    for item in expected:
        same = found.get(item.field)
        assert same is not None
        assert errors(same.value, item.value) <= 0.1


@needs_tesseract
def test_a_page_takes_seconds() -> None:
    (page,) = render_letter(COMPLAINT, wear=Wear(tilt=3, noise=0.02))
    started = time.process_time()
    prepare(page)
    assert time.process_time() - started < 2.5


@needs_tesseract
@pytest.mark.parametrize("color", [255, 0, 128])
def test_a_picture_of_nothing_gives_no_words_and_goes_to_typing(color: int) -> None:
    page = read_page(Image.new("L", (1240, 1754), color))
    assert page.words == ()
    assert looks_unreadable(page)


@needs_tesseract
def test_a_document_is_read_page_by_page_and_goes_on_where_it_stopped() -> None:
    drawn = [page for n in (1, 2) for page in render_letter([Line(f"Trang số {n} của lá đơn")])]
    content = letter_pdf(drawn)
    reading = read_from(content)
    assert next(reading).text == "Trang số 1 của lá đơn"
    assert isinstance(reading, Iterator)
    assert [page.text for page in read_from(content, first=1)] == ["Trang số 2 của lá đơn"]
    assert list(read_from(content, first=2)) == []


@needs_tesseract
def test_a_photograph_is_read_like_a_pdf() -> None:
    (page,) = render_letter(DENUNCIATION)
    assert errors(text(list(read_from(letter_photo(page)))), text_of(DENUNCIATION)) <= 0.02


@needs_tesseract
def test_nothing_readable_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    list(read_from(letter_photo(render_letter(DENUNCIATION)[0])))
    assert list(tmp_path.iterdir()) == []


def test_bytes_that_cannot_be_opened_are_said_to_be_so() -> None:
    with pytest.raises(Unreadable):
        next(read_from(b"%PDF-1.7 nothing"))


def test_without_the_program_the_reason_says_what_to_install(settings: Settings) -> None:
    settings.CONGTAM_TESSERACT = "no-such-tesseract"
    able = available()
    assert not able.ok
    assert "tesseract-ocr-vie" in able.hint
    assert able.reason
    with pytest.raises(Unreadable):
        recognise(Image.new("L", (100, 100), 255))


def script(path: Path, *lines: str) -> str:
    path.write_text("\n".join(["#!/bin/sh", *lines]) + "\n")
    path.chmod(0o755)
    return str(path)


def test_without_the_vietnamese_model_the_reason_says_so(settings: Settings, tmp_path: Path) -> None:
    settings.CONGTAM_TESSERACT = script(tmp_path / "t", "echo eng", "echo osd")
    able = available()
    assert not able.ok
    assert "tiếng Việt" in able.reason


def test_a_program_that_fails_or_hangs_is_reported_and_not_waited_for(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Image.new("L", (100, 100), 255)
    settings.CONGTAM_TESSERACT = script(tmp_path / "fails", "exit 1")
    with pytest.raises(Unreadable, match="gặp lỗi"):
        recognise(page)
    settings.CONGTAM_TESSERACT = script(tmp_path / "hangs", "exec sleep 60")
    monkeypatch.setattr("congtam.casework.letters.reading.tesseract._SECONDS_A_PAGE", 0.3)
    with pytest.raises(Unreadable, match="quá lâu"):
        recognise(page)


def test_a_killed_reading_can_be_told_from_a_finished_one(settings: Settings, tmp_path: Path) -> None:
    settings.CONGTAM_TESSERACT = script(tmp_path / "killed", "kill -9 $$")
    with pytest.raises(Unreadable):
        recognise(Image.new("L", (100, 100), 255))
