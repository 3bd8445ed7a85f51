"""Who keeps identities of a unit: opened by one person, each naming confirmed by a second."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, actor_of
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.custody import holders
from congtam.foundation.custody.models import Custodian, Share, UnitCustody
from congtam.foundation.custody.scope import below, with_units
from congtam.mechanisms.lifecycle.acts import StepBlocked, open_record, perform
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.registers.custody.lifecycle import KEEP, KEEPING, NAME
from congtam.registers.custody.models import Keeping, Proposal

#: how long a confirmed proposal may be carried out by whoever proposed it
CARRIED_OUT_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Save:
    """One save of one form: the version of the record that was shown, and a key that a repeat shares."""

    version: int | None = None
    key: UUID | None = None


@transaction.atomic
def open_keeping(*, actor: Actor, unit: Unit, on: date) -> Keeping:
    """The record of how a unit keeps identities; the one that is there, where there is one. Raises NotPermitted."""
    actor.require(NAME, unit)
    if known := Keeping.objects.filter(unit=unit).select_related("record__data_key", "unit").first():
        return known
    record = open_record(KEEPING, actor=actor, unit=unit, on=on)
    return Keeping.objects.create(record=record, unit=unit)


@transaction.atomic
def propose_name(
    keeping: Keeping,
    *,
    actor: Actor,
    account: Account,
    duty: Custodian.Duty,
    reason: str,
    on: date,
    save: Save,
) -> Proposal:
    """That somebody keeps identities, or keys for intake. Raises NotPermitted, StepBlocked (the post does not hold
    `custody.keep`; no key yet; keeps already)."""
    if reason_not := why_not_keep(keeping.unit, account, duty, on=on):
        raise StepBlocked(reason_not)
    return _propose(
        keeping, Proposal.Act.NAME, actor=actor, on=on, save=save, reason=reason, account=account, duty=duty
    )


@transaction.atomic
def propose_decider(
    keeping: Keeping, *, actor: Actor, to_unit: Unit | None, reason: str, on: date, save: Save
) -> Proposal:
    """That the custodians of ``to_unit`` decide who sees an identity (None: the unit's own). Raises StepBlocked where
    nobody keeps identities there, or it leaves its decisions to another itself."""
    if to_unit is not None and (why := _cannot_decide(keeping.unit, to_unit)):
        raise StepBlocked(why)
    return _propose(
        keeping, Proposal.Act.DECIDER, actor=actor, on=on, save=save, reason=reason, to_unit=to_unit
    )


@transaction.atomic
def propose_recovery(
    keeping: Keeping,
    *,
    actor: Actor,
    act: Proposal.Act,
    account: Account | None,
    reason: str,
    on: date,
    save: Save,
) -> Proposal:
    """That a recovery key be printed, or used for ``account``. Whoever proposes carries it out once a second person has
    confirmed it. Raises StepBlocked where the account keeps no identities here or has no key."""
    if act == Proposal.Act.RECOVER and (
        account is None
        or not holders.keeps(account, keeping.unit, duty=Custodian.Duty.IDENTITY)
        or holders.live_pair(account) is None
    ):
        raise StepBlocked(_("Hãy chọn một người đang giữ danh tính của đơn vị và đã có khóa."))
    return _propose(keeping, act, actor=actor, on=on, save=save, reason=reason, account=account)


def _propose(
    keeping: Keeping, act: Proposal.Act, *, actor: Actor, on: date, save: Save, reason: str,
    account: Account | None = None, duty: str = "", to_unit: Unit | None = None,
) -> Proposal:  # fmt: skip
    payload = {
        "account": account.pk if account else None,
        "duty": duty,
        "to_unit": to_unit.pk if to_unit else None,
    }
    perform(
        keeping.record, f"propose_{act}", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload={name: value for name, value in payload.items() if value}, notes={"reason": reason.strip()},
    )  # fmt: skip
    if Proposal.objects.filter(
        keeping=keeping, act=act, account=account, duty=duty, to_unit=to_unit, outcome=""
    ).exists():
        raise StepBlocked(_("Đề nghị này đã có và đang chờ người thứ hai."))
    assert actor.account
    return Proposal.objects.create(
        keeping=keeping, unit=keeping.unit, act=act, account=account, duty=duty, to_unit=to_unit,
        proposed_by=actor.account,
    )  # fmt: skip


def why_not_keep(unit: Unit, account: Account, duty: Custodian.Duty, *, on: date) -> str:
    """Why the account cannot be named; empty where it can."""
    if KEEP not in actor_of(account, on=on).own.get(unit.pk, frozenset()) or not account.is_active:
        return _("Chức vụ của người này chưa có quyền “có thể được cử giữ danh tính” trong đơn vị.")
    if holders.live_pair(account) is None:
        return _("%(name)s chưa lập khóa cá nhân: hãy nhờ người đó lập khóa trước.") % {"name": account}
    if holders.keeps(account, unit, duty=duty):
        return _("%(name)s đang giữ nhiệm vụ này rồi.") % {"name": account}
    return ""


def _cannot_decide(unit: Unit, to_unit: Unit) -> str:
    if to_unit == unit:
        return _("Đơn vị tự quyết định thì chọn “Chính đơn vị này”.")
    if not any(each.duty == Custodian.Duty.IDENTITY for each in holders.in_office(to_unit)):
        return _("Đơn vị được chọn chưa có người giữ danh tính.")
    if holders.decided_by(to_unit) != to_unit:
        return _("Đơn vị được chọn cũng đang nhờ nơi khác quyết định.")
    return ""


@transaction.atomic
def confirm(proposal: Proposal, *, actor: Actor, on: date, save: Save) -> Proposal:
    """The second person confirms; a naming or a choice of the deciding unit is carried out at once. Raises
    NotPermitted, StepBlocked (no second person; over already)."""
    row = _waiting(proposal)
    if reason := why_not_second(row, actor):
        raise StepBlocked(reason)
    _step(row, f"confirm_{row.act}", actor=actor, on=on, save=save)
    row.outcome, row.decided_by, row.decided_at = Proposal.Outcome.CONFIRMED, actor.account, clock.now()
    if row.act in (Proposal.Act.NAME, Proposal.Act.DECIDER):
        _carry_out(row, on=on)
        row.done_at = clock.now()
    else:
        row.valid_until = clock.now() + CARRIED_OUT_WITHIN
    row.save(update_fields=["outcome", "decided_by", "decided_at", "done_at", "valid_until"])
    return row


def _carry_out(row: Proposal, *, on: date) -> None:
    if row.act == Proposal.Act.DECIDER:
        if row.to_unit is not None and (why := _cannot_decide(row.unit, row.to_unit)):
            raise StepBlocked(why)
        UnitCustody.objects.update_or_create(unit=row.unit, defaults={"grants_to": row.to_unit})
        return
    assert row.account
    duty = Custodian.Duty(row.duty)
    if why := why_not_keep(row.unit, row.account, duty, on=on):
        raise StepBlocked(why)
    holders.name(unit=row.unit, account=row.account, duty=duty)


def why_not_second(proposal: Proposal, actor: Actor) -> str:
    """Why the actor cannot be the second person; empty where they can."""
    people = {proposal.proposed_by_id, *((proposal.account_id,) if proposal.account_id else ())}
    if actor.account_id == proposal.proposed_by_id:
        return _("Người đã đề nghị không tự xác nhận được: cần một người khác.")
    if actor.account_id is None or actor.account_id == proposal.account_id:
        return _("Không ai tự xác nhận việc của mình.")
    if people & set(actor.works_for) and NAME not in actor.own.get(proposal.unit_id, frozenset()):
        return _("Anh/chị chỉ có quyền này vì đang thay một trong hai người ấy: cần một người khác.")
    return ""


@transaction.atomic
def refuse(proposal: Proposal, *, actor: Actor, reason: str, on: date, save: Save) -> None:
    """The second person does not confirm; whoever proposed takes it back the same way. Raises NotPermitted."""
    row = _waiting(proposal)
    own = actor.account_id == row.proposed_by_id
    _step(row, "withdraw" if own else "refuse", actor=actor, on=on, save=save, reason=reason)
    row.outcome = Proposal.Outcome.WITHDRAWN if own else Proposal.Outcome.REFUSED
    row.decided_by, row.decided_at = actor.account, clock.now()
    row.save(update_fields=["outcome", "decided_by", "decided_at"])


def _waiting(proposal: Proposal) -> Proposal:
    row = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("keeping__record__data_key", "unit", "account", "to_unit")
        .get(pk=proposal.pk)
    )
    if row.outcome:
        raise StepBlocked(_("Đề nghị này đã có quyết định."))
    return row


def _step(row: Proposal, name: str, *, actor: Actor, on: date, save: Save, reason: str = "") -> JournalEntry:
    return perform(
        row.keeping.record, name, actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload={"proposal": row.pk, **({"account": row.account_id} if row.account_id else {})},
        notes={"reason": reason.strip()},
    )  # fmt: skip


@transaction.atomic
def release(
    keeping: Keeping,
    *,
    actor: Actor,
    account: Account,
    duty: Custodian.Duty,
    reason: str,
    on: date,
    save: Save,
) -> int:
    """The duty ends at once, and the shares that came with it go, in units below too. Returns how many went. Raises
    NotPermitted, StepBlocked where the person has no such duty."""
    if not holders.keeps(account, keeping.unit, duty=duty):
        raise StepBlocked(_("Người này không giữ nhiệm vụ ấy."))
    perform(
        keeping.record, "release", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload={"account": account.pk, "duty": duty}, notes={"reason": reason.strip()},
    )  # fmt: skip
    gone = holders.release(unit=keeping.unit, account=account, duty=duty)
    if duty == Custodian.Duty.IDENTITY:
        units = below(keeping.unit)
        with with_units(*units):
            gone += Share.objects.filter(unit_id__in=units, pair__account=account, why=duty).delete()[0]
    return gone


@transaction.atomic
def close_keeping(keeping: Keeping, *, actor: Actor, on: date, save: Save) -> None:
    """The unit keeps identities no longer. Raises NotPermitted, StepBlocked while somebody has a duty."""
    perform(keeping.record, "close", actor=actor, on=on, expected_version=save.version, save_key=save.key)
