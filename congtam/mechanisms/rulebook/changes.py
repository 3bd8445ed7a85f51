"""What an office changes in the rulebook: a value that nobody has read, one that was misread, one that is new."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext_lazy

from congtam.mechanisms.rulebook.book import Rulebook, follower_id
from congtam.mechanisms.rulebook.errors import RulebookError, RuleFileError
from congtam.mechanisms.rulebook.schema import (
    TIME_ROLES,
    TIME_UNITS,
    UNITS,
    Duty,
    Extension,
    Role,
    Roll,
    Rule,
    Unit,
    Value,
)

Manner = Literal["fill", "correct", "succeed"]
_KNOWN_ALREADY = gettext_lazy(
    "%(key)s đã có giá trị: hãy sửa giá trị ghi sai, hoặc thêm giá trị mới từ một ngày."
)
_NOTHING_YET = gettext_lazy("%(key)s chưa có giá trị: hãy điền giá trị còn trống.")
_NO_DAY = gettext_lazy("Hãy ghi ngày mà giá trị của %(key)s bắt đầu có hiệu lực.")
_OUTSIDE = gettext_lazy("Ngày %(day)s không nằm trong thời gian hiệu lực của %(key)s.")
_NO_UNIT = gettext_lazy("%(key)s: không có đơn vị “%(unit)s”.")
_NO_WHOLE = gettext_lazy("%(key)s: thời hạn là một số nguyên lớn hơn 0.")
_FOLLOWED = gettext_lazy("%(key)s đã có quy tắc kế tiếp từ ngày đó.")


class WrongChange(RulebookError):
    """A change that does not fit the rule; the message says why."""

    code = "wrong_change"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChange:
    """A value of `rule` as an office has it.

    `fill`: the rule had no value, or no known first day; it has both now. `correct`: what the rule said was wrong for
    the whole of its time. `succeed`: the rule ends on `effective_from`, and a rule of its own, named
    "<rule>.<day>", follows it in each line of a duty.
    """

    rule: str
    manner: Manner
    value: Value
    unit: Unit
    source: str
    source_url: str = ""
    effective_from: date | None = None
    note: str = ""


def changed_book(book: Rulebook, changes: Iterable[ValueChange]) -> Rulebook:
    """The rulebook with the changes, in their order. Raises `UnknownRule`, `WrongChange`."""
    for change in changes:
        book = _changed(book, change)
    return book


def _changed(book: Rulebook, change: ValueChange) -> Rulebook:
    rule = book.rule(change.rule)
    _check(rule, change)
    if change.manner == "succeed":
        return _succeeded(book, rule, change)
    start = change.effective_from or rule.effective_from
    if start is None:
        raise WrongChange(_NO_DAY, key=rule.id)
    if rule.effective_to is not None and start >= rule.effective_to:
        raise WrongChange(_OUTSIDE, key=rule.id, day=start)
    return _with(book, [_as_office_has_it(rule, change, start=start)], dict(book.duties))


def _check(rule: Rule, change: ValueChange) -> None:
    open_ = rule.value is None or rule.effective_from is None
    if change.unit not in UNITS:
        raise WrongChange(_NO_UNIT, key=rule.id, unit=change.unit)
    if change.unit in TIME_UNITS and (change.value != int(change.value) or change.value <= 0):
        raise WrongChange(_NO_WHOLE, key=rule.id)
    if change.manner == "fill" and not open_:
        raise WrongChange(_KNOWN_ALREADY, key=rule.id)
    if change.manner != "fill" and open_:
        raise WrongChange(_NOTHING_YET, key=rule.id)


def _succeeded(book: Rulebook, rule: Rule, change: ValueChange) -> Rulebook:
    day = change.effective_from
    if day is None:
        raise WrongChange(_NO_DAY, key=rule.id)
    if not rule.holds_on(day) or day == rule.effective_from:
        raise WrongChange(_OUTSIDE, key=rule.id, day=day)
    follower = replace(_as_office_has_it(rule, change, start=day), id=follower_id(rule.id, day))
    if follower.id in book.rules:
        raise WrongChange(_FOLLOWED, key=rule.id)
    before = _versioned(replace(rule, effective_to=day))
    duties = {key: _followed_in(duty, rule.id, follower.id) for key, duty in book.duties.items()}
    return _with(book, [before, follower], duties)


def _followed_in(duty: Duty, rule: str, follower: str) -> Duty:
    lines = tuple(
        replace(
            line,
            rules=tuple(each for old in line.rules for each in ((old, follower) if old == rule else (old,))),
        )
        for line in duty.lines
    )
    return replace(duty, lines=lines)


def _as_office_has_it(rule: Rule, change: ValueChange, *, start: date) -> Rule:
    role: Role = rule.role
    roll: Roll = rule.roll
    if role == "none" and change.unit in TIME_UNITS:
        role, roll = "deadline", "next_working_day"
    number = int(change.value) if change.value == int(change.value) else Decimal(change.value)
    return _versioned(
        replace(
            rule,
            value=number,
            unit=change.unit,
            role=role,
            roll=roll if role in TIME_ROLES else "none",
            effective_from=start,
            extensions=_still_longer(rule, change),
            value_max=None,
            fixed_day=None,
            citation=change.source,
            source_url=change.source_url or None,
            confidence="confirmed_by_office",
            source_kind="none",
            inferred=(),
            note_vi=change.note or rule.note_vi,
            note_en=change.note or rule.note_en,
        )
    )


def _still_longer(rule: Rule, change: ValueChange) -> tuple[Extension, ...]:
    """The terms of the cases that the law names (complex, remote) stay what they are when the plain one is changed: a
    clause that nobody amended stays in force. A total that would be no longer than the plain term goes."""
    if change.unit != rule.unit and change.unit not in TIME_UNITS:
        return ()
    return tuple(
        each
        for each in rule.extensions
        if each.mode == "addition" or each.unit != change.unit or each.value > change.value
    )


def _versioned(rule: Rule) -> Rule:
    """The version is a short hash of what the rule says, as for the rules read from files."""
    said = {name: getattr(rule, name) for name in Rule.__slots__ if name not in ("version", "file")}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return replace(rule, version=hashlib.sha256(text.encode()).hexdigest()[:12])


def _with(book: Rulebook, rules: Iterable[Rule], duties: dict[str, Duty]) -> Rulebook:
    try:
        return Rulebook((dict(book.rules) | {rule.id: rule for rule in rules}).values(), duties.values())
    except RuleFileError as error:
        raise WrongChange(gettext_lazy("%(problem)s"), key="", problem=str(error)) from error
