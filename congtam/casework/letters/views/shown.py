"""What several work pages show of a letter."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from congtam.casework.letters.custody_link import note_view
from congtam.casework.letters.lifecycle import LETTER, may_read
from congtam.casework.letters.models import Kind, Letter
from congtam.casework.letters.sender import sender_of
from congtam.casework.letters.views.finding import may_open
from congtam.foundation.access.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who sent the letter. ``sealed``: not decided to be no denunciation; ``hidden``: not for this reader, or
    (``locked``) not before they unlock their key."""

    kind: str
    sealed: bool
    hidden: bool
    locked: bool = False
    name: str = ""
    address: str = ""
    phone: str = ""


def shown_sender(letter: Letter, actor: Actor) -> Sender:
    """The sender as this reader may know them."""
    sealed = letter.opened_at is None
    kind = str(letter.get_sender_kind_display())
    if not may_open(actor, letter):
        return Sender(kind=kind, sealed=sealed, hidden=True, locked=may_read(letter.record, actor))
    note_view(letter, actor)
    return Sender(kind=kind, sealed=sealed, hidden=False, locked=False, **sender_of(letter))


def matter_names(letter: Letter) -> dict[int, str]:
    """How a deadline names the matter that it belongs to."""
    return {
        matter.position: _("nội dung %(place)s") % {"place": matter.position}
        for matter in letter.matters.all()
    }


def complaints(letter: Letter) -> dict[int, tuple[str, ...]]:
    """The places of the complaints with the cases that change their terms, as the acts see them."""
    return {
        matter.position: tuple(name for name in ("complex", "remote") if getattr(matter, name))
        for matter in letter.matters.all()
        if matter.kind == Kind.COMPLAINT
    }


def common(letter: Letter) -> dict[str, Any]:
    """Context of every work page: the letter, its record, its state."""
    record = letter.record
    return {"letter": letter, "record": record, "state": LETTER.state(record.state)}
