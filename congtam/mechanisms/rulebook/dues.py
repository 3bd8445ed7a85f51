"""`due`: from a rule and an event to a date, with the way it was found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy

from congtam.foundation.calendar import Calendar, default_calendar
from congtam.mechanisms.rulebook.book import Rulebook, default_rulebook
from congtam.mechanisms.rulebook.count import Count
from congtam.mechanisms.rulebook.errors import NotATimeRule, NoValue, WrongTerm
from congtam.mechanisms.rulebook.schema import Extension, Rule
from congtam.mechanisms.rulebook.steps import Step
from congtam.mechanisms.rulebook.terms import Term, read_pauses

Suspension = tuple[date, date]
NO_CASE = gettext_lazy("%(key)s không có trường hợp %(cases)s.")
_TOO_MANY = gettext_lazy("%(key)s được gia hạn nhiều nhất %(limit)s lần, không phải %(given)s.")
_NO_NUMBER = gettext_lazy("Văn bản không nêu thời hạn cho %(key)s.")
_NO_TERM = gettext_lazy("%(key)s không phải là quy tắc về thời hạn.")
_FIXED = gettext_lazy("%(key)s là mốc ngày cố định nên không gia hạn, không tạm đình chỉ được.")
_BACKWARD = gettext_lazy("%(key)s đếm ngược nên không gia hạn, không tạm đình chỉ được.")
_DAYS = ("event", "unrolled", "due")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A computed date with everything needed to explain it, and to compute it again.

    `value` and `unit`: the whole term, extensions and totals included (positive, also backwards); None where
    the rule names a day of the calendar. `unrolled`
    is the raw end, `due` the binding one. `provisional`: a year not yet confirmed had a say. `key` is what
    was asked for, `rule` the rule that answered.
    """

    key: str
    rule: str
    event: date
    value: int | None
    unit: str | None
    role: str
    direction: str
    roll: str
    unrolled: date
    due: date
    provisional: bool
    citation: str
    source: str | None
    confidence: str
    cases: tuple[str, ...]
    extensions: int
    suspended: tuple[Suspension, ...]
    rule_version: str
    calendar_version: str
    steps: tuple[Step, ...]

    def to_json(self) -> dict[str, Any]:
        """For a JSON column: days as ISO text, steps as code and parameters. `from_json` reads it back."""
        raw = {field.name: getattr(self, field.name) for field in fields(self)}
        raw |= {name: raw[name].isoformat() for name in _DAYS}
        raw["cases"] = list(self.cases)
        raw["suspended"] = [[start.isoformat(), resume.isoformat()] for start, resume in self.suspended]
        raw["steps"] = [step.to_json() for step in self.steps]
        return raw

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Due":
        given = dict(raw)
        given |= {name: date.fromisoformat(raw[name]) for name in _DAYS}
        given["cases"] = tuple(raw["cases"])
        given["suspended"] = tuple(
            (date.fromisoformat(start), date.fromisoformat(end)) for start, end in raw["suspended"]
        )
        given["steps"] = tuple(Step.from_json(step) for step in raw["steps"])
        return cls(**given)


def due_of_rule(
    rule: Rule,
    *,
    event: date,
    key: str = "",
    cases: Iterable[str] = (),
    extensions: int = 0,
    suspended: Iterable[Suspension] = (),
    calendar: Calendar | None = None,
    rulebook: Rulebook | None = None,
) -> Due:
    """The date a rule gives for an event, in force or not: whoever calls has chosen the rule.

    Raises `NoValue`, `NotATimeRule`, `WrongTerm`, and `CalendarGap` where no calendar reaches.
    """
    _check_day(event)
    suspended, cases = tuple(suspended), tuple(dict.fromkeys(cases))
    calendar = calendar or default_calendar()
    base = None if rule.fixed_day else _base_term(rule)
    _check_cases(rule, cases)
    _check_forward(rule, extensions, suspended)
    pauses = list(read_pauses(suspended, event=event))
    count = Count(rule, calendar, rulebook or default_rulebook(), pauses)
    if base is None:
        whole, unrolled = _fixed(count, extensions=extensions, event=event)
    else:
        whole, unrolled = _counted(count, base, cases=cases, extensions=extensions, event=event)
    unrolled, last = count.finish(unrolled)
    return Due(
        key=key or rule.id,
        rule=rule.id,
        event=event,
        value=whole.value if whole else None,
        unit=whole.unit if whole else None,
        role=rule.role,
        direction=rule.direction,
        roll=rule.roll,
        unrolled=unrolled,
        due=last,
        provisional=bool(count.unconfirmed_years),
        citation=rule.citation,
        source=rule.source_url,
        confidence=rule.confidence,
        cases=cases,
        extensions=extensions,
        suspended=suspended,
        rule_version=rule.version,
        calendar_version=calendar.version,
        steps=tuple(count.steps),
    )


