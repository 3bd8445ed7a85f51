"""How far the scans of a letter were read, what is proposed, and the viewer beside the form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from congtam.casework.letters.custody_link import note_view
from congtam.casework.letters.forms.days import written
from congtam.casework.letters.forms.register import PREFIX
from congtam.casework.letters.models import Kind, Letter, Scan, ScanPage, SenderKind
from congtam.casework.letters.reading import Proposal, Proposals
from congtam.casework.letters.readings import proposals_of
from congtam.casework.letters.views.drafts import require_register
from congtam.casework.letters.views.finding import letter_or_404
from congtam.casework.letters.views.marking import Shown, viewed
from congtam.foundation.calendar import say_day
from congtam.interface.web.guards import ActorRequest

#: a proposal longer than its field would be cut by the browser without a word
LONGEST = {"sender_name": 200, "sender_address": 300, "sender_phone": 40, "concerned": 300, "summary": 300}


@dataclass(frozen=True, kw_only=True)
class Progress:
    """All scans together, as ``components/progress.html`` takes it."""

    label: str
    value: int
    max: int
    detail: str
    done: bool
    failed: str

    @property
    def over(self) -> bool:
        return self.done or bool(self.failed)


def progress_of(scans: Sequence[Scan]) -> Progress | None:
    """How far the reading is; None where there is nothing to read."""
    if not scans:
        return None
    read, pages = sum(scan.pages_read for scan in scans), sum(scan.file.pages for scan in scans)
    running = any(scan.state in (Scan.State.QUEUED, Scan.State.READING) for scan in scans)
    failed = next((scan for scan in scans if scan.state in (Scan.State.FAILED, Scan.State.UNAVAILABLE)), None)
    problem = f"{failed.get_state_display()}. {failed.problem}".strip() if failed and not running else ""
    return Progress(
        label=_label(scans, read, pages) if running else _("Đã đọc xong bản quét."),
        value=read,
        max=pages,
        detail=_detail(scans, running=running, failed=bool(problem)),
        done=not running and not problem,
        failed=problem,
    )


def _label(scans: Sequence[Scan], read: int, pages: int) -> str:
    if all(scan.state == Scan.State.QUEUED for scan in scans):
        return _("Bản quét đang chờ đến lượt đọc.")
    words = {"page": min(read + 1, pages), "pages": pages}
    return _("Đang đọc bản quét, trang %(page)s/%(pages)s") % words


def _detail(scans: Sequence[Scan], *, running: bool, failed: bool) -> str:
    if running:
        return _("Có thể gõ ngay; những gì đã gõ không bị thay.")
    if failed:
        return _("Đơn vẫn vào sổ được: hãy nhìn bản quét và gõ.")
    sure = [scan.confidence for scan in scans if scan.confidence is not None]
    if not any(sure):
        return _("Không thấy chữ nào đọc được trong bản quét: hãy gõ theo bản giấy.")
    marked = next((scan.problem for scan in scans if scan.problem), "")
    return marked or _("Độ chắc %(percent)s %%: hãy so đề xuất với ảnh trước khi nhận.") % {
        "percent": min(sure)
    }


def viewer(letter: Letter) -> dict[str, Any]:
    """Scans, progress and proposals by the name of their field (one query beside the letter's own)."""
    scans = list(letter.scans.all())
    prefetch_related_objects(scans, Prefetch("read_pages", queryset=ScanPage.objects.order_by("number")))
    for scan in scans:
        scan.letter = letter
    proposals = shown_proposals(letter, scans)
    return {
        "scans": [viewed(letter, scan, proposals.values()) for scan in scans],
        "progress": progress_of(scans),
        "proposals": proposals,
        "page_count": _pages_in_words(sum(scan.file.pages for scan in scans)),
    }


def _pages_in_words(pages: int) -> str:
    return ngettext("%(n)s trang", "%(n)s trang", pages) % {"n": pages}


# -- proposals ------------------------------------------------------------------------------------------------


def shown_proposals(letter: Letter, scans: Iterable[Scan]) -> dict[str, Shown]:
    """One proposal a field, the first scan that has one; the matter's kind under the name of its field. None where
    the office switched suggestions off."""
    found: dict[str, Shown] = {}
    for scan in scans if settings.SUGGESTIONS else ():
        read = Proposals.from_json(proposals_of(scan) or [])
        for field in (*LONGEST, "written_on", "kind"):
            if (item := read.get(field)) is None or _implausible(item, letter):
                continue
            name = f"{PREFIX}-0-kind" if field == "kind" else field
            found.setdefault(name, _shown(item, scan, read))
    if (name_found := found.get("sender_name")) is not None:
        found["sender_kind"] = _one_sender(name_found)
    return found


def _implausible(item: Proposal, letter: Letter) -> bool:
    """A day after the letter came is read wrong, or written wrong; nobody is asked to accept it."""
    return item.field == "written_on" and item.value > letter.received_on.isoformat()


def _shown(item: Proposal, scan: Scan, read: Proposals) -> Shown:
    value, label = _worded(item, read)
    return Shown(
        value=value,
        label=label,
        source=item.quote,
        page=item.words[0][0] + 1,
        anchor=f"s{scan.position}-{item.field}",
        words=frozenset((scan.position, page, word) for page, word in item.words),
    )


def _worded(item: Proposal, read: Proposals) -> tuple[str, str]:
    """The value as it is typed, and its label where that says more."""
    if item.field == "written_on":
        day = date.fromisoformat(item.value)
        return written(day), say_day(day)
    if item.field == "kind":
        kinds = dict.fromkeys(str(Kind(each.value).label) for each in read.all("kind"))
        return item.value, _(" hoặc ").join(kinds)
    return item.value[: LONGEST[item.field]], ""


def _one_sender(name: Shown) -> Shown:
    """A name was found: one person signs, until an officer says otherwise."""
    return Shown(
        value=SenderKind.ONE, label=str(SenderKind.ONE.label), source=name.source, page=name.page,
        anchor=name.anchor, words=name.words,
    )  # fmt: skip


@require_GET
def reading_part(request: ActorRequest, code: str) -> HttpResponse:
    """The progress; once the reading is over, what was read, for the page that is open.

    Whoever was signed out meanwhile is answered nothing: the sign-in page would take the place of a form in
    which somebody types. The form itself says that the session has ended, and this is asked again.
    """
    if getattr(request, "actor", None) is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    letter = letter_or_404(request, code)
    require_register(request.actor, letter)
    progress = progress_of(list(letter.scans.all()))
    over = progress is not None and progress.over
    shown = viewer(letter) if over else {"progress": progress}
    if over:
        note_view(letter, request.actor)
    context = {**shown, "record": letter.record, "arrived": _arrived(shown)}
    return render(request, "letters/intake/arrived.html", context)


def _arrived(shown: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What ``components/proposal.html`` needs of a field that stands on the page already."""
    return [
        {"field": {"auto_id": f"id_{name}", "html_name": name}, "proposal": proposal}
        for name, proposal in shown.get("proposals", {}).items()
    ]
