"""What people typed, as nothing that a table program would compute: the one function for cells of every export.

A table program runs what begins like a formula, and a formula can send what else stands in the sheet elsewhere. An
apostrophe before it, as people type it, keeps it text, also where the file goes on as CSV.
"""

import re

#: how a formula may begin, in the forms that Asian keyboards give too
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: what XML cannot hold (the same letters that openpyxl refuses), and halves of letters
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def neutral(text: str) -> str:
    """The text for a cell; letters that the format cannot hold are left out first."""
    kept = _UNWRITABLE.sub("", text)
    return f"'{kept}" if kept.startswith(FORMULA_STARTS) else kept
