"""Little that becomes much, and files that are two things at once."""

import io
import time
import tracemalloc
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from pytest_django import Settings

from congtam.foundation.files import RefusedFile, inspect_upload
from congtam.foundation.files.cleaning import cleaned, is_only_pdf, traces
from congtam.foundation.files.tests import dirty, samples

MEGABYTE = 1 << 20


def zeros(megabytes: int) -> bytes:
    machine = zlib.compressobj(9)
    return b"".join(machine.compress(bytes(MEGABYTE)) for _ in range(megabytes)) + machine.flush()


def with_stream(packed: bytes, **more: object) -> bytes:
    document = pikepdf.new()
    page = document.add_blank_page()
    stream = document.make_stream(b"")
    stream.write(packed, filter=Name.FlateDecode)
    for key, value in more.items():
        stream[f"/{key}"] = value
    page.obj.Contents = stream
    out = io.BytesIO()
    document.save(out, compress_streams=False, recompress_flate=False)
    return out.getvalue()


def refusal(content: bytes) -> RefusedFile:
    with pytest.raises(RefusedFile) as caught:
        inspect_upload(content, name="don.pdf")
    assert caught.value.message
    assert caught.value.hint
    return caught.value


def test_a_page_that_unpacks_to_400_megabytes_is_refused_with_little_memory_and_soon() -> None:
    content = with_stream(zeros(400))
    assert len(content) < 2 * MEGABYTE
    tracemalloc.start()
    start = time.monotonic()
    assert refusal(content).code == "bomb"
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.monotonic() - start < 30
    assert most < 32 * MEGABYTE


def test_many_parts_that_are_too_much_together_are_refused(settings: Settings) -> None:
    settings.CONGTAM_FILES_MAX_PARTS = 3 * MEGABYTE
    document = pikepdf.new()
    for _ in range(4):
        page = document.add_blank_page()
        stream = document.make_stream(b"")
        stream.write(zeros(1), filter=Name.FlateDecode)
        page.obj.Contents = stream
    out = io.BytesIO()
    document.save(out, recompress_flate=False)
    assert refusal(out.getvalue()).code == "bomb"


def test_what_is_packed_twice_is_refused(settings: Settings) -> None:
    settings.CONGTAM_FILES_MAX_PART = 8 * MEGABYTE
    content = with_stream(zlib.compress(zeros(10)), Filter=Array([Name.FlateDecode, Name.FlateDecode]))
    assert len(content) < MEGABYTE
    assert refusal(content).code == "bomb"


def test_a_hidden_object_stream_that_swells_is_refused_before_a_reader_sees_it(settings: Settings) -> None:
    settings.CONGTAM_FILES_MAX_PART = 8 * MEGABYTE
    packed = zeros(10)
    content = samples.pdf(
        1
    ) + b"99 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    assert refusal(content + packed + b"\nendstream\nendobj\n").code == "bomb"


def test_a_picture_of_a_billion_points_inside_a_pdf_is_refused() -> None:
    document = pikepdf.new()
    page = document.add_blank_page()
    picture = document.make_stream(
        zlib.compress(bytes(100)), Type=Name.XObject, Subtype=Name.Image, Width=40_000, Height=40_000,
        BitsPerComponent=1, ColorSpace=Name.DeviceGray, Filter=Name.FlateDecode,
    )  # fmt: skip
    page.obj.Resources = Dictionary(XObject=Dictionary(P=picture))
    out = io.BytesIO()
    document.save(out)
    assert refusal(out.getvalue()).code == "too_many_pixels"


def test_an_ordinary_scan_is_no_bomb() -> None:
    assert inspect_upload(dirty.pdf(), name="x").pages == 1


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (b"", b"\nPK\x03\x04" + bytes(26) + b"evil.docx"),
        (b"", b"<html><script>alert(1)</script></html>"),
        (b"MZ\x90\0", b""),
        (b"// <script>alert(1)</script>\n", b""),
    ],
)
def test_a_pdf_that_is_something_else_too_is_a_pdf_only_once_it_is_cleaned(
    before: bytes, behind: bytes
) -> None:
    content = before + samples.pdf(1) + behind
    assert not is_only_pdf(io.BytesIO(content))
    stream, _found = cleaned(content, inspect_upload(content, name="x"))
    with stream:
        result = stream.read()
    assert is_only_pdf(io.BytesIO(result))
    assert traces(result) == []
    assert all(part not in result for part in (b"PK\x03\x04", b"script", b"MZ"))


def test_a_web_page_inside_a_picture_s_comment_is_gone() -> None:
    content = samples.encoded("JPEG", comment=b"<script>alert(1)</script>")
    stream, _found = cleaned(content, inspect_upload(content, name="x"))
    with stream:
        assert b"script" not in stream.read()
