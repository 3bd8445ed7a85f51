"""The words that a cell may hold, in both languages: an office may fill in the Vietnamese file with English pages."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Channel, Competence, Kind, SenderKind
from congtam.foundation.text import fold

#: the states that a paper book can have; those that the product does not know are left out
PAPER_STATES = (
    "registered", "triaged", "held", "accepted", "suspended", "decided", "answered", "closed", "refused", "guided",
)  # fmt: skip
YES, NO, EXAMPLE = _("có"), _("không"), _("ví dụ")
_YES_TOO = ("x", "co", "yes", "true", "1")
_NO_TOO = ("khong", "no", "false", "0")


def offered(words: str) -> list[tuple[str, Any]]:
    """The values of a list with their labels, in the order in which they are offered."""
    lists: dict[str, list[tuple[str, Any]]] = {
        "channel": list(Channel.choices),
        "sender_kind": list(SenderKind.choices),
        "kind": list(Kind.choices),
        "competence": list(Competence.choices),
        "state": _states(),
    }
    return lists[words]


def _states() -> list[tuple[str, Any]]:
    labels = {state.name: state.label for state in LETTER.states}
    return [(name, labels[name]) for name in PAPER_STATES if name in labels]


def value_of(words: str, typed: str) -> str | None:
    """The value that was meant, whichever language it was typed in; None for an unknown word."""
    return _known(words).get(fold(typed))


@cache
def _known(words: str) -> Mapping[str, str]:
    known = {fold(value): value for value, _label in offered(words)}
    for language, _name in settings.LANGUAGES:
        with override(language):
            known |= {fold(str(label)): value for value, label in offered(words)}
    return known


def yes_or_no(typed: str) -> bool | None:
    """Whether "có" or "không" was meant; None for another word."""
    word = fold(typed)
    if word in _YES_TOO:
        return True
    return False if word in _NO_TOO else None


def is_example(typed: str) -> bool:
    return fold(typed) in ("vi du", "example")
