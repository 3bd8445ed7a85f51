"""Destruction: somebody proposes a list, another person decides each record, a third act executes the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from congtam.casework.archives.actions.originals import check_day
from congtam.casework.archives.lifecycle import PROPOSAL
from congtam.casework.archives.models import Item, Proposal, Verdict
from congtam.casework.archives.queries import to_review
from congtam.casework.archives.reading import REASON
from congtam.casework.archives.retention import kept_to
from congtam.foundation import editions
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.sealing import seal
from congtam.mechanisms.lifecycle.acts import note_event, open_record, perform
from congtam.mechanisms.lifecycle.erasure import Order, erase, why_not
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.rulebook import editions as rulebook_editions

#: as many as a person can look through, and as one transaction erases
MOST = 100


@dataclass(frozen=True, kw_only=True)
class Save:
    """One save of one form: the version of the record that was shown, and a key that a repeat shares."""

    version: int | None = None
    key: UUID | None = None


def _person(actor: Actor, permission: str) -> Account:
    if actor.account is None:
        raise NotPermitted(permission)
    return actor.account


@transaction.atomic
def draft_proposal(
    *, actor: Actor, unit: Unit, on: date, reasons: Mapping[str, str], save: Save | None = None
) -> Proposal:
    """Freeze a list of records (code → why) whose time to be kept is over. Nothing is destroyed by it.

    Raises ValidationError where a record may not be proposed, with the reason; NotPermitted.
    """
    check_day(on)
    actor.require(PROPOSAL.opens_with, unit)
    editions.hold()  # before the rows, as every act does: a change of law waits, and neither waits for ever
    if save and save.key and (done := Proposal.objects.filter(record__idempotency_key=save.key).first()):
        return done
    records = _proposable(actor, unit, on, reasons)
    opened = open_record(
        PROPOSAL, actor=actor, unit=unit, on=on, subject=_subject(len(records)), payload={"records": len(records)},
        idempotency_key=save.key if save else None,
    )  # fmt: skip
    proposal = Proposal.objects.create(
        record=opened, unit=unit, drafted_by=_person(actor, PROPOSAL.opens_with), drafted_on=on
    )
    Item.objects.bulk_create(_items(proposal, records, reasons))
    return proposal


def _subject(count: int) -> str:
    """In Vietnamese, as the office's own record keeps it."""
    with override("vi"):
        return _("Đề xuất tiêu hủy %(count)s hồ sơ hết thời hạn bảo quản") % {"count": count}


def _proposable(actor: Actor, unit: Unit, on: date, reasons: Mapping[str, str]) -> list[Record]:
    if not reasons:
        raise ValidationError({"codes": [_("Hãy chọn ít nhất một hồ sơ.")]})
    if len(reasons) > MOST:
        raise ValidationError({"codes": [_("Mỗi danh mục nhiều nhất %(most)s hồ sơ.") % {"most": MOST}]})
    if empty := [code for code, reason in reasons.items() if not reason.strip()]:
        raise ValidationError({"codes": [_("Hãy ghi lý do cho: %(codes)s.") % {"codes": ", ".join(empty)}]})
    found = to_review(actor, today=on).filter(code__in=reasons, unit=unit).select_for_update(of=("self",))
    records = {record.code: record for record in found.order_by("pk")}
    errors = [
        f"{code}: {reason}"
        for code in reasons
        if (
            reason := why_not(records[code])
            if code in records
            else _("chưa đến hạn xem xét hoặc đã ở danh mục khác.")
        )
    ]
    if errors:
        raise ValidationError({"codes": errors})
    return list(records.values())


def _items(proposal: Proposal, records: Sequence[Record], reasons: Mapping[str, str]) -> list[Item]:
    edition = rulebook_editions.binding()
    items = []
    for place, record in enumerate(records, start=1):
        due = kept_to(record, edition)
        assert due is not None  # it was found by its rule
        items.append(
            Item(
                proposal=proposal, unit_id=proposal.unit_id, position=place, record=record, kept_to=due.due,
                rule=due.rule, rule_version=due.rule_version,
                sealed=seal(proposal.record.data_key, reasons[record.code].strip().encode(), context=REASON),
            )
        )  # fmt: skip
    return items


