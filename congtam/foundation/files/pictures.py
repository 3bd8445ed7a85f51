"""Pictures through Pillow, with only the decoders that are wanted."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, ImageSequence

from congtam.foundation.files import sniffing
from congtam.foundation.files.limits import limit
from congtam.foundation.files.measures import Measures
from congtam.foundation.files.refusal import RefusedFile

_FORMATS = {
    sniffing.JPEG: "JPEG",
    sniffing.PNG: "PNG",
    sniffing.TIFF: "TIFF",
    sniffing.WEBP: "WEBP",
    sniffing.HEIC: "HEIF",
}
#: What Pillow's decoders raise on damaged files.
_DECODING_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    TypeError,
    KeyError,
    struct.error,
    OverflowError,
)


def can_heic() -> bool:
    """Whether a decoder for HEIC has been registered with Pillow; it brings none itself."""
    Image.init()
    return "HEIF" in Image.OPEN


@contextmanager
def opened_picture(stream: BinaryIO, kind: str) -> Iterator[Image.Image]:
    """The picture, not yet decoded. Raises RefusedFile("broken" or "too_many_pixels")."""
    try:
        with Image.open(stream, formats=[_FORMATS[kind]]) as picture:
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except _DECODING_ERRORS as error:
        raise RefusedFile(
            "broken", _("Ảnh bị hỏng, không đọc được."), _("Hãy chụp hoặc quét lại rồi gửi lại.")
        ) from error


def measure(stream: BinaryIO, kind: str) -> Measures:
    """Pages, width and height; every page is decoded once. Raises RefusedFile."""
    with opened_picture(stream, kind) as picture:
        width, height = picture.size
        pages = getattr(picture, "n_frames", 1) if kind == sniffing.TIFF else 1
        for frame in _frames(picture, min(pages, limit("MAX_PAGES"))):
            _check_frame(frame)
        return Measures(pages=pages, width=width, height=height)


def _frames(picture: Image.Image, count: int) -> Iterator[Image.Image]:
    if count == 1:
        yield picture
        return
    for index, frame in enumerate(ImageSequence.Iterator(picture)):
        if index == count:
            return
        yield frame


def _check_frame(frame: Image.Image) -> None:
    """The size is known from the header, so a bomb is refused before it is decoded."""
    if frame.width * frame.height > limit("MAX_PIXELS"):
        raise _too_many_pixels()
    # JPEG decodes at an eighth: all bytes are read, little memory is needed
    frame.draft(None, (frame.width // 8 or 1, frame.height // 8 or 1))
    frame.load()


def page(stream: BinaryIO, kind: str, number: int) -> Image.Image:
    """Page `number` (from 0) as RGB, turned as its camera says. Raises RefusedFile, IndexError."""
    with opened_picture(stream, kind) as picture:
        if not 0 <= number < getattr(picture, "n_frames", 1):
            raise IndexError(number)
        if number:
            picture.seek(number)
        if picture.width * picture.height > limit("MAX_PIXELS"):
            raise _too_many_pixels()
        resolution = picture.info.get("dpi")
        turned = ImageOps.exif_transpose(picture)
        flat = _on_white(turned)
    if resolution:
        flat.info["dpi"] = resolution
    return flat


def _on_white(picture: Image.Image) -> Image.Image:
    """RGB; what is transparent is paper. Sixteen-bit grey is scaled, which Pillow's own conversion clips."""
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        layered = picture.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    return picture.convert("RGB")


def _too_many_pixels() -> RefusedFile:
    return RefusedFile(
        "too_many_pixels",
        _("Ảnh có quá nhiều điểm ảnh, máy chủ không mở để tránh bị treo."),
        _("Hãy quét ở 300 dpi hoặc chụp với độ phân giải thường."),
    )
