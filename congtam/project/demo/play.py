"""Plays the demo's cases through the acts, each on its day, so that the journal is that of a real office."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from congtam.casework.letters import actions
from congtam.casework.letters.actions import MatterDetails, Save, SenderDetails, Signer
from congtam.casework.letters.documents import DECISION
from congtam.casework.letters.grounds import complexity_rule
from congtam.casework.letters.models import Channel, Competence, Kind, Letter, Outcome, SenderKind
from congtam.casework.letters.terms import cannot_suspend, law_in_doubt
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, actor_of
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.calendar import default_calendar
from congtam.mechanisms.documents.dispatching import (
    Proof,
    attach_signed,
    keep_scan,
    record_received,
    record_sent,
)
from congtam.mechanisms.documents.models import IssuedDocument, SentBy
from congtam.mechanisms.rulebook import editions
from congtam.project.demo.cases import ROADS, STAGES, Case
from congtam.project.demo.denounced import Denounced
from congtam.project.demo.scans import read_as_written, scan_of, signed_page

SIGNER = Signer(title="CHỦ TỊCH", name="Lê Thị Ký (thử)")


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Who plays where."""

    unit: Unit
    accounts: dict[str, Account]
    today: date

    def actor(self, username: str, on: date) -> Actor:
        return actor_of(self.accounts[username], on=on)


def play(case: Case, *, stage: Stage) -> Letter:
    """Play one case up to its stage and return its letter."""
    player = _Player(case, stage)
    player.receive()
    for name in _way(case.stage):
        player.turn(name)
    return player.letter


def _way(stage: str) -> tuple[str, ...]:
    if stage in ROADS:
        return ROADS[stage]
    return STAGES[1 : STAGES.index(stage) + 1]


