"""The passphrase of a key file: from a file, or asked for on a terminal, never from the command line itself."""

import getpass
import sys
from dataclasses import dataclass
from pathlib import Path

from congtam.foundation.commands import CommandError

#: for a new one; an old one is taken as it is
SHORTEST = 12


@dataclass(frozen=True, kw_only=True)
class Passphrase:
    """Where it comes from: ``file`` holds it on one line, ``ask`` wants a new one typed twice."""

    file: Path | None = None
    ask: bool = False

    def new(self) -> bytes | None:
        """What a key file is to be protected with; None where nobody wished that.

        Raises CommandError (exit 2) for one that is empty, short or typed differently.
        """
        if self.file is None and not self.ask:
            return None
        found = self._of_file() if self.file else _typed_twice()
        if len(found.decode(errors="replace")) < SHORTEST:
            raise CommandError(
                "passphrase_short",
                f"The passphrase has fewer than {SHORTEST} characters.",
                "Take several words that nobody would guess.",
            )
        return found

    def of(self, key_file: Path) -> bytes:
        """What opens ``key_file``. Raises CommandError (exit 2) where there is no way to learn it."""
        if self.file:
            return self._of_file()
        if not sys.stdin.isatty():
            raise CommandError(
                "passphrase_needed",
                f"{key_file} is protected by a passphrase.",
                "Name a file that holds it with --passphrase-file, or run this on a terminal.",
            )
        return getpass.getpass(f"Passphrase of {key_file}: ").encode()

    def _of_file(self) -> bytes:
        assert self.file is not None
        try:
            return self.file.read_bytes().removesuffix(b"\n").removesuffix(b"\r")
        except OSError as error:
            raise CommandError(
                "passphrase_unreadable",
                f"{self.file} cannot be read: {error.strerror}.",
                "Name the file that holds the passphrase.",
            ) from error


def _typed_twice() -> bytes:
    if not sys.stdin.isatty():
        raise CommandError(
            "no_terminal", "There is no terminal to ask for a passphrase.", "Use --passphrase-file."
        )
    first = getpass.getpass("New passphrase of the key file: ")
    if getpass.getpass("Once more: ") != first:
        raise CommandError("passphrase_differs", "The two passphrases differ.", "Try again.")
    return first.encode()
