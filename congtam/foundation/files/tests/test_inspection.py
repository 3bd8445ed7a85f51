"""What is taken and what is refused, by content."""

import io
import tracemalloc
from hashlib import sha256
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django import Settings

from congtam.foundation.files import RefusedFile, inspect_upload
from congtam.foundation.files.tests import samples


def refusal(content: bytes | Path, name: str = "don.pdf") -> RefusedFile:
    with pytest.raises(RefusedFile) as caught:
        inspect_upload(content, name=name)
    assert caught.value.message
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    ("form", "media_type", "extension"),
    [
        ("JPEG", "image/jpeg", ".jpg"),
        ("PNG", "image/png", ".png"),
        ("TIFF", "image/tiff", ".tif"),
        ("WEBP", "image/webp", ".webp"),
    ],
)
def test_a_picture_is_known_by_its_content_whatever_its_name(
    form: str, media_type: str, extension: str
) -> None:
    found = inspect_upload(samples.encoded(form), name="don.pdf")
    assert (found.media_type, found.extension, found.pages) == (media_type, extension, 1)
    assert (found.width, found.height) == (120, 160)


def test_a_pdf_tells_its_pages_size_and_hash() -> None:
    content = samples.pdf(3)
    found = inspect_upload(content, name="don")
    assert (found.media_type, found.extension, found.pages) == ("application/pdf", ".pdf", 3)
    assert (found.size, found.sha256) == (len(content), sha256(content).hexdigest())
    assert found.width is None


def test_a_tiff_of_several_pages_tells_them() -> None:
    assert inspect_upload(samples.tiff(4), name="don.tif").pages == 4


def test_a_stream_and_a_path_give_the_same_as_bytes(tmp_path: Path) -> None:
    content = samples.pdf(2)
    (tmp_path / "don.bin").write_bytes(content)
    stream = io.BytesIO(content)
    stream.seek(5)
    by_stream = inspect_upload(stream, name="x")
    assert by_stream == inspect_upload(tmp_path / "don.bin", name="x") == inspect_upload(content, name="x")
    assert stream.tell() == 0
    assert not stream.closed


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"").code == "empty"


def test_200_megabytes_are_refused_without_reading_them(tmp_path: Path) -> None:
    big = tmp_path / "big.pdf"
    with big.open("wb") as stream:
        stream.write(b"%PDF-1.7\n")
        stream.truncate(200 * 1024 * 1024)
    tracemalloc.start()
    refused = refusal(big)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.code == "too_large"
    assert "200 MB" in refused.message
    assert "50 MB" in refused.message
    assert most < 1024 * 1024


def test_500_pages_are_refused_with_the_number() -> None:
    refused = refusal(samples.pdf(500))
    assert refused.code == "too_many_pages"
    assert "500" in refused.message
    assert "200" in refused.message


def test_200_pages_are_taken() -> None:
    assert inspect_upload(samples.pdf(200), name="don.pdf").pages == 200


def test_a_tiff_of_too_many_pages_is_refused(settings: Settings) -> None:
    settings.CONGTAM_FILES_MAX_PAGES = 2
    assert refusal(samples.tiff(3)).code == "too_many_pages"


def test_a_pdf_with_a_password_is_refused_with_the_reason() -> None:
    refused = refusal(samples.locked_pdf(b"secret"))
    assert refused.code == "encrypted"
    assert "mật khẩu" in refused.message


def test_a_pdf_that_is_locked_but_opens_without_a_password_is_refused_too() -> None:
    assert refusal(samples.locked_pdf(b"")).code == "encrypted"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n" + b"nothing here " * 100,
        samples.pdf(2)[:200],
        b"%PDF-1.4\n%%EOF",
    ],
)
def test_a_broken_pdf_is_refused(content: bytes) -> None:
    assert refusal(content).code == "broken"


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><html><body>%PDF-1.7</body></html>",
        b"\xef\xbb\xbf\n <html>",
        b"<?xml version='1.0'?><svg/>",
    ],
)
def test_a_web_page_named_pdf_is_refused_as_a_web_page(content: bytes) -> None:
    refused = refusal(content)
    assert refused.code == "wrong_type"
    assert "HTML" in refused.message


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "Word"),
        (b"\xd0\xcf\x11\xe0" + bytes(50), "Word"),
        (b"PK\x03\x04" + bytes(26) + b"don.pdf", "nén"),
        ("Kính gửi".encode(), "văn bản"),
        (b"MZ\x00\x01" + bytes(50), ".pdf"),
    ],
)
def test_anything_else_named_pdf_is_refused_with_what_it_seems_to_be(content: bytes, word: str) -> None:
    refused = refusal(content)
    assert refused.code == "wrong_type"
    assert word in refused.message


def test_a_telephone_s_heic_is_refused_with_what_to_set() -> None:
    refused = refusal(b"\0\0\0\x18ftypheic" + bytes(100), name="IMG_1.HEIC")
    assert refused.code == "wrong_type"
    assert "JPEG" in refused.hint


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_picture_that_was_cut_off_is_refused(form: str) -> None:
    content = samples.encoded(form)
    assert refusal(content[: len(content) // 2]).code == "broken"


def test_a_picture_of_random_bytes_after_its_signature_is_refused() -> None:
    assert refusal(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4).code == "broken"


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_decompression_bomb_is_refused_before_it_is_decoded(side: int) -> None:
    # its data are too short to decode: were it decoded first, it would be "broken"
    assert refusal(samples.png_of_size(side, side)).code == "too_many_pixels"


def test_the_limit_of_size_is_a_setting(settings: Settings) -> None:
    settings.CONGTAM_FILES_MAX_BYTES = 100
    assert refusal(samples.pdf(1)).code == "too_large"


def test_the_reason_is_given_in_the_reader_s_language() -> None:
    with translation.override("en"):
        assert "password" in refusal(samples.locked_pdf(b"secret")).message
