"""The type of a file by its first bytes; the name is never believed."""

import re

PDF, JPEG, PNG, TIFF, WEBP, HEIC = (
    "application/pdf",
    "image/jpeg",
    "image/png",
    "image/tiff",
    "image/webp",
    "image/heic",
)
EXTENSIONS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png", TIFF: ".tif", WEBP: ".webp", HEIC: ".heic"}

#: Enough for every signature here; PDF readers accept the header anywhere in the first kilobyte.
HEAD_BYTES = 1024

_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|\?xml|script|svg|!--)", re.IGNORECASE)


def media_type(head: bytes) -> str | None:
    """One of the types taken, or None."""
    if _MARKUP.match(head):
        return None
    if b"%PDF-" in head:
        return PDF
    return picture_type(head)


def picture_type(head: bytes) -> str | None:
    """The kind of a picture by its signature, or None."""
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith((b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")):
        return TIFF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return HEIC
    return None


def what_else(head: bytes) -> str:
    """What a file that is not taken seems to be: html, office, archive, text or other."""
    if _MARKUP.match(head):
        return "html"
    if head.startswith(b"\xd0\xcf\x11\xe0") or (head.startswith(b"PK") and b"[Content_Types].xml" in head):
        return "office"
    if head.startswith((b"PK", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return "archive"
    return "text" if head and not re.search(rb"[\x00-\x08\x0e-\x1f]", head) else "other"
