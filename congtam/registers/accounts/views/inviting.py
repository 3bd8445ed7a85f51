"""Inviting somebody, and the slip with the code, which is shown once."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtam.foundation import clock
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.saving import opening, save
from congtam.registers.accounts.actions import Invited, invite
from congtam.registers.accounts.forms.people import InviteForm
from congtam.registers.accounts.lifecycle import MANAGE


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def invite_page(request: ActorRequest) -> HttpResponse:
    """The form; after saving the slip, which no address leads to again."""
    if request.method != "POST":
        start = {**opening(0), "since": clock.today()}
        return _page(request, InviteForm(actor=request.actor, initial=start))
    form = InviteForm(request.POST, actor=request.actor)
    if not form.is_valid():
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    done: list[Invited] = []
    status = save(form, lambda: done.append(_invite(request, form)))
    if status != HTTPStatus.OK:
        return _page(request, form, status=status)
    if not done:
        messages.info(request, _("Lời mời đã được lưu trước đó; mã chỉ hiện một lần. Mất mã thì cấp mã mới."))
        return redirect("accounts:list")
    return slip(request, done[0])


def _invite(request: ActorRequest, form: InviteForm) -> Invited:
    data = form.cleaned_data
    return invite(
        actor=request.actor, unit=form.chosen_unit, username=data["username"], display_name=data["display_name"],
        posts=form.chosen_posts, since=data["since"], on=clock.today(), save=form.save_of,
    )  # fmt: skip


def _page(request: ActorRequest, form: InviteForm, *, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return render(request, "accounts/invite.html", {"form": form}, status=status)


def slip(request: ActorRequest, invited: Invited) -> HttpResponse:
    """The code to print and hand over; a page that is not kept anywhere."""
    response = render(request, "accounts/slip.html", {"invited": invited, "entry": invited.entry})
    response.headers["Cache-Control"] = "no-store"
    return response
