"""What can go wrong when the rulebook is asked. Each error carries the code and exit status of the command line."""


class RulebookError(Exception):
    """`code` is for programs, the message for people (English; pages say it in their own words)."""

    code = "rulebook"
    exit_status = 2

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UnknownRule(RulebookError):
    """No rule and no duty has this key."""

    code = "unknown"
    exit_status = 3


class NotInForce(RulebookError):
    """The rule exists, but not on that day."""

    code = "not_in_force"
    exit_status = 3


class NoValue(RulebookError):
    """The text gives no number, or the day from which it holds has not been read: an unknown, never a guess."""

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
