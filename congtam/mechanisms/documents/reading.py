"""Reading what was issued."""

from typing import Any

from congtam.foundation.files.store import read_plain
from congtam.foundation.sealing import unseal, unseal_json
from congtam.mechanisms.documents import pdf
from congtam.mechanisms.documents.dispatching import note_context
from congtam.mechanisms.documents.issuing import facts_context
from congtam.mechanisms.documents.models import IssuedDocument


def read_facts(document: IssuedDocument) -> dict[str, Any]:
    """The facts with which the document was filled. Raises SealBroken, KeyMissing."""
    found: dict[str, Any] = unseal_json(
        document.record.data_key, document.facts, context=facts_context(document.uid)
    )
    return found


def docx_bytes(document: IssuedDocument) -> bytes:
    """The Word file as it was issued. Raises SealBroken, KeyMissing, FileNotFoundError (also where it was erased)."""
    if document.docx is None:
        raise FileNotFoundError(document.symbol)
    return read_plain(document.docx)


def signed_bytes(document: IssuedDocument) -> bytes | None:
    """The scan of the signed paper; None before it was signed."""
    return read_plain(document.signed) if document.signed else None


def pdf_bytes(document: IssuedDocument) -> bytes | None:
    """The Word file as PDF; None without LibreOffice (`pdf.why_not` says it to people). Raises PdfFailed."""
    return pdf.to_pdf(docx_bytes(document)) if pdf.program() else None


def proof_note(document: IssuedDocument, day: str) -> str:
    """What was typed as proof of ``day`` ("sent_on", "delivered_on", "received_on"); empty for nothing."""
    sealed = getattr(document, f"{day.removesuffix('_on')}_note")
    if sealed is None:
        return ""
    return unseal(document.record.data_key, sealed, context=note_context(document.uid, day)).decode()
