"""Pages of what a sender added, as pictures."""

import io

from django.http import Http404
from PIL import Image

from congtam.foundation.files import RefusedFile, render_page
from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.store import read_plain

WIDTH, DPI = 1400, 170


def picture_of(stored: StoredFile, page: int) -> bytes:
    """Page ``page`` (from 1) as PNG; kept nowhere on the way. Raises Http404, SealLocked."""
    try:
        picture = render_page(read_plain(stored), page - 1, dpi=DPI)
    except (RefusedFile, IndexError) as gone:
        raise Http404 from gone
    picture.thumbnail((WIDTH, WIDTH * 2), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()