class _Player(Denounced):
    letter: Letter

    def __init__(self, case: Case, stage: Stage) -> None:
        self.case = case
        self.stage = stage
        self.day = _working(_first_day(case, stage.today))
        self.days = iter(case.days)
        self.hour = 8

    def turn(self, name: str) -> None:
        """The next act, some days later but never after today."""
        later = self.day + timedelta(days=next(self.days, 1))
        self.day = min(_working(later), self.stage.today)
        act: Callable[[], None] = getattr(self, name)
        with self._at():
            act()

    def receive(self) -> None:
        with self._at():
            page = scan_of(self.case)
            done = actions.receive_letter(
                actor=self._as("vanthu"), unit=self.stage.unit, on=self.day, channel=Channel(self.case.channel),
                source=page.content if page else None, name="don.pdf",
            )  # fmt: skip
            self.letter = done.letter
            if page and done.scan:
                read_as_written(done.scan, page.text, on=self.day)

    def registered(self) -> None:
        case = self.case
        nobody = case.kind == Kind.DENUNCIATION and not case.address
        kind = SenderKind.ANONYMOUS if nobody else SenderKind.ONE
        actions.register_letter(
            letter=self.letter, actor=self._as("vanthu"), on=self.day,
            sender=SenderDetails(kind=kind, name=case.name, address=case.address, phone=""),
            summary=case.summary, matters=self._matters(), concerned=case.concerned,
            written_on=self.letter.received_on - timedelta(days=2),
        )  # fmt: skip

    def _matters(self) -> list[MatterDetails]:
        case = self.case
        first = MatterDetails(kind=case.kind, summary=case.summary, complex=case.complex)
        return [first, *(MatterDetails(kind=kind, summary=summary) for kind, summary in case.more)]

    def triaged(self) -> None:
        guided = self.case.stage == "guided"
        actions.triage_letter(
            letter=self.letter, actor=self._as("chuyenvien"), on=self.day,
            competence=Competence.OTHER if guided else Competence.OURS,
            competent_body="Công ty điện lực tỉnh (thử)" if guided else "",
            matters=self._matters(), handler=self.stage.accounts["chuyenvien"],
        )  # fmt: skip

    def held(self) -> None:
        actions.hold_letter(letter=self.letter, actor=self._as("chuyenvien"), on=self.day)

    def accepted(self) -> None:
        actions.accept_letter(
            letter=self.letter, actor=self._as("lanhdao"), on=self.day, signer=SIGNER, save=_save()
        )
        self._sign_and_send("letters.acceptance_notice")
        actions.assign_letter(
            letter=self.letter, actor=self._as("lanhdao"), on=self.day, signer=None, save=_save(),
            handler=self.stage.accounts["chuyenvien"], task="Xác minh tại chỗ và báo cáo.",
        )  # fmt: skip

    def lengthened(self) -> None:
        """By a criterion of the law where there is a list that day, in words where there is none."""
        rule = complexity_rule(self.letter.record, on=self.day, book=editions.binding().book)
        actions.declare_complex(
            letter=self.letter, actor=self._as("lanhdao"), on=self.day, signer=SIGNER, save=_save(), places=[1],
            criteria=["many_people"] if rule else [], explanation="Liên quan đến quyền lợi của nhiều hộ.",
        )  # fmt: skip
        self._sign_and_send("letters.complexity_finding")

    def suspended(self) -> None:
        """Only where a rule of that day allows it."""
        if cannot_suspend(self.letter.record):
            return
        actions.suspend_letter(
            letter=self.letter, actor=self._as("lanhdao"), on=self.day, signer=SIGNER, save=_save(),
            ground="other_body", explanation="Chờ cơ quan đăng ký đất đai trả kết quả đo đạc lại.",
        )  # fmt: skip
        self._sign_and_send("letters.suspension")

    def resumed(self) -> None:
        if self.letter.record.state != "suspended":
            return
        actions.resume_letter(
            letter=self.letter, actor=self._as("lanhdao"), on=self.day, signer=SIGNER, save=_save(),
            explanation="Đã có kết quả đo đạc lại.",
        )  # fmt: skip
        self._sign_and_send("letters.resumption")

    def law_chosen(self) -> None:
        """Only where the law changed while a term of the letter runs."""
        if law_in_doubt(self.letter.record):
            actions.choose_law(
                letter=self.letter, actor=self._as("lanhdao"), on=self.day, law="event", save=_save(),
                reason="Đơn nhận trước ngày quy định mới có hiệu lực; điều khoản chuyển tiếp không nói khác.",
            )  # fmt: skip

    def refused(self) -> None:
        actions.refuse_letter(
            letter=self.letter, actor=self._as("lanhdao"), on=self.day, signer=SIGNER, save=_save(),
            grounds=["out_of_time"], explanation="Quyết định đã giao cho công dân từ năm 2021, quá thời hiệu.",
        )  # fmt: skip
        self._sign_and_send("letters.refusal_notice")

    def guided(self) -> None:
        actions.guide_letter(
            letter=self.letter, actor=self._as("lanhdao"), on=self.day, signer=SIGNER, save=_save()
        )
        self._sign_and_send("letters.guidance")

    def decided(self) -> None:
        actions.decide_letter(
            letter=self.letter, actor=self._as("lanhdao"), on=self.day, signer=SIGNER, save=_save(),
            outcomes={1: Outcome.PARTLY}, findings="Đã kiểm tra hồ sơ và hiện trạng cùng người khiếu nại.",
            decision="Công nhận một phần nội dung khiếu nại.\nGiao bộ phận chuyên môn thực hiện trong tháng.",
        )  # fmt: skip

    def signed(self) -> None:
        self._sign(self._paper(DECISION.name))

    def answered(self) -> None:
        actions.answer_letter(
            letter=self.letter, actor=self._as("chuyenvien"), on=self.day, signer=SIGNER, save=_save(),
            message="Khiếu nại của ông, bà đúng một phần; quyết định gửi kèm theo công văn này.",
        )  # fmt: skip
        self._sign_and_send("letters.answer")
        self._send(self._paper(DECISION.name))

    def delivered(self) -> None:
        record_received(
            self._paper(DECISION.name), actor=self._as("chuyenvien"), on=self.day, received_on=self.day,
            proof=Proof(note="Giấy báo phát của bưu điện (thử)"),
        )  # fmt: skip

    def closed(self) -> None:
        actions.close_letter(
            letter=self.letter, actor=self._as("chuyenvien"), on=self.day, note="", save=_save()
        )

    def _sign_and_send(self, kind: str) -> None:
        paper = self._paper(kind)
        self._sign(paper)
        self._send(paper)

    def _paper(self, kind: str) -> IssuedDocument:
        return IssuedDocument.objects.select_related("record__data_key", "record__unit").get(
            record=self.letter.record, kind=kind
        )

    def _sign(self, paper: IssuedDocument) -> None:
        scan = keep_scan(paper.record, content=signed_page(paper.symbol), name="ban-ky.pdf")
        attach_signed(paper, actor=self._as("vanthu"), on=self.day, signed_on=self.day, scan=scan)

    def _send(self, paper: IssuedDocument) -> None:
        record_sent(
            paper, actor=self._as("vanthu"), on=self.day, sent_on=self.day, how=SentBy.POST,
            proof=Proof(note="Biên lai bưu điện (thử)"),
        )  # fmt: skip

    def _as(self, username: str) -> Actor:
        return self.stage.actor(username, self.day)

    def _at(self) -> AbstractContextManager[datetime]:
        self.hour = min(self.hour + 1, 16)
        instant = datetime.combine(self.day, time(self.hour, 7), clock.PLACE)
        return clock.frozen(min(instant, clock.now()))


def _first_day(case: Case, today: date) -> date:
    """The day of the calendar that a case names, once its whole story lies in the past."""
    if case.since and case.since + timedelta(days=sum(case.days)) <= today:
        return case.since
    return today - timedelta(days=case.ago)


def _working(day: date) -> date:
    """The day itself, or the working day before it."""
    calendar = default_calendar()
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return day


def _save() -> Save:
    return Save(key=uuid4())
