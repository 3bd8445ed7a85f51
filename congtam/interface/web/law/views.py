"""The rules of law that the product computes with."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from congtam.foundation import clock
from congtam.foundation.text import fold
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.mechanisms.rulebook import Rule, UnknownRule, default_rulebook
from congtam.mechanisms.rulebook.wording import say_term


@signed_in
def rules(request: ActorRequest) -> HttpResponse:
    """All rules, those in force today first; ``q`` searches title, id and citation."""
    asked = fold(request.GET.get("q", ""))
    found = [_shown(rule) for rule in default_rulebook().rules.values()]
    found = [
        row for row in found if asked in fold(f"{row['rule'].title} {row['rule'].id} {row['rule'].citation}")
    ]
    found.sort(key=lambda row: (not row["holds"], row["rule"].applies_to, row["rule"].id))
    return render(
        request,
        "law/rules.html",
        {"rows": found, "q": request.GET.get("q", "")},
    )


@signed_in
def rule(request: ActorRequest, key: str) -> HttpResponse:
    """One rule or duty, with its history."""
    try:
        history = default_rulebook().history(key)
    except UnknownRule:
        raise Http404 from None
    return render(request, "law/rule.html", {"key": key, "history": [_shown(each) for each in history]})


def _shown(rule: Rule) -> dict[str, Any]:
    value = say_term(int(rule.value), rule.unit) if rule.value is not None and rule.unit else ""
    return {"rule": rule, "value": value, "holds": rule.holds_on(clock.today())}
