"""A page met a closed seal: the key is opened, and the browser sends to the page what it had sent before.

After a GET that is a redirect; after a POST the fields go along hidden, and a 307 lets the browser post them again, so
nothing that was typed is lost. Files cannot be kept so: the page asks for them again.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from congtam.registers.custody.forms.keys import PASSPHRASE

#: marks fields of another page that go along
RESEND = "custody_resend"
_OWN = (PASSPHRASE, RESEND, "next", "csrfmiddlewaretoken")


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What another page's form had, to go along hidden; empty where there was none."""
    if RESEND not in request.POST:
        return []
    return fields_of(request)


def fields_of(request: HttpRequest) -> list[tuple[str, str]]:
    """All that was posted, but for the passphrase and the token."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _OWN
        for value in values
        if isinstance(value, str)
    ]


def back(request: HttpRequest) -> HttpResponse:
    """To the page that needed the key; the person's own page where it names none of ours."""
    wanted = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return redirect("keepers:own")
    if wanted.startswith(reverse("keepers:unlock")):
        return redirect("keepers:own")
    response = redirect(wanted)
    if RESEND in request.POST:
        response.status_code = 307
    return response
