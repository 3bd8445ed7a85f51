"""The things that addresses are about, one of every kind."""

import io
from datetime import date
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from docx import Document
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from congtam.casework.archives import actions as archives
from congtam.casework.correspondence import actions as correspondence
from congtam.casework.correspondence.models import Book
from congtam.casework.letters import actions as letters
from congtam.casework.letters.actions.opening import hand_in_opening
from congtam.casework.letters.documents import ACCEPTANCE
from congtam.casework.letters.models import Channel, Competence, Kind, Letter, RefusalGround, SenderKind
from congtam.casework.letters.opening.tests.files import book, registered
from congtam.casework.letters.redaction.actions import Covered, make_copy, release_copy
from congtam.foundation import clock
from congtam.foundation.access.actor import actor_of
from congtam.foundation.access.models import Account, Relation
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.foundation.calendar import ChangedDay
from congtam.foundation.files import quarantine
from congtam.foundation.files.models import Quarantined
from congtam.mechanisms.documents.dispatching import Proof, keep_scan, record_sent
from congtam.mechanisms.documents.models import IssuedDocument, SentBy
from congtam.mechanisms.documents.templates import upload_template
from congtam.mechanisms.rulebook import ValueChange
from congtam.registers.accounts import actions as accounts
from congtam.registers.legislation import actions as legislation
from tests.architecture.matrix.seeding import SINCE, TODAY, World, makes

#: so long ago that the term of keeping is over
LONG_AGO = date(2019, 3, 4)
SENDER = letters.SenderDetails(
    kind=SenderKind.ONE, name="Đỗ Thị Kín Đáo", address="Tổ 3 (thử)", phone="0900000000"
)
MATTERS = (letters.MatterDetails(kind=Kind.COMPLAINT, summary="Không đồng ý mức bồi thường (thử)"),)
SIGNER = letters.Signer(title="CHỦ TỊCH", name="Lê Thị Ký (thử)")


def picture(color: str = "white") -> io.BytesIO:
    """A scanned page as an upload."""
    target = io.BytesIO()
    Image.new("RGB", (240, 340), color).save(target, "PNG")
    target.seek(0)
    target.name = "trang.png"
    return target


def received(world: World, color: str = "", on: date = TODAY) -> Letter:
    source = picture(color) if color else None
    return letters.receive_letter(
        actor=world.owner, unit=world.here, on=on, channel=Channel.POST, source=source, name="don.png"
    ).letter


def _registered(world: World, color: str = "", on: date = TODAY) -> Letter:
    return letters.register_letter(
        letter=received(world, color, on), actor=world.owner, on=on, sender=SENDER, summary="Khiếu nại (thử)",
        concerned="", matters=MATTERS,
    )  # fmt: skip


def _triaged(world: World, color: str = "", on: date = TODAY) -> Letter:
    return letters.triage_letter(
        letter=_registered(world, color, on), actor=world.owner, on=on, competence=Competence.OURS, matters=MATTERS,
        handler=world.accounts["owner"],
    )  # fmt: skip


def _refused(world: World, on: date) -> Letter:
    letter = _triaged(world, on=on)
    letters.refuse_letter(
        letter=letter, actor=world.owner, on=on, signer=SIGNER, save=letters.Save(key=uuid4()),
        grounds=[RefusalGround.OUT_OF_TIME], explanation="Đã quá thời hiệu (thử).",
    )  # fmt: skip
    return letter


def _coded(letter: Letter) -> dict[str, Any]:
    return {"code": letter.record.code}


