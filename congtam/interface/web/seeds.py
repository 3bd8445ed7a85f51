"""What codes of the second step are made from: the seed of an app and that of recovery codes. Whoever has a seed has
every code, so the database holds them sealed, and the key is in a file outside it."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from congtam.foundation.sealing import is_under, keyfiles, seal_text, unseal_text

_USE = "second step"
#: where the library keeps them in a row's JSON
_FIELDS = ("secret", "seed")
_KINDS = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


def sealed(seed: str, *, key_file: str = keyfiles.SEALING) -> str:
    """The seed as the database keeps it. Raises KeyMissing."""
    return seal_text(seed, use=_USE, key_file=key_file)


def opened(kept: str) -> str:
    """The seed; one that was kept before they were sealed as it is. Raises KeyMissing, SealBroken."""
    return unseal_text(kept, use=_USE)


@transaction.atomic
def seal_again(authenticator: Authenticator, *, key_file: str = keyfiles.SEALING) -> bool:
    """Seal what the row holds under this key file, where it is not yet: what was never sealed is from then on. True
    where something changed. Raises KeyMissing, SealBroken."""
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    old = {name: row.data[name] for name in _FIELDS if name in row.data}
    new = {
        name: sealed(opened(kept), key_file=key_file)
        for name, kept in old.items()
        if not is_under(kept, key_file=key_file)
    }
    if new:
        row.data |= new
        row.save(update_fields=["data"])
    return bool(new)


def seal_all_again(key_file: str) -> int:
    """The same for everybody's, when a new key of the installation takes over. Returns how many changed."""
    rows = Authenticator.objects.filter(type__in=_KINDS).order_by("pk")
    return sum(seal_again(row, key_file=key_file) for row in rows)
