"""What was typed with a request, sealed under a key of its row."""

from dataclasses import asdict, dataclass

from congtam.foundation.sealing import seal_json, unseal_json
from congtam.registers.custody.models import IdentityRequest

_CONTEXT = "keepers.request"


@dataclass(frozen=True, kw_only=True)
class Said:
    """``reason`` of who asks; for a disclosure its legal ``basis``, the ``receiver`` and the ``extent`` of what is
    handed over; the ``answer`` of who decided."""

    reason: str
    basis: str = ""
    receiver: str = ""
    extent: str = ""
    answer: str = ""

    def notes(self) -> dict[str, str]:
        """What goes into the journal as sealed notes."""
        return {name: text for name, text in asdict(self).items() if text}


def sealed(request: IdentityRequest, said: Said) -> bytes:
    return seal_json(request, asdict(said), context=_CONTEXT)


def said_of(request: IdentityRequest) -> Said:
    """Raises SealBroken. Empty where it was erased by law."""
    if not request.sealed:
        return Said(reason="")
    return Said(**unseal_json(request, bytes(request.sealed), context=_CONTEXT))
