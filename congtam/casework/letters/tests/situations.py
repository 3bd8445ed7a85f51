"""Letters in the situations that tests need, made through the acts."""

from datetime import date
from io import BytesIO
from uuid import uuid4

from PIL import Image, ImageDraw

from congtam.casework.letters.actions import (
    MatterDetails,
    Save,
    SenderDetails,
    Signer,
    accept_letter,
    receive_letter,
    register_letter,
    triage_letter,
)
from congtam.casework.letters.models import Channel, Competence, Kind, Letter, SenderKind
from congtam.foundation.access.actor import Actor
from tests.cast import Cast

__all__ = [
    "COMPLAINT",
    "SENDER",
    "SIGNER",
    "MatterDetails",
    "Save",
    "accept_letter",
    "accepted",
    "received",
    "register",
    "register_letter",
    "registered",
    "save",
    "scan_bytes",
    "triaged",
]

SENDER = SenderDetails(
    kind=SenderKind.ONE, name="Đỗ Thị Thử Nghiệm", address="Tổ 3, phường Đống Đa (thử)", phone="0900000000"
)
COMPLAINT = MatterDetails(kind=Kind.COMPLAINT, summary="Không đồng ý mức bồi thường đất")
SIGNER = Signer(title="CHỦ TỊCH", name="Lê Thị Lan (thử)")


def save() -> Save:
    """One save of one form."""
    return Save(key=uuid4())


def scan_bytes(*, seed: int = 1) -> bytes:
    """A page with some strokes, as PNG; another seed gives another page."""
    picture = Image.new("L", (420, 594), 255)
    draw = ImageDraw.Draw(picture)
    for line in range(12):
        draw.line((40, 40 + 40 * line, 380 - 9 * seed, 40 + 40 * line), fill=0, width=2)
    target = BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def received(cast: Cast, *, on: date) -> Letter:
    """A letter without a scan, received by Văn."""
    return receive_letter(actor=cast.actor(cast.van), unit=cast.city, on=on, channel=Channel.POST).letter


def registered(cast: Cast, *, on: date, matters: tuple[MatterDetails, ...] = (COMPLAINT,)) -> Letter:
    """A letter in the book, its sender sealed."""
    return register(cast, received(cast, on=on), on=on, matters=matters)


def register(
    cast: Cast, letter: Letter, *, on: date, matters: tuple[MatterDetails, ...] = (COMPLAINT,)
) -> Letter:
    """Văn types what the letter says."""
    return register_letter(
        letter=letter,
        actor=cast.actor(cast.van),
        on=on,
        sender=SENDER,
        summary="Khiếu nại mức bồi thường đất",
        concerned="Ủy ban nhân dân phường (thử)",
        matters=matters,
    )


def triaged(cast: Cast, *, on: date, matters: tuple[MatterDetails, ...] = (COMPLAINT,)) -> Letter:
    """A complaint found to be ours and admissible."""
    return triage_letter(
        letter=registered(cast, on=on, matters=matters),
        actor=cast.actor(cast.chi),
        on=on,
        competence=Competence.OURS,
        matters=matters,
        handler=cast.chi,
    )


def accepted(cast: Cast, *, on: date, actor: Actor | None = None) -> Letter:
    """An accepted complaint, its notice issued."""
    letter = triaged(cast, on=on)
    accept_letter(letter=letter, actor=actor or cast.actor(cast.lan), on=on, signer=SIGNER, save=save())
    return letter
