"""Kinds of documents, described by the domains, and the registry of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

#: A value is plain text, or several (paragraphs, recipients); it is never markup and never template code.
Value = str | Sequence[str]
Facts = Mapping[str, Value]

Confidence = Literal["verified_in_law_text", "secondary_source", "from_memory"]

#: Filled in by :func:`congtam.mechanisms.documents.issuing.issue` and by nobody else.
NUMBER_LINE, DATE_LINE = "number_line", "date_line"
#: Come from the letterhead; ``superior`` may be empty, some bodies name none.
SUPERIOR, ISSUER = "superior", "issuer"
AUTOMATIC = (NUMBER_LINE, DATE_LINE, ISSUER)


class UnknownDocument(LookupError):
    """No document of this name is registered."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """The official form of a kind while one legal text is in force: half-open, ``until`` None is open."""

    number: str
    law: str
    since: date
    until: date | None
    confidence: Confidence

    def holds_on(self, day: date) -> bool:
        """Whether the form is in force on ``day``."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, kw_only=True)
class DocumentKind:
    """One kind of document that a domain issues.

    ``series`` is the abbreviation under which it is counted (TB, QĐ, CV): two kinds with the same series
    share their numbers, as on paper. ``symbol`` is a format string over ``number``, ``series``, ``issuer``
    and ``drafter`` (see `symbols`). ``numbering``: "year" counts from 01 each calendar year (state documents,
    NĐ 30/2020/NĐ-CP Điều 15), "term" from 01 in each committee's term (Party documents, 36-HD/VPTW).
    ``variables`` must have a value, ``optional`` ones may be empty. ``sample`` is invented.
    ``compared`` says that a person held the shipped template against the official form. ``apart``: that a number was
    given tells of a case, so the series is shown to those only who may know of sealed records, as far as its papers are
    shown to them; every kind of the series is then apart.
    """

    name: str
    label: Any
    template: Path
    series: str
    symbol: str
    numbering: Literal["year", "term"]
    variables: tuple[str, ...]
    sample: Facts
    needs_issue: str
    needs_handle: str
    optional: tuple[str, ...] = (SUPERIOR,)
    labels: Mapping[str, Any]
    forms: tuple[Form, ...] = ()
    compared: bool = False
    apart: bool = False

    def form_on(self, day: date) -> Form | None:
        """The official form in force on ``day``; None where no text prescribes one, or none is known."""
        return next((form for form in self.forms if form.holds_on(day)), None)

    @property
    def all_variables(self) -> frozenset[str]:
        return frozenset(self.variables) | frozenset(self.optional)

    def label_of(self, variable: str) -> str:
        """The variable as people call it."""
        return str(self.labels.get(variable, variable))


_kinds: dict[str, DocumentKind] = {}


def register(kind: DocumentKind) -> DocumentKind:
    """Register a kind once. ValueError for a second one of the same name, or one that is not sound."""
    _check(kind)
    known = _kinds.get(kind.name)
    if known is not None and known.template != kind.template:
        raise ValueError(f"{kind.name} is registered already")
    _kinds[kind.name] = kind
    return kind


def _check(kind: DocumentKind) -> None:
    if unlabelled := kind.all_variables - set(kind.labels):
        raise ValueError(f"{kind.name}: no label for {sorted(unlabelled)}")
    if absent := set(AUTOMATIC) - set(kind.variables):
        raise ValueError(f"{kind.name}: {sorted(absent)} must be among the variables")
    if any(kind.apart != other.apart for other in _kinds.values() if other.series == kind.series):
        raise ValueError(f"{kind.name}: all kinds of {kind.series} are apart, or none")
    for one, other in zip(kind.forms, kind.forms[1:], strict=False):
        if one.until is None or one.until > other.since:
            raise ValueError(f"{kind.name}: two forms on {other.since}")


def kind_of(name: str) -> DocumentKind:
    """The kind of this name, or UnknownDocument."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownDocument(name) from None


def kinds() -> dict[str, DocumentKind]:
    """All registered kinds by name."""
    return dict(_kinds)


def apart_series() -> frozenset[str]:
    """The series whose numbers tell of cases that few may know of (see `DocumentKind.apart`)."""
    return frozenset(kind.series for kind in _kinds.values() if kind.apart)
