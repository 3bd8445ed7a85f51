"""One line of an explanation: kept as code and parameters, to be told later in either language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from congtam.mechanisms.rulebook import wording


@dataclass(frozen=True, slots=True)
class Step:
    """`date`: the day reached by this line. `params` holds JSON values only, days as ISO text."""

    date: date
    code: str
    params: Mapping[str, Any]
    citation: str | None = None

    def text(self) -> str:
        """The line in the active language (Vietnamese is the source)."""
        return wording.tell(self.code, self.date, self.params)

    def to_json(self) -> dict[str, Any]:
        return {
            "date": self.date.isoformat(),
            "code": self.code,
            "params": dict(self.params),
            "citation": self.citation,
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Step":
        return cls(date.fromisoformat(raw["date"]), raw["code"], raw["params"], raw["citation"])
