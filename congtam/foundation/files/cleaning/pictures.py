"""Pictures by their kind."""

import io
from collections.abc import Callable

from PIL import Image

from congtam.foundation.files import sniffing
from congtam.foundation.files.cleaning.exif import needed_exif
from congtam.foundation.files.cleaning.faults import Unclean
from congtam.foundation.files.cleaning.jpeg import clean_jpeg, jpeg_traces
from congtam.foundation.files.cleaning.png import clean_png, png_traces
from congtam.foundation.files.cleaning.tiff import clean_tiff, tiff_traces
from congtam.foundation.files.cleaning.webp import clean_webp, webp_traces

_FORMS = {sniffing.JPEG: "JPEG", sniffing.PNG: "PNG", sniffing.WEBP: "WEBP"}
_CLEAN: dict[str, Callable[..., bytes]] = {
    sniffing.JPEG: clean_jpeg, sniffing.PNG: clean_png, sniffing.WEBP: clean_webp,
}  # fmt: skip
_TRACES: dict[str, Callable[[bytes], list[str]]] = {
    sniffing.JPEG: jpeg_traces, sniffing.PNG: png_traces, sniffing.WEBP: webp_traces, sniffing.TIFF: tiff_traces,
}  # fmt: skip


def clean_picture(content: bytes) -> bytes:
    """The picture as it is drawn, turned as it was, and nothing else. Raises Unclean."""
    kind = _kind(content)
    if kind == sniffing.TIFF:
        return clean_tiff(content)
    return _CLEAN[kind](content, exif=_exif(content, kind))


def picture_traces(content: bytes) -> list[str]:
    """What is in the picture beside the picture. Raises Unclean."""
    return _TRACES[_kind(content)](content)


def _kind(content: bytes) -> str:
    kind = sniffing.picture_type(content[: sniffing.HEAD_BYTES])
    if kind not in _TRACES:
        raise Unclean("kind of picture")
    return str(kind)


def _exif(content: bytes, kind: str) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=[_FORMS[kind]]) as picture:
            return needed_exif(picture)
    except Exception as error:  # Pillow raises whatever its parser of EXIF meets
        raise Unclean("exif") from error