@transaction.atomic
def decide_proposal(
    *,
    proposal: Proposal,
    actor: Actor,
    on: date,
    decision: str,
    verdicts: Mapping[str, date | None],
    save: Save,
) -> None:
    """Decide every record on the list: destroy it (None), or keep it until a day. ``decision`` is the number of
    the signed paper. Whoever drafted the list may not decide it.

    Raises ValidationError by field, NotPermitted, and what ``perform`` raises.
    """
    check_day(on, since=proposal.drafted_on)
    if proposal.drafted_by_id == actor.account_id:
        raise ValidationError(_("Người lập danh mục không được tự quyết định: hãy để người khác quyết định."))
    if not decision.strip():
        raise ValidationError({"decision": [_("Hãy ghi số của quyết định đã ký.")]})
    items = list(proposal.items.select_related("record").order_by("position"))
    _check_verdicts(items, verdicts, on)
    destroyed = [item for item in items if verdicts[item.record.code] is None]
    perform(
        proposal.record, "decide", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload={"decision": decision.strip(), "destroy": len(destroyed), "keep": len(items) - len(destroyed)},
    )  # fmt: skip
    proposal.decided_by, proposal.decided_on, proposal.decision = (
        _person(actor, "archives.decide"),
        on,
        decision.strip(),
    )
    proposal.save(update_fields=["decided_by", "decided_on", "decision"])
    for item in items:
        _write_verdict(item, verdicts[item.record.code], proposal, actor=actor, on=on)


def _check_verdicts(items: Sequence[Item], verdicts: Mapping[str, date | None], on: date) -> None:
    if {item.record.code for item in items} != set(verdicts):
        raise ValidationError({"verdicts": [_("Hãy quyết định từng hồ sơ.")]})
    if past := [code for code, until in verdicts.items() if until is not None and until <= on]:
        said = _("Ngày giữ tiếp phải sau ngày quyết định: %(codes)s.") % {"codes": ", ".join(past)}
        raise ValidationError({"verdicts": [said]})


def _write_verdict(item: Item, until: date | None, proposal: Proposal, *, actor: Actor, on: date) -> None:
    item.verdict, item.keep_until = (Verdict.DESTROY, None) if until is None else (Verdict.KEEP, until)
    item.save(update_fields=["verdict", "keep_until"])
    if until is not None:
        note_event(
            item.record, "kept_longer", actor=actor, on=on, needs="archives.decide",
            payload={"decision": proposal.decision, "until": until.isoformat(), "proposal": proposal.record.code},
        )  # fmt: skip


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, actor: Actor, on: date, reason: str, save: Save) -> None:
    """Take an undecided list back; its records can be proposed again."""
    if not reason.strip():
        raise ValidationError({"reason": [_("Hãy ghi lý do rút lại.")]})
    perform(
        proposal.record, "withdraw", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        notes={"reason": reason.strip()},
    )  # fmt: skip


@transaction.atomic
def execute_proposal(*, proposal: Proposal, actor: Actor, on: date, save: Save) -> int:
    """Erase the content of every record that was decided to be destroyed; how many. All or none.

    Raises CannotErase where something has changed that forbids it, NotPermitted, and what ``perform`` raises.
    """
    check_day(on, since=proposal.decided_on)
    perform(proposal.record, "execute", actor=actor, on=on, expected_version=save.version, save_key=save.key)
    assert proposal.decided_on is not None
    order = Order(decision=proposal.decision, decided_on=proposal.decided_on, proposal=proposal.record.code)
    named = actor.by_right("archives.destroy", proposal.unit_id)
    items = proposal.items.filter(verdict=Verdict.DESTROY).select_related("record").order_by("record_id")
    for item in items:
        erase(item.record, actor=named, on=on, order=order)
    return len(items)
