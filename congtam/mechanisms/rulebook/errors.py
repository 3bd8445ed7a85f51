"""What can go wrong when the rulebook is asked; each error carries its code and exit status."""

from datetime import date
from typing import TYPE_CHECKING, Any

from congtam.foundation.calendar import say_day

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class RulebookError(Exception):
    """`code` is for programs; `text()` tells people in their language what is wrong; `hint` holds names only.

    `said` is a marked text with named placeholders, filled from `params` (days are said as people do).
    """

    code = "rulebook"
    exit_status = 2

    def __init__(self, said: "StrPromise", *, hint: str = "", **params: Any) -> None:
        super().__init__(said)
        self.said = said
        self.hint = hint
        self.params = params

    def text(self) -> str:
        return str(self.said) % {name: _shown(value) for name, value in self.params.items()}

    def __str__(self) -> str:
        return self.text()


def _shown(value: object) -> object:
    return say_day(value) if isinstance(value, date) else value


class UnknownRule(RulebookError):
    """No rule and no duty has this key."""

    code = "unknown"
    exit_status = 3


class NotInForce(RulebookError):
    """The rule exists, but not on that day."""

    code = "not_in_force"
    exit_status = 3


class NoValue(RulebookError):
    """The text gives no number, or the day from which it holds was not read: an unknown, never a guess."""

    code = "unknown"
    exit_status = 3


class NotATimeRule(RulebookError):
    """The value is no term: a percentage, a count, a sum of money."""

    code = "not_a_time_rule"


class WrongTerm(RulebookError):
    """The facts given do not fit the rule: an unknown case, too many extensions, overlapping suspensions."""

    code = "wrong_term"


class RuleFileError(ValueError):
    """A file of rules is wrong: names the file and the rule."""
