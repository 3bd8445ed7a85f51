"""The second person's answer, and what the first carries out then."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from congtam.foundation import clock
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.errors import too_many_requests
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.saving import opening
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.registers.custody.actions import keeping as acts
from congtam.registers.custody.actions import recovering
from congtam.registers.custody.actions.sharing import Shared
from congtam.registers.custody.forms import unit as forms
from congtam.registers.custody.lifecycle import NAME
from congtam.registers.custody.models import Proposal
from congtam.registers.custody.views.slowing import limiter, name_of
from congtam.registers.custody.views.unit_acts import ActPage, run, show


def _proposal_or_404(request: ActorRequest, pk: int) -> Proposal:
    visible = policy_for(Proposal).visible(request.actor)
    found = visible.filter(pk=pk).select_related("keeping__record__data_key", "unit", "account").first()
    if found is None:
        raise Http404
    return found


@require_POST
@needs(NAME)
def confirm(request: ActorRequest, pk: int) -> HttpResponse:
    """The second person confirms, or does not."""
    proposal = _proposal_or_404(request, pk)
    common = {"actor": request.actor, "on": clock.today(), "save": acts.Save()}
    try:
        if request.POST.get("decision") == "confirm":
            acts.confirm(proposal, **common)  # type: ignore[arg-type]
            messages.success(request, _("Đã xác nhận."))
        else:
            acts.refuse(proposal, reason="", **common)  # type: ignore[arg-type]
            messages.success(request, _("Đã ghi: đề nghị không được thực hiện."))
    except StepBlocked as blocked:
        messages.warning(request, str(blocked))
    return redirect("keepers:unit", proposal.keeping.record.code)


PRINT = ActPage(
    step="print", form=forms.ConfirmForm, act=lambda keeping, actor, form: None,
    happens=gettext_lazy("Khóa hiện một lần để in. Rời trang là không xem lại được; không có bản nào được lưu."),
)  # fmt: skip
RECOVER = ActPage(
    step="recover", form=forms.TypedForm, act=lambda keeping, actor, form: None, danger=True,
    happens=gettext_lazy("Mọi phần đã niêm phong được chia sẻ lại cho người giữ đã được xác nhận."),
)  # fmt: skip


@sensitive_post_parameters("typed")
@require_http_methods(["GET", "HEAD", "POST"])
@needs(NAME)
def carry_out(request: ActorRequest, pk: int) -> HttpResponse:
    """Print the recovery key, or use it: whoever proposed it, within an hour of the confirmation."""
    proposal = _proposal_or_404(request, pk)
    page = {"print": PRINT, "recover": RECOVER}.get(proposal.act)
    if page is None or proposal.proposed_by_id != request.actor.account_id:
        raise Http404
    keeping = proposal.keeping
    if request.method != "POST":
        return show(
            request, keeping, page, page.form(keeping=keeping, initial=opening(keeping.record.version))
        )
    if seconds := limiter.wait(name_of(request.actor.account_id or 0)):
        return too_many_requests(request, retry_after=seconds)
    form = page.form(request.POST, keeping=keeping)
    status, done = HTTPStatus.UNPROCESSABLE_ENTITY, None
    if form.is_valid():
        status, done = run(request, form, lambda: _act(request, proposal, form))
    if status != HTTPStatus.OK:
        return show(request, keeping, page, form, status=status)
    return _done(request, proposal, done)


def _act(request: ActorRequest, proposal: Proposal, form: forms.ActForm) -> object:
    if proposal.act == Proposal.Act.PRINT:
        return recovering.print_key(proposal, actor=request.actor, on=clock.today(), save=form.save_of)
    return recovering.recover(
        proposal, actor=request.actor, typed=form.cleaned_data["typed"], on=clock.today(), save=form.save_of
    )


def _done(request: ActorRequest, proposal: Proposal, done: object) -> HttpResponse:
    keeping = proposal.keeping
    if isinstance(done, str):
        context = {"keeping": keeping, "record": keeping.record, "groups": done.split("-"), "at": clock.now()}
        return render(request, "custody/sheet.html", context)
    if isinstance(done, Shared):
        messages.success(request, _("Đã chia sẻ lại %(count)s phần niêm phong.") % {"count": done.given})
    return redirect("keepers:unit", keeping.record.code)
