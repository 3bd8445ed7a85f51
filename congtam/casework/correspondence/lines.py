"""The lines of both books in words: what a page, the print and the Excel file show alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge
from operator import attrgetter

from django.db.models import QuerySet

from congtam.casework.correspondence import queries
from congtam.casework.correspondence.catalogue import kind_label
from congtam.casework.correspondence.models import Incoming, Outgoing
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.text import fold
from congtam.interface.web.books.voids import reasons_of
from congtam.interface.web.records.papers import title_of
from congtam.mechanisms.documents.kinds import kinds
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.voiding import void_reason
from congtam.mechanisms.lifecycle.models import Level, Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of


@dataclass(frozen=True, kw_only=True)
class IncomingLine:
    """One incoming document."""

    entry: Incoming
    kind: str
    state: str
    voided: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class OutgoingLine:
    """One outgoing number of either origin.

    ``code`` is the code of the entry, or of the record in which the document was issued where the reader may know of
    it; ``uid`` names an issued document. ``hidden``: the reader may not know what it is about, only that the number
    is given.
    """

    number: int
    symbol: str
    issued_on: date
    kind: str = ""
    excerpt: str = ""
    signer: str = ""
    recipients: str = ""
    copies: int | None = None
    place: str = ""
    note: str = ""
    protected: bool = False
    voided: bool = False
    reason: str = ""
    code: str = ""
    page: str = ""
    uid: str = ""
    sent: bool = False
    hidden: bool = False


def incoming_lines(rows: Sequence[Incoming]) -> list[IncomingLine]:
    """The lines of some rows (one query for the reasons of voided ones)."""
    reasons = reasons_of(row.record for row in rows)
    return [
        IncomingLine(
            entry=row,
            kind=kind_label(row.kind),
            state=str(lifecycle_of(row.record.kind).state(row.record.state).label),
            voided=row.record.state == "voided",
            reason=reasons.get(row.record_id, ""),
        )
        for row in rows
    ]


def all_incoming(actor: Actor, asked: queries.IncomingBook, *, after: int = 0) -> Iterator[IncomingLine]:
    """Every line of a book by rising number."""
    for rows in queries.chunks(lambda: queries.incoming_of(actor, asked), after=after):
        yield from incoming_lines(rows)


@dataclass(frozen=True, kw_only=True)
class OutgoingBook:
    """One series of one scope, as a page asks for it."""

    unit_id: int
    series: str
    scope: str
    words: str = ""


def outgoing_page(
    actor: Actor, asked: OutgoingBook, *, before: int | None
) -> tuple[list[OutgoingLine], int | None]:
    """One page of a series by falling number, documents of both origins in their places (4 queries at most)."""
    own = queries.page_before(_own(actor, asked), before)
    issued = queries.page_before(_issued(asked), before)
    both: list[Outgoing | IssuedDocument] = [*own, *issued]
    both.sort(key=attrgetter("number"), reverse=True)
    rows, older = queries.cut(both)
    return _lines(actor, rows), older


def all_outgoing(actor: Actor, asked: OutgoingBook, *, after: int = 0) -> Iterator[OutgoingLine]:
    """Every line of a series by rising number, documents of both origins in their places."""
    own = (
        row for rows in queries.chunks(lambda: _own(actor, asked), after=after) for row in _lines(actor, rows)
    )
    issued = (
        row for rows in queries.chunks(lambda: _issued(asked), after=after) for row in _lines(actor, rows)
    )
    return merge(own, issued, key=attrgetter("number"))


def _own(actor: Actor, asked: OutgoingBook) -> "QuerySet[Outgoing]":
    return queries.outgoing_of(
        actor, unit_id=asked.unit_id, series=asked.series, scope=asked.scope, words=asked.words
    )


def _issued(asked: OutgoingBook) -> "QuerySet[IssuedDocument]":
    return queries.issued_of(
        unit_id=asked.unit_id, series=asked.series, scope=asked.scope, words=asked.words,
        kinds=_named(asked.words),
    )  # fmt: skip


def _named(words: str) -> list[str]:
    """The kinds of issued documents whose name holds the words."""
    folded = fold(words)
    return [name for name, kind in kinds().items() if folded and folded in fold(str(kind.label))]


def _lines(actor: Actor, rows: "Sequence[Outgoing | IssuedDocument]") -> list[OutgoingLine]:
    own = [row for row in rows if isinstance(row, Outgoing)]
    reasons = reasons_of(row.record for row in own)
    known = _known(actor, [row for row in rows if isinstance(row, IssuedDocument)])
    return [
        _own_line(row, reasons) if isinstance(row, Outgoing) else _issued_line(row, known) for row in rows
    ]


def _known(actor: Actor, rows: Iterable[IssuedDocument]) -> set[int]:
    """The records of issued documents that the reader may know of; a sealed one says nothing in a book."""
    ids = {row.record_id for row in rows if row.record.level != Level.SEALED}
    if not ids:
        return set()
    return set(policy_for(Record).visible(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _own_line(row: Outgoing, reasons: Mapping[int, str]) -> OutgoingLine:
    return OutgoingLine(
        number=row.number, symbol=row.symbol, issued_on=row.issued_on, kind=kind_label(row.kind),
        excerpt=row.excerpt, signer=row.signer, recipients=row.recipients, copies=row.copies, place=row.place,
        note=row.note, protected=row.protected, voided=row.record.state == "voided",
        reason=reasons.get(row.record_id, ""), code=row.record.code, page="correspondence:outgoing-entry",
    )  # fmt: skip


def _issued_line(row: IssuedDocument, known: set[int]) -> OutgoingLine:
    voided = row.voided_on is not None
    if row.record_id not in known:
        return OutgoingLine(
            number=row.number, symbol=row.symbol, issued_on=row.issued_on, voided=voided, hidden=True
        )
    return OutgoingLine(
        number=row.number, symbol=row.symbol, issued_on=row.issued_on, kind=title_of(row.kind),
        voided=voided, reason=void_reason(row) if voided else "", code=row.record.code,
        page=lifecycle_of(row.record.kind).page, uid=str(row.uid), sent=row.sent_on is not None,
    )  # fmt: skip
