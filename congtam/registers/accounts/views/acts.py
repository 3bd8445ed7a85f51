"""One page for each act on an account: a small form, and beside it what will happen."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.saving import opening, save
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of
from congtam.mechanisms.lifecycle.work import CannotHold
from congtam.registers.accounts import actions
from congtam.registers.accounts.actions import Invited
from congtam.registers.accounts.forms import people as forms
from congtam.registers.accounts.forms import relations
from congtam.registers.accounts.lifecycle import ACCOUNT, MANAGE
from congtam.registers.accounts.models import AccountEntry
from congtam.registers.accounts.queries import work_held
from congtam.registers.accounts.views.finding import entry_or_404
from congtam.registers.accounts.views.inviting import slip

Act = Callable[[AccountEntry, Actor, Any], object]
#: of the records that pass on, so many are named on the page
NAMED = 50


@dataclass(frozen=True, kw_only=True)
class ActPage:
    """An act's form, the act, what will happen in words; ``danger``: it takes something away."""

    form: type[forms.ActForm]
    act: Act
    happens: Any
    danger: bool = False


def _common(form: Any, actor: Actor) -> dict[str, Any]:
    return {"actor": actor, "on": clock.today(), "save": form.save_of}


def _renew(entry: AccountEntry, actor: Actor, form: Any) -> object:
    return actions.renew_code(entry, **_common(form, actor))


def _lost(entry: AccountEntry, actor: Actor, form: Any) -> object:
    return actions.lost_password(entry, **_common(form, actor))


def _withdraw(entry: AccountEntry, actor: Actor, form: Any) -> object:
    return actions.withdraw(entry, reason=form.cleaned_data["reason"], **_common(form, actor))


def _come_back(entry: AccountEntry, actor: Actor, form: forms.ComeBackForm) -> object:
    return actions.come_back(
        entry, posts=form.chosen_posts, since=form.cleaned_data["since"], **_common(form, actor)
    )


def _give(entry: AccountEntry, actor: Actor, form: forms.GivePostForm) -> object:
    return actions.give_post(
        entry,
        post=form.chosen_post,
        since=form.cleaned_data["since"],
        until=form.until,
        **_common(form, actor),
    )


def _end(entry: AccountEntry, actor: Actor, form: forms.EndPostForm) -> object:
    return actions.end_post(
        entry, holding=form.chosen, from_day=form.cleaned_data["from_day"], **_common(form, actor)
    )


def _substitute(entry: AccountEntry, actor: Actor, form: forms.SubstituteForm) -> object:
    data = form.cleaned_data
    return actions.substitute(
        entry, by=form.substitute, holdings=form.chosen, since=data["since"], until=form.until,
        line=data["line"], **_common(form, actor),
    )  # fmt: skip


def _end_substitution(entry: AccountEntry, actor: Actor, form: forms.EndSubstitutionForm) -> object:
    return actions.end_substitution(entry, substitution=form.chosen, **_common(form, actor))


def _leave(entry: AccountEntry, actor: Actor, form: forms.LeaveForm) -> object:
    data = form.cleaned_data
    return actions.leave(
        entry,
        from_day=data["from_day"],
        successor=form.chosen_successor,
        reason=data["reason"],
        **_common(form, actor),
    )


def _relate(entry: AccountEntry, actor: Actor, form: relations.EnterRelationForm) -> object:
    data = form.cleaned_data
    return actions.enter_relation(
        entry, relative=form.chosen, kind=data["kind"], reason=data["reason"], **_common(form, actor)
    )


def _unrelate(entry: AccountEntry, actor: Actor, form: relations.EndRelationForm) -> object:
    reason = form.cleaned_data["reason"]
    return actions.end_relation(entry, relation=form.chosen, reason=reason, **_common(form, actor))


def _ask(entry: AccountEntry, actor: Actor, form: Any) -> object:
    return actions.ask_reset(entry, reason=form.cleaned_data["reason"], **_common(form, actor))


def _grant(entry: AccountEntry, actor: Actor, form: Any) -> object:
    return actions.grant_reset(entry, **_common(form, actor))


def _refuse(entry: AccountEntry, actor: Actor, form: Any) -> object:
    return actions.refuse_reset(entry, reason=form.cleaned_data["reason"], **_common(form, actor))


