"""XChaCha20-Poly1305 with a versioned header, from libsodium."""

from django.utils.translation import gettext as _
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_ABYTES as TAG_BYTES,
)
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt as sodium_decrypt,
)
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_encrypt as sodium_encrypt,
)
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES as NONCE_BYTES,
)
from nacl.exceptions import CryptoError
from nacl.utils import random

from congtam.foundation.sealing.errors import SealBroken

#: "CTS" and the version of this layout: header, nonce (24 bytes), ciphertext with its tag (16 bytes).
HEADER = b"CTS\x01"


def encrypt(key: bytes, plaintext: bytes, *, context: bytes) -> bytes:
    """Header, a random nonce (24 bytes are enough to draw it), ciphertext.

    The context is not stored; it must be given again to open.
    """
    nonce = random(NONCE_BYTES)
    return HEADER + nonce + sodium_encrypt(plaintext, HEADER + context, nonce, key)


def decrypt(key: bytes, sealed: bytes, *, context: bytes) -> bytes:
    """The plaintext. Raises SealBroken for any other key, context or byte."""
    start = len(HEADER) + NONCE_BYTES
    if sealed[: len(HEADER)] != HEADER or len(sealed) < start + TAG_BYTES:
        raise SealBroken(_("Dữ liệu không có dạng niêm phong đã biết."))
    try:
        return sodium_decrypt(sealed[start:], HEADER + context, sealed[len(HEADER) : start], key)
    except CryptoError as error:
        raise SealBroken(_("Không mở được niêm phong: sai khóa, sai chỗ hoặc dữ liệu đã bị sửa.")) from error