@makes
def some_letters(world: World) -> dict[str, dict[str, Any]]:
    """Letters at several points of their way, one with a scan and an issued paper."""
    accepted = _triaged(world, "white")
    save = letters.Save(key=uuid4())
    letters.accept_letter(letter=accepted, actor=world.owner, on=TODAY, signer=SIGNER, save=save)
    paper = IssuedDocument.objects.get(record=accepted.record, kind=ACCEPTANCE.name)
    record_sent(
        paper, actor=world.owner, on=TODAY, sent_on=TODAY, how=SentBy.POST,
        proof=Proof(file=keep_scan(paper.record, content=picture("yellow"), name="bien-nhan.png")),
    )  # fmt: skip
    here = _coded(accepted)
    return {
        "nothing": {},
        "accepted": here,
        "scan": {**here, "scan": 1, "page": 1},
        "paper": {**here, "uid": paper.uid, "act": "delivered"},
        "proof": {**here, "uid": paper.uid, "act": "sent"},
        "received": (first := _coded(received(world))),
        "linked": {**first, "other": accepted.record.code},
        "message": {**here, "uid": "00000000-0000-4000-8000-000000000000", "position": 1, "page": 1},
        "registered": _coded(_registered(world)),
    }


@makes
def a_working_copy(world: World) -> dict[str, dict[str, Any]]:
    """A letter that is still sealed, its scan covered, the copy released; and a message of its sender with a page."""
    letter = _registered(world, "black")
    scan = letter.scans.select_related("file").get()
    page = Covered(scan=scan, number=1, turn=0, boxes=[], text="Nội dung (thử)", picture=True)
    copy = make_copy(letter=letter, actor=world.owner, on=TODAY, pages=[page])
    release_copy(copy=copy, actor=world.owner, on=TODAY)
    return {"covered": {**_coded(letter), "number": copy.number, "scan": 1, "page": 1}}


@makes
def a_paper_book(world: World) -> dict[str, dict[str, Any]]:
    """A file of an opening balance, handed in by the owner."""
    content = SimpleUploadedFile("so.xlsx", book([registered(1, received_on="32/01/2026")]))
    handed = hand_in_opening(actor=world.owner, unit=world.here, on=TODAY, source=content)
    return {"batch": {"code": handed.batch.record.code}}


@makes
def some_correspondence(world: World) -> dict[str, dict[str, Any]]:
    """An entry in either book, each with its scan."""
    common = {"kind": "bao_cao", "excerpt": "Báo cáo quý (thử)"}
    entry = correspondence.enter_incoming(
        actor=world.owner, unit=world.here, on=TODAY, book=Book.GENERAL,
        details=correspondence.IncomingDetails(
            arrived_on=TODAY, issuer="Phòng (thử)", symbol="12/BC", dated=TODAY, **common
        ),
        save=correspondence.Save(key=uuid4()), paper=correspondence.Paper(source=picture("red"), name="a.png"),
    )  # fmt: skip
    sent = correspondence.enter_outgoing(
        actor=world.owner, unit=world.here, on=TODAY,
        details=correspondence.OutgoingDetails(issued_on=TODAY, **common),
        save=correspondence.Save(key=uuid4()), paper=correspondence.Paper(source=picture("blue"), name="b.png"),
    )  # fmt: skip
    return {"incoming": {"code": entry.record.code}, "outgoing": {"code": sent.record.code}}


@makes
def an_archive(world: World) -> dict[str, dict[str, Any]]:
    """A record that is over, an original handed back with a scan, minutes, a list for destruction."""
    closed = _refused(world, TODAY)
    here = _coded(closed)
    original = archives.receive_original(
        record=closed.record, actor=world.owner, on=TODAY, description="Sổ đỏ (thử)", received_from="bà A (thử)",
        sheets=1,
    )  # fmt: skip
    archives.return_original(
        original=original,
        actor=world.owner,
        on=TODAY,
        to="bà A (thử)",
        scan=picture("green"),
        name="nhan.png",
    )
    minutes = archives.hand_over(
        records=[closed.record], actor=world.owner, on=TODAY, purpose="archive", place="Kho (thử)",
        receiver=world.accounts["owner"],
    )  # fmt: skip
    return {"closed": here, "original": {**here, "place": 1}, "minutes": {"uid": minutes.uid}}


@makes
def a_list_for_destruction(world: World) -> dict[str, dict[str, Any]]:
    """A record whose term of keeping is over, and the list that names it."""
    with clock.frozen(LONG_AGO):
        old = _refused(world, LONG_AGO)
    proposal = archives.draft_proposal(
        actor=world.owner, unit=world.here, on=TODAY, reasons={old.record.code: "Hết thời hạn bảo quản (thử)"}
    )
    return {"proposal": {"code": proposal.record.code}}


