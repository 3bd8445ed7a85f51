"""One page for each act on the keeping of a unit: a small form, and beside it what will happen."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.custody.models import Custodian
from congtam.foundation.custody.recovery import WrongRecoveryKey
from congtam.interface.web.errors import too_many_requests
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.saving import opening, save
from congtam.mechanisms.lifecycle.models import Record
from congtam.registers.custody.actions import keeping as acts
from congtam.registers.custody.actions import recovering
from congtam.registers.custody.forms import unit as forms
from congtam.registers.custody.lifecycle import KEEPING, VIEW
from congtam.registers.custody.models import Keeping, Proposal
from congtam.registers.custody.views.finding import keeping_or_404
from congtam.registers.custody.views.slowing import limiter, name_of

Act = Callable[[Keeping, Actor, Any], object]


@dataclass(frozen=True, kw_only=True)
class ActPage:
    """An act's form and step, the act, what will happen in words; ``danger``: it takes something away."""

    step: str
    form: type[forms.ActForm]
    act: Act
    happens: Any
    danger: bool = False


def _common(form: Any, actor: Actor) -> dict[str, Any]:
    return {"actor": actor, "on": clock.today(), "save": form.save_of}


def _name(keeping: Keeping, actor: Actor, form: forms.NameForm) -> object:
    data = form.cleaned_data
    return acts.propose_name(
        keeping, account=form.chosen, duty=Custodian.Duty(data["duty"]), reason=data["reason"],
        **_common(form, actor),
    )  # fmt: skip


def _decider(keeping: Keeping, actor: Actor, form: forms.DeciderForm) -> object:
    return acts.propose_decider(
        keeping, to_unit=form.chosen, reason=form.cleaned_data["reason"], **_common(form, actor)
    )


def _print(keeping: Keeping, actor: Actor, form: forms.ReasonForm) -> object:
    return acts.propose_recovery(
        keeping,
        act=Proposal.Act.PRINT,
        account=None,
        reason=form.cleaned_data["reason"],
        **_common(form, actor),
    )


def _recover(keeping: Keeping, actor: Actor, form: forms.RecoverForm) -> object:
    return acts.propose_recovery(
        keeping, act=Proposal.Act.RECOVER, account=form.chosen, reason=form.cleaned_data["reason"],
        **_common(form, actor),
    )  # fmt: skip


def _release(keeping: Keeping, actor: Actor, form: forms.ReleaseForm) -> object:
    row = form.chosen
    return acts.release(
        keeping, account=row.account, duty=Custodian.Duty(row.duty), reason=form.cleaned_data["reason"],
        **_common(form, actor),
    )  # fmt: skip


def _rehearse(keeping: Keeping, actor: Actor, form: forms.TypedForm) -> object:
    return recovering.rehearse(keeping, typed=form.cleaned_data["typed"], **_common(form, actor))


def _close(keeping: Keeping, actor: Actor, form: forms.ConfirmForm) -> object:
    acts.close_keeping(keeping, **_common(form, actor))
    return None


_SECOND = gettext_lazy("Chưa có gì thay đổi cho đến khi một người thứ hai có cùng quyền xác nhận.")
PAGES: dict[str, ActPage] = {
    "name": ActPage(step="propose_name", form=forms.NameForm, act=_name, happens=_SECOND),
    "decider": ActPage(step="propose_decider", form=forms.DeciderForm, act=_decider, happens=_SECOND),
    "print": ActPage(
        step="propose_print", form=forms.ReasonForm, act=_print,
        happens=gettext_lazy(
            "Sau khi người thứ hai xác nhận, anh/chị có một giờ để lập và in khóa. Khóa khôi phục cũ, nếu có, không "
            "mở được những gì niêm phong sau đó."
        ),
    ),
    "recover": ActPage(
        step="propose_recover", form=forms.RecoverForm, act=_recover,
        happens=gettext_lazy(
            "Sau khi người thứ hai xác nhận, anh/chị có một giờ để gõ khóa trên tờ in. Mọi phần đã niêm phong được "
            "chia sẻ lại cho người giữ đã chọn."
        ),
    ),
    "release": ActPage(
        step="release", form=forms.ReleaseForm, act=_release, danger=True,
        happens=gettext_lazy("Người này không mở được gì nữa, ngay từ lúc lưu."),
    ),
    "rehearse": ActPage(
        step="rehearse", form=forms.TypedForm, act=_rehearse,
        happens=gettext_lazy("Khóa được thử mở từng phần đã niêm phong. Không có gì thay đổi, không ai được xem gì."),
    ),
    "close": ActPage(
        step="close", form=forms.ConfirmForm, act=_close, danger=True,
        happens=gettext_lazy("Dùng khi đơn vị giải thể hoặc không còn nhận đơn."),
    ),
}  # fmt: skip


@sensitive_post_parameters("typed")
@require_http_methods(["GET", "HEAD", "POST"])
@needs(VIEW)
def act_page(request: ActorRequest, code: str, act: str) -> HttpResponse:
    """The act's page."""
    if act not in PAGES:
        raise Http404
    page, keeping = PAGES[act], keeping_or_404(request, code)
    policy_for(Record).require(request.actor, KEEPING.step(page.step).needs, keeping.record)
    if request.method != "POST":
        return show(
            request, keeping, page, page.form(keeping=keeping, initial=opening(keeping.record.version))
        )
    if seconds := limiter.wait(name_of(request.actor.account_id or 0)):
        return too_many_requests(request, retry_after=seconds)
    return _posted(request, keeping, page)


def _posted(request: ActorRequest, keeping: Keeping, page: ActPage) -> HttpResponse:
    form = page.form(request.POST, keeping=keeping)
    status, done = HTTPStatus.UNPROCESSABLE_ENTITY, None
    if form.is_valid():
        status, done = run(request, form, lambda: page.act(keeping, request.actor, form))
    if status != HTTPStatus.OK:
        if status == HTTPStatus.CONFLICT:
            form.show_version(keeping_or_404(request, keeping.record.code).record.version)
        return show(request, keeping, page, form, status=status)
    said = str(KEEPING.step(page.step).done)
    messages.success(request, _("%(done)s.") % {"done": said[:1].upper() + said[1:]})
    if page.step == "rehearse" and isinstance(done, tuple):
        messages.info(
            request,
            _("Mở được %(opened)s phần, không mở được %(shut)s phần.") % {"opened": done[0], "shut": done[1]},
        )
    return redirect("keepers:unit", keeping.record.code)


def run(request: ActorRequest, form: forms.ActForm, act: Callable[[], object]) -> tuple[HTTPStatus, object]:
    """Save; a wrong recovery key is slowed as a wrong passphrase is."""
    done: list[object] = []
    status = save(form, lambda: done.append(act()), telling={WrongRecoveryKey: None})
    if status == HTTPStatus.UNPROCESSABLE_ENTITY and "typed" in form.fields:
        limiter.wrong(name_of(request.actor.account_id or 0))
    return status, done[0] if done else None


def show(
    request: ActorRequest, keeping: Keeping, page: ActPage, form: forms.ActForm, *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    context = {
        "keeping": keeping,
        "record": keeping.record,
        "step": KEEPING.step(page.step),
        "page": page,
        "form": form,
    }
    return render(request, "custody/act.html", context, status=status)
