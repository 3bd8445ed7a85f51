"""Files of rules: what is wrong in them is told by file and rule, and what they hold cites its source."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from congtam.mechanisms.rulebook import Rule, RuleFileError, default_rulebook, read_rulebook
from congtam.mechanisms.rulebook.reading import read_rules

GOOD: dict[str, Any] = yaml.safe_load("""
id: sample-term
title_vi: Thời hạn mẫu
title_en: Sample term
applies_to: sample
trigger_vi: việc mẫu
trigger_en: the event
value: 10
unit: calendar_day
role: deadline
roll: next_working_day
actor: nobody
citation: Luật mẫu, Điều 1
effective_from: 2019-01-01
effective_to: null
source_url: null
confidence: from_memory
source_kind: none
""")
EXTENSION = {
    "case": "complex", "mode": "total", "value": 45, "unit": "calendar_day", "label_vi": "v", "label_en": "e",
}  # fmt: skip
GROUND = {"id": "war", "vi": "địch họa", "en": "war"}
RULES = [pytest.param(rule, id=rule.id) for rule in default_rulebook().rules.values()]


def read(tmp_path: Path, *rules: Any) -> tuple[Rule, ...]:
    path = tmp_path / "sample.yaml"
    path.write_text(yaml.safe_dump({"rules": list(rules)}, allow_unicode=True), encoding="utf-8")
    return read_rules(path, name="sample.yaml")


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"value": -5}, "positive"),
        ({"value": 2.5}, "positive"),
        ({"value": "ten"}, "no number"),
        ({"value": None}, "together"),
        ({"unit": "fortnight"}, "fortnight"),
        ({"unit": "percent"}, "percent"),
        ({"role": "wish"}, "wish"),
        ({"confidence": "sure"}, "sure"),
        ({"direction": "backward"}, "never rolls"),
        ({"role": "minimum"}, "never rolls"),
        ({"citation": ""}, "citation is empty"),
        ({"effective_to": "2018-01-01"}, "not a date"),
        ({"effective_from": 2019}, "not a date"),
        ({"surprise": 1}, "surprise"),
        ({"inferred": ["weather"]}, "weather"),
        ({"role": "frequency", "unit": "count", "roll": "none"}, "per what"),
        ({"extensions": [EXTENSION | {"value": 0}]}, "complex"),
        ({"extensions": [EXTENSION | {"mode": "perhaps"}]}, "complex"),
        ({"extensions": [EXTENSION | {"case": "Very Complex"}]}, "Very Complex"),
        ({"extensions": [EXTENSION | {"days": 3}]}, "days"),
        ({"grounds": [GROUND | {"id": "War!"}]}, "War!"),
        ({"grounds": [GROUND | {"en": ""}]}, "both languages"),
        ({"grounds": [GROUND, GROUND]}, "named twice"),
    ],
    ids=lambda value: str(value),
)
def test_a_mistake_is_told_with_file_and_rule(
    tmp_path: Path, changes: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(RuleFileError, match=rf"sample\.yaml: sample-term: .*{complaint}"):
        read(tmp_path, GOOD | changes)


def test_an_end_before_the_start_is_a_mistake(tmp_path: Path) -> None:
    text = yaml.safe_dump({"rules": [GOOD]}, allow_unicode=True).replace(
        "effective_to: null", "effective_to: 2018-01-01"
    )
    (tmp_path / "sample.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError, match="sample-term: effective_to"):
        read_rules(tmp_path / "sample.yaml", name="sample.yaml")


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    without = {name: value for name, value in GOOD.items() if name != "citation"}
    with pytest.raises(RuleFileError, match=r"missing fields \['citation'\]"):
        read(tmp_path, without)


def test_an_entry_that_is_no_rule_is_told_by_its_place(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"sample\.yaml: entry 2"):
        read(tmp_path, GOOD, "a sentence")


def test_a_file_that_is_no_list_of_rules_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text("rules: none", encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"sample\.yaml: one list named rules"):
        read_rules(tmp_path / "sample.yaml", name="sample.yaml")


@pytest.mark.parametrize(
    "changes",
    [
        {"value": 1, "unit": "month"},
        {"value": 5, "unit": "year", "role": "limitation"},
        {"value": 15, "unit": "percent", "role": "threshold", "roll": "none"},
        {"value": 1.5, "unit": "count", "role": "threshold", "roll": "none"},
        {"value": 50_000_000, "unit": "dong", "role": "threshold", "roll": "none"},
        {"value": 2, "unit": "count", "role": "frequency", "per": "month", "roll": "none"},
        {"value": None, "unit": None, "role": "none", "roll": "none"},
    ],
    ids=["a month", "five years", "percent", "one and a half", "money", "twice a month", "no number"],
)
def test_the_schema_holds(tmp_path: Path, changes: dict[str, Any]) -> None:
    (rule,) = read(tmp_path, GOOD | changes)
    assert (rule.value, rule.unit) == (changes["value"], changes["unit"])


def test_a_fraction_is_kept_exactly(tmp_path: Path) -> None:
    (rule,) = read(tmp_path, GOOD | {"value": 0.1, "unit": "count", "role": "threshold", "roll": "none"})
    assert rule.value == Decimal("0.1")


def test_the_version_of_a_rule_changes_with_its_content_and_not_with_the_order(tmp_path: Path) -> None:
    (first,) = read(tmp_path, GOOD)
    (turned,) = read(tmp_path, dict(reversed(GOOD.items())))
    (changed,) = read(tmp_path, GOOD | {"value": 11})
    assert first.version == turned.version
    assert first.version != changed.version


def test_the_rules_of_every_domain_are_found(tmp_path: Path) -> None:
    for place in ("casework/letters", "registers/people", "mechanisms/rulebook"):
        folder = tmp_path / place / "rules"
        folder.mkdir(parents=True)
        rule = GOOD | {"id": place.replace("/", "-")}
        (folder / "sample.yaml").write_text(yaml.safe_dump({"rules": [rule]}), encoding="utf-8")
    assert set(read_rulebook(tmp_path).rules) == {
        "casework-letters",
        "registers-people",
        "mechanisms-rulebook",
    }


def test_the_same_key_in_two_files_names_both(tmp_path: Path) -> None:
    folder = tmp_path / "casework" / "letters" / "rules"
    folder.mkdir(parents=True)
    for name in ("one.yaml", "two.yaml"):
        (folder / name).write_text(yaml.safe_dump({"rules": [GOOD]}), encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"two\.yaml: sample-term: .*one\.yaml"):
        read_rulebook(tmp_path)


def test_a_case_cannot_be_found_under_a_rule_that_is_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "casework" / "letters" / "rules"
    folder.mkdir(parents=True)
    rule = GOOD | {"extensions": [EXTENSION | {"found_under": "nowhere"}]}
    (folder / "one.yaml").write_text(yaml.safe_dump({"rules": [rule]}), encoding="utf-8")
    with pytest.raises(RuleFileError, match="found_under names no rule: nowhere"):
        read_rulebook(tmp_path)


def test_a_suspension_and_a_complex_case_have_their_grounds_as_data() -> None:
    rules = default_rulebook().rules
    suspension = {ground.id for ground in rules["complaint-suspension-decision-send"].grounds}
    assert suspension == {"force_majeure", "objective_obstacle", "other_body"}
    assert len(rules["complaint-complexity-criteria"].grounds) == 7


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_was_read_somewhere_says_where(rule: Rule) -> None:
    if rule.source_url is None:  # a page known by its title alone gives no text that could be compared
        assert rule.confidence != "verified_in_law_text"
    else:
        assert rule.source_kind != "none"


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_told_in_both_languages(rule: Rule) -> None:
    assert rule.title_vi != rule.title_en
    assert bool(rule.note_vi) == bool(rule.note_en)
