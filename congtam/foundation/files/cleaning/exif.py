"""EXIF of our own: how the picture is turned and how many dots an inch it has, and nothing else."""

from typing import Any

from PIL import Image

ORIENTATION = 0x0112
#: x and y resolution and their unit
_RESOLUTION = (0x011A, 0x011B, 0x0128)
_UPRIGHT = 1


def needed_exif(picture: Image.Image) -> bytes:
    """The block to put into the cleaned picture; empty where it stands upright and says no resolution elsewhere."""
    found = picture.getexif()
    return _block({tag: found[tag] for tag in (ORIENTATION, *_RESOLUTION) if tag in found})


def exif_of(block: bytes) -> bytes:
    """What remains of a block; equal to ``block`` where it is one of our own."""
    found = Image.Exif()
    try:
        found.load(block)
        values = {tag: found[tag] for tag in (ORIENTATION, *_RESOLUTION) if tag in found}
    except Exception:  # Pillow raises whatever its parser meets
        return b""
    return _block(values)


def _block(values: dict[int, Any]) -> bytes:
    turned = values.get(ORIENTATION)
    if turned not in range(1, 9):
        values.pop(ORIENTATION, None)
    kept = Image.Exif()
    for tag, value in values.items():
        if _plain(value):
            kept[tag] = value
    if not len(kept) or (set(kept) == {ORIENTATION} and turned == _UPRIGHT):
        return b""
    return kept.tobytes().removeprefix(b"Exif\0\0")


def _plain(value: object) -> bool:
    """A number that is one: nothing else is carried over under a tag's name."""
    try:
        return 0 <= float(value) < 100_000  # type: ignore[arg-type]
    except (TypeError, ValueError, ZeroDivisionError):
        return False
