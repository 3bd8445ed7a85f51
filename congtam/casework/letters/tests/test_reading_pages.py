"""Pages as they are kept, pages as they are drawn."""

import json

import numpy as np
import pytest
from PIL import Image

from congtam.casework.letters.reading import PageText, Word, looks_unreadable
from congtam.casework.letters.reading.pages import turned_box
from congtam.casework.letters.reading.sample_fonts import LETTERS, fonts
from congtam.casework.letters.reading.sample_letters import (
    COMPLAINT,
    DENUNCIATION,
    PETITION,
    UNCLEAR,
    text_of,
)
from congtam.casework.letters.reading.sample_pages import Line, Wear, letter_pdf, render_letter, text_layer
from congtam.foundation.files import inspect_upload


def test_a_page_comes_back_from_json_unchanged() -> None:
    page = PageText(
        (Word("Kính", (0.1, 0.2, 0.05, 0.02), 91.5, 0), Word("gửi", (0.2, 0.2, 0.05, 0.02), 80.0, 0)), 90
    )
    assert PageText.from_json(json.loads(json.dumps(page.to_json()))) == page
    assert page.to_json()["confidence"] == pytest.approx(86.6)


def test_the_text_has_the_lines_of_the_page() -> None:
    assert text_layer(["Kính gửi:", "Ủy ban"])[0].text == "Kính gửi:\nỦy ban"


def test_long_words_weigh_more_in_the_confidence() -> None:
    page = PageText((Word("nghiêng", (0, 0, 1, 1), 90.0, 0), Word("a", (0, 0, 1, 1), 10.0, 0)))
    assert page.mean_confidence == pytest.approx(80.0)
    assert PageText(()).mean_confidence == 0


def test_four_quarter_turns_bring_a_box_back() -> None:
    box = (0.1, 0.2, 0.3, 0.05)
    assert turned_box(box, 90) == (0.75, 0.1, 0.05, 0.3)
    assert turned_box(box, 360) == box
    assert turned_box(turned_box(box, 90), -90) == pytest.approx(box)


def test_a_letter_is_readable() -> None:
    assert not looks_unreadable(text_layer(COMPLAINT)[0])
    assert not looks_unreadable(text_layer([line.text for line in UNCLEAR])[0])


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["Vĩnh", "Yên"],
        ["xwz", "qrt", "fjk", "wwv", "bcd", "zzx", "kjh", "plk", "mnb"] * 3,
    ],
)
def test_too_few_words_or_none_of_vietnamese_shape_go_to_typing(words: list[str]) -> None:
    assert looks_unreadable(PageText(tuple(Word(word, (0, 0, 1, 1), 95.0, 0) for word in words)))


def test_a_page_read_with_low_confidence_goes_to_typing() -> None:
    sure = text_layer(COMPLAINT)[0]
    unsure = PageText(tuple(Word(word.text, word.box, 40.0, word.line) for word in sure.words))
    assert looks_unreadable(unsure)


@pytest.mark.parametrize("vendored", [False, True])
@pytest.mark.parametrize("bold", [False, True])
def test_the_font_of_sample_pages_has_every_vietnamese_letter(vendored: bool, bold: bool) -> None:
    assert fonts(size=30, bold=bold, vendored=vendored).lacks(LETTERS + "0123456789.,:;/()-–“”") == set()


def test_a_missing_glyph_is_noticed() -> None:
    assert fonts(size=30).lacks("ế\u4e2d") == {"\u4e2d"}


@pytest.mark.parametrize("letter", [COMPLAINT, DENUNCIATION, PETITION, UNCLEAR])
def test_sample_letters_say_that_they_are_invented(letter: tuple[Line, ...]) -> None:
    assert "hư cấu" in text_of(letter)


def test_the_same_seed_draws_the_same_page() -> None:
    wear = Wear(tilt=2, fade=0.4, noise=0.05, stamp=True)
    one, other = (np.asarray(render_letter(UNCLEAR, wear=wear, seed=4)[0]) for _ in range(2))
    assert np.array_equal(one, other)


def test_ink_stands_where_the_text_layer_says() -> None:
    drawn = np.asarray(render_letter(UNCLEAR)[0])
    height, width = drawn.shape
    for word in text_layer(UNCLEAR)[0].words:
        left, top, wide, high = word.box
        box = drawn[
            int(top * height) : int((top + high) * height), int(left * width) : int((left + wide) * width)
        ]
        assert box.min() < 80


def test_a_long_letter_takes_several_pages_and_becomes_a_pdf_that_is_taken() -> None:
    pages = render_letter([Line("Nước ngập cả ngõ, các cháu đi học rất khổ. " * 6)] * 20)
    assert len(pages) > 1
    assert len(text_layer([Line("Nước ngập cả ngõ, các cháu đi học rất khổ. " * 6)] * 20)) == len(pages)
    assert inspect_upload(letter_pdf(pages), name="don.pdf").pages == len(pages)


def test_pages_are_grey_a4_at_300_dots_per_inch() -> None:
    (page,) = render_letter(UNCLEAR)
    assert (page.mode, page.size) == ("L", (2480, 3508))
    assert isinstance(page, Image.Image)
