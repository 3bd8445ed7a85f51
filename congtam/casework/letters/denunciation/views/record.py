"""The page of a denunciation: what is said, what was done, what is next, by when, and why that date."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congtam.casework.letters.denunciation.content import content_of
from congtam.casework.letters.denunciation.lifecycle import DENUNCIATION, DO, PROTECT, PROTECTION
from congtam.casework.letters.denunciation.models import Denunciation, Protection
from congtam.casework.letters.denunciation.queries import TABS
from congtam.casework.letters.denunciation.views.finding import denunciation_or_404
from congtam.casework.letters.denunciation.views.shown import common, contents
from congtam.casework.letters.denunciation.views.shown_papers import shown_papers
from congtam.casework.letters.denunciation.views.wording import wording
from congtam.casework.letters.views.record import Alert
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.buttons import buttons
from congtam.interface.web.records.deadlines import Block, blocks
from congtam.interface.web.records.panels import panels
from congtam.interface.web.records.timeline import entries_of, event_name, timeline
from congtam.mechanisms.lifecycle.models import Record

KEYS = {"assign": "a"}


@require_GET
@signed_in
def record_page(request: ActorRequest, code: str) -> HttpResponse:
    """The whole denunciation on one page. The sender is never on it: a code stands for them."""
    denunciation = denunciation_or_404(request, code)
    actor = request.actor
    prefetch_related_objects([denunciation.record], "deadlines")
    tab = request.GET.get("tab", "")
    content = content_of(denunciation)
    context = {
        **common(denunciation),
        **_work(denunciation, actor),
        "content": content,
        "contents": list(contents(denunciation)),
        "protections": list(_protections(denunciation, actor)),
        "may_ask_protection": policy_for(Record).may(actor, DO, denunciation.record),
        "tab": tab if tab in TABS else "all",
        "panels": panels(denunciation.record, actor),
    }
    return render(request, "letters/denunciation/record.html", context)


def _protections(denunciation: Denunciation, actor: Actor) -> Iterable[dict[str, Any]]:
    """The requests for protection, for those who protect or process; only who protects may open one."""
    record = denunciation.record
    protects = actor.may(PROTECT, record.unit_id)
    if not protects and not actor.may(DO, record.unit_id):
        return
    found = Protection.objects.filter(denunciation=denunciation).select_related("record").order_by("-pk")
    for each in found:
        yield {
            "state": PROTECTION.state(each.record.state).label,
            "urgent": each.urgent,
            "on": each.record.opened_on,
            "href": reverse("letters:protection", args=(each.record.code,)) if protects else "",
        }


def _work(denunciation: Denunciation, actor: Actor) -> dict[str, Any]:
    record = denunciation.record
    entries = entries_of(record)
    found = blocks(record.deadlines.all(), lifecycle=DENUNCIATION)
    papers = shown_papers(record, actor, denunciation=denunciation)
    words = wording(entries, [record.holder, actor.account])
    return {
        "items": timeline(record, entries, wording=words),
        "running": [block for block in found if block.running],
        "over": [block for block in found if not block.running],
        "main_deadline": next((block for block in found if block.main and not block.paused), None),
        "papers": papers,
        "buttons": buttons(
            record, actor=actor, keys=KEYS, done={event_name(entry) for entry in entries},
            base=f"{reverse('letters:denunciation', args=(record.code,))}steps/",
        ),
        "alerts": list(_alerts(denunciation, found, papers)),
    }  # fmt: skip


def _alerts(denunciation: Denunciation, deadlines: list[Block], papers: list[Any]) -> Iterable[Alert]:
    if denunciation.third_path:
        yield Alert(
            kind="info", title=_("Không xử lý như tố cáo"),
            text=_("Không rõ người tố cáo: rõ người vi phạm, có tài liệu và kiểm chứng được thì chuyển thanh tra, "
                   "kiểm tra; nếu không thì lưu thông tin."),
        )  # fmt: skip
    if denunciation.withdrawn and denunciation.goes_on:
        yield Alert(
            kind="soon", title=_("Đã rút nhưng vẫn phải giải quyết"),
            text=_("Có dấu hiệu vi phạm, đe dọa, mua chuộc hoặc vu khống (Luật Tố cáo, Điều 33)."),
        )  # fmt: skip
    if unsigned := [paper for paper in papers if not paper.signed and paper.voided_on is None]:
        text = _("Hãy in, ký, quét rồi tải lên: %(names)s.")
        yield Alert(kind="soon", title=_("Chờ ký"), text=text % {"names": _names(unsigned)})
    if unsure := [block.label for block in deadlines if block.provisional and block.running]:
        text = _("Lịch nghỉ chưa được xác nhận nên hạn sau có thể đổi: %(names)s.")
        yield Alert(kind="info", title=_("Có ngày tạm tính"), text=text % {"names": "; ".join(unsure)})


def _names(papers: list[Any]) -> str:
    return "; ".join(
        _("%(title)s số %(symbol)s") % {"title": paper.title, "symbol": paper.symbol} for paper in papers
    )
