"""All rules and duties together, found in the folders of the domains."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from django.utils.translation import gettext_lazy

import congtam
from congtam.mechanisms.rulebook.errors import NotInForce, NoValue, RuleFileError, UnknownRule
from congtam.mechanisms.rulebook.reading import read_duties, read_rules
from congtam.mechanisms.rulebook.schema import Duty, Rule

Entry = TypeVar("Entry", Rule, Duty)
_NO_KEY = gettext_lazy("Không có quy tắc hay nhiệm vụ nào tên là %(key)s.")
_NO_START = gettext_lazy("Chưa đọc được ngày bắt đầu có hiệu lực của %(key)s.")
_NOT_THAT_DAY = gettext_lazy("%(key)s không có hiệu lực vào %(day)s.")
#: the days in the name of a rule that follows another
_FOLLOWING = re.compile(r"(\.\d{4}-\d{2}-\d{2})+")
DUTIES_FILE = "duties.yaml"
#: a domain's rules stand in its folder; those of a domain not built yet wait in a folder of its name here
PLACES = (
    "casework/*/rules",
    "registers/*/rules",
    "mechanisms/rulebook/rules",
    "mechanisms/rulebook/rules/*",
)


class Rulebook:
    """Rules and duties by key. Raises `RuleFileError` when they contradict one another."""

    def __init__(self, rules: Iterable[Rule], duties: Iterable[Duty] = ()) -> None:
        self.rules: Mapping[str, Rule] = MappingProxyType(_by_id(rules))
        self.duties: Mapping[str, Duty] = MappingProxyType(_by_id(duties))
        for duty in self.duties.values():
            self._check_duty(duty)
        for rule in self.rules.values():
            if rule.pause and rule.pause not in self.rules:
                raise RuleFileError(f"{rule.file}: {rule.id}: pause names no rule: {rule.pause}")
            for found in (each.found_under for each in rule.extensions):
                if found and found not in self.rules:
                    raise RuleFileError(f"{rule.file}: {rule.id}: found_under names no rule: {found}")

    def rule(self, key: str) -> Rule:
        """The rule with this id, in force or not. Raises `UnknownRule`."""
        try:
            return self.rules[key]
        except KeyError:
            raise UnknownRule(_NO_KEY, key=key, hint=self._near(key)) from None

    def duty(self, key: str) -> Duty:
        """Raises `UnknownRule`."""
        try:
            return self.duties[key]
        except KeyError:
            raise UnknownRule(_NO_KEY, key=key, hint=self._near(key)) from None

    def in_force(self, key: str, *, day: date) -> Rule:
        """The rule if it holds then. Raises `UnknownRule`, `NotInForce`, `NoValue` (start not read)."""
        rule = self.rule(key)
        if rule.effective_from is None:
            raise NoValue(_NO_START, key=key, hint=rule.citation)
        if not rule.holds_on(day):
            raise NotInForce(_NOT_THAT_DAY, key=key, day=day, hint=say_dates(rule))
        return rule

    def standing(self, key: str, *, day: date) -> Rule | None:
        """The rule of this name, or the one that an office lets follow it, whichever is in force that day: what one
        rule says of another by name holds for its followers too. None for neither. Raises `UnknownRule`."""
        named = self.rule(key)
        return next((each for each in (named, *self.followers(key)) if each.holds_on(day)), None)

    def followers(self, key: str) -> tuple[Rule, ...]:
        """The rules that an office lets follow the one of this name, oldest first."""
        found = (rule for name, rule in self.rules.items() if is_follower(name, of=key))
        return tuple(sorted(found, key=lambda rule: rule.effective_from or date.min))

    def serving(self, key: str, *, day: date, cases: tuple[str, ...] = ()) -> tuple[Rule, ...]:
        """The rules of a duty in force that day, one a line; may be empty. Raises `UnknownRule`."""
        lines = self.duty(key).lines_for(cases)
        return tuple(rule for line in lines for rule in map(self.rule, line.rules) if rule.holds_on(day))

    def history(self, key: str) -> tuple[Rule, ...]:
        """The rules behind a duty, or those that share a line with a rule: by line, oldest first."""
        if key in self.duties:
            return tuple(self.rule(each) for each in self.duties[key].rules)
        rule = self.rule(key)
        lines = [line.rules for duty in self.duties.values() for line in duty.lines if key in line.rules]
        ids = dict.fromkeys(each for line in lines for each in line)
        return tuple(self.rule(each) for each in ids) or (rule, *self.followers(key))

    def known_cases(self, key: str) -> tuple[str, ...]:
        """The cases that change the dates of a rule or duty, for a form to offer. Raises `UnknownRule`."""
        duty = self.duties.get(key)
        if duty is None:
            return self.rule(key).cases
        own = (line.case for line in duty.lines if line.case)
        return tuple(dict.fromkeys((*own, *(case for rule in duty.rules for case in self.rule(rule).cases))))

    def _near(self, key: str) -> str:
        near = difflib.get_close_matches(key, [*self.rules, *self.duties], n=3, cutoff=0.5)
        return ", ".join(near)

    def _check_duty(self, duty: Duty) -> None:
        if duty.id in self.rules:
            raise RuleFileError(f"{duty.file}: {duty.id}: a rule has the same key")
        for line in duty.lines:
            missing = [rule for rule in line.rules if rule not in self.rules]
            if missing:
                raise RuleFileError(f"{duty.file}: {duty.id}: no rule {', '.join(missing)}")
            _check_succession(duty, [self.rules[rule] for rule in line.rules])


def _check_succession(duty: Duty, rules: list[Rule]) -> None:
    """Rules of one line follow one another without overlap, or two would claim the same day."""
    for before, after in pairwise(rules):
        end, start = before.effective_to, after.effective_from
        if end is None or start is None or start < end:
            raise RuleFileError(f"{duty.file}: {duty.id}: {after.id} does not follow {before.id} in time")


def _by_id(entries: Iterable[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in found:
            raise RuleFileError(f"{entry.file}: {entry.id}: the key is taken in {found[entry.id].file}")
        found[entry.id] = entry
    return found


def follower_id(key: str, day: date) -> str:
    """How the rule is named that follows another from a day: "<rule>.<day>"."""
    return f"{key}.{day.isoformat()}"


def is_follower(name: str, *, of: str) -> bool:
    """Whether the name is that of a rule which follows the other one, at once or after further ones."""
    return name.startswith(f"{of}.") and bool(_FOLLOWING.fullmatch(name.removeprefix(of)))


def say_dates(rule: Rule) -> str:
    """The days between which a rule holds, for a hint: "2020-12-10..2026-07-01"."""
    return f"{rule.id} {rule.effective_from or '?'}..{rule.effective_to or ''}"


def rule_files(root: Path) -> Iterator[Path]:
    """Every YAML file of rules below a package, in a stable order."""
    for place in PLACES:
        yield from sorted(path for folder in sorted(root.glob(place)) for path in folder.glob("*.yaml"))


def read_rulebook(root: Path) -> Rulebook:
    """The rulebook of a package folder. Raises `RuleFileError`."""
    rules: list[Rule] = []
    duties: list[Duty] = []
    for path in rule_files(root):
        name = path.relative_to(root).as_posix()
        if path.name == DUTIES_FILE:
            duties += read_duties(path, name=name)
        else:
            rules += read_rules(path, name=name)
    return Rulebook(rules, duties)


@cache
def default_rulebook() -> Rulebook:
    """The rulebook of the product, read once a process."""
    return read_rulebook(Path(congtam.__file__).parent)
