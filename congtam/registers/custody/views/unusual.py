"""Unusual readings of a week."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congtam.foundation import clock
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, needs
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.registers.custody import unusual as readings
from congtam.registers.custody.actions.reviewing import reviewed
from congtam.registers.custody.lifecycle import REVIEW
from congtam.registers.custody.models import ReadingReview
from congtam.registers.custody.views.readings import by_which_right, purpose_of

WEEK = timedelta(weeks=1)


@require_GET
@needs(REVIEW)
def unusual(request: ActorRequest) -> HttpResponse:
    """The lines of one week; last week where none is named."""
    monday = _monday(request.GET.get("week"))
    units = [unit for unit in request.actor.unit_ids if request.actor.may(REVIEW, unit)]
    reviews: list[ReadingReview] = list(
        policy_for(ReadingReview)
        .visible(request.actor)
        .filter(monday=monday)
        .select_related("unit", "reviewed_by")
    )
    here = reverse("keepers:unusual")
    context = {
        "lines": [
            {"line": each, "grounds": [readings.words(ground) for ground in each.grounds],
             "by": by_which_right(each.entry), "purpose": purpose_of(each.entry)}
            for each in readings.lines(units, monday=monday)
        ],
        "reviews": reviews,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "older_url": f"{here}?week={(monday - WEEK).isoformat()}",
        "newer_url": f"{here}?week={(monday + WEEK).isoformat()}" if monday + WEEK <= clock.today() else "",
    }  # fmt: skip
    return render(request, "custody/unusual.html", context)


def _monday(text: str | None) -> date:
    if not text:
        return readings.monday_of(clock.today()) - WEEK
    try:
        return readings.monday_of(date.fromisoformat(text))
    except (ValueError, OverflowError):
        raise Http404 from None


@require_POST
@needs(REVIEW)
def done(request: ActorRequest, pk: int) -> HttpResponse:
    """The list was looked at."""
    review = policy_for(ReadingReview).visible(request.actor).filter(pk=pk).first()
    if review is None:
        raise Http404
    try:
        reviewed(review, actor=request.actor)
        messages.success(request, _("Đã ghi là đã xem."))
    except StepBlocked as blocked:
        messages.warning(request, str(blocked))
    return redirect(f"{reverse('keepers:unusual')}?week={review.monday.isoformat()}")
