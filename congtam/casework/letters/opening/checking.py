"""What a row must agree with by itself: days in their order, and the days that its state needs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from congtam.casework.letters.opening.columns import COLUMNS
from congtam.casework.letters.opening.problems import Problem
from congtam.casework.letters.opening.rows import PaperRow
from congtam.foundation.calendar import say_day

#: no paper book that somebody still works with is older
FIRST_YEAR = 2000
#: the days of the acts, in the order in which they happen
WAY = ("received_on", "accepted_on", "decided_on", "answered_on", "ended_on")
#: which of them a state needs, and which it may have besides
NEEDED: Mapping[str, tuple[str, ...]] = {
    "accepted": ("accepted_on",),
    "suspended": ("accepted_on", "suspended_1"),
    "decided": ("decided_on",),
    "answered": ("answered_on",),
    "refused": ("ended_on",),
    "guided": ("ended_on",),
}
MAY_HAVE: Mapping[str, tuple[str, ...]] = {
    "decided": ("accepted_on",),
    "answered": ("accepted_on", "decided_on"),
    "closed": ("accepted_on", "decided_on", "answered_on", "ended_on"),
    "held": ("ended_on",),
}
#: kinds that keep a letter sealed, and the states that such a letter may be in
SEALED = frozenset({"denunciation", "unclear"})
SEALED_STATES = frozenset({"registered", "held"})
#: states that only a complaint reaches
OF_COMPLAINTS = frozenset({"accepted", "suspended", "decided"})


def check(row: PaperRow, *, today: date) -> Iterator[Problem]:
    """Everything that does not fit in one row. A cell that could not be read counts as empty."""
    yield from _missing(row)
    yield from _future(row, today=today)
    if row.day("received_on") is None or not row.state:
        return
    yield from _year(row, today=today)
    yield from _order(row)
    yield from _days_of_state(row)
    yield from _kinds(row)
    yield from _suspensions(row)


def _missing(row: PaperRow) -> Iterator[Problem]:
    for column in COLUMNS:
        if column.required and row.values.get(column.name) is None and column.name in row.values:
            yield row.problem(column.name, _("Ô này không được để trống."))


def _future(row: PaperRow, *, today: date) -> Iterator[Problem]:
    for column in COLUMNS:
        if column.sort == "day" and column.name != "settle_by":
            day = row.day(column.name)
            if day is not None and day > today:
                yield row.problem(column.name, _("Ngày này chưa tới."))


def _year(row: PaperRow, *, today: date) -> Iterator[Problem]:
    year = row.whole("year")
    if not year:
        return
    if not FIRST_YEAR <= year <= today.year:
        words = {"first": FIRST_YEAR, "last": today.year}
        yield row.problem("year", _("Năm của sổ phải từ %(first)s đến %(last)s.") % words)
    elif row.received_on.year > year:
        yield row.problem("year", _("Đơn đến sau năm của sổ."))


def _order(row: PaperRow) -> Iterator[Problem]:
    written_on = row.day("written_on")
    if written_on is not None and written_on > row.received_on:
        yield row.problem("written_on", _("Ngày viết đơn không thể sau ngày đơn đến."))
    before = row.received_on
    for name in WAY[1:]:
        day = row.day(name)
        if day is None:
            continue
        if day < before:
            yield row.problem(
                name, _("Ngày này trước ngày của bước trước (%(day)s).") % {"day": say_day(before)}
            )
        before = max(before, day)


def _days_of_state(row: PaperRow) -> Iterator[Problem]:
    needed = NEEDED.get(row.state, ())
    for name in needed:
        if row.day(name) is None:
            yield row.problem(name, _("Bước hiện nay của đơn cần ngày này."))
    if row.state == "closed" and row.day("ended_on") is None and row.day("answered_on") is None:
        yield row.problem("ended_on", _("Đơn đã kết thúc cần ngày kết thúc hoặc ngày trả lời."))
    for name in WAY[1:]:
        if row.day(name) is not None and name not in (*needed, *MAY_HAVE.get(row.state, ())):
            yield row.problem(
                name, _("Bước hiện nay của đơn chưa có ngày này. Hãy xem lại bước hoặc bỏ ngày.")
            )


def _kinds(row: PaperRow) -> Iterator[Problem]:
    kinds = {matter.kind for matter in row.matters}
    if kinds & SEALED and row.state not in SEALED_STATES:
        yield row.problem(
            "state",
            _("Đơn có nội dung tố cáo hoặc chưa rõ loại: chọn “Đã vào sổ” hoặc “Giữ niêm phong”."),
        )
    elif row.state in OF_COMPLAINTS and not row.complaints:
        yield row.problem("state", _("Chỉ đơn có nội dung khiếu nại mới đến bước này."))
    if row.state == "triaged" and row.text("competence") == "other" and not row.text("competent_body"):
        yield row.problem("competent_body", _("Hãy ghi cơ quan có thẩm quyền để hướng dẫn công dân."))


def _suspensions(row: PaperRow) -> Iterator[Problem]:
    accepted_on, pairs = row.day("accepted_on"), row.suspensions
    if not pairs:
        return
    if accepted_on is None:
        yield row.problem("accepted_on", _("Có tạm đình chỉ thì cần ngày thụ lý."))
        return
    last = accepted_on
    for place, start, end in pairs:
        if start is None:
            yield row.problem(f"suspended_{place}", _("Có ngày tiếp tục mà thiếu ngày tạm đình chỉ."))
            return
        yield from _pair(row, place, start, end, last, open_last=place == pairs[-1][0])
        last = end or start


def _pair(
    row: PaperRow, place: int, start: date, end: date | None, last: date, *, open_last: bool
) -> Iterable[Problem]:
    if start < last:
        words = {"day": say_day(last)}
        yield row.problem(f"suspended_{place}", _("Ngày này trước ngày của bước trước (%(day)s).") % words)
    goes_on = open_last and row.state == "suspended"
    if end is not None and end < start:
        yield row.problem(f"resumed_{place}", _("Ngày tiếp tục trước ngày tạm đình chỉ."))
    if end is None and not goes_on:
        yield row.problem(f"resumed_{place}", _("Đơn không đang tạm đình chỉ thì cần ngày tiếp tục."))
    if end is not None and goes_on:
        yield row.problem(f"resumed_{place}", _("Đơn đang tạm đình chỉ thì chưa có ngày tiếp tục."))
