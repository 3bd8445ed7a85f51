"""The office's side of a conversation: the panel on a record's page, and the page to answer on."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtam.casework.letters.public.actions import CannotBeRead, handle_messages, write_to_sender
from congtam.casework.letters.public.forms import MessageForm
from congtam.casework.letters.public.models import Message
from congtam.casework.letters.public.pictures import picture_of
from congtam.casework.letters.public.reading import messages_for_office
from congtam.casework.letters.public.rights import WRITE, may_converse
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.policies import policy_for
from congtam.foundation.custody.shares import sealed_to_people
from congtam.foundation.sealing import SealLocked
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.panels import Panel
from congtam.interface.web.serving import drawn_picture
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of
from congtam.registers.custody.seams import viewed


def conversation_panel(record: Record, actor: Actor) -> Panel | None:
    """What was written to and fro, for those who may write to the sender."""
    if record.kind not in WRITE or not may_converse(record, actor):
        return None
    return Panel(template="letters/public/panel.html", content=_content(record, actor))


def _content(record: Record, actor: Actor, form: MessageForm | None = None) -> dict[str, Any]:
    found = messages_for_office(record)
    if any(each.text is not None and sealed_to_people(each.message.key) for each in found):
        viewed(record, actor=actor)
    return {
        "record": record,
        "messages": found,
        "waiting": sum(1 for each in found if _waits(each.message)),
        "form": form or MessageForm(initial={"save_key": uuid4()}),
    }


def _waits(message: Message) -> bool:
    return message.direction == Message.Direction.SENDER and message.handled_on is None


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def conversation(request: ActorRequest, code: str) -> HttpResponse:
    """The conversation of a record, and what an officer writes to its sender."""
    record = _record(request.actor, code)
    form = MessageForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid() and _sent(request, record, form):
        return redirect(f"{_page_of(record)}#messages")
    context = {"panel": Panel(template="", content=_content(record, request.actor, form)), "record": record}
    status = 200 if form is None else 422
    return render(request, "letters/public/office.html", {**context, "back": _page_of(record)}, status=status)


def _sent(request: ActorRequest, record: Record, form: MessageForm) -> bool:
    try:
        write_to_sender(
            record=record, actor=request.actor, on=clock.today(), text=form.cleaned_data["text"],
            save_key=form.key,
        )  # fmt: skip
    except CannotBeRead:
        form.add_error("text", _("Chưa gửi được: hồ sơ này không có mã tra cứu nào mà người gửi đang giữ."))
    except SealLocked as locked:
        form.add_error("text", str(locked))
    return not form.errors


@require_POST
@signed_in
def handled(request: ActorRequest, code: str) -> HttpResponse:
    """What the sender wrote was dealt with, without an answer."""
    record = _record(request.actor, code)
    handle_messages(record=record, actor=request.actor, on=clock.today())
    return redirect(f"{_page_of(record)}#messages")


@require_GET
@signed_in
def page_of_file(request: ActorRequest, code: str, uid: UUID, position: int, page: int) -> HttpResponse:
    """A page of a file that the sender added, drawn for this reader: no byte of the file itself leaves."""
    record = _record(request.actor, code)
    found = Message.objects.filter(record=record, uid=uid).first()
    kept = found and found.files.filter(position=position).select_related("file__data_key").first()
    if not kept or not 1 <= page <= kept.file.pages:
        raise Http404
    try:
        content = picture_of(kept.file, page)
    except SealLocked as locked:
        raise NotPermitted("letters.triage") from locked
    if sealed_to_people(kept.file.data_key):
        viewed(record, actor=request.actor)
    return drawn_picture(content)


def _record(actor: Actor, code: str) -> Record:
    """The record of a page. Raises Http404 for whoever may not know of it, NotPermitted for whoever may and does not
    write to its sender."""
    found = policy_for(Record).visible(actor).filter(code=code.upper(), kind__in=WRITE)
    record = found.select_related("data_key", "unit").first()
    if record is None or not actor.may(lifecycle_of(record.kind).view, record.unit_id):
        raise Http404
    if not may_converse(record, actor):
        raise NotPermitted(WRITE[record.kind][0])
    return record


def _page_of(record: Record) -> str:
    return reverse(lifecycle_of(record.kind).page, args=(record.code,))
