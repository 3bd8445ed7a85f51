"""Codes that people read out, type and scan: no letter or digit that is taken for another."""

from secrets import choice

#: without 0 O 1 I L U V and 2 Z, which are confused in print or when read aloud
ALPHABET = "3456789ABCDEFGHJKMNPQRSTWXY"
CODE_LENGTH = 8
RECEIPT_LENGTH = 16


def new_code() -> str:
    """A record's code, in two groups: "K7QX-P3MA" (27⁸ ≈ 2.8·10¹¹ values)."""
    return grouped("".join(choice(ALPHABET) for _ in range(CODE_LENGTH)))


def new_receipt() -> str:
    """A citizen's tracking code, in four groups of four (27¹⁶ ≈ 76 bits, beyond guessing)."""
    return grouped("".join(choice(ALPHABET) for _ in range(RECEIPT_LENGTH)))


def grouped(code: str) -> str:
    """ "K7QXP3MA" → "K7QX-P3MA"."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def normal(typed: str) -> str:
    """What was typed or scanned, in the form in which codes are kept: upper case, in groups of four."""
    return grouped("".join(letter for letter in typed.upper() if letter in ALPHABET))


def is_receipt(typed: str) -> bool:
    """Whether ``typed`` has the shape of a tracking code (says nothing of whether it exists)."""
    return len(normal(typed).replace("-", "")) == RECEIPT_LENGTH
