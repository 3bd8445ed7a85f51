"""The public key of a tracking code: made when the code is at hand, so that the office can write to its holder."""

from django.db import transaction

from congtam.casework.letters.public.code_keys import new_salt, public_of
from congtam.casework.letters.public.models import CodeKey
from congtam.foundation.access.actor import Actor
from congtam.foundation.sealing import SealBroken, unseal
from congtam.mechanisms.lifecycle.acts import RECEIPT, find_receipt
from congtam.mechanisms.lifecycle.models import Continuation, Record


@transaction.atomic
def keep_code_key(*, record: Record, actor: Actor, code: str) -> None:
    """Keep the public key that belongs to this code of the record, once. The code itself is not kept.

    The actor must see the record's unit; a code that leads elsewhere than to ``record`` is the caller's mistake.
    """
    if record.unit_id not in actor.unit_ids:
        raise PermissionError(record.unit_id)
    mac = find_receipt(code)
    if CodeKey.objects.filter(code_mac=mac).exists():
        return
    salt = new_salt()
    CodeKey.objects.create(
        record=record, unit_id=record.unit_id, code_mac=mac, salt=salt, public=public_of(code, salt=salt)
    )


def keep_known_code_keys(*, record: Record, actor: Actor) -> None:
    """The same for codes that the office itself can still read (it prints their slips): the record's own, and those of
    the records that it goes on with in the same unit."""
    before = Continuation.objects.filter(continued_by=record).select_related("record__data_key").first()
    for each in (record, *([before.record] if before else ())):
        if each.receipt_sealed is None:
            continue
        try:
            code = unseal(each.data_key, bytes(each.receipt_sealed), context=RECEIPT).decode()
        except SealBroken:
            continue  # its slip cannot be printed either; whoever holds the code makes the key when they write
        keep_code_key(record=each, actor=actor, code=code)
