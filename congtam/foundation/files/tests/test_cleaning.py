"""What a file tells beside what it shows is gone, and what it shows is the same."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageOps

from congtam.foundation.files import RefusedFile, inspect_upload, render_page, sniffing
from congtam.foundation.files.cleaning import cleaned, is_signed, pictures, traces
from congtam.foundation.files.tests import dirty, samples

Maker = Callable[..., bytes]


def clean(content: bytes) -> bytes:
    stream, found = cleaned(content, inspect_upload(content, name="x"))
    with stream:
        result = stream.read()
    assert found == inspect_upload(result, name="x")
    return result


def same(one: Image.Image, other: Image.Image) -> bool:
    return one.size == other.size and not ImageChops.difference(one, other).getbbox()


@pytest.mark.parametrize("kind", dirty.PICTURES)
def test_the_samples_tell_the_secret_and_traces_sees_it(kind: str) -> None:
    content = dirty.PICTURES[kind]()
    assert dirty.tells(content)
    assert traces(content)


@pytest.mark.parametrize("orientation", [None, 1, 3, 6, 8])
@pytest.mark.parametrize("kind", dirty.PICTURES)
def test_a_picture_tells_nothing_and_looks_the_same(kind: str, orientation: int | None) -> None:
    make: Maker = dirty.PICTURES[kind]
    content = make(orientation=orientation)
    result = clean(content)
    assert not dirty.tells(result)
    assert traces(result) == []
    assert same(render_page(result, 0), render_page(content, 0))
    assert render_page(result, 0).info.get("dpi") == render_page(content, 0).info.get("dpi")


@pytest.mark.parametrize("kind", dirty.PICTURES)
def test_cleaning_what_is_clean_changes_nothing(kind: str) -> None:
    result = clean(dirty.PICTURES[kind](orientation=6))
    assert clean(result) == result


def test_a_turned_photograph_stays_turned() -> None:
    content = dirty.jpeg(orientation=dirty.JPEG_ROTATED)
    upright = render_page(clean(content), 0)
    assert upright.size == (64, 96)
    plain = Image.open(io.BytesIO(content))
    assert same(upright, ImageOps.exif_transpose(plain).convert("RGB"))


@pytest.mark.parametrize("options", [{"progressive": True}, {"optimize": True}, {"restart_marker_blocks": 2}])
def test_a_jpeg_of_any_build_keeps_its_pixels(options: dict[str, Any]) -> None:
    content = dirty.jpeg(**options)
    assert same(render_page(clean(content), 0), render_page(content, 0))


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_printer_s_colours_keep_their_pixels(mode: str) -> None:
    out = io.BytesIO()
    dirty.half().convert(mode).save(out, "JPEG", comment=dirty.RAW)
    assert same(render_page(clean(out.getvalue()), 0), render_page(out.getvalue(), 0))


@pytest.mark.parametrize(
    "compression", ["raw", "tiff_lzw", "tiff_deflate", "packbits", "jpeg", "tiff_adobe_deflate"]
)
def test_every_page_of_a_tiff_is_kept_as_it_was_packed(compression: str) -> None:
    content = dirty.tiff(compression=compression, pages=3)
    result = clean(content)
    assert not dirty.tells(result)
    assert inspect_upload(result, name="x").pages == 3
    assert all(same(render_page(result, page), render_page(content, page)) for page in range(3))
    assert len(result) < len(content)


def test_a_black_and_white_fax_page_is_kept() -> None:
    out = io.BytesIO()
    dirty.half().convert("1").save(out, "TIFF", compression="group4")
    assert same(render_page(clean(out.getvalue()), 0), render_page(out.getvalue(), 0))


def test_of_a_moving_picture_the_first_one_is_kept() -> None:
    content = dirty.moving_webp()
    result = clean(content)
    assert not dirty.tells(result)
    assert same(render_page(result, 0), render_page(content, 0))


def test_a_pdf_tells_nothing_and_looks_the_same() -> None:
    content = dirty.pdf()
    assert dirty.tells(content)
    result = clean(content)
    assert not dirty.tells(result)
    assert traces(result) == []
    assert same(render_page(result, 0, dpi=72), render_page(content, 0, dpi=72))


@pytest.mark.parametrize(
    "word",
    ["/Info", "/Metadata", "/EmbeddedFile", "/JavaScript", "/Annot", "/PieceInfo", "/Outlines", "/Thumb", "/Prev"],
)  # fmt: skip
def test_a_cleaned_pdf_has_no_such_part(word: str) -> None:
    assert word.encode() not in dirty.everything(clean(dirty.pdf()))


def test_what_a_stamp_shows_is_drawn_into_the_page() -> None:
    red = render_page(clean(dirty.pdf()), 0, dpi=72).getpixel((175, 400 - 65))
    assert red == (255, 0, 0)


def test_what_was_typed_into_a_form_stays_to_be_read() -> None:
    content = filled_form()
    result = clean(content)
    assert b"/AcroForm" not in dirty.everything(result)
    drawn = render_page(result, 0, dpi=72)
    assert min(drawn.crop((20, 300, 280, 340)).convert("L").tobytes()) < 128


def filled_form() -> bytes:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(300, 400))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    field = document.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="ten", V="HIGH NOON",
        Rect=pikepdf.Array([20, 60, 280, 100]), DA="/Helv 24 Tf 0 g", F=4,
    ))  # fmt: skip
    page.obj.Annots = pikepdf.Array([field])
    document.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array([field]), DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=font)), NeedAppearances=True,
        DA="/Helv 24 Tf 0 g",
    )  # fmt: skip
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_remark_that_only_some_readers_draw_is_refused_and_not_lost() -> None:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(300, 400))
    page.obj.Annots = pikepdf.Array([pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=pikepdf.Array([20, 60, 280, 100]),
        Contents="quan trong", DA="/Helv 24 Tf 0 g",
    )])  # fmt: skip
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(RefusedFile) as refused:
        clean(out.getvalue())
    assert refused.value.code == "uncleanable"
    assert "PDF" in refused.value.hint


def test_the_id_of_a_cleaned_pdf_tells_nothing_of_the_one_before() -> None:
    with pikepdf.open(io.BytesIO(dirty.pdf())) as document:
        document.save(first := io.BytesIO())
        document.save(second := io.BytesIO(), static_id=True)
    assert clean(first.getvalue()) == clean(second.getvalue())


def test_a_signature_is_seen() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([document.make_indirect(pikepdf.Dictionary(
        FT=pikepdf.Name.Sig, T="ky",
        V=document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=pikepdf.Array([0, 1, 2, 3]))),
    ))]))  # fmt: skip
    out = io.BytesIO()
    document.save(out)
    assert is_signed(out)
    assert not is_signed(io.BytesIO(samples.pdf()))


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_what_stands_behind_the_picture_is_gone(kind: str) -> None:
    content = dirty.PICTURES[kind]()
    assert content.endswith(dirty.RAW)
    assert any("after the end" in each for each in traces(content))
    assert b"PK\x03\x04" not in clean(content)


def test_what_a_cleaner_overlooked_is_read_back_and_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cleaner that leaves everything as it is stands for one that has a mistake."""
    monkeypatch.setitem(pictures._CLEAN, sniffing.JPEG, lambda content, exif: content)
    content = dirty.jpeg()
    with pytest.raises(RefusedFile) as refused:
        cleaned(content, inspect_upload(content, name="x"))
    assert refused.value.code == "uncleanable"
