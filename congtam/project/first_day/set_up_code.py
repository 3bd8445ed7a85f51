"""The set-up code: `congtam up` prints it on the terminal of a home without accounts, the set-up page asks
for it once. Whoever is on the network, or on the same machine, but not at that terminal cannot take the office.

The code is a file of the home that only its owner reads. While the file is there the home waits to be set up.
"""

import hmac
from hashlib import sha256
from pathlib import Path

from congtam.mechanisms.lifecycle.codes import new_code, normal
from congtam.project.home import write_private


def renew(home: Path) -> str:
    """A new code, kept in the home; the one before is worth nothing any more."""
    code = new_code()
    write_private(_file(home), code + "\n")
    return code


def present(home: Path) -> str | None:
    """The code, or None where the home does not wait to be set up."""
    try:
        return _file(home).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def forget(home: Path) -> None:
    """The office is set up."""
    _file(home).unlink(missing_ok=True)


def matches(home: Path, typed: str) -> bool:
    """Whether ``typed`` is the code; capitals, spaces and hyphens do not matter."""
    code = present(home)
    return code is not None and hmac.compare_digest(normal(typed), code)


def mark(home: Path) -> str:
    """What a session keeps in place of the code; it ends with the code. Empty where there is none."""
    code = present(home)
    return sha256(f"set-up {code}".encode()).hexdigest() if code else ""


def _file(home: Path) -> Path:
    return home / "run" / "set-up-code"
