"""Finding rules among several hundred: by words with or without accents, and by what they are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from congtam.foundation.text import fold
from congtam.mechanisms.rulebook import Rule, Rulebook
from congtam.registers.legislation.showing.rules import field_of, is_unread, place_of_field

#: rules on one page
PAGE = 40


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the reader asked for; empty means all. ``day`` is the day on which ``holding`` rules are in force."""

    words: str = ""
    field: str = ""
    role: str = ""
    confidence: str = ""
    unread: bool = False
    holding: bool = False
    day: date

    @property
    def anything(self) -> bool:
        return bool(self.words or self.field or self.role or self.confidence or self.unread or self.holding)


def found(book: Rulebook, asked: Asked) -> list[Rule]:
    """The rules that fit, by field, those in force first."""
    words = fold(asked.words).split()
    rules = [rule for rule in book.rules.values() if _fits(rule, asked) and _says(rule, words)]
    return sorted(
        rules,
        key=lambda rule: (place_of_field(field_of(rule)), not rule.holds_on(asked.day), rule.title, rule.id),
    )


def duties_found(book: Rulebook, asked: Asked, rules: Iterable[Rule]) -> list[str]:
    """The duties that the words name, or that one of the rules found serves."""
    words = fold(asked.words).split()
    if not words:
        return []
    served = {rule.id for rule in rules}
    return [
        duty.id
        for duty in book.duties.values()
        if all(word in fold(f"{duty.id} {duty.title_vi} {duty.title_en}") for word in words)
        or (served and served.issuperset(duty.rules))
    ]


def by_field(book: Rulebook) -> Counter[str]:
    """How many rules each field has."""
    return Counter(field_of(rule) for rule in book.rules.values())


def _fits(rule: Rule, asked: Asked) -> bool:
    return (
        (not asked.field or field_of(rule) == asked.field)
        and (not asked.role or rule.role == asked.role)
        and (not asked.confidence or rule.confidence == asked.confidence)
        and (not asked.unread or is_unread(rule))
        and (not asked.holding or rule.holds_on(asked.day))
    )


def _says(rule: Rule, words: list[str]) -> bool:
    if not words:
        return True
    text = fold(f"{rule.id} {rule.title_vi} {rule.title_en} {rule.citation} {rule.says_vi} {rule.applies_to}")
    return all(word in text for word in words)
