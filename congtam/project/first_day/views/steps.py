"""The screens in their order, and who may open them."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from congtam.project.first_day import set_up_code
from congtam.project.first_day.setting_up import is_empty

OPENED = "first_day.opened"
#: name of the address → label; the last step is taken by whoever is signed in
STEPS = {
    "office": _("Cơ quan"),
    "books": _("Sổ và số"),
    "people": _("Người làm việc"),
    "calendar": _("Lịch làm việc"),
    "administrator": _("Quản trị"),
    "two-step": _("Xác thực hai bước"),
}
View = Callable[..., HttpResponse]


def home() -> Path:
    """The folder of this installation."""
    return Path(settings.CONGTAM_HOME)


def go(request: HttpRequest, name: str) -> HttpResponseRedirect:
    """To another screen, in the same language: nobody has an account that would remember it."""
    return HttpResponseRedirect(
        f"{reverse(f'first-day:{name}')}?lang={getattr(request, 'LANGUAGE_CODE', 'vi')}"
    )


def show(request: HttpRequest, step: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A screen with its place among the steps."""
    return render(request, f"first_day/{step}.html", {**placed(step), **context}, status=status)


def placed(current: str) -> dict[str, Any]:
    """``steps`` as the screen shows them; none on a page that is no step."""
    names = list(STEPS)
    if current not in names:
        return {"steps": []}
    place = names.index(current)
    steps = [
        {"label": STEPS[name], "number": number + 1, "current": number == place, "done": number < place}
        for number, name in enumerate(names)
    ]
    return {"steps": steps}


def closed(request: HttpRequest) -> HttpResponse:
    """The office is there already, or the product was not started by `congtam up`."""
    return render(request, "first_day/closed.html", {"there": not is_empty()}, status=403)


def is_open(request: HttpRequest) -> bool:
    """Whether this session gave the present code."""
    mark = set_up_code.mark(home())
    return bool(mark) and request.session.get(OPENED) == mark


def while_waiting(view: View) -> View:
    """Only while the office waits to be set up, and only for whoever gave the code."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if set_up_code.present(home()) is None or not is_empty():
            return closed(request)
        if not is_open(request):
            return go(request, "start")
        return view(request, *args, **kwargs)

    return guarded