@makes
def a_job_that_failed(world: World) -> dict[str, dict[str, Any]]:
    """A background job of the unit that waits to be run again."""
    job = ProcrastinateJob.objects.filter(args__unit_id=world.here.pk).order_by("-pk").first()
    assert job is not None
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [job.pk])
    return {"job": {"pk": job.pk}}


@makes
def some_accounts(world: World) -> dict[str, dict[str, Any]]:
    """An account in the register, one that is not entered yet, a post with its record."""
    save = accounts.Save(key=uuid4())
    made = accounts.make_post(
        actor=world.owner, unit=world.here, title="Thủ quỹ (thử)", permissions=[], on=TODAY, save=save
    )
    person = _worker(world, "m_nguoi")
    entry = accounts.enter_account(actor=world.owner, account=person, unit=world.here, on=TODAY)
    asked = accounts.ask_elevation(
        actor=actor_of(person, on=TODAY), unit=world.here, permissions=["jobs.manage"], minutes=30, reason="thử",
        on=TODAY,
    )  # fmt: skip
    relation = Relation.objects.create(
        account=world.accounts["owner"], relative=person, kind=Relation.Kind.SIBLING, declared_on=TODAY,
        declared_by=world.accounts["owner"],
    )  # fmt: skip
    return {
        "relation": {"pk": relation.pk},
        "elevation": {"pk": asked.pk},
        "account": {"code": entry.record.code},
        "unentered": {"pk": _worker(world, "m_chua_ghi").pk},
        "post": {"pk": made.post_id},
        "post_code": {"code": made.record.code},
    }


def _worker(world: World, username: str) -> Account:
    account = add_account(username=username, display_name=f"{username} (thử)", password=None)
    hold(account=account, post=add_post(unit=world.here, title=username, permissions=[]), since=SINCE)
    return account


@makes
def some_law(world: World) -> dict[str, dict[str, Any]]:
    """A change of the calendar, a rule by its key, a year."""
    day = ChangedDay(day=TODAY.replace(day=22), kind="local_off", name="Ngày truyền thống (thử)")
    applied = legislation.change_days(
        actor=world.owner, unit=world.here, on=TODAY, days=[day], source="Thông báo 12 (thử)"
    )
    value = ValueChange(
        rule="complaint-time-limit-90-days", value=91, unit="calendar_day", manner="succeed",
        effective_from=date(2027, 1, 1), source="Luật (thử)",
    )  # fmt: skip
    changed = legislation.change_value(actor=world.owner, unit=world.here, on=TODAY, change=value)
    return {
        "change": {"code": applied.record.code},
        "value_change": {"code": changed.record.code},
        "rule": {"key": "complaint-time-limit-90-days"},
        "year": {"year": 2027},
        "figure": {"name": "letters.received", "span": "civil-2026-month-7"},
    }


@makes
def a_file_in_quarantine(world: World) -> dict[str, dict[str, Any]]:
    """What a scanner found in an upload."""
    quarantine.hold(
        io.BytesIO(b"thu"), unit_id=world.here.pk, channel="letters", signature="Eicar-Test", size=3
    )
    quarantine.take_up(world.owner)
    return {"quarantined": {"pk": Quarantined.objects.get(unit=world.here).pk}}


@makes
def templates(world: World) -> dict[str, dict[str, Any]]:
    """A template of the office's own."""
    document, target = Document(), io.BytesIO()
    for line in ("MẪU (thử)", *(f"{{{{ {name} }}}}" for name in ACCEPTANCE.variables)):
        document.add_paragraph(line)
    document.save(target)
    own = upload_template(actor=world.owner, unit=world.here, kind=ACCEPTANCE, content=target.getvalue())
    named = {"name": "acceptance_notice"}
    return {"template_kind": named, "template": {**named, "pk": own.pk, "act": "retire"}}
