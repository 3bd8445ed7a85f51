"""The desk: the list of letters by tabs, and the registrar's book."""

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from congtam.casework.letters import queries
from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.sender import sender_of
from congtam.casework.letters.views.finding import is_held, may_open
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.interface.web.guards import ActorRequest, needs
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
    "waiting": _("Đơn đã trả lời, chờ xác nhận công dân nhận được."),
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
        queries.letters_of(request.actor, tab=tab, today=today), before=_key(request.GET.get("before"))
    )
    return render(
        request,
        "letters/list.html",
        {
            "tab": tab,
            "help": TAB_HELP[tab],
            "tabs": _tabs(tab),
            "rows": [_row(record, request.actor) for record in page.rows],
            "older_url": _url(tab, page.older) if page.older else "",
            "can_receive": request.actor.may("letters.receive"),
        },
    )


def _tabs(current: str) -> list[dict[str, object]]:
    return [{"label": TAB_LABELS[tab], "href": _url(tab), "current": tab == current} for tab in queries.TABS]


def _url(tab: str, before: int | None = None) -> str:
    query: dict[str, object] = {"tab": tab, **({"before": before} if before else {})}
    return f"{reverse('letters:list')}?{urlencode(query)}"


def _key(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isdigit() or len(text) > 18:
        raise Http404
    return int(text)


def _row(record: Record, actor: Actor) -> dict[str, object]:
    letter = record.letter
    held = is_held(record) and not may_open(actor, letter)
    running: list[Deadline] = getattr(record, "running", [])
    due = running[0] if running else None
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
    }


@needs("letters.book")
def book(request: ActorRequest) -> HttpResponse:
    """The register of a year, the latest number first. Only here do numbers stand."""
    year = _year(request.GET.get("year"), today=clock.today())
    units = [unit for unit in request.actor.unit_ids if request.actor.may("letters.book", unit)]
    rows, older = queries.book_page(units, year=year, before=_key(request.GET.get("before")))
    return render(
        request,
        "letters/book.html",
        {
            "year": year,
            "years": [{"label": str(y), "href": f"?year={y}", "current": y == year} for y in _years()],
            "rows": [{**_row(record, request.actor), "running": None} for record in rows],
            "older_url": f"?year={year}&before={older}" if older else "",
        },
    )


def _years() -> list[int]:
    this = clock.today().year
    return list(range(this, this - 4, -1))


def _year(text: str | None, *, today: date) -> int:
    if text is None:
        return today.year
    if not text.isdigit() or len(text) != 4:
        raise Http404
    return int(text)
