"""What was read on scans, unsealed for those who may see it."""

from typing import Any

from congtam.casework.letters.models import Letter, Scan
from congtam.foundation.sealing import unseal_json

PAGE = "letters.scan.page"
PROPOSALS = "letters.scan.proposals"


def pages_of(scan: Scan) -> list[dict[str, Any]]:
    """The pages read so far, in order, as ``PageText.to_json`` gave them."""
    key = scan.file.data_key
    return [unseal_json(key, bytes(page.sealed), context=PAGE) for page in scan.read_pages.order_by("number")]


def proposals_of(scan: Scan) -> list[dict[str, Any]]:
    """What is proposed for the form, as ``Proposals.to_json`` gave it; empty before the reading ended."""
    if not scan.proposals:
        return []
    found: list[dict[str, Any]] = unseal_json(scan.file.data_key, bytes(scan.proposals), context=PROPOSALS)
    return found


def text_of(letter: Letter) -> str:
    """The text of all scans of a letter."""
    scans = letter.scans.select_related("file__data_key").order_by("position")
    return "\n\n".join(page["text"] for scan in scans for page in pages_of(scan))
