"""The printed recovery key: made, rehearsed, used. Making and using it need a second person's word beforehand."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.custody import handing, holders, keyring, recovery
from congtam.foundation.custody.models import Share
from congtam.mechanisms.lifecycle.acts import StepBlocked, perform
from congtam.registers.custody.actions.keeping import Save
from congtam.registers.custody.actions.sharing import Shared, hand_over
from congtam.registers.custody.models import Keeping, Proposal


@transaction.atomic
def print_key(proposal: Proposal, *, actor: Actor, on: date, save: Save) -> str:
    """Make the recovery key that was confirmed, in place of the one before. Returns what is printed, once: it is stored
    nowhere. Raises NotPermitted, StepBlocked (not confirmed, too late, somebody else's)."""
    row = _confirmed(proposal, Proposal.Act.PRINT, actor)
    pair, printed = recovery.make(unit=row.unit)
    perform(
        row.keeping.record, "print", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload={"proposal": row.pk, "pair": pair.pk},
    )  # fmt: skip
    _done(row)
    return printed


@transaction.atomic
def rehearse(keeping: Keeping, *, actor: Actor, typed: str, on: date, save: Save) -> tuple[int, int]:
    """Type the printed key in: it opens, and nothing is changed. Returns (opened, could not be opened). Raises
    NotPermitted, WrongRecoveryKey."""
    pair, private = recovery.typed(typed, unit=keeping.unit)
    with keyring.using({pair.pk: private}):
        opened, shut = handing.check(unit=keeping.unit)
    perform(
        keeping.record, "rehearse", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload={"pair": pair.pk, "opened": opened, "not_opened": shut},
    )  # fmt: skip
    return opened, shut


@transaction.atomic
def recover(proposal: Proposal, *, actor: Actor, typed: str, on: date, save: Save) -> Shared:
    """Share everything again, by the printed key, with the custodian whom the second person confirmed. In one
    transaction. Raises NotPermitted, StepBlocked, WrongRecoveryKey."""
    row = _confirmed(proposal, Proposal.Act.RECOVER, actor)
    assert row.account
    to = holders.live_pair(row.account)
    if to is None:
        raise StepBlocked(_("Người nhận chưa có khóa."))
    pair, private = recovery.typed(typed, unit=row.unit)
    given = shut = after = 0
    with keyring.using({pair.pk: private}):
        while True:
            part = hand_over([row.unit_id], to, Share.Why.IDENTITY, after=after)
            given, shut, after = given + part.given, shut + part.shut, part.after
            if not part.more:
                break
    perform(
        row.keeping.record, "recover", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload={"proposal": row.pk, "account": row.account_id, "pair": pair.pk, "shares": given,
                 "not_opened": shut},
    )  # fmt: skip
    _done(row)
    return Shared(given=given, shut=shut, after=after, more=False)


def _confirmed(proposal: Proposal, act: Proposal.Act, actor: Actor) -> Proposal:
    row = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("keeping__record__data_key", "unit", "account")
        .get(pk=proposal.pk)
    )
    policy_for(Proposal).require(actor, "custody.name", row)
    if row.act != act or actor.account_id != row.proposed_by_id:
        raise StepBlocked(_("Chỉ người đã đề nghị mới làm được việc này."))
    if row.outcome != Proposal.Outcome.CONFIRMED or row.done_at is not None:
        raise StepBlocked(_("Việc này cần người thứ hai xác nhận trước, và chỉ làm được một lần."))
    if row.valid_until is None or row.valid_until <= clock.now():
        raise StepBlocked(_("Lời xác nhận đã quá một giờ. Hãy đề nghị lại."))
    return row


def _done(row: Proposal) -> None:
    row.done_at = clock.now()
    row.save(update_fields=["done_at"])
