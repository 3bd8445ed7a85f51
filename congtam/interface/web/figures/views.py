"""The table of figures and the list behind each."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from congtam.foundation import clock
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.home.things import told_subject
from congtam.mechanisms.indicators.counting import page_of, record_of
from congtam.mechanisms.indicators.registry import UnknownIndicator, indicator_of, indicators
from congtam.mechanisms.indicators.spans import Span, presets
from congtam.mechanisms.indicators.tables import table
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of

CALENDARS = {"civil": _("Theo tháng dương lịch"), "reporting": _("Theo kỳ báo cáo (từ ngày 15)")}


@signed_in
def figures(request: ActorRequest) -> HttpResponse:
    """This and the last month, quarter and year."""
    calendar = request.GET.get("calendar", "civil")
    if calendar not in CALENDARS:
        raise Http404
    today = clock.today()
    spans = presets(today, calendar=calendar)
    shown = [each for each in indicators() if request.actor.may(each.needs)]
    found = table(shown, [span.period for span in spans], actor=request.actor, today=today)
    rows = [
        {
            "label": indicator.label,
            "counts": indicator.counts,
            "cells": [
                {
                    "span": span.label,
                    "figure": found.figure(indicator, span.period),
                    "href": reverse("figure", args=[indicator.name, span.key]),
                }
                for span in spans
            ],
        }
        for indicator in shown
    ]
    return render(
        request,
        "figures/table.html",
        {"rows": rows, "spans": spans, "chips": _calendars(calendar), "most": _most(rows)},
    )


def _calendars(current: str) -> list[dict[str, object]]:
    return [
        {"label": label, "href": f"?calendar={name}", "current": name == current}
        for name, label in CALENDARS.items()
    ]


def _most(rows: list[dict[str, object]]) -> int:
    """The largest figure of the first column, for the bars beside it."""
    values = [row["cells"][0]["figure"].value or 0 for row in rows]  # type: ignore[index]
    return max([1, *values])


@signed_in
def figure(request: ActorRequest, name: str, span: str) -> HttpResponse:
    """The records behind one figure, newest first."""
    try:
        indicator, period = indicator_of(name), Span.from_key(span)
        units = [unit for unit in request.actor.unit_ids if request.actor.may(indicator.needs, unit)]
        page = page_of(indicator, period=period.period, unit_ids=units, after=request.GET.get("after", ""))
    except (UnknownIndicator, ValueError):
        raise Http404 from None
    if not units:
        raise Http404
    rows = [_line(record_of(indicator, row), row.listed_on) for row in page.rows]
    return render(
        request,
        "figures/records.html",
        {
            "indicator": indicator,
            "span": period,
            "rows": rows,
            "older_url": f"?after={page.next}" if page.next else "",
        },
    )


def _line(record: Record, on: date) -> dict[str, object]:
    lifecycle = lifecycle_of(record.kind)
    return {
        "record": record,
        "subject": told_subject(record),
        "on": on,
        "state": lifecycle.state(record.state).label,
        "href": reverse(lifecycle.page, args=[record.code]),
    }
