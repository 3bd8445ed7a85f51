"""Opening a denunciation out of a letter that is held, or that was found to hold one."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtam.casework.letters.denunciation import actions
from congtam.casework.letters.denunciation.forms.opening import OpenForm
from congtam.casework.letters.denunciation.lifecycle import DENUNCIATION
from congtam.casework.letters.denunciation.models import Source
from congtam.casework.letters.denunciation.views.pages import save_of
from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Channel, Letter, SenderKind
from congtam.casework.letters.views.finding import letter_or_404
from congtam.casework.letters.views.foreseen import StepDates
from congtam.casework.letters.views.meanwhile import meanwhile
from congtam.casework.letters.views.shown import common
from congtam.foundation import clock
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.deadlines import foreseen
from congtam.interface.web.records.saving import opening, save
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.steps import offers

STEPS = ("open_denunciation", "separate")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def open_page(request: ActorRequest, code: str) -> HttpResponse:
    """Which contents are the denunciation, and how it was made; the dates count from the receipt."""
    letter = letter_or_404(request, code)
    policy_for(Record).require(request.actor, LETTER.step(STEPS[0]).needs, letter.record)
    if request.method == "POST":
        return _posted(request, letter)
    offered = [each for each in offers(letter.record, actor=request.actor) if each.step.name in STEPS]
    if not any(each.permitted for each in offered):
        messages.warning(request, _("Đơn này không ở bước lập hồ sơ tố cáo."))
        return redirect("letters:record", code)
    start = {"on": clock.today(), "source": _source(letter), **opening(letter.record.version)}
    return _page(request, letter, OpenForm(letter=letter, people={}, initial=start))


def _source(letter: Letter) -> str:
    """Proposed by what is known of the sender and the channel; the officer decides."""
    if letter.sender_kind == SenderKind.ANONYMOUS:
        return Source.ANONYMOUS
    if letter.channel in (Channel.EMAIL, Channel.WEB):
        return Source.OFF_FORM
    return Source.IN_PERSON if letter.channel == Channel.RECEPTION else Source.SIGNED


def _posted(request: ActorRequest, letter: Letter) -> HttpResponse:
    form = OpenForm(request.POST, letter=letter, people={})
    if not form.is_valid():
        return _page(request, letter, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    data = form.cleaned_data
    opened: list[actions.Opened] = []
    status = save(form, lambda: opened.append(actions.open_denunciation(
        letter=letter, actor=request.actor, on=data["on"], source=Source(data["source"]),
        places=[int(each) for each in data["places"]], forwarder=data["forwarder"],
        rest_summary=data.get("rest_summary", ""), save=save_of(form),
    )))  # fmt: skip
    if status != HTTPStatus.OK:
        told = meanwhile(request, letter, form) if status == HTTPStatus.CONFLICT else []
        return _page(request, letter_or_404(request, letter.record.code), form, status=status, told=told)
    if not opened:  # an earlier try of the same save did it
        return redirect("letters:denunciations")
    messages.success(request, _("Đã lập hồ sơ tố cáo. Người gửi và bản quét ở lại dưới niêm phong."))
    if opened[0].goes_on is not None:
        words = {"code": opened[0].goes_on.record.code}
        messages.info(request, _("Phần còn lại thành đơn %(code)s, có mã tra cứu riêng.") % words)
    return redirect("letters:denunciation", opened[0].denunciation.record.code)


def _page(
    request: ActorRequest, letter: Letter, form: OpenForm, *, status: HTTPStatus = HTTPStatus.OK,
    told: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    starts = tuple(
        foreseen(duty, event=letter.received_on, lifecycle=DENUNCIATION) for duty in DENUNCIATION.starts
    )
    context: dict[str, Any] = {
        **common(letter),
        "form": form,
        "dates": StepDates(starts=starts, ends=(), since=letter.received_on),
        "day": letter.received_on,
        "meanwhile": told or [],
        "several": "rest_summary" in form.fields,
    }
    return render(request, "letters/denunciation/open.html", context, status=status)
