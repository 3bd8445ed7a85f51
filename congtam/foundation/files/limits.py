"""Limits of uploads; each can be set in the settings as CONGTAM_FILES_<NAME>."""

from django.conf import settings

_DEFAULTS = {
    "MAX_BYTES": 50 * 1024 * 1024,
    "MAX_PAGES": 200,
    # An A3 page at 600 dots per inch has 70 million. Pillow warns of a decompression bomb above 89 million.
    "MAX_PIXELS": 89_000_000,
    # What one packed part of a PDF, and all of them together, may unpack to; what a Word or Excel file may.
    "MAX_PART": 384 * 1024 * 1024,
    "MAX_PARTS": 4 * 1024 * 1024 * 1024,
    "MAX_UNPACKED": 256 * 1024 * 1024,
}


def limit(name: str) -> int:
    """The limit in force: bytes, pages, pixels of one picture, or bytes once unpacked."""
    return int(getattr(settings, f"CONGTAM_FILES_{name}", _DEFAULTS[name]))
