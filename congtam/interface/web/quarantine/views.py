"""The page of files that the scanner found harmful: when, what, how it came. Nothing tells whose they were, and nobody
gets them out again here: they can only be destroyed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.files import quarantine as kept
from congtam.foundation.files.models import Quarantined
from congtam.interface.web.guards import ActorRequest, needs

#: lines of one page
SHOWN = 50
_LONGEST_KEY = 18
_CHANNELS = {
    "post": gettext_lazy("Bưu chính"),
    "hand": gettext_lazy("Nộp trực tiếp"),
    "web": gettext_lazy("Cổng trực tuyến"),
    "email": gettext_lazy("Thư điện tử"),
    "reception": gettext_lazy("Tiếp công dân"),
    "correspondence": gettext_lazy("Công văn"),
    "documents": gettext_lazy("Bản ký, giấy gửi và nhận"),
    "archives": gettext_lazy("Giấy nhận bản gốc"),
    "opening": gettext_lazy("Sổ giấy nhập bằng Excel"),
}


class DestroyForm(forms.Form):
    """Why a file is destroyed."""

    reason = forms.ChoiceField(label=gettext_lazy("Lý do xóa"), choices=Quarantined.Reason)


@require_GET
@needs(kept.PERMISSION)
def quarantine(request: ActorRequest) -> HttpResponse:
    """The files, the last found first."""
    kept.take_up(request.actor)
    rows = list(_visible(request.actor, before=request.GET.get("before", ""))[: SHOWN + 1])
    older = rows[SHOWN - 1].pk if len(rows) > SHOWN else None
    shown = [(row, _CHANNELS.get(row.channel, row.channel)) for row in rows[:SHOWN]]
    return render(
        request, "quarantine/quarantine.html", {"rows": shown, "older": older, "form": DestroyForm()}
    )


@require_POST
@needs(kept.PERMISSION)
def destroy(request: ActorRequest, pk: int) -> HttpResponse:
    """Destroy one file for ever."""
    row = policy_for(Quarantined).visible(request.actor).filter(pk=pk).first()
    if row is None:
        raise Http404
    form = DestroyForm(request.POST)
    if form.is_valid():
        kept.destroy(row=row, actor=request.actor, reason=form.cleaned_data["reason"])
        messages.success(request, _("Đã xóa hẳn tệp; dòng này còn lại để biết."))
    else:
        messages.warning(request, _("Hãy chọn lý do xóa."))
    return redirect("quarantine")


def waiting(actor: Actor) -> int | None:
    """For the menu: how many files are in quarantine; nothing where none is."""
    return kept.waiting(actor) or None


def _visible(actor: Actor, *, before: str) -> Any:
    found = policy_for(Quarantined).visible(actor).select_related("destroyed_by").order_by("-pk")
    if not before:
        return found
    if not before.isdecimal() or len(before) > _LONGEST_KEY:
        raise Http404
    return found.filter(pk__lt=int(before))
