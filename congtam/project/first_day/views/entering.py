"""The way in: the set-up code from the terminal, typed once."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from congtam.interface.portal.callers import caller
from congtam.interface.portal.limiter import Limiter
from congtam.interface.web.errors import too_many_requests
from congtam.project.first_day import set_up_code
from congtam.project.first_day.setting_up import is_empty
from congtam.project.first_day.views.steps import OPENED, closed, go, home, is_open, show

limiter = Limiter()


class CodeForm(forms.Form):
    """The code, as it stands on the terminal."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Mã thiết lập"), max_length=40, error_messages={"required": _("Hãy gõ mã thiết lập.")},
        help_text=_("Ví dụ: K7QX-P3MA. Chữ hoa hay chữ thường, có gạch nối hay không đều được."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "autofocus": True}
        ),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Asks for the code. Whoever gave it goes on to the first screen."""
    if set_up_code.present(home()) is None or not is_empty():
        return closed(request)
    if is_open(request):
        return go(request, "office")
    if request.method == "GET":
        return show(request, "start", form=CodeForm())
    return _enter(request)


def _enter(request: HttpRequest) -> HttpResponse:
    if seconds := limiter.wait(caller(request)):
        return too_many_requests(request, retry_after=seconds)
    form = CodeForm(request.POST)
    if form.is_valid() and not set_up_code.matches(home(), form.cleaned_data["code"]):
        limiter.wrong(caller(request))
        form.add_error("code", _now("Mã không đúng. Mã hiện trong cửa sổ dòng lệnh đã chạy “congtam up”."))
    if not form.is_valid():
        return show(request, "start", form=form, status=422)
    request.session.cycle_key()
    request.session[OPENED] = set_up_code.mark(home())
    return go(request, "office")
