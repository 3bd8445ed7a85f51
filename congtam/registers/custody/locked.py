"""A page that met a closed seal says so, and offers to open the key or to ask for the identity."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from congtam.foundation.access.policies import policy_for
from congtam.foundation.custody.shares import locked_words
from congtam.mechanisms.lifecycle.models import Record
from congtam.registers.custody.forms.keys import UnlockForm
from congtam.registers.custody.identities import has_identity
from congtam.registers.custody.views.resending import fields_of


def locked_page(request: HttpRequest) -> HttpResponse:
    """423 with the form to open the key. What was posted goes along; a script gets the sentence."""
    if _by_script(request):
        return JsonResponse({"message": locked_words()}, status=HTTPStatus.LOCKED)
    context = {
        "form": UnlockForm(),
        "next": request.get_full_path(),
        "posted": request.method == "POST",
        "kept": fields_of(request) if request.method == "POST" else [],
        "files": bool(request.FILES),
        "record": _record(request),
    }
    return render(request, "custody/unlock.html", context, status=HTTPStatus.LOCKED)


def _by_script(request: HttpRequest) -> bool:
    return "text/html" not in request.headers.get("Accept", "text/html") or bool(
        request.headers.get("HX-Request")
    )


def _record(request: HttpRequest) -> Record | None:
    """The record that the address names, if the reader may know of it and it keeps an identity."""
    code = request.resolver_match.kwargs.get("code") if request.resolver_match else None
    actor = request.actor  # type: ignore[attr-defined]
    if not isinstance(code, str):
        return None
    record = policy_for(Record).visible(actor).filter(code=code).first()
    return record if record is not None and has_identity(record) else None
