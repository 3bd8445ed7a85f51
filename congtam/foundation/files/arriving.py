"""What happens to every file that somebody hands in, in this order: its size, the scanner, what it is, cleaning.

``arrive`` is called before anything is written, ``keep`` inside the act.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from congtam.foundation.access.models import Unit
from congtam.foundation.files import quarantine, scanning, sniffing
from congtam.foundation.files.cleaning import cleaned, is_only_pdf, is_signed
from congtam.foundation.files.inspection import Inspection, Source, check_size, inspect_upload, opened
from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.refusal import RefusedFile
from congtam.foundation.files.store import store
from congtam.foundation.sealing.models import DataKey


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """A file that may be kept. ``content`` and ``inspection`` are of what will be stored, ``sha256`` (hex) is of the
    bytes as they were handed in."""

    content: Source
    inspection: Inspection
    sha256: str
    is_cleaned: bool
    scanned: StoredFile.Scanned

    def close(self) -> None:
        """Close the temporary file of the cleaned bytes, for whoever does not keep it."""
        if self.is_cleaned and not isinstance(self.content, (bytes, Path)):
            self.content.close()


def arrive(source: Source, *, name: str, unit: Unit, channel: str, keep_signed: bool = False) -> Arrived:
    """Look into a file that came in and take its metadata out.

    With ``keep_signed`` a PDF that was signed digitally stays as it is, for rewritten the signature would not
    hold: only for papers that offices sign, never for what citizens send. Raises RefusedFile; what the scanner
    finds harmful is in quarantine then, under ``channel``.
    """
    scanned = check_harmless(source, unit=unit, channel=channel)
    inspection = inspect_upload(source, name=name)
    if keep_signed and _signed(source, inspection):
        return Arrived(
            content=source, inspection=inspection, sha256=inspection.sha256, is_cleaned=False, scanned=scanned
        )
    content, found = cleaned(source, inspection)
    return Arrived(
        content=content, inspection=found, sha256=inspection.sha256, is_cleaned=True, scanned=scanned
    )


def check_harmless(source: Source, *, unit: Unit, channel: str) -> StoredFile.Scanned:
    """What the scanner said, where that is good. Raises RefusedFile ("empty", "too_large", "infected" or
    "not_scanned")."""
    with opened(source) as stream:
        size = check_size(stream)
        try:
            verdict = scanning.scan(stream)
        except scanning.ScannerDown as down:
            raise _not_scanned() from down
        if verdict.signature:
            quarantine.hold(stream, unit_id=unit.pk, channel=channel, signature=verdict.signature, size=size)
            raise _infected()
    return verdict.scanned


def keep(arrived: Arrived, *, unit: Unit, data_key: DataKey) -> StoredFile:
    """Store what arrived under the record's key; the temporary file of the cleaned bytes is closed. Raises as
    `store`."""
    stored = store(
        unit=unit, data_key=data_key, content=arrived.content, inspection=arrived.inspection,
        original_sha256=arrived.sha256 if arrived.is_cleaned else None, scanned=arrived.scanned,
    )  # fmt: skip
    arrived.close()
    return stored


def _signed(source: Source, inspection: Inspection) -> bool:
    if inspection.media_type != sniffing.PDF:
        return False
    with opened(source) as stream:
        if not is_signed(stream):
            return False
        _only_a_pdf(stream)
        return True


def _only_a_pdf(stream: BinaryIO) -> None:
    if not is_only_pdf(stream):
        raise RefusedFile(
            "wrong_type",
            _("Trong tệp PDF đã ký có phần không thuộc tài liệu."),
            _("Hãy lấy lại tệp gốc từ nơi ký, hoặc in ra rồi quét."),
        )


def _infected() -> RefusedFile:
    return RefusedFile(
        "infected",
        _("Máy quét thấy phần mềm độc hại trong tệp này, nên không nhận."),
        _("Hãy quét hoặc chụp lại giấy bằng máy khác rồi gửi tệp mới. Không gửi lại chính tệp này."),
    )


def _not_scanned() -> RefusedFile:
    return RefusedFile(
        "not_scanned",
        _("Lúc này chưa quét được phần mềm độc hại, nên tạm chưa nhận tệp."),
        _("Hãy gửi lại sau ít phút."),
    )
