"""The sender of a letter: sealed until somebody decided that the letter is no denunciation."""

from collections.abc import Mapping

from congtam.casework.letters.models import Letter
from congtam.foundation.sealing import seal_json, unseal_json

CONTEXT = "letters.letter.sender"


def seal_sender(letter: Letter, identifying: Mapping[str, str]) -> bytes:
    """Name, address and phone, sealed with the letter's identity key. Raises SealLocked."""
    return seal_json(letter.seal_key, dict(identifying), context=CONTEXT)


def sender_of(letter: Letter) -> dict[str, str]:
    """Name, address and phone; empty strings where nothing is known. Raises SealLocked."""
    if letter.opened_at is not None:
        return {"name": letter.sender_name, "address": letter.sender_address, "phone": letter.sender_phone}
    if not letter.sealed:
        return {"name": "", "address": "", "phone": ""}
    found: dict[str, str] = unseal_json(letter.seal_key, bytes(letter.sealed), context=CONTEXT)
    return found
