"""Covering an identity: the editor with its pictures, the copy that came of it, checking and withdrawing it."""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtam.casework.letters.models import Letter, WorkingCopy
from congtam.casework.letters.redaction import actions, pictures, rights, shown
from congtam.casework.letters.redaction.actions import Covered
from congtam.casework.letters.redaction.finding import copy_or_404, letter_or_404
from congtam.casework.letters.redaction.forms import CopyForm, ReleaseForm, WithdrawForm, typed_pages
from congtam.casework.letters.redaction.proposing import Proposed, proposed
from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.files import RefusedFile
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.saving import opening, save
from congtam.interface.web.serving import drawn_picture
from congtam.registers.custody.seams import viewed

#: how many empty rows a page without scripts has
ROOM = 3


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def redaction_page(request: ActorRequest, code: str) -> HttpResponse:
    """The editor. 403 without the right, or for whoever works on the case; SealLocked leads to the page of the key."""
    letter = _editable(request, code)
    pages = proposed(letter)
    viewed(rights.work_record(letter), actor=request.actor)
    if request.method == "POST":
        return _posted(request, letter, pages)
    start = [
        Covered(
            scan=page.scan, number=page.number, turn=page.turn, boxes=page.boxes, text=page.text,
            picture=not page.by_hand,
        )
        for page in pages
    ]  # fmt: skip
    by_hand = {page.place for page in pages if page.by_hand}
    return _editor(request, letter, CopyForm(initial=opening(letter.record.version)), start, by_hand)


def _editable(request: ActorRequest, code: str) -> Letter:
    letter = letter_or_404(request, code)
    rights.require_redact(letter, request.actor)
    return letter


def _posted(request: ActorRequest, letter: Letter, pages: Sequence[Proposed]) -> HttpResponse:
    by_hand = {page.place for page in pages if page.by_hand}
    form = CopyForm(request.POST)
    covered, wrong = typed_pages(request.POST, pages)
    form.full_clean()
    if request.POST.get("go") == "add":
        form.errors.clear()
        return _editor(request, letter, form, covered, by_hand)
    for each in wrong:
        form.add_error(None, each)
    if form.errors:
        return _editor(request, letter, form, covered, by_hand, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    made: list[WorkingCopy] = []
    status = save(form, lambda: made.append(_make(request, letter, covered)))
    if status != HTTPStatus.OK:
        return _editor(request, letter, form, covered, by_hand, status=status)
    return redirect("letters:working-copy", letter.record.code, made[0].number)


def _make(request: ActorRequest, letter: Letter, covered: Sequence[Covered]) -> WorkingCopy:
    copy = actions.make_copy(letter=letter, actor=request.actor, on=clock.today(), pages=covered)
    if copy.legible:
        messages.warning(
            request,
            _("Máy vẫn đọc được người gửi ở trang %(pages)s. Hãy xem lại, che thêm rồi lưu bản mới.")
            % {"pages": ", ".join(map(str, copy.legible))},
        )
    else:
        messages.success(
            request, _("Đã lưu bản làm việc số %(number)s, chờ duyệt.") % {"number": copy.number}
        )
    return copy


def _editor(
    request: ActorRequest, letter: Letter, form: CopyForm, pages: Iterable[Covered], by_hand: set[str], *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    context = {
        "letter": letter,
        "record": letter.record,
        "form": form,
        "pages": [shown.edited(letter, page, by_hand=page.place in by_hand) for page in pages],
        "spare": range(ROOM),
        "hand_written": bool(by_hand),
    }
    return render(request, "letters/redaction/editor.html", context, status=status)


@require_GET
@signed_in
def redaction_picture(request: ActorRequest, code: str, scan: int, page: int) -> HttpResponse:
    """A page of the sealed scan, upright, at the size of the copy; kept nowhere on the way."""
    letter = _editable(request, code)
    found = letter.scans.filter(position=scan).select_related("file__data_key").first()
    turn = request.GET.get("turn", "0")
    if found is None or not 1 <= page <= found.file.pages or turn not in ("0", "90", "180", "270"):
        raise Http404
    try:
        picture = pictures.page_of(found, page, turn=int(turn))
    except (RefusedFile, IndexError) as gone:
        raise Http404 from gone
    viewed(rights.work_record(letter), actor=request.actor)
    return drawn_picture(pictures.png(picture))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def copy_page(request: ActorRequest, code: str, number: int) -> HttpResponse:
    """The copy as those who work on the case read and print it; before it is released, to check it."""
    letter = letter_or_404(request, code)
    copy = copy_or_404(request, letter, number)
    if request.method != "POST":
        return _copy(request, copy, ReleaseForm(), WithdrawForm())
    if not rights.may_redact(letter, request.actor):
        raise NotPermitted(rights.REDACT)
    return _withdrawn(request, copy) if request.POST.get("go") == "withdraw" else _released(request, copy)


def _released(request: ActorRequest, copy: WorkingCopy) -> HttpResponse:
    form = ReleaseForm(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        act = lambda: actions.release_copy(copy=copy, actor=request.actor, on=clock.today())  # noqa: E731
        status = save(form, act)
    if status != HTTPStatus.OK:
        return _copy(request, copy, form, WithdrawForm(), status=status)
    messages.success(request, _("Đã duyệt: người xử lý đọc bản này từ bây giờ."))
    return redirect("letters:working-copy", copy.letter.record.code, copy.number)


def _withdrawn(request: ActorRequest, copy: WorkingCopy) -> HttpResponse:
    form = WithdrawForm(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        act = lambda: actions.withdraw_copy(copy=copy, actor=request.actor, on=clock.today(), reason=reason)  # noqa: E731
        status = save(form, act)
    if status != HTTPStatus.OK:
        return _copy(request, copy, ReleaseForm(), form, status=status)
    messages.success(
        request, _("Đã rút bản làm việc số %(number)s và tiêu hủy ảnh, chữ của nó.") % {"number": copy.number}
    )
    return redirect("letters:redaction", copy.letter.record.code)


def _copy(
    request: ActorRequest, copy: WorkingCopy, release: ReleaseForm, withdraw: WithdrawForm, *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    letter, actor = copy.letter, request.actor
    makes = rights.may_redact(letter, actor)
    work = rights.work_record(letter)
    context: dict[str, Any] = {
        "copy": copy,
        "work": work,
        "code": shown.working_code(letter),
        "pages": shown.copied(copy),
        "printed_by": shown.mark(actor),
        "waits": copy.state == WorkingCopy.State.MADE,
        "makes": makes,
        "why_not": rights.why_not_release(copy, actor) if makes else "",
        "alone": makes and copy.made_by_id in actor.holders,
        "release": release,
        "withdraw": withdraw,
    }
    return render(request, "letters/redaction/copy.html", context, status=status)


@require_GET
@signed_in
def copy_picture(request: ActorRequest, code: str, number: int, page: int) -> HttpResponse:
    """One page of a copy, with the reader's name and the time across it. Raises Http404."""
    copy = copy_or_404(request, letter_or_404(request, code), number)
    found = copy.pages.filter(position=page).exclude(file=None).select_related("file__data_key").first()
    if found is None:
        raise Http404
    return drawn_picture(shown.watermarked(found, shown.mark(request.actor)))
