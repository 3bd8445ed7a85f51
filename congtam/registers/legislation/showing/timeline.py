"""The history of a duty as a drawing: a row for each line that runs in parallel, a bar for each rule, the seams."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from congtam.mechanisms.rulebook import Duty, Rule, Rulebook
from congtam.registers.legislation.showing.rules import shown_value

WIDTH, LEFT, TOP, ROW, BAR = 1000, 10, 34, 46, 30
#: how wide a letter of a bar's text is, roughly; a text that does not fit is left to the table
_LETTER = 9.2
#: two days nearer than this share one label
_APART = 92
_AHEAD = 2


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One rule. ``open_left``/``open_right``: it goes on beyond the drawing, or its day is unknown."""

    rule: Rule
    x: int
    y: int
    width: int
    text: str
    holds: bool
    unread: bool

    @property
    def text_x(self) -> int:
        return self.x + 8

    @property
    def text_y(self) -> int:
        return self.y + BAR // 2 + 6


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A day on the axis; ``labelled`` where there is room for its date."""

    day: date
    x: int
    labelled: bool


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """All of it, in units of the SVG's own grid."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    today_x: int
    bar_height: int = BAR
    top: int = TOP - 8


def drawing(duty: Duty, book: Rulebook, *, today: date) -> Drawing:
    """The duty's lines over the years, the present among them."""
    rules = [book.rule(key) for key in duty.rules]
    first, last = _span(rules, today)
    scale = _Scale(first, last)
    bars = [
        _bar(book.rule(key), row=place, scale=scale, today=today)
        for place, line in enumerate(duty.lines)
        for key in line.rules
    ]
    return Drawing(
        width=WIDTH,
        height=TOP + ROW * len(duty.lines),
        bars=tuple(bars),
        marks=tuple(_marks(rules, scale)),
        today_x=scale.x(today),
    )


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> int:
        """Where the day lies; days outside lie on the edge."""
        part = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(LEFT + (WIDTH - 2 * LEFT) * min(1.0, max(0.0, part)))


def _span(rules: Iterable[Rule], today: date) -> tuple[date, date]:
    days = [day for rule in rules for day in (rule.effective_from, rule.effective_to) if day] + [today]
    return date(min(days).year, 1, 1), date(max(days).year + _AHEAD, 1, 1)


def _bar(rule: Rule, *, row: int, scale: _Scale, today: date) -> Bar:
    left = scale.x(rule.effective_from or scale.first)
    width = max(4, scale.x(rule.effective_to or scale.last) - left - 2)
    text = shown_value(rule)
    return Bar(
        rule=rule,
        x=left,
        y=TOP + row * ROW,
        width=width,
        text=text if len(text) * _LETTER + 12 <= width else "",
        holds=rule.holds_on(today),
        unread=rule.effective_from is None,
    )


def _marks(rules: Iterable[Rule], scale: _Scale) -> Iterable[Mark]:
    days = sorted({day for rule in rules for day in (rule.effective_from, rule.effective_to) if day})
    free = -_APART
    for day in days:
        x = scale.x(day)
        labelled = x - free >= _APART
        free = x if labelled else free
        yield Mark(day=day, x=x, labelled=labelled)
