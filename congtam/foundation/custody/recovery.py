"""The printed recovery key of a unit: made once, shown once, typed in when nobody can open what is sealed.

Written in groups of four signs of Crockford's base 32 (no I, L, O, U), with four signs that catch a misreading.
"""

from hashlib import blake2b

from django.db import transaction
from django.utils.translation import gettext as _
from nacl.public import PrivateKey

from congtam.foundation import clock
from congtam.foundation.access.models import Unit
from congtam.foundation.custody.models import KeyPair

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_LENGTH = 52
_CHECK = 4


class WrongRecoveryKey(Exception):
    """What was typed is no recovery key, or not that of this unit; the message says which."""


@transaction.atomic
def make(*, unit: Unit) -> tuple[KeyPair, str]:
    """A recovery key for the unit, in place of the one before. Returns its pair and what is printed; the private half
    is stored nowhere. What is sealed already is shared to it by whoever can open it (`handing.share_all`)."""
    KeyPair.objects.filter(kind=KeyPair.Kind.RECOVERY, unit=unit, ended_at__isnull=True).update(
        ended_at=clock.now()
    )
    private = PrivateKey.generate()
    pair = KeyPair.objects.create(kind=KeyPair.Kind.RECOVERY, unit=unit, public=bytes(private.public_key))
    return pair, printed(bytes(private))


def printed(private: bytes) -> str:
    """ "7QXM-K3PA-…": 52 signs of the key and 4 that catch a misreading."""
    text = _written(private, _LENGTH) + _check(private)
    return "-".join(text[place : place + 4] for place in range(0, len(text), 4))


def typed(text: str, *, unit: Unit) -> tuple[KeyPair, PrivateKey]:
    """The unit's recovery key from what was typed. Raises WrongRecoveryKey."""
    signs = "".join(text.upper().split()).replace("-", "").translate(_ALIKE)
    if len(signs) != _LENGTH + _CHECK or any(sign not in _SIGNS for sign in signs):
        raise WrongRecoveryKey(_("Khóa khôi phục có 14 nhóm, mỗi nhóm 4 ký tự. Hãy xem lại tờ in."))
    value = 0
    for sign in signs[:_LENGTH]:
        value = value * 32 + _SIGNS.index(sign)
    if value >= 1 << 256 or _check(value.to_bytes(32)) != signs[_LENGTH:]:
        raise WrongRecoveryKey(_("Có ký tự gõ nhầm. Hãy đọc lại từng nhóm trên tờ in."))
    private = PrivateKey(value.to_bytes(32))
    pair = KeyPair.objects.filter(
        kind=KeyPair.Kind.RECOVERY, unit=unit, public=bytes(private.public_key)
    ).first()
    if pair is None:
        raise WrongRecoveryKey(_("Đây không phải khóa khôi phục của đơn vị này."))
    return pair, private


def _written(content: bytes, length: int) -> str:
    value = int.from_bytes(content)
    return "".join(_SIGNS[(value >> (5 * place)) & 31] for place in reversed(range(length)))


def _check(private: bytes) -> str:
    return _written(blake2b(private, digest_size=3, person=b"congtam.printed").digest(), _CHECK)
