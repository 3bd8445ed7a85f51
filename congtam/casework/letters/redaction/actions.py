"""Making, releasing and withdrawing a working copy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image

from congtam.casework.letters import reading
from congtam.casework.letters.models import Letter, Scan, WorkingCopy, WorkingPage
from congtam.casework.letters.redaction import naming, pictures, rights
from congtam.casework.letters.redaction.proposing import sealed_boxes, who_wrote
from congtam.casework.letters.sealing import require_open
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.files import Inspection, sniffing, vault
from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.store import store
from congtam.foundation.sealing import seal
from congtam.mechanisms.lifecycle.acts import StepBlocked, locked, note_event

PAGE = "letters.working_copy.page"


@dataclass(frozen=True, kw_only=True)
class Covered:
    """One page as somebody covered it. ``picture`` False gives the words alone."""

    scan: Scan
    number: int
    turn: int
    boxes: tuple[pictures.Box, ...]
    text: str
    picture: bool

    @property
    def place(self) -> str:
        return f"{self.scan.position}-{self.number}"


@transaction.atomic
def make_copy(*, letter: Letter, actor: Actor, on: date, pages: Sequence[Covered]) -> WorkingCopy:
    """Burn the boxes in, keep the text, and number the version; somebody else checks it (`release_copy`).

    Raises NotPermitted, SealLocked, ValidationError by page ("text-1-2") where the text still names the sender (as
    `who_wrote` knows them) or a page would be left without picture and words. A picture that a machine still reads is
    told in ``legible``.
    """
    author = rights.require_redact(letter, actor)
    require_open(letter)
    sender = who_wrote(letter)
    _check(pages, sender)
    record = locked(letter.record)
    copy = WorkingCopy.objects.create(
        letter=letter, unit_id=letter.unit_id, number=_next(letter), made_by=author,
        key=letter.seal_key, boxes=sealed_boxes(letter, {page.place: page.boxes for page in pages}),
    )  # fmt: skip
    for position, page in enumerate(pages, start=1):
        picture = _burnt(page) if page.picture else None
        if picture is not None and legible(picture, sender):
            copy.legible.append(position)
        WorkingPage.objects.create(
            copy=copy, unit_id=letter.unit_id, position=position, scan=page.scan.position, number=page.number,
            file=_stored(letter, picture) if picture else None,
            sealed=seal(record.data_key, page.text.strip().encode(), context=PAGE),
        )  # fmt: skip
    if copy.legible:
        WorkingCopy.objects.filter(pk=copy.pk).update(legible=copy.legible)
    _note(copy, "working_copy_made", actor=actor, on=on, pages=len(pages), legible=len(copy.legible))
    return copy


_WORDS: dict[naming.What, object] = {
    "name": gettext_lazy("tên người gửi"),
    "address": gettext_lazy("địa chỉ người gửi"),
    "phone": gettext_lazy("điện thoại người gửi"),
    "number": gettext_lazy("số riêng"),
}


def _check(pages: Sequence[Covered], sender: naming.Sender) -> None:
    errors: dict[str, list[str]] = {}
    for page in pages:
        if left := naming.still_named(page.text, sender):
            words = ", ".join(str(_WORDS[what]) for what in left)
            errors[f"text-{page.place}"] = [
                _("Bản chữ còn %(words)s: hãy thay rồi lưu lại.") % {"words": words}
            ]
        elif not page.picture and not page.text.strip():
            errors[f"text-{page.place}"] = [
                _("Trang chỉ dùng bản chữ thì cần có chữ: hãy gõ nội dung trang.")
            ]
    if not pages:
        errors["__all__"] = [_("Đơn chưa có bản quét nào để che.")]
    if errors:
        raise ValidationError(errors)


def _next(letter: Letter) -> int:
    newest = letter.working_copies.order_by("-number").values_list("number", flat=True).first()
    return (newest or 0) + 1


def _burnt(page: Covered) -> Image.Image:
    return pictures.burnt(pictures.page_of(page.scan, page.number, turn=page.turn), page.boxes)


def legible(picture: Image.Image, sender: naming.Sender) -> bool:
    """Whether the machine that reads scans still reads on the burnt picture who wrote; False where there is none."""
    if not reading.available().ok:
        return False
    try:
        read = reading.recognise(picture)
    except reading.Unreadable:
        return False
    return bool(naming.still_named(read.text, sender))


def _stored(letter: Letter, picture: Image.Image) -> StoredFile:
    content = pictures.png(picture)
    made = Inspection(
        media_type=sniffing.PNG, extension=".png", size=len(content), pages=1, width=picture.width,
        height=picture.height, sha256=sha256(content).hexdigest(),
    )  # fmt: skip
    return store(unit=letter.unit, data_key=letter.record.data_key, content=content, inspection=made)


def _note(copy: WorkingCopy, event: str, *, actor: Actor, on: date, **facts: int | bool) -> None:
    note_event(
        rights.work_record(copy.letter), event, actor=actor, on=on, needs=rights.REDACT,
        payload={"copy": copy.number, **facts},
    )  # fmt: skip


@transaction.atomic
def release_copy(*, copy: WorkingCopy, actor: Actor, on: date) -> None:
    """A second person has checked it: those who work on the case read it from now on, and none released before.

    Where the unit has nobody else, whoever made it may release it too; whoever works on the case never may. Raises
    NotPermitted, StepBlocked.
    """
    rights.require_redact(copy.letter, actor)
    row = WorkingCopy.objects.select_for_update(of=("self",)).select_related("letter__record").get(pk=copy.pk)
    if row.state != WorkingCopy.State.MADE:
        raise StepBlocked(_("Bản này không còn chờ duyệt."))
    if problem := rights.why_not_release(row, actor):
        raise StepBlocked(problem)
    for before in row.letter.working_copies.filter(state=WorkingCopy.State.RELEASED):
        _remove(before)
    alone = row.made_by_id in actor.holders
    WorkingCopy.objects.filter(pk=row.pk).update(
        state=WorkingCopy.State.RELEASED, checked_by=actor.account, checked_at=clock.now(), alone=alone
    )
    copy.refresh_from_db()
    _note(copy, "working_copy_released", actor=actor, on=on, alone=alone)


@transaction.atomic
def withdraw_copy(*, copy: WorkingCopy, actor: Actor, on: date, reason: str) -> None:
    """Something in it still tells who wrote: its pictures and words are destroyed, its number stays. Raises
    NotPermitted, ValidationError, StepBlocked."""
    rights.require_redact(copy.letter, actor)
    if not reason.strip():
        raise ValidationError({"reason": [_("Hãy ghi vì sao rút bản này.")]})
    row = WorkingCopy.objects.select_for_update(of=("self",)).get(pk=copy.pk)
    if row.state == WorkingCopy.State.WITHDRAWN:
        raise StepBlocked(_("Bản này đã được rút."))
    _remove(copy)
    note_event(
        rights.work_record(copy.letter), "working_copy_withdrawn", actor=actor, on=on, needs=rights.REDACT,
        payload={"copy": copy.number}, notes={"reason": reason.strip()},
    )  # fmt: skip


def _remove(copy: WorkingCopy) -> None:
    """Rows, then, once that is sure, the files."""
    names = _names(copy.pages.exclude(file=None).select_related("file"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT letters_remove_working_copy(%s)", [copy.pk])
    for name in names:
        transaction.on_commit(partial(vault.path_of(name).unlink, missing_ok=True))
    copy.state = WorkingCopy.State.WITHDRAWN


def _names(pages: Iterable[WorkingPage]) -> list[str]:
    return [page.file.store_name for page in pages if page.file]
