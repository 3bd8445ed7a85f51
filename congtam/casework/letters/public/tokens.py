"""The tracking code of a letter before it is sent: drawn by the machine, carried by the page, kept nowhere.

The page that shows what was typed once more carries the code, signed. Whoever sends it twice sends one letter, and is
told the same code, though nobody can read the code out of the database.
"""

from django.core import signing

from congtam.mechanisms.lifecycle.codes import is_receipt, new_receipt

SALT = "congtam.letters.public.code"
SECONDS = 24 * 3600


def new_token() -> str:
    """A fresh code, signed."""
    return signing.dumps(new_receipt(), salt=SALT)


def code_of(token: str) -> str | None:
    """The code; None where the token is older than a day or not ours."""
    try:
        found = signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    return found if isinstance(found, str) and is_receipt(found) else None