PAGES = {
    "renew_code": ActPage(
        form=forms.ConfirmForm, act=_renew,
        happens=gettext_lazy("Mã cũ hết dùng được ngay. Mã mới hiện ra một lần để in và trao tận tay."),
    ),
    "lost_password": ActPage(
        form=forms.ConfirmForm, act=_lost,
        happens=gettext_lazy(
            "Mật khẩu cũ hết dùng được và mọi phiên đăng nhập kết thúc ngay. Mã mới hiện ra một lần để trao tận tay; "
            "xác thực hai bước, chức vụ và hồ sơ đang giữ không đổi."
        ),
    ),
    "withdraw": ActPage(
        form=forms.ReasonForm, act=_withdraw, danger=True,
        happens=gettext_lazy("Mã mời hết dùng được ngay, các chức vụ định giao không bắt đầu."),
    ),
    "come_back": ActPage(
        form=forms.ComeBackForm, act=_come_back,
        happens=gettext_lazy("Người này nhận mã mời mới và chọn mật khẩu mới; tên đăng nhập như trước."),
    ),
    "give_post": ActPage(
        form=forms.GivePostForm, act=_give,
        happens=gettext_lazy("Quyền của chức vụ có từ đầu ngày bắt đầu và hết khi qua ngày cuối."),
    ),
    "end_post": ActPage(
        form=forms.EndPostForm, act=_end, danger=True,
        happens=gettext_lazy("Quyền của chức vụ chấm dứt từ đầu ngày đã ghi. Hồ sơ đang giữ không đổi người."),
    ),
    "substitute": ActPage(
        form=forms.SubstituteForm, act=_substitute,
        happens=gettext_lazy(
            "Trong những ngày này người thay có quyền của các chức vụ đã chọn và thấy việc của người vắng trong "
            "“Của tôi”. Nhật ký ghi rõ là thay ai. Qua ngày cuối, mọi thứ tự trở lại như trước."
        ),
    ),
    "end_substitution": ActPage(
        form=forms.EndSubstitutionForm, act=_end_substitution,
        happens=gettext_lazy("Người thay hết quyền ngay hôm nay."),
    ),
    "leave": ActPage(
        form=forms.LeaveForm, act=_leave, danger=True,
        happens=gettext_lazy(
            "Các chức vụ chấm dứt từ đầu ngày đã ghi. Mọi phiên đăng nhập kết thúc ngay và không đăng nhập lại được. "
            "Các hồ sơ đang giữ chuyển hết cho người nhận trong cùng việc này."
        ),
    ),
    "enter_relation": ActPage(
        form=relations.EnterRelationForm, act=_relate,
        happens=gettext_lazy(
            "Hai người không thấy hồ sơ nêu tên nhau. Chỉ người này và người quản lý tài khoản thấy điều đã ghi."
        ),
    ),
    "end_relation": ActPage(
        form=relations.EndRelationForm, act=_unrelate,
        happens=gettext_lazy(
            "Từ nay quan hệ này không giữ ai ngoài hồ sơ mới. Hồ sơ đã giữ họ ở ngoài thì vẫn thế."
        ),
    ),
    "ask_reset": ActPage(
        form=forms.ReasonForm, act=_ask,
        happens=gettext_lazy("Một người quản trị khác phải đồng ý thì xác thực hai bước mới được đặt lại."),
    ),
    "grant_reset": ActPage(
        form=forms.ConfirmForm, act=_grant, danger=True,
        happens=gettext_lazy(
            "Ứng dụng xác thực, khóa truy cập và mã dự phòng của người này bị gỡ. Người này được báo khi đăng nhập."
        ),
    ),
    "refuse_reset": ActPage(
        form=forms.ReasonForm, act=_refuse,
        happens=gettext_lazy("Xác thực hai bước giữ nguyên như hiện nay."),
    ),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def act_page(request: ActorRequest, code: str, act: str) -> HttpResponse:
    """The act's page; back to the account where its state does not permit it."""
    if act not in PAGES:
        raise Http404
    entry = entry_or_404(request, code)
    policy_for(Record).require(request.actor, MANAGE, entry.record)
    if request.method == "POST":
        return _posted(request, entry, act)
    if reason := why_not(entry, act):
        messages.warning(request, str(reason))
        return redirect("accounts:account", code)
    start = {"since": clock.today(), "from_day": clock.today(), **opening(entry.record.version)}
    return _page(request, entry, act, PAGES[act].form(entry=entry, actor=request.actor, initial=start))


def why_not(entry: AccountEntry, act: str) -> Any:
    """Why the act cannot be done now; empty where it can."""
    step = ACCOUNT.step(act)
    if entry.record.state not in step.sources:
        return _("Việc này không làm được khi tài khoản ở trạng thái hiện nay.")
    return step.blocked(entry.record) if step.blocked else ""


def _posted(request: ActorRequest, entry: AccountEntry, act: str) -> HttpResponse:
    form = PAGES[act].form(request.POST, entry=entry, actor=request.actor)
    if not form.is_valid():
        return _page(request, entry, act, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    done: list[object] = []
    status = save(
        form, lambda: done.append(PAGES[act].act(entry, request.actor, form)), telling={CannotHold: None}
    )
    if status == HTTPStatus.CONFLICT:
        form.show_version(entry_or_404(request, entry.record.code).record.version)
    if status != HTTPStatus.OK:
        return _page(request, entry_or_404(request, entry.record.code), act, form, status=status)
    if done and isinstance(done[0], Invited):
        return slip(request, done[0])
    said = str(ACCOUNT.step(act).done)
    messages.success(request, _("%(done)s.") % {"done": said[:1].upper() + said[1:]})
    return redirect("accounts:account", entry.record.code)


def _page(
    request: ActorRequest, entry: AccountEntry, act: str, form: forms.ActForm, *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    context = {
        "entry": entry,
        "record": entry.record,
        "person": entry.account,
        "step": ACCOUNT.step(act),
        "page": PAGES[act],
        "form": form,
        **(_work(entry, request.actor) if act == "leave" else {}),
    }
    return render(request, "accounts/act.html", context, status=status)


def _work(entry: AccountEntry, actor: Actor) -> dict[str, Any]:
    """The open records that will pass on: by code, kind and state; what they are about is not for this page."""
    held = work_held(entry.account, actor=actor)
    rows = [
        {
            "code": record.code,
            "kind": lifecycle_of(record.kind).label,
            "state": lifecycle_of(record.kind).state(record.state).label,
        }
        for record in held.only("code", "kind", "state")[:NAMED]
    ]
    count = held.count()
    return {"work": rows, "work_count": count, "work_more": max(0, count - len(rows))}
