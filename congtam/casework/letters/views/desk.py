"""The desk: the list of letters by tabs."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from congtam.casework.letters import queries
from congtam.casework.letters.lifecycle import LETTER, kept_sealed, may_read
from congtam.casework.letters.sender import sender_of
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.alarms import alarm_of
from congtam.mechanisms.lifecycle.models import Deadline, Record

TAB_LABELS = {
    "new": _("Mới"),
    "mine": _("Của tôi"),
    "open": _("Đang xử lý"),
    "waiting": _("Chờ bên khác"),
    "late": _("Quá hạn"),
    "done": _("Đã xong"),
    "all": _("Tất cả"),
}
TAB_HELP = {
    "new": _("Đơn mới tiếp nhận hoặc đã vào sổ mà chưa phân loại."),
    "mine": _("Đơn đang giao cho tôi."),
    "open": _("Mọi đơn của đơn vị chưa kết thúc."),
    "waiting": _("Đơn đang tạm đình chỉ, hoặc đã trả lời và chờ xác nhận công dân nhận được."),
    "late": _("Đơn có một thời hạn của cơ quan đã qua."),
    "done": _("Đơn đã kết thúc, không thụ lý, đã hướng dẫn hoặc đã hủy."),
    "all": _("Mọi đơn của đơn vị."),
}


@needs("letters.view")
def letter_list(request: ActorRequest) -> HttpResponse:
    """Fifty letters of a tab, newest first."""
    tab = request.GET.get("tab", "open")
    if tab not in queries.TABS:
        raise Http404
    today = clock.today()
    page = queries.page_of(
        queries.letters_of(request.actor, tab=tab, today=today), before=key_of(request.GET.get("before"))
    )
    return render(
        request,
        "letters/list.html",
        {
            "tab": tab,
            "help": TAB_HELP[tab],
            "tabs": _tabs(tab),
            "rows": [row_of(record, request.actor) for record in page.rows],
            "older_url": _url(tab, page.older) if page.older else "",
            "can_receive": request.actor.may("letters.receive"),
        },
    )


def _tabs(current: str) -> list[dict[str, object]]:
    return [{"label": TAB_LABELS[tab], "href": _url(tab), "current": tab == current} for tab in queries.TABS]


def _url(tab: str, before: int | None = None) -> str:
    query: dict[str, object] = {"tab": tab, **({"before": before} if before else {})}
    return f"{reverse('letters:list')}?{urlencode(query)}"


def key_of(text: str | None) -> int | None:
    """The key in an address from which a list goes on. Raises Http404."""
    if text is None:
        return None
    if not text.isdigit() or len(text) > 18:
        raise Http404
    return int(text)


def row_of(record: Record, actor: Actor) -> dict[str, Any]:
    """One line of a list or of the book, as this reader may see it."""
    letter = record.letter
    held = kept_sealed(record) and not may_read(record, actor)
    running: list[Deadline] = getattr(record, "running", [])
    due = next((row for row in running if row.state == Deadline.State.OPEN), None)
    return {
        "record": record,
        "letter": letter,
        "state": LETTER.state(record.state).label,
        "sender": sender_of(letter)["name"] if letter.opened_at else "",
        "sealed": letter.opened_at is None,
        "held": held,
        "subject": "" if held else record.subject,
        "kinds": [] if held else sorted({matter.get_kind_display() for matter in letter.matters.all()}),
        "due": due,
        "paused": next((row.paused_on for row in running if row.paused_on), None),
        "alarm": alarm_of(running, today=clock.today()),
    }
