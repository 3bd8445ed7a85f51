"""The receipt of a letter: its codes, its files, what happens next; and the slip for the citizen."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import segno
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET, require_http_methods

from congtam.casework.letters.lifecycle import LETTER, kept_sealed
from congtam.casework.letters.models import Letter
from congtam.casework.letters.public.actions import keep_code_key
from congtam.casework.letters.receiving import receipt_of
from congtam.casework.letters.views.drafts import REGISTER, waits
from congtam.casework.letters.views.finding import letter_or_404, may_open
from congtam.casework.letters.views.register import next_waiting
from congtam.casework.letters.views.shown import common, matter_names
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.deadlines import Block, blocks
from congtam.mechanisms.lifecycle.acts import note_event
from congtam.mechanisms.lifecycle.models import Record

#: the sheets that a slip is printed on
PAPERS = ("a5", "a4")
HASH_SHOWN = 12


@dataclass(frozen=True, kw_only=True)
class ShownFile:
    """A scan in the list of files. ``mark``: how the stored file begins to be named, to compare with a backup."""

    position: int
    pages: int
    media_type: str
    size: int
    mark: str


@require_GET
@signed_in
def receipt_page(request: ActorRequest, code: str) -> HttpResponse:
    """What the desk sees once a letter is in. The tracking code is for those who register."""
    letter = letter_or_404(request, code)
    registers = policy_for(Record).may(request.actor, REGISTER.needs, letter.record)
    context = {
        **common(letter),
        "number": _number(request.actor, letter),
        # with the code one writes as the sender: of a sealed letter nobody is shown it any more
        "tracking": receipt_of(letter) if registers and not kept_sealed(letter.record) else "",
        "registers": registers,
        "opened": may_open(request.actor, letter),
        "voids": registers and letter.record.state in LETTER.step("void").sources,
        "waits": waits(letter),
        "files": _files(letter),
        "deadlines": _running(letter),
        "next_code": next_waiting(request.actor, letter) if registers else None,
    }
    return render(request, "letters/receipt.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def slip(request: ActorRequest, code: str) -> HttpResponse:
    """The slip, ready to print. It is opened by a POST only, because opening it is journaled."""
    letter = letter_or_404(request, code)
    if request.method != "POST":
        return redirect("letters:receipt", code)
    note_event(letter.record, "receipt_printed", actor=request.actor, on=clock.today(), needs=REGISTER.needs)
    tracking = receipt_of(letter)
    if not tracking:
        raise Http404
    keep_code_key(record=letter.record, actor=request.actor, code=tracking)
    with translation.override("vi"):
        deadlines = _running(letter, of=_promised())
    asked = request.POST.get("paper", "")
    path = reverse("portal:track", args=("vi",))
    follow = f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)
    context: dict[str, Any] = {
        **common(letter),
        "tracking": tracking,
        "paper": asked if asked in PAPERS else PAPERS[0],
        "follow": follow,
        "qr": qr_code(f"{follow}#{tracking}"),
        "deadlines": deadlines,
    }
    return render(request, "letters/slip.html", context)


def qr_code(address: str) -> str:
    """A QR code as an address that an ``<img>`` takes. The tracking code stands in the fragment only, which
    no browser sends and no log keeps."""
    made: str = segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2)
    return made


def _number(actor: Actor, letter: Letter) -> int | None:
    """The number of the book, for those who read the book."""
    return letter.record.number if policy_for(Record).may(actor, "letters.book", letter.record) else None


def _files(letter: Letter) -> list[ShownFile]:
    return [
        ShownFile(
            position=scan.position, pages=scan.file.pages, media_type=scan.file.media_type,
            size=scan.file.size, mark=scan.file.store_name[:HASH_SHOWN],
        )
        for scan in letter.scans.all()
    ]  # fmt: skip


def _promised() -> Collection[str]:
    """What the slip may tell: the duty that every letter has. A date that only one kind of letter has would tell who
    finds the slip what another one is, whenever it was printed."""
    return LETTER.starts


def _running(letter: Letter, *, of: Collection[str] | None = None) -> list[Block]:
    """The dates that lie ahead; ``of``: only of these duties."""
    rows = [row for row in letter.record.deadlines.all() if of is None or row.duty in of]
    return [block for block in blocks(rows, lifecycle=LETTER, items=matter_names(letter)) if block.running]