def _counted(
    count: Count, base: Term, *, cases: tuple[str, ...], extensions: int, event: date
) -> tuple[Term | None, date]:
    """The whole term and its raw end."""
    count.begin(event)
    first = _first_term(count, base, cases, extensions, event)
    added = _additions(count.rule, cases, extensions)
    return Term(_whole(first, added), first.unit), _run_all(count, event, first, added)


def _fixed(count: Count, *, extensions: int, event: date) -> tuple[Term | None, date]:
    """No term, and the day of the calendar that the rule names."""
    rule = count.rule
    if extensions or count.pauses:
        raise WrongTerm(_FIXED, key=rule.id)
    if rule.fixed_day is None:
        raise NoValue(_NO_NUMBER, key=rule.id, hint=rule.citation)
    end = rule.fixed_day.of(event)
    count.note(end, "fixed", {"trigger_vi": rule.trigger_vi, "trigger_en": rule.trigger_en}, rule.citation)
    return None, end


def _run_all(count: Count, event: date, first: Term, added: tuple[Extension, ...]) -> date:
    """Base term, then each extension from the unrolled end of the one before."""
    backward = count.rule.direction == "backward"
    signed = Term(-first.value if backward else first.value, first.unit)
    params = {"value": first.value, "unit": first.unit, "direction": count.rule.direction}
    end = count.run(event, signed, "count", params)
    for number, extension in enumerate(added, start=1):
        more = {
            "number": number,
            "value": extension.value,
            "unit": extension.unit,
            "start": end.isoformat(),
        }
        end = count.run(end, Term(int(extension.value), extension.unit), "extension", more)
    return end


def _first_term(count: Count, base: Term, cases: tuple[str, ...], extensions: int, event: date) -> Term:
    """The base value or the longest total of the cases given; tells which, and what a case allows beyond."""
    fitting = [each for each in count.rule.extensions if each.case in cases]
    totals = sorted((each for each in fitting if each.mode == "total"), key=lambda each: -each.value)
    for each in totals[:1]:
        count.note(event, "total", _total_params(each, base), count.rule.citation)
    allowed = [each for each in fitting if each.mode == "addition"]
    if allowed and not extensions:
        params = {"label_vi": allowed[-1].label_vi, "label_en": allowed[-1].label_en}
        granted = len(_additions(count.rule, cases, _limit(count.rule, cases)))
        count.note(event, "allows", params | {"count": granted}, count.rule.citation)
    return Term(int(totals[0].value), totals[0].unit) if totals else base


def _total_params(total: Extension, base: Term) -> dict[str, Any]:
    return {
        "label_vi": total.label_vi,
        "label_en": total.label_en,
        "value": total.value,
        "unit": total.unit,
        "base_value": base.value,
        "base_unit": base.unit,
    }


def _additions(rule: Rule, cases: tuple[str, ...], extensions: int) -> tuple[Extension, ...]:
    """The first N additions. Each is a signed decision: a case adds nothing alone, it only sets the limit."""
    limit = _limit(rule, cases)
    if not 0 <= extensions <= limit:
        raise WrongTerm(_TOO_MANY, key=rule.id, limit=limit, given=extensions)
    return tuple(each for each in rule.extensions if each.mode == "addition")[:extensions]


def _limit(rule: Rule, cases: tuple[str, ...]) -> int:
    """How many extensions the rule allows: up to the furthest case given, all where no case is given."""
    additions = [each.case for each in rule.extensions if each.mode == "addition"]
    given = [place for place, case in enumerate(additions, start=1) if case in cases]
    return max(given) if given else len(additions)


def _whole(first: Term, added: tuple[Extension, ...]) -> int:
    """The whole term where its parts are told in one unit, otherwise the first part."""
    return first.value + sum(int(each.value) for each in added if each.unit == first.unit)


def _base_term(rule: Rule) -> Term:
    if rule.value is None or rule.unit is None:
        raise NoValue(_NO_NUMBER, key=rule.id, hint=rule.citation)
    if not rule.is_time:
        raise NotATimeRule(_NO_TERM, key=rule.id)
    return Term(int(rule.value), rule.unit)


def _check_cases(rule: Rule, cases: tuple[str, ...]) -> None:
    unknown = [case for case in cases if case not in rule.cases]
    if unknown:
        raise WrongTerm(NO_CASE, key=rule.id, cases=", ".join(unknown), hint=", ".join(rule.cases))


def _check_forward(rule: Rule, extensions: int, suspended: tuple[Suspension, ...]) -> None:
    if rule.direction == "backward" and (extensions or suspended):
        raise WrongTerm(_BACKWARD, key=rule.id)


def _check_day(event: date) -> None:
    if not isinstance(event, date) or isinstance(event, datetime):
        raise TypeError(f"the event is a day, not {event!r}")
