"""The list of erasures, kept in the home and outside every backup: codes, hashes and decisions, nothing personal.

A backup that was made before an erasure still holds what was erased; after it was restored this list says
what has to go again.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from congtam.mechanisms.lifecycle.models import Erasure

FORMAT = "congtam-erasure-1"
FOLDER = "erasures"


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One line of the list. ``certificate``: the hash (hex) of the entry that certified the erasure."""

    code: str
    certificate: str
    decision: str
    decided_on: date
    proposal: str
    erased_on: date


def keep(erasure: Erasure, *, code: str) -> None:
    """Write the erasure of the record ``code`` into the list, whole or not at all."""
    folder = Path(settings.CONGTAM_HOME) / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".{code}.draft"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(_line(erasure, code), stream, ensure_ascii=False, sort_keys=True)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(folder / f"{code}.json")


def _line(erasure: Erasure, code: str) -> dict[str, str]:
    return {
        "format": FORMAT,
        "code": code,
        "certificate": bytes(erasure.entry.hash).hex(),
        "decision": erasure.decision,
        "decided_on": erasure.decided_on.isoformat(),
        "proposal": erasure.proposal,
        "erased_on": erasure.erased_on.isoformat(),
    }


def listed(home: Path) -> Iterator[Listed]:
    """The erasures that the list of ``home`` names, by code. Raises ValueError for a line that is none."""
    for path in sorted((home / FOLDER).glob("*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        if found.get("format") != FORMAT:
            raise ValueError(f"{path.name} is no erasure of this version")
        yield Listed(
            code=found["code"],
            certificate=found["certificate"],
            decision=found["decision"],
            decided_on=date.fromisoformat(found["decided_on"]),
            proposal=found["proposal"],
            erased_on=date.fromisoformat(found["erased_on"]),
        )
