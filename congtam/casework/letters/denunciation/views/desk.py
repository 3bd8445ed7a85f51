"""The list of denunciations by tabs, and their book. No name, no subject: a code stands for who denounces."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from congtam.casework.letters.denunciation import queries
from congtam.casework.letters.denunciation.actions import BOOK
from congtam.casework.letters.denunciation.lifecycle import DENUNCIATION, VIEW
from congtam.casework.letters.views.book import chosen, units_of, years_of
from congtam.casework.letters.views.desk import key_of
from congtam.foundation import clock
from congtam.foundation.access.models import Unit
from congtam.interface.web.guards import ActorRequest, needs
from congtam.mechanisms.lifecycle.models import Deadline, Record

SEE_BOOK = "denunciations.book"
TAB_LABELS = {
    "checking": _("Đang xem xét"),
    "settling": _("Đang giải quyết"),
    "after": _("Đã có kết luận"),
    "mine": _("Của tôi"),
    "late": _("Quá hạn"),
    "done": _("Đã xong"),
    "all": _("Tất cả"),
}
TAB_HELP = {
    "checking": _("Chờ kiểm tra danh tính, điều kiện, hoặc chờ quyết định thụ lý."),
    "settling": _("Đã thụ lý, đang xác minh hoặc tạm đình chỉ."),
    "after": _("Đã có kết luận: còn gửi, xử lý, công khai."),
    "mine": _("Hồ sơ đang giao cho tôi."),
    "late": _("Hồ sơ có một thời hạn của cơ quan đã qua."),
    "done": _("Đã kết thúc, không thụ lý, đã chuyển, đình chỉ hoặc lưu thông tin."),
    "all": _("Mọi hồ sơ tố cáo của đơn vị."),
}


@require_GET
@needs(VIEW)
def denunciation_list(request: ActorRequest) -> HttpResponse:
    """Fifty denunciations of a tab, newest first."""
    tab = request.GET.get("tab", "checking")
    if tab not in queries.TABS:
        raise Http404
    found = queries.records_of(request.actor, tab=tab, today=clock.today())
    rows, older = queries.page_of(found, before=key_of(request.GET.get("before")))
    context = {
        "tab": tab,
        "help": TAB_HELP[tab],
        "tabs": [
            {"label": TAB_LABELS[name], "href": _url(name), "current": name == tab} for name in queries.TABS
        ],
        "rows": [row_of(record) for record in rows],
        "older_url": _url(tab, older) if older else "",
        "may_see_book": request.actor.may(SEE_BOOK),
    }
    return render(request, "letters/denunciation/list.html", context)


def _url(tab: str, before: int | None = None) -> str:
    query: dict[str, object] = {"tab": tab, **({"before": before} if before else {})}
    return f"{reverse('letters:denunciations')}?{urlencode(query)}"


def row_of(record: Record) -> dict[str, Any]:
    """One line of the list or of the book."""
    running: list[Deadline] = getattr(record, "running", [])
    return {
        "record": record,
        "denunciation": record.denunciation,
        "state": DENUNCIATION.state(record.state).label,
        "due": next((row for row in running if row.state == Deadline.State.OPEN), None),
        "paused": next((row.paused_on for row in running if row.paused_on), None),
    }


@require_GET
@needs(SEE_BOOK)
def book(request: ActorRequest) -> HttpResponse:
    """Fifty numbers of a year, the latest first."""
    units = units_of(request.actor, SEE_BOOK)
    unit = chosen(units, request.GET.get("unit"))
    year = request.GET.get("year") or str(clock.today().year)
    if not year.isdecimal() or len(year) != 4:
        raise Http404
    rows, older = queries.book_page(unit_id=unit.pk, year=int(year), before=key_of(request.GET.get("before")))
    query = urlencode({"unit": unit.code, "year": year})
    context = {
        "unit": unit,
        "year": int(year),
        "years": list(_years(unit, int(year))),
        "rows": [row_of(record) for record in rows],
        "older_url": f"?{query}&before={older}" if older else "",
    }
    return render(request, "letters/denunciation/book.html", context)


def _years(unit: Unit, shown: int) -> Iterable[dict[str, object]]:
    for year in years_of(unit, BOOK, shown=shown):
        query = urlencode({"unit": unit.code, "year": year})
        yield {"label": str(year), "href": f"?{query}", "current": year == shown}
