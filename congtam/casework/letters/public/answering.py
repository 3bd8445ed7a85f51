"""The conversation under the story of a letter: the office's questions and answers, and what the sender adds."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtam.casework.letters.public.actions import RefusedEnclosure, TooManyWait, write_back
from congtam.casework.letters.public.forms import ACCEPT, MessageForm, too_many
from congtam.casework.letters.public.reading import Conversation, conversation_of
from congtam.casework.letters.public.side import public_side
from congtam.casework.letters.public.views import told, uploads
from congtam.foundation import clock
from congtam.interface.portal import views as portal
from congtam.interface.portal.bounds import bound, intake
from congtam.interface.portal.callers import caller
from congtam.interface.portal.guards import public_writing
from congtam.interface.portal.sections import Section
from congtam.mechanisms.lifecycle.models import Record

FORM, SENT, PROBLEM = "message_form", "message_sent", "message_problem"


@public_writing
@require_http_methods(["POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """What the sender adds; the page of the code again, with what they typed where it could not be sent."""
    code = request.POST.get("code", "")
    found = None if portal.pause(request) else conversation_of(code)
    if found is None:
        return portal.story_page(request, code)
    form, files = MessageForm(request.POST), uploads(request)
    if not form.is_valid():
        return _again(request, code, form)
    if problem := too_many(files) or _written(request, form, found, code):
        return _again(request, code, form, problem=problem)
    intake.wrote(caller(request))
    return portal.story_page(request, code, said={SENT: True})


def _written(request: HttpRequest, form: MessageForm, found: Conversation, code: str) -> str:
    """What went wrong; empty where nothing did."""
    try:
        with public_side(found.unit_id) as actor:
            write_back(
                record=Record.objects.select_related("unit", "data_key").get(pk=found.record_id), actor=actor,
                on=clock.today(), code=code, text=form.cleaned_data["text"], save_key=form.key,
                files=uploads(request),
            )  # fmt: skip
    except RefusedEnclosure as refused:
        return told(refused, request)
    except TooManyWait:
        return _("Cơ quan chưa kịp đọc những gì anh/chị đã gửi. Hãy chờ trả lời rồi nhắn tiếp.")
    return ""


def _again(request: HttpRequest, code: str, form: MessageForm, *, problem: str = "") -> HttpResponse:
    return portal.story_page(request, code, said={FORM: form, PROBLEM: problem}, status=422)


def conversation_section(code: str, said: dict[str, Any]) -> Section | None:
    """What was written to and fro. It looks alike for every kind of letter."""
    if (found := conversation_of(code)) is None:
        return None
    content = {
        "said": found.said,
        "code": code,
        "form": said.get(FORM) or MessageForm(initial={"save_key": uuid4()}),
        "sent": said.get(SENT, False),
        "problem": said.get(PROBLEM, ""),
        "accept": ACCEPT,
        "most_files": bound("FILES"),
    }
    return Section(template="letters/public/conversation.html", content=content)
