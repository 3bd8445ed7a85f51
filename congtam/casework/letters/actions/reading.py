"""What the job that reads scans writes."""

from datetime import date
from typing import Any

from django.db import transaction

from congtam.casework.letters.models import Scan, ScanPage
from congtam.casework.letters.readings import PAGE, PROPOSALS
from congtam.foundation.access.actor import Actor
from congtam.foundation.custody.shares import the_reader_is_done
from congtam.foundation.sealing import seal_json
from congtam.mechanisms.lifecycle.acts import note_event


@transaction.atomic
def keep_page(*, scan: Scan, actor: Actor, number: int, page: dict[str, Any], confidence: int) -> None:
    """Keep what was read on page ``number`` (from 1)."""
    actor.require_system()
    ScanPage.objects.create(
        scan=scan,
        unit_id=scan.unit_id,
        number=number,
        confidence=confidence,
        sealed=seal_json(scan.file.data_key, page, context=PAGE),
    )
    scan.state, scan.pages_read = Scan.State.READING, number
    scan.save(update_fields=["state", "pages_read"])


@transaction.atomic
def finish_reading(
    *, scan: Scan, actor: Actor, on: date, proposals: list[dict[str, Any]], confidence: int
) -> None:
    """All pages were read: keep what is proposed for the form, and journal it."""
    scan.proposals = seal_json(scan.file.data_key, proposals, context=PROPOSALS)
    scan.state, scan.confidence = Scan.State.DONE, confidence
    scan.save(update_fields=["proposals", "state", "confidence"])
    _close_to_the_reader(scan)
    note_event(
        scan.letter.record, "scan_read", actor=actor, on=on,
        payload={
            "scan": scan.position, "pages": scan.pages_read, "confidence": confidence, "file": scan.file.store_name,
        },
    )  # fmt: skip


@transaction.atomic
def reading_failed(*, scan: Scan, actor: Actor, on: date, state: Scan.State, problem: str) -> None:
    """The scan could not be read; the page says why and the letter can be typed."""
    scan.state, scan.problem = state, problem[:300]
    scan.save(update_fields=["state", "problem"])
    _close_to_the_reader(scan)
    note_event(
        scan.letter.record, "scan_failed", actor=actor, on=on,
        payload={"scan": scan.position, "state": state, "file": scan.file.store_name},
    )  # fmt: skip


def _close_to_the_reader(scan: Scan) -> None:
    """The worker can open the key no longer, unless another scan under it still waits."""
    waiting = Scan.objects.filter(
        file__data_key_id=scan.file.data_key_id, state__in=(Scan.State.QUEUED, Scan.State.READING)
    )
    if not waiting.exclude(pk=scan.pk).exists():
        the_reader_is_done(data_key=scan.file.data_key)
