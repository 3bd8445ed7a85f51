"""What is kept of a sender to find a further letter of theirs: marks that tell nobody who it was.

A mark is an HMAC under the installation's lookup key, for one unit and one kind; the database stores it salted, row by
row, and answers one question at a time (``letters_alike``). Nobody who reads the tables can tell which letters belong
together.
"""

from collections.abc import Mapping
from datetime import date

from django.db import connection

from congtam.casework.letters.models import Kind, Letter
from congtam.casework.letters.redaction.naming import digits
from congtam.foundation.sealing import lookup_mac
from congtam.foundation.text import fold
from congtam.mechanisms import rulebook
from congtam.mechanisms.rulebook import editions
from congtam.mechanisms.rulebook.errors import NotInForce, NoValue

#: how long marks are kept: the office says so, and nothing is compared before
LIMIT = "letters.compare_senders"
_SHORT = {"p": "phuong", "tp": "thanh pho", "tt": "thi tran", "q": "quan", "h": "huyen", "t": "tinh"}
#: fewer digits are no telephone
_DIGITS = 9


def marks_of(sender: Mapping[str, str], *, unit_id: int) -> dict[str, bytes]:
    """The marks by kind: name with address, telephone. What lacks one of the two parts has no mark: a name alone is
    shared by too many."""
    found = {}
    name, address = fold(sender.get("name", "")), _address(sender.get("address", ""))
    if name and address:
        found["person"] = _mark(f"{name}|{address}", "person", unit_id)
    if len(phone := digits(sender.get("phone", ""))) >= _DIGITS:
        found["phone"] = _mark(phone, "phone", unit_id)
    return found


def _address(text: str) -> str:
    """One spelling of an address: "P. Đống Đa" is "phường Đống Đa"."""
    words = (_SHORT.get(word, word) for word in fold(text).split())
    return " ".join(words)


def _mark(value: str, what: str, unit_id: int) -> bytes:
    return lookup_mac(value, purpose=f"letters.sender:{unit_id}:{what}")


def kept_until(letter: Letter) -> date | None:
    """The day on which the marks of the letter go; None where the office has set no limit."""
    edition = editions.shown()
    try:
        term = rulebook.clock(
            LIMIT, event=letter.received_on, rulebook=edition.book, calendar=edition.calendar
        )
    except (NoValue, NotInForce):
        return None
    return term.outer.due


def keep(letter: Letter, sender: Mapping[str, str], kinds: set[Kind]) -> None:
    """Keep the marks of a letter that is registered; none of one with a denunciation in it."""
    until = kept_until(letter)
    found = {} if Kind.DENUNCIATION in kinds or until is None else marks_of(sender, unit_id=letter.unit_id)
    if not found:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT letters_keep_marks(%s, %s, %s, %s)",
            [letter.pk, list(found), list(found.values()), until],
        )


def alike(letter: Letter, sender: Mapping[str, str], *, on: date) -> list[int]:
    """The records (five at most, newest first) of letters of the unit whose sender is likely the same (1 query)."""
    found = marks_of(sender, unit_id=letter.unit_id)
    if not found:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT letters_alike(%s, %s, %s, %s)", [letter.pk, list(found), list(found.values()), on]
        )
        return [int(row[0]) for row in cursor.fetchall()]


def age(*, on: date) -> int:
    """Remove the marks whose time is over, of every unit; the worker alone may. Returns how many went."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT letters_age_marks(%s)", [on])
        return int(cursor.fetchone()[0])
