"""What goes on the papers of a letter: facts as text, in the words of the day.

Papers are Vietnamese whatever language the officer reads in.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from django.utils.translation import override

from congtam.casework.letters import taken_over
from congtam.casework.letters.models import Letter, PaperEntry, RefusalGround
from congtam.casework.letters.opening import paper_book
from congtam.casework.letters.sender import sender_of
from congtam.foundation.access.models import Account
from congtam.foundation.calendar import say_day
from congtam.mechanisms import rulebook
from congtam.mechanisms.documents.kinds import Facts, Value
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.symbols import Letterhead
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.models import Deadline
from congtam.mechanisms.rulebook import editions
from congtam.registers.organisations.queries import letterhead as unit_on

#: who drafts an official letter, in its symbol ("05/UBND-TD")
DRAFTER = "TD"
DECISION = "letters.decision_first"


class SignedBy(Protocol):
    """Who signs."""

    @property
    def authority(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def name(self) -> str: ...


def letterhead(letter: Letter, on: date) -> Letterhead:
    """The unit as its papers of that day name it. Raises NotDescribed."""
    head = unit_on(letter.unit, on)
    return Letterhead(
        issuer=head.name.upper(),
        superior=head.superior_name.upper(),
        symbol=head.symbol,
        place=head.place,
        drafter=DRAFTER,
        term=head.term,
    )


def short(day: date | None) -> str:
    """ "05/02/2026"; empty for no day."""
    return f"{day:%d/%m/%Y}" if day else ""


def _common(letter: Letter, signer: SignedBy) -> dict[str, Value]:
    sender = sender_of(letter)
    return {
        "complainant": sender["name"],
        "complainant_address": sender["address"],
        "content": letter.record.subject,
        "written_on": short(letter.written_on),
        "signer_authority": signer.authority,
        "signer_title": signer.title,
        "signer_name": signer.name,
        "recipients": [sender["name"], "Lưu: VT, hồ sơ"],
        "contact": unit_on(letter.unit, letter.received_on).phone,
    }


def acceptance(letter: Letter, *, on: date, signer: SignedBy) -> Facts:
    """Facts of the notice of acceptance; the term of settlement must run already."""
    term = _term_of(letter, "complaint.settle")
    return {
        **_common(letter, signer),
        "received_on": short(letter.received_on),
        "accepted_on": short(on),
        "settle_by": limit(term),
        "settle_basis": basis(term),
    }


def _term_of(letter: Letter, duty: str) -> Deadline:
    return letter.record.deadlines.filter(duty=duty).order_by("-state", "-due_on", "-pk")[:1].get()


def _day(day: date) -> str:
    with override("vi"):
        return say_day(day)


def limit(term: Deadline, day: date | None = None) -> str:
    """The last day of a term, or another of its days; what may still change is printed as such."""
    said = _day(day or term.due_on)
    return f"{said} (tạm tính)" if term.provisional else said


def basis(term: Deadline) -> str:
    """What the length of a term rests on, as a notice says it."""
    due = clocks.explanation_of(term).outer
    return f"{due.value} ngày kể từ ngày thụ lý, theo {due.citation}"


def refusal(letter: Letter, *, signer: SignedBy, explanation: str) -> Facts:
    """Facts of the notice of refusal."""
    with override("vi"):
        grounds = [str(RefusalGround(ground).label) for ground in letter.refusal_grounds]
    return {
        **_common(letter, signer),
        "received_on": short(letter.received_on),
        "grounds": [f"{ground} (Điều 11 Luật Khiếu nại)" for ground in grounds],
        "explanation": explanation.strip(),
        "next_step": "",
    }


def guidance(letter: Letter, *, signer: SignedBy) -> Facts:
    """Facts of the guidance slip."""
    return {
        **_common(letter, signer),
        "received_on": short(letter.received_on),
        "competent_body": letter.competent_body,
        "explanation": "",
    }


def assignment(letter: Letter, *, handler: Account, task: str, signer: SignedBy) -> Facts:
    """Facts of the assignment."""
    running = letter.record.deadlines.filter(duty="complaint.settle", state=Deadline.State.OPEN).first()
    bases = ["Luật Khiếu nại ngày 11 tháng 11 năm 2011"]
    return {
        **_common(letter, signer),
        "bases": bases,
        "handler": handler.display_name,
        "task": task.strip() or letter.record.subject,
        "report_by": limit(running, running.warn_on) if running else "",
    }


def decision(letter: Letter, *, findings: str, decision: str, signer: SignedBy) -> Facts:
    """Facts of the first decision. The matters' outcomes are its conclusion."""
    with override("vi"):
        outcomes = [
            f"{matter.summary}: {matter.get_outcome_display()}"
            for matter in letter.matters.exclude(outcome="").order_by("position")
        ]
    assert letter.decided_on
    return {
        **_common(letter, signer),
        "bases": ["Luật Khiếu nại ngày 11 tháng 11 năm 2011", "Kết quả xác minh nội dung khiếu nại"],
        "findings": findings.strip(),
        "dialogue": "",
        "conclusion": "; ".join(outcomes) + ".",
        "decision": [line.strip() for line in decision.splitlines() if line.strip()],
        "second_within": _second_within(letter.decided_on),
        "second_to": "",
    }


