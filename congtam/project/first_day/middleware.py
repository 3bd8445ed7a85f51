"""While an office waits to be set up, every page leads to the set-up page."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from congtam.foundation.access.models import Account
from congtam.project.first_day import set_up_code


class UnsetOffice:
    """Looks for the set-up code in the home: one look at a folder, no query, once the office is set up.

    Where accounts were made in another way (`congtam init`, a restored backup) the code is forgotten.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        home = Path(settings.CONGTAM_HOME)
        if set_up_code.present(home) is None or self._passes(request):
            return self.get_response(request)
        if Account.objects.exists():
            set_up_code.forget(home)
            return self.get_response(request)
        return HttpResponseRedirect(f"{reverse('first-day:start')}?lang={request.LANGUAGE_CODE}")

    @staticmethod
    def _passes(request: HttpRequest) -> bool:
        path = request.path_info
        return path in settings.WITHOUT_SCOPE or path.startswith(
            (settings.STATIC_URL, reverse("first-day:start"))
        )
