"""The line of a post, and one's own relations."""

from functools import partial
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congtam.foundation import clock
from congtam.foundation.access.models import Post, Relation
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, needs, signed_in
from congtam.interface.web.records.saving import opening, save
from congtam.registers.accounts import actions, queries
from congtam.registers.accounts.forms.relations import LineForm, OwnRelationForm
from congtam.registers.accounts.lifecycle import MANAGE
from congtam.registers.accounts.relations import relations_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def line_page(request: ActorRequest, pk: int) -> HttpResponse:
    """To which post this one reports."""
    post = queries.post_by_key(request.actor, pk)
    if post is None:
        raise Http404
    entry = getattr(post, "entry", None)
    if request.method != "POST":
        start = {**opening(entry.record.version if entry else 0), "above": post.reports_to_id or ""}
        return _line(request, post, LineForm(actor=request.actor, post=post, initial=start))
    form = LineForm(request.POST, actor=request.actor, post=post)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        status = save(form, partial(_report, request, post, form))
    if status != HTTPStatus.OK:
        fresh = queries.post_by_key(request.actor, pk)
        if status == HTTPStatus.CONFLICT and fresh is not None:
            form.show_version(fresh.entry.record.version)
        return _line(request, post, form, status=status)
    messages.success(request, _("Đã lưu chức vụ cấp trên."))
    return redirect("accounts:post-by-key", pk)


def _report(request: ActorRequest, post: Post, form: LineForm) -> None:
    actions.report_to(post, actor=request.actor, above=form.chosen, on=clock.today(), save=form.save_of)


def _line(
    request: ActorRequest, post: Post, form: LineForm, *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    return render(request, "accounts/line.html", {"post": post, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own_relations(request: ActorRequest) -> HttpResponse:
    """What the reader declared, and a further declaration."""
    account = request.actor.account
    assert account is not None
    form = OwnRelationForm(request.POST or None, actor=request.actor, initial=opening(0))
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid() and (status := save(form, partial(_declare, request, form))) == HTTPStatus.OK:
            messages.success(request, _("Đã khai. Bạn và người ấy không thấy hồ sơ nêu tên nhau."))
            return redirect("accounts:own-relations")
    context = {"form": form, "relations": relations_of(account), "reader": account.pk}
    return render(request, "accounts/relations.html", context, status=status)


def _declare(request: ActorRequest, form: OwnRelationForm) -> None:
    actions.declare_relation(
        actor=request.actor, relative=form.chosen, kind=form.cleaned_data["kind"], on=clock.today()
    )


@require_POST
@signed_in
def end_own_relation(request: ActorRequest, pk: int) -> HttpResponse:
    """One that the reader declared is no more."""
    relation = (
        policy_for(Relation).visible(request.actor).filter(pk=pk, account=request.actor.account).first()
    )
    if relation is None:
        raise Http404
    actions.end_own_relation(relation, actor=request.actor, on=clock.today())
    messages.success(request, _("Đã ghi là không còn quan hệ này."))
    return redirect("accounts:own-relations")
