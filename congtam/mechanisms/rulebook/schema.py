"""The one schema of a rule: a value of the law, the days between which it holds, and its source."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from django.utils.translation import get_language

Unit = Literal["calendar_day", "working_day", "month", "year", "percent", "count", "dong"]
Role = Literal["deadline", "minimum", "alarm", "limitation", "threshold", "frequency", "none"]
Direction = Literal["forward", "backward"]
Roll = Literal["next_working_day", "none"]
Mode = Literal["total", "addition"]
Per = Literal["week", "month", "quarter", "year"]
Confidence = Literal["verified_in_law_text", "secondary_source", "from_memory", "confirmed_by_office"]
SourceKind = Literal["codification_copy", "transcription_copy", "press_or_guide", "none"]
Value = int | Decimal

UNITS, ROLES, DIRECTIONS, ROLLS, MODES, PERS, CONFIDENCES, SOURCE_KINDS = (
    get_args(kind) for kind in (Unit, Role, Direction, Roll, Mode, Per, Confidence, SourceKind)
)
TIME_UNITS = frozenset({"calendar_day", "working_day", "month", "year"})
# A threshold or frequency may be told in days and is still no term that runs from an event.
TIME_ROLES = frozenset({"deadline", "minimum", "alarm", "limitation"})


def in_language(vi: str, en: str) -> str:
    """The reader's one of two texts kept as data; Vietnamese is the source and the fallback."""
    return en if (get_language() or "vi").startswith("en") and en else vi


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedDay:
    """A day of the calendar instead of a number of days: "30 November of the year", "31 March of the next".

    `years` is how many years after the year of the event it lies; `year` names the one year of a rule that was
    given once ("31 March 2021").
    """

    month: int
    day: int
    years: int = 0
    year: int | None = None

    def of(self, event: date) -> date:
        """The day itself, for an event of any day of its year."""
        return date(self.year or event.year + self.years, self.month, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One of the grounds on which a rule lets something be decided, in our words."""

    id: str
    vi: str
    en: str

    @property
    def label(self) -> str:
        return in_language(self.vi, self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A longer term for a case the law names.

    `total` replaces the base value and is counted from the event; `addition` is a further term that a signed
    decision adds, counted from the unrolled end of the one before. `found_under`: id of the rule with the
    grounds on which the case is found; before that rule was in force it was a judgement without a list.
    """

    case: str
    mode: Mode
    value: Value
    unit: Unit
    label_vi: str
    label_en: str
    found_under: str | None = None

    @property
    def label(self) -> str:
        return in_language(self.label_vi, self.label_en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One dated value of the law.

    `value` is None where the text gives no number; `value_max` is the upper end where it gives a range, and
    `counted` names what is counted ("official members"). `says` is what the rule asks for in words.
    `fixed_day`: the term ends on a day of the calendar. `effective_from` is the first day in force (None: not
    read), `effective_to` the first day no longer in force (None: no end known). `for_cases`: the rule is
    itself the one for these cases. `pause`: id of the rule under which the term may be suspended. `grounds`
    are those that the rule names for a decision (to suspend, to call a case complex). `inferred` names the
    fields that no text states and that we concluded. `version` is a short hash of the content, stored with
    each deadline.
    """

    id: str
    title_vi: str
    title_en: str
    applies_to: str
    trigger_vi: str
    trigger_en: str
    value: Value | None
    unit: Unit | None
    role: Role
    actor: str
    citation: str
    effective_from: date | None
    effective_to: date | None
    source_url: str | None
    confidence: Confidence
    source_kind: SourceKind
    version: str
    file: str
    extensions: tuple[Extension, ...] = ()
    direction: Direction = "forward"
    roll: Roll = "none"
    per: Per | None = None
    for_cases: tuple[str, ...] = ()
    pause: str | None = None
    grounds: tuple[Ground, ...] = ()
    produces_form: str | None = None
    inferred: tuple[str, ...] = ()
    value_max: Value | None = None
    counted_vi: str = ""
    counted_en: str = ""
    says_vi: str = ""
    says_en: str = ""
    fixed_day: FixedDay | None = None
    note_vi: str = ""
    note_en: str = ""

    @property
    def title(self) -> str:
        return in_language(self.title_vi, self.title_en)

    @property
    def trigger(self) -> str:
        return in_language(self.trigger_vi, self.trigger_en)

    @property
    def note(self) -> str:
        return in_language(self.note_vi, self.note_en)

    @property
    def counted(self) -> str:
        return in_language(self.counted_vi, self.counted_en)

    @property
    def says(self) -> str:
        return in_language(self.says_vi, self.says_en)

    @property
    def is_time(self) -> bool:
        """Whether a day can be found with it: a term that is counted, or a day of the calendar."""
        return self.role in TIME_ROLES and (self.unit in TIME_UNITS or self.fixed_day is not None)

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases that make a difference to this rule, without repeats."""
        return tuple(dict.fromkeys((*(ext.case for ext in self.extensions), *self.for_cases)))

    def ground(self, key: str) -> Ground | None:
        """The ground of this name, or None where the rule has none such."""
        return next((each for each in self.grounds if each.id == key), None)

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force that day; False when its start has not been read."""
        if self.effective_from is None or day < self.effective_from:
            return False
        return self.effective_to is None or day < self.effective_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Rules that follow one another in time. `case`: the line stands in for the plain ones in that case."""

    rules: tuple[str, ...]
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What somebody has to do in time, and the rules that say until when: lines run in parallel."""

    id: str
    title_vi: str
    title_en: str
    lines: tuple[Line, ...]
    file: str

    @property
    def title(self) -> str:
        return in_language(self.title_vi, self.title_en)

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(rule for line in self.lines for rule in line.rules))

    def lines_for(self, cases: tuple[str, ...]) -> tuple[Line, ...]:
        """The lines of the first case that has lines of its own, otherwise the plain ones."""
        for case in cases:
            special = tuple(line for line in self.lines if line.case == case)
            if special:
                return special
        return tuple(line for line in self.lines if line.case is None)
