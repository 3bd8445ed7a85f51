"""What an officer knows of a document, as values that acts take, and what must be true of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from congtam.casework.correspondence.catalogue import all_kinds
from congtam.casework.correspondence.models import Book
from congtam.foundation import clock
from congtam.foundation.files.inspection import Source
from congtam.foundation.text import fold

Errors = dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class Save:
    """One save of one form: the version of the record that was shown, and a key that a repeat shares."""

    version: int | None = None
    key: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A scan as it is handed in."""

    source: Source
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class IncomingDetails:
    """An incoming document. Empty means that it does not say so, or that nobody knows yet.

    ``protected``: under State protection; then the excerpt stays empty and the place of the paper is needed.
    """

    arrived_on: date
    issuer: str
    symbol: str = ""
    dated: date | None = None
    kind: str = ""
    excerpt: str = ""
    protected: bool = False
    handed_to: str = ""
    copies: int = 1
    place: str = ""
    note: str = ""

    def folded(self) -> str:
        """What search looks in."""
        return padded(self.excerpt, self.symbol, self.issuer)


@dataclass(frozen=True, kw_only=True)
class OutgoingDetails:
    """An outgoing document that was made outside the product; ``drafter`` is the abbreviation of the part of the
    office that drafted a state letter, and stands in its symbol."""

    issued_on: date
    kind: str
    excerpt: str = ""
    protected: bool = False
    drafter: str = ""
    signer: str = ""
    recipients: str = ""
    copies: int = 1
    place: str = ""
    note: str = ""

    def folded(self, symbol: str) -> str:
        """What search looks in."""
        return padded(self.excerpt, symbol, self.signer, self.recipients)


def padded(*texts: str) -> str:
    """Folded, with one space around each word, so that a phrase is found at the borders of words only."""
    folded = fold(" ".join(texts))
    return f" {folded} " if folded else ""


def check_incoming(details: IncomingDetails, *, book: Book, scanned: bool) -> None:
    """Raises ValidationError by field."""
    errors: Errors = {}
    if details.arrived_on > clock.today():
        errors["arrived_on"] = [_("Ngày đến không thể sau hôm nay.")]
    if details.dated is not None and details.dated > details.arrived_on:
        errors["dated"] = [_("Ngày của văn bản không thể sau ngày đến.")]
    if not details.issuer.strip():
        errors["issuer"] = [_("Hãy ghi cơ quan gửi văn bản.")]
    if details.kind and details.kind not in all_kinds():
        errors["kind"] = [_("Không có loại văn bản này.")]
    if (book == Book.PROTECTED) != details.protected:
        errors["book"] = [_("Văn bản mật vào sổ riêng; sổ ấy chỉ có văn bản mật.")]
    _check_common(errors, details.excerpt, details.protected, details.place, details.copies, scanned=scanned)
    if errors:
        raise ValidationError(errors)


def check_outgoing(details: OutgoingDetails, *, scanned: bool) -> None:
    """Raises ValidationError by field."""
    errors: Errors = {}
    if details.issued_on > clock.today():
        errors["issued_on"] = [_("Ngày văn bản không thể sau hôm nay.")]
    _check_common(errors, details.excerpt, details.protected, details.place, details.copies, scanned=scanned)
    if errors:
        raise ValidationError(errors)


def _check_common(
    errors: Errors, excerpt: str, protected: bool, place: str, copies: int, *, scanned: bool
) -> None:
    """Purpose 9: of a document under State protection only a reference to the paper is kept."""
    if protected and excerpt.strip():
        errors["excerpt"] = [_("Văn bản mật: không ghi trích yếu vào máy, chỉ ghi nơi để bản giấy.")]
    if protected and scanned:
        errors["scan"] = [_("Văn bản mật: không lưu bản quét, chỉ ghi nơi để bản giấy.")]
    if protected and not place.strip():
        errors["place"] = [_("Hãy ghi nơi để bản giấy của văn bản mật.")]
    if not protected and not excerpt.strip():
        errors["excerpt"] = [_("Hãy ghi trích yếu trong một, hai dòng.")]
    if copies < 1:
        errors["copies"] = [_("Số bản ít nhất là một.")]