def answer(letter: Letter, *, message: str, signer: SignedBy) -> Facts:
    """Facts of the answer that goes out with the decision."""
    assert letter.decided_on
    return {
        **_common(letter, signer),
        "decision_symbol": decision_named(letter),
        "message": message.strip(),
        "next_step": "Khiếu nại lần hai hoặc khởi kiện vụ án hành chính tại tòa án",
        "last_day": _second_within(letter.decided_on),
    }


LAW = "Luật Khiếu nại ngày 11 tháng 11 năm 2011"
DECREES = "Nghị định số 124/2020/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 155/2026/NĐ-CP"
SETTLE = "complaint.settle"


def suspension(
    letter: Letter, *, on: date, reasons: Sequence[str], explanation: str, signer: SignedBy
) -> Facts:
    """Facts of the decision to suspend; ``reasons`` are the grounds in Vietnamese."""
    return {
        **_common(letter, signer),
        "bases": [LAW, DECREES],
        "suspended_on": short(on),
        "reasons": list(reasons),
        "explanation": explanation.strip(),
    }


def resumption(letter: Letter, *, on: date, suspended_on: date, explanation: str, signer: SignedBy) -> Facts:
    """Facts of the decision to go on; the clocks must run again already."""
    return {
        **_common(letter, signer),
        "bases": [LAW, DECREES],
        "suspended_on": short(suspended_on),
        "resumed_on": short(on),
        "settle_by": limit(_latest(letter)),
        "explanation": explanation.strip(),
    }


def complexity(letter: Letter, *, reasons: Sequence[str], explanation: str, signer: SignedBy) -> Facts:
    """Facts of the finding that the case is complex; the clocks must be the longer ones already."""
    term = _latest(letter)
    return {
        **_common(letter, signer),
        "bases": [LAW, DECREES] if reasons else [LAW],
        "accepted_on": short(term.event_on),
        "reasons": list(reasons) or explanation.strip(),
        "explanation": explanation.strip() if reasons else "",
        "settle_by": limit(term),
        "settle_basis": basis(term),
    }


def _latest(letter: Letter) -> Deadline:
    """The running clock of settlement that ends last."""
    running = letter.record.deadlines.filter(duty=SETTLE, state=Deadline.State.OPEN)
    return running.order_by("-due_on", "-pk")[:1].get()


def decision_named(letter: Letter) -> str:
    """The decision that the answer goes out with: as it was issued here or by the body before, or as a paper book
    names it."""
    standing = IssuedDocument.objects.filter(record=letter.record, kind=DECISION, voided_on__isnull=True)
    if (issued := standing.order_by("-pk").first()) is not None:
        return f"Quyết định số {issued.symbol} ngày {short(issued.issued_on)}"
    if earlier := taken_over.papers(letter, DECISION):
        return f"Quyết định số {earlier[-1].symbol} ngày {short(earlier[-1].on)}"
    number = ""
    if entry := PaperEntry.objects.filter(letter=letter).first():
        number = paper_book.opened(entry, data_key=letter.record.data_key).decision_number
    return f"Quyết định số {number or '…'} ngày {short(letter.decided_on)}"


def _second_within(on: date) -> str:
    """The time to go on, as the rule in force on the day of the decision gives it."""
    edition = editions.shown()
    due = rulebook.clock(
        "complaint.second_filing", event=on, rulebook=edition.book, calendar=edition.calendar
    ).outer
    return f"{due.value} ngày kể từ ngày nhận được quyết định"
