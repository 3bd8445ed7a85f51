"""Pages of documents as pictures."""

import io

import pytest
from PIL import Image
from pytest_django import Settings

from congtam.foundation.files import RefusedFile, count_pages, render_page
from congtam.foundation.files.tests import samples


def test_a_pdf_page_is_drawn_at_the_resolution_asked_for() -> None:
    drawn = render_page(samples.pdf(2), 1, dpi=144)
    assert drawn.mode == "RGB"
    assert drawn.size == (1190, 1684)
    assert drawn.info["dpi"] == (144, 144)


def test_a_huge_page_is_drawn_smaller_instead_of_filling_the_memory(settings: Settings) -> None:
    settings.CONGTAM_FILES_MAX_PIXELS = 100_000
    drawn = render_page(samples.pdf(1), 0, dpi=300)
    assert 80_000 < drawn.width * drawn.height <= 101_000


def test_a_picture_is_given_as_it_was_made() -> None:
    assert render_page(samples.encoded("PNG", dpi=(200, 200)), 0, dpi=300).size == (120, 160)


def test_each_page_of_a_tiff_can_be_seen() -> None:
    content = samples.tiff(3)
    assert count_pages(content) == 3
    assert [render_page(content, page).size for page in range(3)] == [(40, 50)] * 3


def test_a_photograph_is_turned_as_the_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert render_page(samples.encoded("JPEG", exif=exif.tobytes()), 0).size == (160, 120)


def test_what_is_transparent_is_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert render_page(out.getvalue(), 0).getpixel((5, 5)) == (255, 255, 255)


def test_sixteen_bit_grey_is_not_clipped_to_white() -> None:
    out = io.BytesIO()
    Image.new("I;16", (20, 20), 0x4000).save(out, "PNG")
    assert render_page(out.getvalue(), 0).getpixel((5, 5)) == (64, 64, 64)


@pytest.mark.parametrize("content", [samples.pdf(2), samples.tiff(2), samples.encoded("PNG")])
def test_a_page_that_is_not_there_is_an_index_error(content: bytes) -> None:
    with pytest.raises(IndexError):
        render_page(content, 7)


def test_damaged_bytes_are_refused() -> None:
    with pytest.raises(RefusedFile):
        render_page(b"%PDF-1.7 nothing", 0)
