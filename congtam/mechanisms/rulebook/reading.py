"""From YAML to rules: every mistake is found when the file is read, and told with file and rule id."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import yaml

from congtam.mechanisms.rulebook import schema
from congtam.mechanisms.rulebook.errors import RuleFileError
from congtam.mechanisms.rulebook.schema import Duty, Extension, FixedDay, Ground, Line, Rule

T = TypeVar("T")
Raw = Mapping[str, Any]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEY = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")
_CASE = re.compile(r"^[a-z][a-z0-9_]*$")
_NOT_IN_FILES = {"version", "file"}
RULE_FIELDS = frozenset(field.name for field in fields(Rule)) - _NOT_IN_FILES
_REQUIRED = frozenset(field.name for field in fields(Rule) if field.default is MISSING) - _NOT_IN_FILES
_CHOICES = {
    "role": schema.ROLES,
    "direction": schema.DIRECTIONS,
    "roll": schema.ROLLS,
    "confidence": tuple(each for each in schema.CONFIDENCES if each != "confirmed_by_office"),
    "source_kind": schema.SOURCE_KINDS,
}
_TEXTS = ("note_vi", "note_en", "says_vi", "says_en", "counted_vi", "counted_en")
_OPTIONAL_CHOICES = {"unit": schema.UNITS, "per": schema.PERS}


def read_rules(path: Path, *, name: str) -> tuple[Rule, ...]:
    """The rules of one file; `name` is how the file is called in messages. Raises `RuleFileError`."""
    return tuple(_each(path, "rules", name=name, build=_rule))


def read_duties(path: Path, *, name: str) -> tuple[Duty, ...]:
    """The duties of one `duties.yaml`. Raises `RuleFileError`."""
    return tuple(_each(path, "duties", name=name, build=_duty))


def _each(path: Path, key: str, *, name: str, build: Callable[[Raw, str], T]) -> Iterator[T]:
    for place, raw in enumerate(_rows(path, key, name)):
        label = raw.get("id", f"entry {place + 1}") if isinstance(raw, dict) else f"entry {place + 1}"
        try:
            yield build(raw, name)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise RuleFileError(f"{name}: {label}: {_said(error)}") from error


def _said(error: Exception) -> str:
    return f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)


def _rows(path: Path, key: str, name: str) -> list[Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 -- the safe loader in C
    except yaml.YAMLError as error:
        raise RuleFileError(f"{name}: {error}") from error
    if not isinstance(data, dict) or set(data) != {key} or not isinstance(data[key], list):
        raise RuleFileError(f"{name}: one list named {key} is expected")
    rows: list[Any] = data[key]
    return rows


def _rule(raw: Raw, name: str) -> Rule:
    _check_fields(raw)
    extensions = tuple(_extension(row) for row in raw.get("extensions", ()))
    given = dict(raw, extensions=extensions, for_cases=_slugs(raw.get("for_cases", ())))
    given["grounds"] = _grounds(raw.get("grounds", ()))
    given["inferred"] = tuple(raw.get("inferred", ()))
    given["value"], given["value_max"] = _value(raw["value"]), _value(raw.get("value_max"))
    given |= {name: raw.get(name) or "" for name in _TEXTS}
    given["fixed_day"] = _fixed_day(raw.get("fixed_day"))
    rule = Rule(**given, version=_version(raw), file=name)
    _check_dates(rule)
    _check_meaning(rule)
    return rule


def _check_fields(raw: Raw) -> None:
    unknown, missing = set(raw) - RULE_FIELDS, _REQUIRED - set(raw)
    if unknown or missing:
        raise ValueError(f"unknown fields {sorted(unknown)}, missing fields {sorted(missing)}")
    if not _KEY.match(str(raw["id"])):
        raise ValueError("the id holds letters, digits, dots, hyphens and underscores only")
    for field, allowed in _CHOICES.items():
        if field in raw and raw[field] not in allowed:
            raise ValueError(f"{field} is {raw[field]!r}, not one of {', '.join(allowed)}")
    for field, allowed in _OPTIONAL_CHOICES.items():
        if raw.get(field) is not None and raw[field] not in allowed:
            raise ValueError(f"{field} is {raw[field]!r}, not one of {', '.join(allowed)}")
    stray = set(raw.get("inferred", ())) - RULE_FIELDS
    if stray:
        raise ValueError(f"inferred names no field: {sorted(stray)}")
    for field in ("title_vi", "title_en", "trigger_vi", "trigger_en", "applies_to", "actor", "citation"):
        if not isinstance(raw[field], str) or not raw[field].strip():
            raise ValueError(f"{field} is empty")


def _check_dates(rule: Rule) -> None:
    for day in (rule.effective_from, rule.effective_to):
        if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
            raise ValueError(f"{day!r} is not a date")
    if rule.effective_from and rule.effective_to and rule.effective_to <= rule.effective_from:
        raise ValueError("effective_to is the first day no longer in force and lies after effective_from")


def _check_meaning(rule: Rule) -> None:
    if (rule.value is None) != (rule.unit is None):
        raise ValueError("value and unit are given together or not at all")
    if rule.role in schema.TIME_ROLES and rule.value is not None:
        _check_term(rule)
    if not rule.is_time and any(each.mode == "addition" for each in rule.extensions):
        raise ValueError("only a term is extended by an addition")
    if rule.extensions and rule.value is None:
        raise ValueError("a rule without a value has no other value for a case")
    if rule.value_max is not None and (rule.value is None or rule.value_max <= rule.value):
        raise ValueError("value_max is the upper end of a range that begins with value")
    if bool(rule.counted_vi) != bool(rule.counted_en) or (rule.counted_vi and rule.unit != "count"):
        raise ValueError("counted says in both languages what a count counts")
    if bool(rule.says_vi) != bool(rule.says_en):
        raise ValueError("says is given in both languages")
    if rule.fixed_day is not None and (rule.value is not None or rule.role not in schema.TIME_ROLES):
        raise ValueError("a fixed day stands instead of a value, in a rule about time")
    if rule.roll != "none" and (rule.direction == "backward" or rule.role == "minimum"):
        # Backward terms and minimum terms end at the raw date.
        raise ValueError("a backward or minimum term never rolls")
    if (rule.role == "frequency" and rule.value is not None) != (rule.per is not None):
        raise ValueError("a frequency, and nothing else, says per what")


def _check_term(rule: Rule) -> None:
    if rule.unit not in schema.TIME_UNITS:
        raise ValueError(f"a {rule.role} is told in days, months or years, not in {rule.unit}")
    least = 0 if rule.role == "minimum" else 1  # what takes effect on the very day
    if not isinstance(rule.value, int) or rule.value < least:
        raise ValueError(
            "the value of a term is a positive whole number; a backward term says so by direction"
        )


def _fixed_day(row: Raw | None) -> FixedDay | None:
    if row is None:
        return None
    unknown = set(row) - {field.name for field in fields(FixedDay)}
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)} in fixed_day")
    found = FixedDay(**row)
    found.of(date(2024, 1, 1))  # raises ValueError for a day that no calendar has
    return found


def _extension(row: Raw) -> Extension:
    unknown = set(row) - {field.name for field in fields(Extension)}
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)} in an extension")
    if row["mode"] not in schema.MODES or row["unit"] not in schema.UNITS:
        raise ValueError(f"extension {row['case']}: wrong mode or unit")
    if not isinstance(row["value"], int | float) or row["value"] <= 0:
        raise ValueError(f"extension {row['case']}: the value is a positive number")
    if row["unit"] in schema.TIME_UNITS and not isinstance(row["value"], int):
        raise ValueError(f"extension {row['case']}: the value of a term is a whole number")
    _slugs((row["case"],))
    return Extension(**{**row, "value": _value(row["value"])})


def _grounds(rows: Any) -> tuple[Ground, ...]:
    """Grounds by name, each told in both languages."""
    found = tuple(Ground(**row) for row in rows)
    _slugs(ground.id for ground in found)
    if len({ground.id for ground in found}) != len(found):
        raise ValueError("a ground is named twice")
    if not all(ground.vi.strip() and ground.en.strip() for ground in found):
        raise ValueError("a ground is told in both languages")
    return found


def _slugs(cases: Any) -> tuple[str, ...]:
    for case in cases:
        if not _CASE.match(case):
            raise ValueError(f"{case!r} is no case: small letters and underscores")
    return tuple(cases)


def _value(raw: object) -> schema.Value | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float | None):
        raise ValueError(f"the value {raw!r} is no number")
    return Decimal(str(raw)) if isinstance(raw, float) else raw


def _version(raw: Raw) -> str:
    """Twelve hex digits over the content, whatever the order of its fields in the file."""
    text = json.dumps(raw, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _duty(raw: Raw, name: str) -> Duty:
    unknown = set(raw) - {"id", "title_vi", "title_en", "lines"}
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)}")
    lines = tuple(Line(rules=tuple(row["rules"]), case=row.get("case")) for row in raw["lines"])
    if not lines or not all(line.rules for line in lines):
        raise ValueError("a duty has lines, and each line rules")
    return Duty(id=raw["id"], title_vi=raw["title_vi"], title_en=raw["title_en"], lines=lines, file=name)
