"""Finding equal values without revealing them."""

import hmac

from congtam.foundation.sealing import keyfiles


def lookup_mac(value: bytes | str, *, purpose: str) -> bytes:
    """HMAC-SHA256 (32 bytes) of the value under this home's lookup key; another purpose gives another result.

    A plain hash of a tracking code or of a known leaflet could be guessed by whoever reads the database.
    Raises KeyMissing.
    """
    content = value.encode() if isinstance(value, str) else value
    label = purpose.encode()
    message = len(label).to_bytes(2, "big") + label + content
    return hmac.digest(keyfiles.read_key(keyfiles.LOOKUP), message, "sha256")
