"""The keys [ and ]: the letter above or below in the list. It is looked for only when it is asked for."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congtam.casework.letters.queries import TABS, letters_of
from congtam.casework.letters.views.finding import letter_or_404
from congtam.foundation import clock
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.mechanisms.lifecycle.models import Record


@require_GET
@signed_in
def neighbour(request: ActorRequest, code: str, way: str) -> HttpResponse:
    """Go to the newer ("previous", above) or the older ("next", below) letter of the list."""
    record = letter_or_404(request, code).record
    tab = request.GET.get("tab", "all")
    tab = tab if tab in TABS else "all"
    found = letters_of(request.actor, tab=tab, today=clock.today())
    near = _near(found, record, way)
    if near is None:
        messages.info(request, _("Không còn hồ sơ nào nữa theo chiều này trong danh sách."))
    return redirect(f"{reverse('letters:record', args=(near or record.code,))}?tab={tab}")


def _near(found: QuerySet[Record], record: Record, way: str) -> str | None:
    if way == "previous":
        return found.filter(pk__gt=record.pk).order_by("pk").values_list("code", flat=True).first()
    return found.filter(pk__lt=record.pk).order_by("-pk").values_list("code", flat=True).first()
