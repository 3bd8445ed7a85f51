"""The gallery's pages."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from allauth.account.forms import LoginForm
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from congtam.foundation import clock
from congtam.interface.web import errors
from congtam.interface.web.tests.gallery import samples
from congtam.interface.web.tests.gallery.forms import LetterForm

#: What tests ask about afterwards.
received: list[dict[str, Any]] = []
signed_out: list[bool] = []


def page(name: str) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        return render(request, f"gallery/{name}.html", samples.context())

    return view


def home(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Đã vào sổ đơn, số 145.")
    messages.error(request, "Không gửi được thư báo; sẽ thử lại lúc 9 giờ.")
    return render(request, "gallery/home.html", samples.context())


def intake(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        received.append({"event": "submit", **request.POST.dict()})
        form = LetterForm(request.POST)
        if form.is_valid():
            messages.success(request, "Đã lưu.")
            form = LetterForm()
    else:
        form = LetterForm(request.GET if "bound" in request.GET else None)
    return render(
        request, "gallery/intake.html", {**samples.context(), "form": form, "proposals": samples.PROPOSALS}
    )


def plain_form(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        received.append({"event": "plain", **request.POST.dict()})
    return render(request, "gallery/plain_form.html", {"form": LetterForm()})


def draft(request: HttpRequest) -> HttpResponse:
    if signed_out:
        return HttpResponse(status=401)
    received.append({"event": "draft", **request.POST.dict()})
    return JsonResponse({"saved_at": clock.now().strftime("%H:%M")})


def upload(request: HttpRequest) -> HttpResponse:
    file = request.FILES["file"]
    assert isinstance(file, UploadedFile)
    received.append({"event": "upload", "name": file.name, "size": file.size})
    if (file.name or "").startswith("bad"):
        return JsonResponse({"message": "Tệp PDF này có mật khẩu; hãy in ra hoặc bỏ mật khẩu."}, status=422)
    return JsonResponse({"next": "/case"})


def progress(request: HttpRequest) -> HttpResponse:
    done = bool(request.GET.get("done"))
    return render(
        request,
        "components/progress.html",
        {"label": "Đã đọc xong" if done else "Đang đọc bản quét", "url": "/progress?done=1", "done": done},
    )


def account_page(request: HttpRequest, name: str) -> HttpResponse:
    """An account page by its template, with what allauth would give it."""
    known = samples.account_context()
    if name.endswith("authenticator_list"):
        known["authenticators"] = [known["authenticator"]]
    return render(request, f"{name}.html", {**known, "form": _account_form(name)})


def _account_form(name: str) -> Any:
    from allauth.mfa.base.forms import AuthenticateForm

    if "login" in name:
        return LoginForm()
    if "webauthn" in name:
        return samples.KeyForm()
    password = name.startswith("account/")
    form: Any = samples.PasswordForm() if password else AuthenticateForm(user=SimpleNamespace(pk=1))
    form.secret = "JBSWY3DPEHPK3PXP"
    return form


def error(request: HttpRequest, status: int) -> HttpResponse:
    if status == 429:
        return errors.too_many_requests(request, retry_after=300)
    raise {
        400: BadRequest(),
        403: PermissionDenied(),
        404: Http404(),
        500: ValueError("the gallery's own error"),
        503: OperationalError("the server closed the connection"),
    }[status]


def track(request: HttpRequest, language: str) -> HttpResponse:
    return render(request, "gallery/track.html", samples.context())
