"""What the register keeps about a record goes when the record is erased by law: what was typed with requests."""

from collections.abc import Mapping

from congtam.mechanisms.lifecycle.erasure.registry import EVERY_KIND, Eraser, register
from congtam.mechanisms.lifecycle.models import Record
from congtam.registers.custody.models import IdentityRequest


def _holds(record: Record) -> Mapping[str, int]:
    count = IdentityRequest.objects.filter(record=record).exclude(sealed=b"").count()
    return {"keepers.identityrequest": count} if count else {}


def _erase(record: Record) -> None:
    IdentityRequest.objects.filter(record=record).update(sealed=b"", wrapped=b"")


register(EVERY_KIND, "keepers", Eraser(holds=_holds, erase=_erase))
