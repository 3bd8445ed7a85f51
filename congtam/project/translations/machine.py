"""Catalogues as Django reads them (``.mo``); they are made, never committed."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from secrets import token_hex

from babel.messages.mofile import write_mo

from congtam.project.translations.catalogues import read
from congtam.project.translations.extraction import App, apps


def compile_all(only: list[App] | None = None) -> list[Path]:
    """Make the ``.mo`` of every catalogue that changed; returns those that were written.

    Raises ValueError where a catalogue cannot be read.
    """
    chosen = apps() if only is None else only
    return [app.catalogue for app in chosen if app.catalogue.exists() and _compiled(app.catalogue)]


def _compiled(path: Path) -> bool:
    catalogue = read(path)
    # the header would hold the minute of the run, and the same texts would give another file each time
    catalogue.creation_date = catalogue.revision_date = datetime(2025, 1, 1, tzinfo=UTC)
    content = BytesIO()
    write_mo(content, catalogue)
    target = path.with_suffix(".mo")
    if target.exists() and target.read_bytes() == content.getvalue():
        return False
    # another process may be reading it, or making it too
    draft = target.with_name(f".{target.name}.{token_hex(4)}")
    draft.write_bytes(content.getvalue())
    draft.replace(target)
    return True
