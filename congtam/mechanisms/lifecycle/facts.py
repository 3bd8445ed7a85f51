"""What a deadline is computed from, beside the day of its event."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from congtam.mechanisms.rulebook import Clock, Edition, Rulebook, Suspension, clock


@dataclass(frozen=True, kw_only=True)
class Decision:
    """The paper behind a pause, a resumption or a longer term. ``kind``: pause, resume, extension, case, law,
    handover; ``reason`` is the name of a ground in the rulebook (several: joined by commas), never a typed
    text."""

    kind: str
    on: date
    symbol: str = ""
    reason: str = ""

    def to_json(self) -> dict[str, str]:
        return {"kind": self.kind, "on": self.on.isoformat(), "symbol": self.symbol, "reason": self.reason}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """``cases`` are those that the duty's rules know; ``suspended`` are pairs (last day used, day 0 of the
    rest); ``law_of`` is the day whose law a person chose (None: that of the event)."""

    cases: tuple[str, ...] = ()
    extensions: int = 0
    suspended: tuple[Suspension, ...] = ()
    law_of: date | None = None
    decisions: tuple[Decision, ...] = ()

    def compute(self, duty: str, *, event_on: date, edition: Edition) -> Clock:
        """The dates under an edition. Raises what `rulebook.clock` raises."""
        known = edition.book.known_cases(duty)
        return clock(
            duty,
            event=event_on,
            cases=[case for case in self.cases if case in known],
            extensions=self.extensions,
            suspended=self.suspended,
            law_of=self.law_of,
            rulebook=edition.book,
            calendar=edition.calendar,
        )

    def law_changed(self, duty: str, *, event_on: date, until: date, book: Rulebook) -> bool:
        """Whether other rules serve the duty on ``until`` than on the day of its event, and nobody has chosen
        which law is applied."""
        if self.law_of is not None or until <= event_on:
            return False
        known = book.known_cases(duty)
        cases = tuple(case for case in self.cases if case in known)
        then, now = (
            {rule.id for rule in book.serving(duty, day=day, cases=cases)} for day in (event_on, until)
        )
        return then != now

    def numbered(self, kind: str, symbol: str) -> "Facts":
        """The same once the paper of the last decision of this kind has its number. A number that is there stays: it is
        that of an earlier paper, about this term alone."""
        last = self.decisions[-1:]
        if not last or last[0].kind != kind or last[0].symbol:
            return self
        return replace(self, decisions=(*self.decisions[:-1], replace(last[0], symbol=symbol)))

    def renumbered(self, kind: str, *, was: str, symbol: str) -> "Facts":
        """The same once the paper numbered ``was`` was voided and issued again as ``symbol``."""
        named = (
            replace(each, symbol=symbol) if (each.kind, each.symbol) == (kind, was) else each
            for each in self.decisions
        )
        return replace(self, decisions=tuple(named))

    def suspended_also(self, start: date, resume: date) -> "Facts":
        return replace(self, suspended=(*self.suspended, (start, resume)))

    def decided(self, *decisions: Decision) -> "Facts":
        return replace(self, decisions=(*self.decisions, *decisions))

    def in_cases(self, cases: Iterable[str]) -> "Facts":
        return replace(self, cases=tuple(dict.fromkeys((*self.cases, *cases))))

    def to_json(self) -> dict[str, Any]:
        return {
            "cases": list(self.cases),
            "extensions": self.extensions,
            "suspended": [[start.isoformat(), resume.isoformat()] for start, resume in self.suspended],
            "law_of": self.law_of.isoformat() if self.law_of else None,
            "decisions": [decision.to_json() for decision in self.decisions],
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Facts":
        law_of = raw.get("law_of")
        return cls(
            cases=tuple(raw.get("cases", ())),
            extensions=raw.get("extensions", 0),
            suspended=tuple(
                (date.fromisoformat(start), date.fromisoformat(end))
                for start, end in raw.get("suspended", ())
            ),
            law_of=date.fromisoformat(law_of) if law_of else None,
            decisions=tuple(
                Decision(**{**each, "on": date.fromisoformat(each["on"])})
                for each in raw.get("decisions", ())
            ),
        )
