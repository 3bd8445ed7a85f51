"""Writing to an office: what was typed stays in the page until it is sent, and its code is shown once."""

from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtam.casework.letters.public.actions import OfficeFull, RefusedEnclosure, Sent, send_letter
from congtam.casework.letters.public.forms import ACCEPT, WriteForm, too_many
from congtam.casework.letters.public.offices import open_offices
from congtam.casework.letters.public.side import public_side
from congtam.casework.letters.public.tokens import code_of, new_token
from congtam.foundation import clock
from congtam.interface.portal.bounds import bound, intake
from congtam.interface.portal.callers import caller
from congtam.interface.portal.guards import public_writing

REVIEW, EDIT, SEND = "review", "edit", "send"


@public_writing
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """The letter, what was typed once more with the files, and the code: three pages of one address."""
    offices = open_offices(clock.today())
    if not offices:
        return render(request, "letters/public/closed.html")
    if request.method != "POST":
        return _typing(request, WriteForm(offices=offices))
    form, step = WriteForm(request.POST, offices=offices), request.POST.get("step", REVIEW)
    good = form.is_valid()
    if step == EDIT:
        form.errors.clear()
        return _typing(request, form)
    if not good:
        return _typing(request, form, status=422)
    return _sending(request, form) if step == SEND else _review(request, form)


def _typing(request: HttpRequest, form: WriteForm, *, status: int = 200) -> HttpResponse:
    return render(request, "letters/public/write.html", {"form": form}, status=status)


def _review(
    request: HttpRequest, form: WriteForm, *, token: str = "", problem: str = "", status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "office": form.office_chosen,
        "sender": form.sender(),
        "token": token or new_token(),
        "problem": problem,
        "accept": ACCEPT,
        "most_files": bound("FILES"),
        "most_megabytes": bound("REQUEST_BYTES") // 2**20,
    }
    return render(request, "letters/public/review.html", context, status=status)


def _sending(request: HttpRequest, form: WriteForm) -> HttpResponse:
    token = request.POST.get("token", "")
    if (code := code_of(token)) is None:
        return _review(
            request, form, status=422,
            problem=_("Trang này mở đã lâu. Nội dung còn nguyên; hãy chọn lại tệp (nếu có) rồi bấm gửi lần nữa."),
        )  # fmt: skip
    files = uploads(request)
    if problem := too_many(files):
        return _review(request, form, token=token, problem=problem, status=422)
    try:
        sent = _sent(form, code, files)
    except RefusedEnclosure as refused:
        return _review(request, form, token=token, problem=told(refused, request), status=422)
    except OfficeFull:
        return _review(request, form, token=token, problem=_full(), status=503)
    if not sent.again:
        intake.wrote(caller(request))
    context = {"sent": sent, "office": form.office_chosen, "follow": _follow_address(request)}
    return render(request, "letters/public/sent.html", context)


def _follow_address(request: HttpRequest) -> str:
    """Where the letter is followed, whole, for a page that is printed."""
    path = reverse("portal:track", args=(get_language() or "vi",))
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


def _sent(form: WriteForm, code: str, files: Sequence[BinaryIO]) -> Sent:
    unit = form.office_chosen.unit
    with public_side(unit.pk) as actor:
        return send_letter(
            actor=actor, unit=unit, on=clock.today(), code=code, text=form.cleaned_data["text"],
            sender=form.sender(), files=files,
        )  # fmt: skip


def _full() -> str:
    return _(
        "Cơ quan này đang có quá nhiều đơn chờ xem nên tạm chưa nhận thêm qua trang này. Hãy thử lại ngày mai, "
        "hoặc gửi qua bưu điện, nộp trực tiếp. Nội dung anh/chị viết vẫn còn ở trang này."
    )


def uploads(request: HttpRequest) -> list[BinaryIO]:
    """The files that came, without names of theirs: nothing reads those but the page that refuses one."""
    return [cast(BinaryIO, each) for each in request.FILES.getlist("files")]


def told(refused: RefusedEnclosure, request: HttpRequest) -> str:
    """Which file is not taken, why, and that the others have to be chosen again."""
    name = request.FILES.getlist("files")[refused.position - 1].name
    words = {"name": name, "why": f"{refused.refused.message} {refused.refused.hint}".strip()}
    return _("Tệp “%(name)s” không nhận được. %(why)s Chưa có gì được gửi: hãy chọn lại các tệp.") % words
