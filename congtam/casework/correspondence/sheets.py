"""The layout of both books on paper and in Excel."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtam.casework.correspondence.lines import IncomingLine, OutgoingBook, OutgoingLine
from congtam.casework.correspondence.models import Book
from congtam.casework.correspondence.numbering import CONGRESS
from congtam.casework.correspondence.queries import IncomingBook
from congtam.foundation.access.models import Unit
from congtam.foundation.text import fold
from congtam.interface.web.books.layout import Cell, Column, Line, Sheet, joined, void_words

INCOMING = (
    Column(label=gettext_lazy("Số đến"), width=8),
    Column(label=gettext_lazy("Ngày đến"), width=11),
    Column(label=gettext_lazy("Nơi gửi"), width=26),
    Column(label=gettext_lazy("Số, ký hiệu"), width=18),
    Column(label=gettext_lazy("Ngày văn bản"), width=11),
    Column(label=gettext_lazy("Loại, trích yếu"), width=44),
    Column(label=gettext_lazy("Người nhận"), width=22),
    Column(label=gettext_lazy("Số bản"), width=7),
    Column(label=gettext_lazy("Nơi để bản giấy"), width=18),
    Column(label=gettext_lazy("Ghi chú"), width=26),
)
OUTGOING = (
    Column(label=gettext_lazy("Số đi"), width=8),
    Column(label=gettext_lazy("Số, ký hiệu"), width=18),
    Column(label=gettext_lazy("Ngày văn bản"), width=11),
    Column(label=gettext_lazy("Loại, trích yếu"), width=46),
    Column(label=gettext_lazy("Người ký"), width=20),
    Column(label=gettext_lazy("Nơi nhận"), width=28),
    Column(label=gettext_lazy("Số bản"), width=7),
    Column(label=gettext_lazy("Nơi lưu bản giấy"), width=18),
    Column(label=gettext_lazy("Ghi chú"), width=28),
)


def incoming_sheet(unit: Unit, asked: IncomingBook) -> Sheet:
    """The head of a book of incoming documents."""
    words = {"year": asked.year, "book": Book(asked.book).label}
    return Sheet(
        title=_("Sổ văn bản đến"), unit=unit.name, period=_("Năm %(year)s · %(book)s") % words,
        name=f"so-van-ban-den-{asked.year}-{asked.book}", columns=INCOMING,
    )  # fmt: skip


def outgoing_sheet(unit: Unit, asked: OutgoingBook) -> Sheet:
    """The head of a series of outgoing documents."""
    words = {"scope": scope_label(asked.scope), "series": series_label(asked.series)}
    return Sheet(
        title=_("Sổ văn bản đi"), unit=unit.name, period=_("%(scope)s · %(series)s") % words,
        name=fold(f"so van ban di {asked.scope} {asked.series}").replace(" ", "-"), columns=OUTGOING,
    )  # fmt: skip


def scope_label(scope: str) -> str:
    """ "Năm 2026", "Nhiệm kỳ 2020-2025", or the name of a congress."""
    if scope.isdecimal():
        return _("Năm %(year)s") % {"year": scope}
    return _("Nhiệm kỳ %(term)s") % {"term": scope} if scope[:1].isdecimal() else scope


def series_label(series: str) -> str:
    """The series as the book is called: its abbreviation, or that of the whole congress."""
    return _("mọi loại") if series == CONGRESS else series


def incoming_rows(lines: Iterable[IncomingLine]) -> Iterator[Line]:
    """The lines as cells, in the order of the columns."""
    for line in lines:
        entry = line.entry
        yield Line(
            cells=(
                entry.number, entry.arrived_on, entry.issuer, entry.symbol, entry.dated,
                _about(line.kind, entry.excerpt, protected=entry.protected), entry.handed_to, entry.copies,
                entry.place, _note(entry.note, line.reason, voided=line.voided),
            ),
            voided=line.voided,
        )  # fmt: skip


def outgoing_rows(lines: Iterable[OutgoingLine]) -> Iterator[Line]:
    """The lines as cells, in the order of the columns. What the reader may not know of is a number and a day."""
    for line in lines:
        cells: tuple[Cell, ...] = (
            line.number, line.symbol, line.issued_on, _about(line.kind, line.excerpt, protected=line.protected),
            line.signer, line.recipients, line.copies, line.place,
            _note(joined((line.note, _record(line))), line.reason, voided=line.voided),
        )  # fmt: skip
        yield Line(cells=cells, voided=line.voided)


def _about(kind: str, excerpt: str, *, protected: bool) -> str:
    if protected:
        return _("%(kind)s (văn bản mật)") % {"kind": kind} if kind else _("văn bản mật")
    return f"{kind}: {excerpt}" if kind and excerpt else kind or excerpt


def _note(note: str, reason: str, *, voided: bool) -> str:
    return joined((void_words(reason), note)) if voided else note


def _record(line: OutgoingLine) -> str:
    """A document that the product issued says in which record."""
    return _("Hồ sơ %(code)s") % {"code": line.code} if line.uid else ""
