"""Taking in: a scan is dropped, or a letter without one is begun. Each file is one letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from congtam.casework.letters.actions import Received, receive_letter
from congtam.casework.letters.forms.days import NotADay, read_day
from congtam.casework.letters.forms.receive import ReceiveForm
from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Channel, Letter
from congtam.casework.letters.views import uploads
from congtam.casework.letters.views.waiting import waiting_letters
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.foundation.files import RefusedFile
from congtam.foundation.files.limits import limit
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.saving import put_errors

RECEIVE = LETTER.opens_with
FILES = "file"
#: the limit is told as "50 MB"; the page counts in thousands, so it stops a little before the server does
MIB, MB = 1024 * 1024, 1000 * 1000
ACCEPTED = ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.webp,.heic,application/pdf,image/*"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one file: ``letter`` is the one it made, or the one that has these very bytes already."""

    name: str
    letter: Letter | None = None
    message: str = ""
    duplicate: bool = False

    @property
    def taken(self) -> bool:
        return self.letter is not None and not self.duplicate

    @property
    def status(self) -> HTTPStatus:
        if self.taken:
            return HTTPStatus.OK
        return HTTPStatus.CONFLICT if self.duplicate else HTTPStatus.UNPROCESSABLE_ENTITY


# The size is looked at before anything else reads the body; the token stands in the body, so it is checked
# inside, by csrf_protect.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def receive_page(request: ActorRequest) -> HttpResponse:
    """The page, or one or several files handed in. Never reads a body that is larger than a file may be."""
    if getattr(request, "actor", None) is None and uploads.wants_json(request):
        return uploads.signed_out()
    return _guarded(request)  # type: ignore[return-value]


@needs(RECEIVE)
def _guarded(request: ActorRequest) -> HttpResponse:
    if request.method == "POST" and (refused := uploads.too_large(request)) is not None:
        uploads.let_pass(request)
        if uploads.wants_json(request):
            return _json(uploads.told(refused), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        outcome = Outcome(name="", message=uploads.told(refused))
        return _page(request, _fresh(request), [outcome], status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _checked(request)


@csrf_protect
def _checked(request: ActorRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, _fresh(request))
    form = ReceiveForm(request.POST, units=_units(request.actor))
    if not form.is_valid():
        return _form_refused(request, form)
    files = request.FILES.getlist(FILES)
    if not files and "by_hand" not in request.POST:
        form.add_error(None, _("Chưa chọn bản quét nào. Không có bản quét thì bấm “Nhập tay”."))
        return _form_refused(request, form)
    try:
        outcomes = [_take(request.actor, form, file) for file in files or (None,)]
    except ValidationError as wrong:
        put_errors(form, wrong)
        return _form_refused(request, form)
    return _answer(request, form, outcomes)


def _take(actor: Actor, form: ReceiveForm, file: "UploadedFile[bytes] | None") -> Outcome:
    """One letter. The key of the page is made a key of the file, so that a page sent twice is no second letter."""
    data = form.cleaned_data
    name = (file.name or "") if file else ""
    try:
        received = receive_letter(
            actor=actor,
            unit=form.chosen_unit,
            on=data["received_on"],
            channel=Channel(data["channel"]),
            source=file.file if file else None,  # type: ignore[arg-type]
            name=name,
            idempotency_key=_key(form.key, file),
        )
    except RefusedFile as refused:
        return Outcome(name=name, message=uploads.told(refused))
    return _outcome(received, name)


def _key(key: UUID, file: "UploadedFile[bytes] | None") -> UUID:
    return uuid5(key, f"{file.name}:{file.size}") if file else key


def _outcome(received: Received, name: str) -> Outcome:
    if received.duplicate_of is None:
        return Outcome(name=name, letter=received.letter)
    code = received.letter.record.code
    message = _("Bản quét này đã có trong hồ sơ %(code)s; không lưu thêm lần nữa.") % {"code": code}
    return Outcome(name=name, letter=received.letter, message=message, duplicate=True)


# -- answers --------------------------------------------------------------------------------------------------


def _answer(request: ActorRequest, form: ReceiveForm, outcomes: list[Outcome]) -> HttpResponse:
    """On to the form of the one letter that was made; else the page with what became of each file."""
    taken = [outcome for outcome in outcomes if outcome.taken]
    if uploads.wants_json(request):
        return _json_of(request, outcomes[0])
    if len(taken) == len(outcomes) == 1 and taken[0].letter is not None:
        return redirect("letters:register", taken[0].letter.record.code)
    for outcome in taken:
        assert outcome.letter is not None
        messages.success(request, _taken_in(outcome.letter))
    refused = [outcome for outcome in outcomes if not outcome.taken]
    status = max((outcome.status for outcome in refused), default=HTTPStatus.OK)
    return _page(request, form, refused, status=status)


def _taken_in(letter: Letter) -> str:
    return _("Đã tiếp nhận, mã hồ sơ %(code)s.") % {"code": letter.record.code}


def _json_of(request: ActorRequest, outcome: Outcome) -> HttpResponse:
    """For the drop zone. Where several files were dropped, nothing leads away before all have arrived."""
    if not outcome.taken or outcome.letter is None:
        return _json(outcome.message, outcome.status)
    if request.POST.get("files", "1") not in ("", "1"):
        return _json(_taken_in(outcome.letter))
    return JsonResponse({"next": reverse("letters:register", args=(outcome.letter.record.code,))})


def _json(message: str, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return JsonResponse({"message": message}, status=status)


def _form_refused(request: ActorRequest, form: ReceiveForm) -> HttpResponse:
    if uploads.wants_json(request):
        told = [error for errors in form.errors.values() for error in errors]
        return _json(" ".join(str(error) for error in told), HTTPStatus.UNPROCESSABLE_ENTITY)
    return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _page(
    request: ActorRequest, form: ReceiveForm, outcomes: Iterable[Outcome] = (), *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form,
        "outcomes": list(outcomes),
        "accept": ACCEPTED,
        "max_bytes": limit("MAX_BYTES") // MIB * MB,
        **waiting_letters(request.actor),
    }
    return render(request, "letters/receive.html", context, status=status)


# -- how the form starts --------------------------------------------------------------------------------------


def _units(actor: Actor) -> list[Unit]:
    """The units for which the actor receives; the one of the post begun last stands first."""
    ids = [unit for unit in actor.unit_ids if actor.may(RECEIVE, unit)]
    return sorted(Unit.objects.filter(pk__in=ids), key=lambda unit: (unit.pk != actor.unit_id, unit.name))


def _fresh(request: ActorRequest) -> ReceiveForm:
    """Channel, day and unit as they were kept by "save and next", else by hand over the counter today."""
    units = _units(request.actor)
    asked = request.GET
    start: dict[str, Any] = {
        "received_on": _day(asked.get("on", "")),
        "save_key": uuid4(),
        "unit": units[0].pk,
    }
    if asked.get("channel") in Channel.values:
        start["channel"] = asked["channel"]
    if asked.get("unit") in [str(unit.pk) for unit in units]:
        start["unit"] = asked["unit"]
    return ReceiveForm(initial=start, units=units)


def _day(asked: str) -> date:
    today = clock.today()
    try:
        return min(read_day(asked, today=today), today)
    except NotADay:
        return today
