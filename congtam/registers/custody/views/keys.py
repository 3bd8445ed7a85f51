"""One's own key: making it, opening and locking it, another passphrase, another key."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtam.foundation import clock
from congtam.foundation.custody import holders, middleware, unlocking
from congtam.foundation.custody.secrets import WrongPassphrase
from congtam.interface.web.errors import too_many_requests
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.registers.custody.actions import own
from congtam.registers.custody.forms.keys import PASSPHRASE, ChangeForm, LostForm, NewKeyForm, UnlockForm
from congtam.registers.custody.queries import duties_of
from congtam.registers.custody.views.resending import back, kept_fields
from congtam.registers.custody.views.slowing import limiter, name_of

SENSITIVE = (PASSPHRASE, "new", "again")


@require_GET
@signed_in
def own_key(request: ActorRequest) -> HttpResponse:
    """Whether there is a key, whether it is open, and what may be done with it."""
    account = request.actor.account
    assert account is not None
    cookie = request.COOKIES.get(unlocking.COOKIE, "")
    until = unlocking.until(cookie, account_id=account.pk) if cookie else None
    context = {
        "pair": holders.live_pair(account),
        "until": until,
        "form": UnlockForm() if until is None else None,
        "new_form": NewKeyForm(),
        "duties": duties_of(account),
        "idle": int(unlocking.idle().total_seconds() // 60),
    }
    return render(request, "custody/own.html", context)


@sensitive_post_parameters(*SENSITIVE)
@require_POST
@signed_in
def make(request: ActorRequest) -> HttpResponse:
    """The person's first key; it is open at once."""
    form = NewKeyForm(request.POST)
    return _with_form(request, form, "make", lambda: _made(request, form))


def _made(request: ActorRequest, form: forms.Form) -> HttpResponse:
    own.make_key(actor=request.actor, passphrase=form.cleaned_data["new"], on=clock.today())
    messages.success(
        request, _("Đã lập khóa. Khóa đang mở; hãy ghi nhớ cụm mật khẩu, không ai đặt lại được.")
    )
    return _opened(request, form.cleaned_data["new"], redirect("keepers:own"))


def _opened(request: ActorRequest, passphrase: str, response: HttpResponse) -> HttpResponse:
    assert request.actor.account is not None
    middleware.unlock(request, response, account=request.actor.account, passphrase=passphrase)
    return response


@sensitive_post_parameters(*SENSITIVE)
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def unlock(request: ActorRequest) -> HttpResponse:
    """Open the key, then back to the page that needed it; what was typed there is sent again by the browser."""
    if request.method != "POST":
        return redirect("keepers:own")
    assert request.actor.account is not None
    if seconds := limiter.wait(name_of(request.actor.account.pk)):
        return too_many_requests(request, retry_after=seconds)
    form = UnlockForm(request.POST)
    if form.is_valid():
        try:
            return _opened(request, form.cleaned_data[PASSPHRASE], back(request))
        except WrongPassphrase:
            _wrong(request, form)
    context = {"form": form, "kept": kept_fields(request), "next": request.POST.get("next", "")}
    return render(request, "custody/unlock.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _wrong(request: ActorRequest, form: forms.Form) -> None:
    assert request.actor.account is not None
    limiter.wrong(name_of(request.actor.account.pk))
    form.add_error(
        PASSPHRASE, _("Cụm mật khẩu không mở được khóa. Hãy gõ lại; chữ hoa, chữ thường, dấu đều tính.")
    )


@require_POST
@signed_in
def lock(request: ActorRequest) -> HttpResponse:
    """Forget the open key here and in every other visit."""
    response = redirect("keepers:own")
    middleware.lock(request, response)
    messages.success(request, _("Đã đóng khóa."))
    return response


@sensitive_post_parameters(*SENSITIVE)
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: ActorRequest) -> HttpResponse:
    """Another passphrase for the same key."""

    def act() -> HttpResponse:
        own.change_passphrase(
            actor=request.actor, old=form.cleaned_data[PASSPHRASE], new=form.cleaned_data["new"]
        )
        messages.success(request, _("Đã đổi cụm mật khẩu."))
        return redirect("keepers:own")

    form = ChangeForm(request.POST or None)
    return _with_form(request, form, "change", act)


@sensitive_post_parameters(*SENSITIVE)
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def rotate(request: ActorRequest) -> HttpResponse:
    """Another key; what the old one opened goes over to it."""

    def act() -> HttpResponse:
        data = form.cleaned_data
        moved = own.rotate_key(
            actor=request.actor, passphrase=data[PASSPHRASE], new=data["new"], on=clock.today()
        )
        messages.success(
            request, _("Đã thay khóa; %(count)s phần niêm phong đã chuyển sang.") % {"count": moved}
        )
        return _opened(request, data["new"], redirect("keepers:own"))

    form = ChangeForm(request.POST or None)
    return _with_form(request, form, "rotate", act)


@sensitive_post_parameters(*SENSITIVE)
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def forgotten(request: ActorRequest) -> HttpResponse:
    """A new key after a lost passphrase."""

    def act() -> HttpResponse:
        own.replace_lost_key(actor=request.actor, passphrase=form.cleaned_data["new"], on=clock.today())
        messages.warning(
            request, _("Đã lập khóa mới. Hãy nhờ một người giữ khác chia sẻ lại phần đã niêm phong.")
        )
        return _opened(request, form.cleaned_data["new"], redirect("keepers:own"))

    form = LostForm(request.POST or None)
    return _with_form(request, form, "forgotten", act)


def _with_form(
    request: ActorRequest, form: forms.Form, page: str, act: Callable[[], HttpResponse]
) -> HttpResponse:
    """The act where the form is whole; the form again, saying what to mend, where it is not."""
    assert request.actor.account is not None
    if request.method != "POST":
        return _form_page(request, form, page)
    if seconds := limiter.wait(name_of(request.actor.account.pk)):
        return too_many_requests(request, retry_after=seconds)
    if form.is_valid():
        try:
            with transaction.atomic():
                return act()
        except WrongPassphrase:
            _wrong(request, form)
        except StepBlocked as blocked:
            form.add_error(None, str(blocked))
    return _form_page(request, form, page, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _form_page(
    request: ActorRequest, form: forms.Form, page: str, *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    words: dict[str, Any] = {
        "make": (_("Lập khóa của tôi"), _("Lập khóa")),
        "change": (_("Đổi cụm mật khẩu"), _("Đổi cụm mật khẩu")),
        "rotate": (_("Thay khóa"), _("Thay khóa")),
        "forgotten": (_("Quên cụm mật khẩu"), _("Lập khóa mới")),
    }
    title, button = words[page]
    context = {"form": form, "page": page, "title": title, "button": button}
    return render(request, "custody/key_form.html", context, status=status)
