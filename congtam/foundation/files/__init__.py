"""Files that people bring: looked into before they are taken, encrypted before they are stored."""

from congtam.foundation.files.inspection import Inspection, inspect_upload
from congtam.foundation.files.pages import count_pages, render_page
from congtam.foundation.files.refusal import RefusedFile

__all__ = ["Inspection", "RefusedFile", "count_pages", "inspect_upload", "render_page"]
