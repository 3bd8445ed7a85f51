"""Comparing the sender of a letter that is being registered; what was typed is in the body, never in an address."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congtam.casework.letters.comparing import actions
from congtam.casework.letters.comparing.forms import LinkForm
from congtam.casework.letters.comparing.queries import earlier_letters, may_compare
from congtam.casework.letters.models import Letter
from congtam.casework.letters.views.finding import letter_or_404
from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.saving import put_errors
from congtam.mechanisms.lifecycle.models import Record

FIELDS = {"name": "sender_name", "address": "sender_address", "phone": "sender_phone"}


@require_POST
@signed_in
def same_sender_part(request: ActorRequest, code: str) -> HttpResponse:
    """Earlier letters that are likely of the sender who is typed, as a part of the page of registering."""
    letter = letter_or_404(request, code)
    if not may_compare(request.actor, letter):
        raise NotPermitted(actions.NEEDS)
    sender = {key: request.POST.get(name, "") for key, name in FIELDS.items()}
    found = earlier_letters(letter=letter, sender=sender, actor=request.actor, on=clock.today())
    return render(request, "letters/comparing/found.html", {"earlier": found, "record": letter.record})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def link_page(request: ActorRequest, code: str, other: str) -> HttpResponse:
    """Say whether an earlier letter is the same matter."""
    letter, earlier = _pair(request, code, other)
    form = LinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if request.POST.get("go") == "different":
            actions.say_different(letter=letter, other=earlier, actor=request.actor)
            messages.success(request, _("Đã ghi: hai đơn không cùng việc."))
            return redirect(_back(letter), code)
        if form.is_valid() and _linked(request, letter, earlier, form):
            messages.success(request, _("Đã liên kết với đơn %(code)s.") % {"code": earlier.code})
            return redirect(_back(letter), code)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {
        "record": letter.record,
        "letter": letter,
        "other": earlier,
        "form": form,
        "back": _back(letter),
    }
    return render(request, "letters/comparing/link.html", context, status=status)


def _pair(request: ActorRequest, code: str, other: str) -> tuple[Letter, Record]:
    letter = letter_or_404(request, code)
    if not may_compare(request.actor, letter):
        raise NotPermitted(actions.NEEDS)
    found = policy_for(Record).visible(request.actor).filter(code=other.upper(), kind=letter.record.kind)
    earlier = found.select_related("letter").first()
    if earlier is None or earlier.level == "sealed":
        raise Http404
    return letter, earlier


def _linked(request: ActorRequest, letter: Letter, earlier: Record, form: LinkForm) -> bool:
    try:
        actions.link_letters(
            letter=letter, other=earlier, actor=request.actor, on=clock.today(),
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
    except ValidationError as wrong:
        put_errors(form, wrong)
        return False
    return True


def _back(letter: Letter) -> str:
    return "letters:register" if letter.record.state == "received" else "letters:record"
