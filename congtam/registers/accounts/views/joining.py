"""Taking over an account with the code of an invitation: the one page here that asks for no account."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.interface.portal.callers import caller
from congtam.interface.portal.limiter import Limiter
from congtam.interface.web.errors import too_many_requests
from congtam.interface.web.records.saving import put_errors
from congtam.mechanisms.lifecycle.acts import StepNotPossible
from congtam.registers.accounts.actions import accept_invitation
from congtam.registers.accounts.door import door_of, waiting_invitation
from congtam.registers.accounts.forms.joining import JoinForm
from congtam.registers.accounts.models import Invitation

#: of its own: whoever mistypes a code here does not slow the citizens of the same office
limiter = Limiter()


@sensitive_post_parameters("code", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Code and password; then to the sign-in page, and from there to two-step sign-in."""
    if request.method != "POST":
        return _page(request, JoinForm())
    if seconds := limiter.wait(caller(request)):
        return too_many_requests(request, retry_after=seconds)
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    invitation = waiting_invitation(form.cleaned_data["code"])
    if invitation is None:
        return _wrong(request, form)
    account = _accepted(invitation, form)
    if account is None:
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(
        request,
        _(
            "Đã nhận tài khoản. Hãy đăng nhập với tên “%(name)s” và mật khẩu vừa chọn, rồi bật xác thực hai bước."
        )
        % {"name": account.username},
    )
    after = urlencode({"next": reverse("mfa_activate_totp")})
    return redirect(f"{reverse('account_login')}?{after}")


def _wrong(request: HttpRequest, form: JoinForm) -> HttpResponse:
    """One answer for a code that is wrong, used, replaced or out of date."""
    limiter.wrong(caller(request))
    form.add_error(
        "code", _("Mã này không dùng được. Kiểm tra lại từng chữ; nếu vẫn không được, xin mã mới.")
    )
    return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _accepted(invitation: Invitation, form: JoinForm) -> Account | None:
    """The account; None where the form says what to mend, and the code can still be used."""
    try:
        with transaction.atomic():
            return accept_invitation(
                invitation,
                actor=door_of(invitation),
                password=form.cleaned_data["password"],
                on=clock.today(),
                language=get_language() or "",
            )
    except ValidationError as weak:
        put_errors(form, weak)
    except StepNotPossible as used:
        form.add_error(None, str(used))
    return None


def _page(request: HttpRequest, form: JoinForm, *, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    response = render(request, "accounts/join.html", {"form": form}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
