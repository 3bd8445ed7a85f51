"""Small invented rules, so that a test shows all that matters to it."""

from datetime import date
from typing import Any

from congtam.mechanisms.rulebook import Duty, Extension, Line, Rule, Rulebook

START = date(2019, 1, 1)


def sample_rule(id: str = "sample-term", **changes: Any) -> Rule:
    """A term of ten calendar days in force since 2019, unless changed."""
    given: dict[str, Any] = {
        "id": id,
        "title_vi": "Thời hạn mẫu",
        "title_en": "Sample term",
        "applies_to": "sample",
        "trigger_vi": "việc mẫu xảy ra",
        "trigger_en": "the sample event happens",
        "value": 10,
        "unit": "calendar_day",
        "role": "deadline",
        "roll": "next_working_day",
        "actor": "nobody",
        "citation": "Luật mẫu, Điều 1",
        "effective_from": START,
        "effective_to": None,
        "source_url": None,
        "confidence": "from_memory",
        "source_kind": "none",
        "version": "0" * 12,
        "file": "sample.yaml",
    }
    return Rule(**(given | changes))


def extension(case: str, mode: Any, value: int, unit: Any = "calendar_day") -> Extension:
    return Extension(case=case, mode=mode, value=value, unit=unit, label_vi="mẫu", label_en="sample")


def book(*rules: Rule, lines: tuple[Line, ...] = ()) -> Rulebook:
    """The rules, and a duty `sample.duty` served by the lines given."""
    duty = Duty(
        id="sample.duty", title_vi="Việc mẫu", title_en="Sample duty", lines=lines, file="duties.yaml"
    )
    return Rulebook(rules, [duty] if lines else [])
