"""`due` by rule or duty, and `clock`: several texts that bind the same duty, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from congtam.foundation.calendar import Calendar
from congtam.mechanisms.rulebook.book import Rulebook, default_rulebook, say_dates
from congtam.mechanisms.rulebook.dues import NO_CASE, Due, Suspension, due_of_rule
from congtam.mechanisms.rulebook.errors import NotInForce, NoValue, WrongTerm
from congtam.mechanisms.rulebook.schema import Rule

_NO_NUMBER = gettext_lazy("Chưa biết thời hạn của %(key)s vào %(day)s.")
_NONE_THAT_DAY = gettext_lazy("Không có quy tắc nào của %(key)s có hiệu lực vào %(day)s.")
_NO_EXTENSION = gettext_lazy("%(key)s không được gia hạn.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The dates of one duty. `warn` is the earliest, `outer` the latest, `parallel` all, earliest first.

    Where two texts in force give two dates, staff are warned by the earlier and late only after the later.
    """

    duty: str
    warn: Due
    outer: Due
    parallel: tuple[Due, ...]

    @classmethod
    def of(cls, duty: str, dates: Iterable[Due]) -> "Clock":
        """The clock of these dates (one at least), as when they were computed; also for stored ones."""
        parallel = tuple(sorted(dates, key=lambda each: (each.due, each.unrolled)))
        return cls(duty=duty, warn=parallel[0], outer=parallel[-1], parallel=parallel)


def in_force(key: str, *, day: date, rulebook: Rulebook | None = None) -> Rule:
    """The rule, when it holds on that day. Raises `UnknownRule`, `NotInForce`, `NoValue`."""
    return (rulebook or default_rulebook()).in_force(key, day=day)


def due(
    key: str,
    *,
    event: date,
    cases: Iterable[str] = (),
    extensions: int = 0,
    suspended: Iterable[Suspension] = (),
    calendar: Calendar | None = None,
    law_of: date | None = None,
    rulebook: Rulebook | None = None,
) -> Due:
    """The date that a rule, or the outer limit that a duty, gives for an event.

    `cases` name what the law distinguishes (complex, several_places, remote, …). `extensions`: how many
    have been decided. `suspended`: pairs (day of suspension, day of resumption) in the order of time.
    `law_of`: the day whose law is applied, where a person chooses another than the day of the event.
    Raises `UnknownRule`, `NotInForce`, `NoValue`, `NotATimeRule`, `WrongTerm`; `CalendarGap`.
    """
    book = rulebook or default_rulebook()
    if key in book.duties:
        return clock(
            key,
            event=event,
            cases=cases,
            extensions=extensions,
            suspended=suspended,
            calendar=calendar,
            law_of=law_of,
            rulebook=book,
        ).outer
    rule = book.in_force(key, day=law_of or event)
    return due_of_rule(
        rule,
        event=event,
        cases=cases,
        extensions=extensions,
        suspended=suspended,
        calendar=calendar,
        rulebook=book,
    )


def clock(
    duty: str,
    *,
    event: date,
    cases: Iterable[str] = (),
    extensions: int = 0,
    suspended: Iterable[Suspension] = (),
    calendar: Calendar | None = None,
    law_of: date | None = None,
    rulebook: Rulebook | None = None,
) -> Clock:
    """All dates of a duty under the rules in force on the day of the event (or on `law_of`).

    A rule that follows later is not taken: a case keeps the law of its starting event. Raises as `due` does.
    """
    book, cases, suspended = rulebook or default_rulebook(), tuple(cases), tuple(suspended)
    rules = _serving(book, duty, day=law_of or event, cases=cases)
    _check_fits(book, duty, rules, cases, extensions)
    found = [
        due_of_rule(
            rule,
            key=duty,
            event=event,
            cases=[case for case in cases if case in rule.cases],
            extensions=extensions if _is_extended(rule) else 0,
            suspended=suspended,
            calendar=calendar,
            rulebook=book,
        )
        for rule in rules
    ]
    return Clock.of(duty, found)


def _serving(book: Rulebook, duty: str, *, day: date, cases: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules in force that give a number or a calendar day. Raises `NotInForce` or `NoValue` for none."""
    rules = book.serving(duty, day=day, cases=cases)
    counted = tuple(rule for rule in rules if rule.value is not None or rule.fixed_day is not None)
    if counted:
        return counted
    unread = [rule for rule in map(book.rule, book.duty(duty).rules) if rule.effective_from is None]
    if rules or unread:
        names = ", ".join(rule.id for rule in (*rules, *unread))
        raise NoValue(_NO_NUMBER, key=duty, day=day, hint=names)
    raise NotInForce(_NONE_THAT_DAY, key=duty, day=day, hint=_dates(book, duty))


def _check_fits(
    book: Rulebook, duty: str, rules: tuple[Rule, ...], cases: tuple[str, ...], extensions: int
) -> None:
    """A case or extension has to mean something to one rule at least, or a date is wrong in silence."""
    known = book.known_cases(duty)
    unknown = [case for case in cases if case not in known]
    if unknown:
        raise WrongTerm(NO_CASE, key=duty, cases=", ".join(unknown), hint=", ".join(known))
    if extensions and not any(map(_is_extended, rules)):
        raise WrongTerm(_NO_EXTENSION, key=duty)


def _is_extended(rule: Rule) -> bool:
    return any(each.mode == "addition" for each in rule.extensions)


def _dates(book: Rulebook, duty: str) -> str:
    rules = map(book.rule, book.duty(duty).rules)
    return "; ".join(map(say_dates, rules))
