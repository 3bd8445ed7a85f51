"""What is measured of a document."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measures:
    """Pages; width and height of a picture's first page in pixels, None for a PDF."""

    pages: int
    width: int | None = None
    height: int | None = None
