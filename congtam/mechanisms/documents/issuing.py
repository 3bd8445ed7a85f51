"""Issuing a document: number, text and file, frozen in one transaction."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.files import Inspection
from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.store import store
from congtam.foundation.numbering.models import take
from congtam.foundation.sealing import seal_json
from congtam.mechanisms.documents import symbols
from congtam.mechanisms.documents.kinds import (
    AUTOMATIC,
    DATE_LINE,
    ISSUER,
    NUMBER_LINE,
    SUPERIOR,
    DocumentKind,
    Facts,
    Value,
)
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.rendering import MissingVariable, missing, render
from congtam.mechanisms.documents.symbols import Letterhead
from congtam.mechanisms.documents.templates import Chosen, template_for
from congtam.mechanisms.lifecycle.acts import locked, note_event
from congtam.mechanisms.lifecycle.models import Record

#: Stored files keep a short name of their type; `packing.DOCX` is what a browser is told.
STORED_TYPE = "application/x-docx"


class NotPlausible(Exception):
    """A date or a proof that cannot be right; the message says which and why."""


def counter_series(kind: DocumentKind) -> str:
    """The name of the kind's counter, for `foundation.numbering` (an office that begins at 145)."""
    return f"documents:{kind.series}"


def facts_context(uid: UUID) -> str:
    """Binds the sealed facts to their document."""
    return f"documents.issued.facts:{uid}"


@transaction.atomic
def issue(
    record: Record,
    kind: DocumentKind,
    *,
    actor: Actor,
    on: date,
    facts: Facts,
    letterhead: Letterhead,
    item: int = 0,
    uid: UUID | None = None,
    expected_version: int | None = None,
) -> IssuedDocument:
    """Number, fill in, store and journal a document dated ``on``.

    ``facts`` are the kind's variables but for those of the letterhead, the number and the date, which are
    filled in here. ``uid`` is the same for each try of one save: the second gives the document of the first.
    Raises NotPermitted, NotPlausible, LetterheadIncomplete, MissingVariable, ChangedMeanwhile; nothing is
    written then, and the number is given back.
    """
    row = locked(record, expected_version=expected_version)
    policy_for(Record).require(actor, kind.needs_issue, row)
    uid = uid or uuid4()
    if (done := IssuedDocument.objects.filter(uid=uid, record=row, kind=kind.name).first()) is not None:
        return done
    _check_day(row, on)
    symbols.check_letterhead(kind, letterhead)
    given = _with_head(facts, letterhead)
    if lacking := missing(kind, given) - {NUMBER_LINE, DATE_LINE}:
        raise MissingVariable(kind, lacking)
    chosen = template_for(kind, unit_id=row.unit_id)
    document = IssuedDocument(
        uid=uid, record=row, unit_id=row.unit_id, item=item, kind=kind.name, series=kind.series, issued_on=on,
        template_version=chosen.version, template_compared=chosen.compared,
    )  # fmt: skip
    _number(document, kind, letterhead)
    _fill(document, kind, {**given, **_lines(document, kind, letterhead)}, chosen)
    document.save()
    _journal(record, document, kind, actor=actor)
    document.record = record
    return document


def _check_day(record: Record, on: date) -> None:
    if on > clock.today():
        raise NotPlausible(_("Ngày văn bản không thể sau hôm nay."))
    if on < record.opened_on:
        raise NotPlausible(_("Ngày văn bản không thể trước ngày tiếp nhận hồ sơ."))


def _with_head(facts: Facts, letterhead: Letterhead) -> dict[str, Value]:
    if own := sorted({*AUTOMATIC, SUPERIOR} & set(facts)):
        raise ValueError(f"{', '.join(own)} come from the letterhead, not from the facts")
    return {**facts, ISSUER: letterhead.issuer, SUPERIOR: letterhead.superior}


def _number(document: IssuedDocument, kind: DocumentKind, letterhead: Letterhead) -> None:
    """The counter is locked until the transaction ends: nothing that can wait stands after this."""
    document.series_scope = symbols.scope(kind, on=document.issued_on, letterhead=letterhead)
    document.number = take(unit_id=document.unit_id, series=counter_series(kind), scope=document.series_scope)
    document.symbol = symbols.symbol(kind, number=document.number, letterhead=letterhead)


def _lines(document: IssuedDocument, kind: DocumentKind, letterhead: Letterhead) -> dict[str, Value]:
    return {
        NUMBER_LINE: symbols.number_line(kind, document.symbol),
        DATE_LINE: symbols.date_line(letterhead.place, document.issued_on),
    }


def _fill(document: IssuedDocument, kind: DocumentKind, facts: Mapping[str, Value], chosen: Chosen) -> None:
    content = render(kind, facts, chosen.content, compared=chosen.compared)
    document.facts = seal_json(document.record.data_key, facts, context=facts_context(document.uid))
    document.docx = _stored(document.record, content)


def _stored(record: Record, content: bytes) -> StoredFile:
    """A file that we made: there is nothing to find out about it."""
    inspection = Inspection(
        media_type=STORED_TYPE, extension=".docx", size=len(content), pages=0, width=None, height=None,
        sha256=sha256(content).hexdigest(),
    )  # fmt: skip
    return store(unit=record.unit, data_key=record.data_key, content=content, inspection=inspection)


def _journal(record: Record, document: IssuedDocument, kind: DocumentKind, *, actor: Actor) -> None:
    note_event(
        record,
        "document_issued",
        actor=actor,
        on=document.issued_on,
        needs=kind.needs_issue,
        payload={
            **reference(document),
            "template": document.template_version,
            "compared": document.template_compared,
            "file": document.docx.store_name if document.docx else None,
        },
    )


def reference(document: IssuedDocument) -> dict[str, Any]:
    """What every entry of the journal about a document says of it: nothing personal."""
    return {
        "document": str(document.uid),
        "kind": document.kind,
        "symbol": document.symbol,
        "item": document.item,
        "issued_on": document.issued_on.isoformat(),
    }
