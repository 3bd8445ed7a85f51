"""Reading a scan: what the job does, page by page, each page kept as soon as it is read."""

from django.utils.translation import gettext as _

from congtam.casework.letters import reading
from congtam.casework.letters.actions.reading import finish_reading, keep_page, reading_failed
from congtam.casework.letters.models import Scan
from congtam.casework.letters.readings import pages_of
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.scope import acting
from congtam.foundation.custody import keyring
from congtam.foundation.custody import reading as reading_keys
from congtam.foundation.files.store import read_plain
from congtam.foundation.sealing import SealLocked


def read_scan(*, scan_id: int, actor: Actor) -> None:
    """Read the pages that were not read yet. A scan that was read already is left alone.

    Each page is one transaction, so a worker that is killed costs one page at the most. The key by which the worker
    opens a sealed scan is taken from it with the last page.
    """
    with keyring.using(reading_keys.private_keys):
        _read_scan(scan_id, actor)


def _read_scan(scan_id: int, actor: Actor) -> None:
    with acting(actor):
        scan = _scan(scan_id)
        if scan is None or scan.state not in (Scan.State.QUEUED, Scan.State.READING):
            return
        content = _content(scan)
    if content is None:
        _fail(scan, actor, Scan.State.FAILED, _("Bản quét đã niêm phong, máy không còn đọc được."))
    elif not (able := reading.available()).ok:
        _fail(scan, actor, Scan.State.UNAVAILABLE, f"{able.reason} {able.hint}".strip())
    else:
        _read_or_fail(scan, actor, content)


def _content(scan: Scan) -> bytes | None:
    """The plain bytes; None where the worker was shut out before it came to read."""
    try:
        return read_plain(scan.file)
    except SealLocked:
        return None


def _read_or_fail(scan: Scan, actor: Actor, content: bytes) -> None:
    try:
        _read(scan, actor, content)
    except reading.Unreadable as problem:
        _fail(scan, actor, Scan.State.FAILED, str(problem))


def _scan(scan_id: int) -> Scan | None:
    related = ("letter__record__data_key", "letter__unit", "file__data_key")
    return Scan.objects.filter(pk=scan_id).select_related(*related).first()


def _read(scan: Scan, actor: Actor, content: bytes) -> None:
    reader = reading.read_from(content, scan.file.media_type, first=scan.pages_read)
    for number, page in enumerate(reader, start=scan.pages_read + 1):
        with acting(actor):
            keep_page(
                scan=scan, actor=actor, number=number, page={**page.to_json(), "text": page.text},
                confidence=round(page.mean_confidence),
            )  # fmt: skip
    with acting(actor):
        pages = [reading.PageText.from_json(page) for page in pages_of(scan)]
        confidence = round(sum(page.mean_confidence for page in pages) / max(len(pages), 1))
        finish_reading(
            scan=scan, actor=actor, on=clock.today(), confidence=confidence,
            proposals=reading.propose(pages).to_json(),
        )  # fmt: skip


def _fail(scan: Scan, actor: Actor, state: Scan.State, problem: str) -> None:
    with acting(actor):
        reading_failed(scan=scan, actor=actor, on=clock.today(), state=state, problem=problem)
