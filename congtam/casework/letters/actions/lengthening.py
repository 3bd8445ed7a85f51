"""Longer terms, the law that is applied, and the day of a dialogue: what a person decides about the clocks."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from congtam.casework.letters import law_choice, paper
from congtam.casework.letters.actions.settling import Save, Signer, accepted_on, check_day
from congtam.casework.letters.documents import COMPLEXITY
from congtam.casework.letters.grounds import complexity_rule
from congtam.casework.letters.models import Letter
from congtam.casework.letters.terms import COMPLEX, DIALOGUE, settling
from congtam.foundation.access.actor import Actor
from congtam.foundation.calendar import CalendarGap, say_day
from congtam.mechanisms import rulebook
from congtam.mechanisms.documents.issuing import issue
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.acts import perform
from congtam.mechanisms.lifecycle.facts import Decision, Facts
from congtam.mechanisms.lifecycle.models import Deadline
from congtam.mechanisms.rulebook import editions

CASE, LAW = "case", "law"
#: whose law is applied to a term: that of the day of its event, or that of the day of the choice
Chosen = Literal["event", "today"]


@transaction.atomic
def declare_complex(
    *, letter: Letter, actor: Actor, on: date, places: Sequence[int], criteria: Sequence[str],
    explanation: str, signer: Signer, save: Save,
) -> IssuedDocument:  # fmt: skip
    """Find complaints of the letter (by place) complex: their whole term is the longer one of the law, counted
    from the day of acceptance (Luật Khiếu nại, Điều 28).

    At least one of the law's criteria where they are in force on ``on``; before, a ground in words. Raises
    ValidationError by field (also for a complaint that is complex already or whose term is over), and what
    ``perform`` and ``issue`` raise.
    """
    check_day(letter, on, after=accepted_on(letter))
    perform(
        letter.record, "declare_complex", actor=actor, on=on, items=dict.fromkeys(places, ()),
        expected_version=save.version, save_key=save.key,
        payload={"places": sorted(places), "criteria": list(criteria)}, notes={"reason": explanation.strip()},
    )  # fmt: skip
    _check_known(letter, places)
    reasons = _reasons(letter, on, criteria, explanation)
    _lengthen(letter, places, Decision(kind=CASE, on=on, reason=",".join(criteria)))
    letter.matters.filter(position__in=places).update(complex=True)
    issued = issue(
        letter.record, COMPLEXITY, actor=actor, on=on, uid=save.key, letterhead=paper.letterhead(letter, on),
        facts=paper.complexity(letter, reasons=reasons, explanation=explanation, signer=signer),
    )  # fmt: skip
    clocks.number_decision(record=letter.record, kind=CASE, symbol=issued.symbol)
    return issued


def _check_known(letter: Letter, places: Sequence[int]) -> None:
    """The finding would change nothing where the law in force knows no longer term for complex complaints."""
    book = editions.binding().book
    rules = [book.rules.get(row.rule) for row in settling(letter.record) if row.item in places]
    if any(rule and all(each.case != COMPLEX for each in rule.extensions) for rule in rules):
        message = _(
            "Quy định đang áp dụng không có thời hạn dài hơn cho vụ việc phức tạp: hạn không kéo dài được."
        )
        raise ValidationError({"places": [message]})


def _reasons(letter: Letter, on: date, criteria: Sequence[str], explanation: str) -> list[str]:
    """The criteria in Vietnamese; none where there was no list and the ground is told in words."""
    rule = complexity_rule(letter.record, on=on, book=editions.binding().book)
    if rule is None:
        if criteria or not explanation.strip():
            message = _("Ngày này chưa có danh mục tiêu chí: hãy ghi bằng lời vì sao vụ việc phức tạp.")
            raise ValidationError({"explanation": [message]})
        return []
    found = [rule.ground(key) for key in criteria]
    if not found or None in found:
        raise ValidationError({"criteria": [_("Hãy chọn ít nhất một tiêu chí mà luật nêu.")]})
    with override("vi"):
        return [ground.label for ground in found if ground]


def _lengthen(letter: Letter, places: Sequence[int], decision: Decision) -> None:
    rows = {row.item: row for row in settling(letter.record)}
    if not places or not set(places) <= set(rows):
        raise ValidationError({"places": [_("Hãy chọn nội dung khiếu nại đang được giải quyết.")]})
    for place in places:
        _check_longer(rows[place], decision.on)
        clocks.change(rows[place], clocks.in_case(rows[place], case=COMPLEX, decision=decision))


def _check_longer(row: Deadline, on: date) -> None:
    """A term is lengthened once, and while it runs: what is over is late, and stays so."""
    if COMPLEX in Facts.from_json(row.facts).cases:
        raise ValidationError({"places": [_("Nội dung này đã được xác định phức tạp.")]})
    if on > row.due_on:
        message = _("Hạn giải quyết đã hết %(day)s: không còn kéo dài được.") % {"day": say_day(row.due_on)}
        raise ValidationError({"on": [message]})


@transaction.atomic
def choose_law(
    *, letter: Letter, actor: Actor, on: date, law: Chosen, reason: str, save: Save
) -> list[Deadline]:
    """Choose the law for the terms that run while it changed: that of the day of each event, or that of ``on``.

    Nghị định 155/2026/NĐ-CP, Điều 22, says nothing of letters that were received and not yet accepted. Returns
    the clocks. Raises ValidationError by field, ClockRefused, and what ``perform`` raises.
    """
    check_day(letter, on)
    if not reason.strip():
        raise ValidationError({"reason": [_("Hãy ghi lý do chọn; lý do được giữ trong nhật ký.")]})
    rows = law_choice.undecided(letter.record, on=on, book=editions.binding().book)
    perform(
        letter.record, "choose_law", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload={"law": law}, notes={"reason": reason.strip()},
    )  # fmt: skip
    if not rows:
        raise ValidationError({"on": [_("Đến ngày này quy định của các thời hạn đang chạy chưa thay đổi.")]})
    return [clocks.change(row, law_facts(row, law=law, on=on)) for row in rows]


def law_facts(row: Deadline, *, law: str, on: date) -> Facts:
    """The facts of a clock once its law is chosen."""
    day = row.event_on if law == "event" else on
    return clocks.under_law_of(row, day=day, decision=Decision(kind=LAW, on=on))


@transaction.atomic
def plan_dialogue(*, letter: Letter, actor: Actor, on: date, meeting_on: date, save: Save) -> Deadline | None:
    """Set the day of the dialogue; the parties are told some days before it, counted backwards
    (Nghị định 155/2026/NĐ-CP, Điều 11). Returns the clock, None where no rule counts days.

    Raises ValidationError for a day that leaves no time to tell them, and what ``perform`` raises.
    """
    check_day(letter, on, after=accepted_on(letter))
    if meeting_on < on:
        raise ValidationError({"meeting_on": [_("Ngày đối thoại không thể trước ngày định lịch.")]})
    perform(
        letter.record, "plan_dialogue", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload={"meeting_on": meeting_on.isoformat()},
    )  # fmt: skip
    try:
        started = clocks.start(record=letter.record, duty=DIALOGUE, event_on=meeting_on)
    except (rulebook.RulebookError, CalendarGap) as unknown:
        raise ValidationError({"meeting_on": [_("Chưa tính được hạn báo cho ngày này.")]}) from unknown
    if started is not None and started.due_on < on:
        message = _("Phải báo các bên chậm nhất %(day)s, ngày ấy đã qua: hãy chọn ngày muộn hơn.")
        raise ValidationError({"meeting_on": [message % {"day": say_day(started.due_on)}]})
    return started


@transaction.atomic
def note_dialogue(*, letter: Letter, actor: Actor, on: date, note: str, save: Save) -> None:
    """The parties were told of the dialogue on ``on``."""
    check_day(letter, on, after=accepted_on(letter))
    perform(
        letter.record, "dialogue_notified", actor=actor, on=on, expected_version=save.version,
        save_key=save.key, notes={"note": note.strip()},
    )  # fmt: skip
