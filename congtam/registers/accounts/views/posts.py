"""Posts: the list, a new one, and one post with its permissions, holders and journal."""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtam.foundation import clock
from congtam.foundation.access.models import Post
from congtam.foundation.access.permissions import declared
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.saving import SaveForm, opening, save
from congtam.interface.web.records.timeline import entries_of, timeline
from congtam.registers.accounts import actions, queries
from congtam.registers.accounts.actions import Save
from congtam.registers.accounts.forms.posts import PostForm
from congtam.registers.accounts.lifecycle import MANAGE
from congtam.registers.accounts.models import PostEntry
from congtam.registers.accounts.sets import SETS, ready_made
from congtam.registers.accounts.views.finding import key_or_404
from congtam.registers.accounts.views.people import tabs
from congtam.registers.accounts.views.wording import WORDING


@require_GET
@needs(MANAGE)
def posts(request: ActorRequest) -> HttpResponse:
    """Fifty posts with what they are permitted."""
    after = key_or_404(request.GET.get("after"))
    found, more = queries.posts_page(request.actor, after=after)
    older = f"{reverse('accounts:posts')}?after={more}" if more else ""
    rows = [{"post": post, "closed": _closed(post), "permissions": _labels(post)} for post in found]
    start = reverse("accounts:posts") if after is not None else ""
    context = {"rows": rows, "older_url": older, "tabs": tabs("posts"), "start_url": start}
    return render(request, "accounts/posts.html", context)


def _labels(post: Post) -> list[str]:
    known = declared()
    return [str(known[name].label) if name in known else name for name in post.permissions]


def _closed(post: Post) -> bool:
    entry = getattr(post, "entry", None)
    return entry is not None and entry.record.state == "closed"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def new_post(request: ActorRequest) -> HttpResponse:
    """A post; ``?set=desk`` begins with a ready-made set."""
    chosen = ready_made(request.GET.get("set", ""))
    if request.method != "POST":
        start: dict[str, Any] = opening(0)
        if chosen:
            start |= {"title": str(chosen.title), "permissions": chosen.known}
        return _form_page(request, PostForm(actor=request.actor, initial=start), chosen=chosen)
    form = PostForm(request.POST, actor=request.actor)
    if not form.is_valid():
        return _form_page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    status = save(form, partial(_make, request, form))
    if status != HTTPStatus.OK:
        return _form_page(request, form, status=status)
    messages.success(request, _("Đã lập chức vụ “%(title)s”.") % {"title": form.cleaned_data["title"]})
    return redirect("accounts:posts")


def _make(request: ActorRequest, form: PostForm) -> object:
    data = form.cleaned_data
    return actions.make_post(
        actor=request.actor, unit=form.chosen_unit, title=data["title"], permissions=data["permissions"],
        on=clock.today(), save=form.save_of,
    )  # fmt: skip


def _form_page(
    request: ActorRequest, form: PostForm, *, chosen: Any = None, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    here = reverse("accounts:post-new")
    sets = [
        {"label": each.title, "href": f"{here}?set={each.name}", "current": each is chosen} for each in SETS
    ]
    return render(request, "accounts/post_new.html", {"form": form, "sets": sets}, status=status)


def _post_or_404(request: ActorRequest, pk: int) -> Post:
    post = queries.post_by_key(request.actor, pk)
    if post is None:
        raise Http404
    return post


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def post_page(request: ActorRequest, pk: int) -> HttpResponse:
    """One post: its permissions as a form, who holds it, its journal."""
    post = _post_or_404(request, pk)
    if request.method != "POST":
        return _post_page(request, post, _change_form(request, post))
    form = PostForm(request.POST, actor=request.actor, post=post)
    if not form.is_valid():
        return _post_page(request, post, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    status = save(form, partial(_change, request, post, form))
    if status != HTTPStatus.OK:
        if status == HTTPStatus.CONFLICT:
            form.show_version(_post_or_404(request, pk).entry.record.version)
        return _post_page(request, _post_or_404(request, pk), form, status=status)
    messages.success(request, _("Đã lưu. Quyền mới có hiệu lực ngay với mọi người giữ chức vụ này."))
    return redirect("accounts:post-by-key", pk)


def _change_form(request: ActorRequest, post: Post) -> PostForm:
    entry = getattr(post, "entry", None)
    start = {
        **opening(entry.record.version if entry else 0),
        "title": post.title,
        "permissions": post.permissions,
    }
    return PostForm(actor=request.actor, post=post, initial=start)


def _change(request: ActorRequest, post: Post, form: PostForm) -> object:
    data = form.cleaned_data
    actions.change_post(
        post, actor=request.actor, title=data["title"], permissions=data["permissions"], on=clock.today(),
        save=form.save_of,
    )  # fmt: skip
    return None


def _post_page(
    request: ActorRequest, post: Post, form: PostForm, *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    entry = getattr(post, "entry", None)
    items = timeline(entry.record, entries_of(entry.record), wording=WORDING) if entry else []
    context = {
        "post": post,
        "form": form,
        "closed": _closed(post),
        "holders": queries.holders_of(post, today=clock.today()),
        "items": items,
    }
    return render(request, "accounts/post.html", context, status=status)


@require_POST
@needs(MANAGE)
def close(request: ActorRequest, pk: int) -> HttpResponse:
    """The post is no longer given."""
    post = _post_or_404(request, pk)
    form = SaveForm({})
    form.full_clean()
    status = save(form, partial(actions.close_post, post, actor=request.actor, on=clock.today(), save=Save()))
    if status == HTTPStatus.OK:
        messages.success(request, _("Đã bỏ chức vụ “%(title)s”.") % {"title": post.title})
        return redirect("accounts:posts")
    for problem in form.non_field_errors():
        messages.warning(request, str(problem))
    return redirect("accounts:post-by-key", pk)


@require_GET
@needs(MANAGE)
def post_of_record(request: ActorRequest, code: str) -> HttpResponse:
    """The page of a post by the code of its record, as other pages know it."""
    entry = policy_for(PostEntry).visible(request.actor).filter(record__code=code.upper()).first()
    if entry is None:
        raise Http404
    return redirect("accounts:post-by-key", entry.post_id)
