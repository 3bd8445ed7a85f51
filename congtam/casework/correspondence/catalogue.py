"""Kinds of documents with their abbreviations, read from ``kinds.yaml`` once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from django.utils.translation import get_language

from congtam.mechanisms.rulebook import NotInForce, Rule, default_rulebook

FILE = Path(__file__).with_name("kinds.yaml")
Issuer = Literal["party", "state"]


class UnknownDocumentKind(LookupError):
    """No kind of this code is in the catalogue."""


@dataclass(frozen=True, kw_only=True)
class PaperKind:
    """One kind of one issuer. ``symbol`` is None where no abbreviation is known: such a kind takes no number.

    ``names_drafter``: its symbol names the drafting part of the office in place of the kind (NĐ 30/2020/NĐ-CP,
    phụ lục I, mục II.3). ``confidence`` says how far the abbreviation was read.
    """

    code: str
    vi: str
    en: str
    symbol: str | None
    also: tuple[str, ...]
    confidence: str
    source: str
    names_drafter: bool = False

    @property
    def label(self) -> str:
        """The kind as people call it, in the language of the page."""
        return self.vi if get_language() == "vi" else self.en[:1].upper() + self.en[1:]


@cache
def _read() -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


@cache
def kinds_of(issuer: Issuer) -> Mapping[str, PaperKind]:
    """The kinds that a Party or a state issuer has, by code, in the order of the law."""
    return {row["code"]: PaperKind(**{**row, "also": tuple(row["also"])}) for row in _read()[issuer]}


@cache
def all_kinds() -> Mapping[str, PaperKind]:
    """Every kind that may come in, by code."""
    return {**kinds_of("party"), **kinds_of("state")}


def kind_label(code: str) -> str:
    """The kind in words; the code itself where the catalogue no longer has it, nothing for none."""
    found = all_kinds().get(code)
    return found.label if found else code


def options(kinds: Iterable[PaperKind]) -> list[tuple[str, str]]:
    """For a choice field, by name."""
    return sorted(((kind.code, kind.label) for kind in kinds), key=lambda option: option[1])


def numbered(issuer: Issuer, code: str) -> PaperKind:
    """The kind under which a number may be given. Raises UnknownDocumentKind."""
    found = kinds_of(issuer).get(code)
    if found is None or found.symbol is None:
        raise UnknownDocumentKind(code)
    return found


def congress_symbol() -> str:
    """How a congress is abbreviated as the issuer ("ĐH"), where it was not said otherwise."""
    return str(_read()["congress"]["symbol"])


def source_of(kind: PaperKind) -> Mapping[str, Any]:
    """Where the list that has the kind was read: citation, address, confidence, note."""
    found: Mapping[str, Any] = _read()["sources"][kind.source]
    return found


def format_on(issuer: Issuer, day: date) -> Rule | None:
    """The text that says how a document dated ``day`` is laid out; None where none is known for that day."""
    for key in _read()["formats"][issuer]:
        try:
            return default_rulebook().in_force(key, day=day)
        except NotInForce:
            continue
    return None
