"""Documents issued on a letter, for tests of what the database keeps."""

from datetime import date
from typing import Any
from uuid import uuid4

from congtam.casework.letters.documents import ACCEPTANCE
from congtam.casework.letters.tests.situations import triaged
from congtam.foundation import clock
from congtam.mechanisms.documents.issuing import issue
from congtam.mechanisms.documents.kinds import AUTOMATIC, SUPERIOR, DocumentKind, Value
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.symbols import Letterhead
from congtam.mechanisms.lifecycle.models import Record
from tests.cast import Cast

DAY = date(2026, 2, 5)
HEAD = Letterhead(
    issuer="ỦY BAN NHÂN DÂN XÃ VÍ DỤ", symbol="UBND", place="Ví Dụ", drafter="TCD", term="2025-2030"
)


def facts(kind: DocumentKind, **changes: Any) -> dict[str, Value]:
    """The kind's sample without what the letterhead and the number give."""
    given = {name: value for name, value in kind.sample.items() if name not in {*AUTOMATIC, SUPERIOR}}
    return given | changes


def record_of(cast: Cast, *, on: date = DAY) -> Record:
    """The record of a complaint that waits for acceptance."""
    with clock.frozen(on):
        return triaged(cast, on=on).record


def issued(cast: Cast, record: Record, kind: DocumentKind = ACCEPTANCE, **changes: Any) -> IssuedDocument:
    """A document issued by Lan on 5 February 2026, unless ``changes`` say otherwise."""
    given: dict[str, Any] = {
        "actor": cast.actor(cast.lan), "on": DAY, "facts": facts(kind), "letterhead": HEAD, "uid": uuid4(),
    } | changes  # fmt: skip
    with clock.frozen(max(given["on"], DAY)):
        return issue(record, kind, **given)
