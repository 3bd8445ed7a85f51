"""The rulebook for officers: searching, one rule, one duty with its history, and the seams in time."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congtam.foundation import clock
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.days import NotADay, read_day, written
from congtam.interface.web.templatetags.congtam_ui import CONFIDENCE
from congtam.mechanisms.rulebook import Rule, Rulebook, UnknownRule, editions
from congtam.mechanisms.rulebook.reports import say_amount
from congtam.registers.legislation import queries
from congtam.registers.legislation.lifecycle import VALUES
from congtam.registers.legislation.showing import rules as words
from congtam.registers.legislation.showing import seams, searching
from congtam.registers.legislation.showing.timeline import drawing
from congtam.registers.legislation.views.trying import tried


@require_GET
@signed_in
def rules(request: ActorRequest) -> HttpResponse:
    """All rules, a page at a time; the query searches and filters."""
    book = editions.shown().book
    asked = _asked(request)
    found = searching.found(book, asked)
    page = _page_number(request, len(found))
    rows = found[page * searching.PAGE : (page + 1) * searching.PAGE]
    context = {
        "asked": asked,
        "day_text": written(asked.day) if request.GET.get("day") else "",
        "groups": list(_groups(rows, asked.day)),
        "duties": [book.duty(key) for key in searching.duties_found(book, asked, found)][:12],
        "count": len(found),
        "first": page * searching.PAGE + 1,
        "last": page * searching.PAGE + len(rows),
        "page": page + 1,
        "older": page + 2 if (page + 1) * searching.PAGE < len(found) else None,
        "newer": page if page else None,
        **_choices(book, asked),
    }
    return render(request, "legislation/rules.html", context)


@require_GET
@signed_in
def entry(request: ActorRequest, key: str) -> HttpResponse:
    """One rule, or one duty: both are asked for by their key."""
    edition = editions.shown()
    if key in edition.book.duties:
        return _duty(request, key, edition)
    try:
        rule = edition.book.rule(key)
    except UnknownRule:
        raise Http404 from None
    return _rule(request, rule, edition)


@require_GET
@signed_in
def changes_on(request: ActorRequest) -> HttpResponse:
    """What begins, what ends, and what each duty rests on before and after a day."""
    book, today = editions.shown().book, clock.today()
    following = seams.next_seam(book, after=today)
    day = _typed(request, "day") or following or today
    chips = sorted({*seams.KNOWN, *([following] if following else [])})
    context = {
        "day": day,
        "day_text": written(day),
        "wrong_day": bool(request.GET.get("day")) and _typed(request, "day") is None,
        "chips": [
            {"label": written(each), "href": f"?day={each.isoformat()}", "current": each == day}
            for each in chips
        ],
        "beginning": [words.row(rule, day=day) for rule in seams.beginning(book, day)],
        "ending": [words.row(rule, day=day - seams.ONE_DAY) for rule in seams.ending(book, day)],
        "seams": [_seam(each, book) for each in seams.of_duties(book, day)],
        "following": seams.next_seam(book, after=day),
    }
    return render(request, "legislation/changes_on.html", context)


def _asked(request: HttpRequest) -> searching.Asked:
    get = request.GET
    return searching.Asked(
        words=get.get("q", "").strip()[:200],
        field=get.get("field", ""),
        role=get.get("role", ""),
        confidence=get.get("confidence", ""),
        unread=bool(get.get("unread")),
        holding=bool(get.get("holding") or get.get("day")),
        day=_typed(request, "day") or clock.today(),
    )


def _choices(book: Rulebook, asked: searching.Asked) -> dict[str, Any]:
    counts = searching.by_field(book)
    return {
        "fields": [(key, words.label_of_field(key), counts[key]) for key in _field_order(counts)],
        "roles": list(words.ROLES.items()),
        "confidences": [(key, badge.label) for key, badge in CONFIDENCE.items()],
        "unread_count": sum(map(words.is_unread, book.rules.values())),
    }


def _field_order(counts: Iterable[str]) -> list[str]:
    return sorted(counts, key=lambda key: (words.place_of_field(key), key))


def _groups(rows: Iterable[Rule], day: date) -> Iterable[dict[str, Any]]:
    """The rules of the page under their fields, in the order of the page."""
    grouped: dict[str, list[words.Row]] = {}
    for rule in rows:
        grouped.setdefault(words.field_of(rule), []).append(words.row(rule, day=day))
    for field, found in grouped.items():
        yield {"label": words.label_of_field(field), "rows": found}


def _page_number(request: HttpRequest, count: int) -> int:
    typed = request.GET.get("page", "1")
    number = int(typed) - 1 if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0
    return max(0, min(number, (count - 1) // searching.PAGE))


def _typed(request: HttpRequest, name: str) -> date | None:
    try:
        return read_day(request.GET.get(name, ""), today=clock.today())
    except NotADay:
        return None


def _rule(request: ActorRequest, rule: Rule, edition: Any) -> HttpResponse:
    book = edition.book
    history = book.history(rule.id)
    place = [each.id for each in history].index(rule.id)
    duties = [duty for duty in book.duties.values() if rule.id in duty.rules]
    context = {
        "rule": rule,
        "row": words.row(rule, day=clock.today()),
        "facts": words.facts(rule, book),
        "inferred": words.inferred_parts(rule),
        "field": (words.field_of(rule), words.label_of_field(words.field_of(rule))),
        "duties": duties,
        "history": [words.row(each, day=clock.today()) for each in history] if len(history) > 1 else [],
        "before": history[place - 1] if place else None,
        "after": history[place + 1] if place + 1 < len(history) else None,
        "changes": _changes(request, [rule.id, rule.id.rpartition(".")[0]], book),
        "may_change": request.actor.may(VALUES),
        **tried(request, rule.id, edition),
    }
    return render(request, "legislation/rule.html", context)


def _duty(request: ActorRequest, key: str, edition: Any) -> HttpResponse:
    book, today = edition.book, clock.today()
    duty = book.duty(key)
    context = {
        "duty": duty,
        "drawing": drawing(duty, book, today=today),
        "lines": [
            {
                "case": words.case_label(line.case, book, duty.rules) if line.case else "",
                "rows": [words.row(book.rule(rule), day=today) for rule in line.rules],
            }
            for line in duty.lines
        ],
        "changes": _changes(request, duty.rules, book),
        **tried(request, key, edition),
    }
    return render(request, "legislation/duty.html", context)


def _changes(request: ActorRequest, rules: Iterable[str], book: Rulebook) -> list[dict[str, Any]]:
    """What the office changed here, with the record where the reader may open it."""
    rows = queries.changes_of_rules(key for key in rules if key)
    codes = queries.codes_of_editions((row.edition_id for row in rows), actor=request.actor) if rows else {}
    return [
        {
            "row": row,
            "manner": row.get_manner_display(),
            "value": say_amount(row.value, None, row.unit),
            "code": codes.get(row.edition_id, ""),
        }
        for row in rows
    ]


def _seam(seam: seams.Seam, book: Rulebook) -> dict[str, Any]:
    return {
        "duty": seam.duty,
        "case": words.case_label(seam.case, book, seam.duty.rules) if seam.case else "",
        "before": [(rule, words.shown_value(rule)) for rule in seam.before],
        "after": [(rule, words.shown_value(rule)) for rule in seam.after],
    }
