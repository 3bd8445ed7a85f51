"""Somebody leaves the office: rights end that day, work passes on, nobody signs in with the account again."""

from datetime import date

from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account, Unit
from congtam.mechanisms.lifecycle.work import hand_over_work
from congtam.registers.accounts.actions.ending import end_everything, keep_a_manager, units_managed_by
from congtam.registers.accounts.actions.inviting import end_invitations
from congtam.registers.accounts.actions.saving import Save, step
from congtam.registers.accounts.models import AccountEntry, ResetRequest
from congtam.registers.accounts.queries import managed_units, not_over, work_held


@transaction.atomic
def leave(
    entry: AccountEntry,
    *,
    actor: Actor,
    from_day: date,
    successor: Account | None,
    reason: str,
    on: date,
    save: Save,
) -> int:
    """The person's posts end on ``from_day`` (today or before), open records pass to ``successor``, sessions and
    sign-in end at once. Gives the number of records that passed on.

    Raises NotPermitted, CannotHold, ValidationError (last manager, posts in units that the actor does not manage,
    work without a successor), and what ``perform`` raises.
    """
    account = entry.account
    _check(entry, actor=actor, from_day=from_day, successor=successor, on=on)
    keep_a_manager(units_managed_by(account, on=on), without=[account.pk], on=on)
    moved = _hand_over(account, actor=actor, successor=successor, reason=reason, on=on)
    notes = {"reason": reason.strip(), "successor": successor.display_name if moved and successor else ""}
    payload = {"from_day": from_day.isoformat(), "records": moved}
    step(entry.record, name="leave", actor=actor, on=on, save=save, payload=payload, notes=notes)
    end_everything(account, on=from_day)
    end_invitations(entry)
    entry.reset_requests.filter(outcome="").update(
        outcome=ResetRequest.Outcome.LAPSED, decided_at=clock.now()
    )
    _shut(account)
    return moved


def _check(entry: AccountEntry, *, actor: Actor, from_day: date, successor: Account | None, on: date) -> None:
    if from_day > on:
        message = _("Ngày này chưa tới. Hãy cho thôi chức vụ từ ngày ấy, rồi đến ngày ấy cho thôi việc.")
        raise ValidationError({"from_day": [message]})
    if entry.account_id == actor.account_id:
        raise ValidationError(_("Không ai tự cho mình thôi việc: người quản trị khác ghi việc này."))
    if successor is not None and successor.pk == entry.account_id:
        raise ValidationError({"successor": [_("Hãy chọn một người khác đang làm việc.")]})
    held = {holding.post.unit_id for holding in not_over(entry.account, today=on)}
    if foreign := Unit.objects.filter(pk__in=held - set(managed_units(actor))).first():
        message = _("Người này còn giữ chức vụ ở “%(unit)s”: quản trị nơi ấy phải cho thôi chức vụ trước.")
        raise ValidationError(message % {"unit": foreign.name})


def _hand_over(account: Account, *, actor: Actor, successor: Account | None, reason: str, on: date) -> int:
    if successor is None:
        if work_held(account, actor=actor).exists():
            raise ValidationError({"successor": [_("Hãy chọn người nhận các hồ sơ đang giữ.")]})
        return 0
    entries = hand_over_work(
        actor=actor,
        from_account=account,
        to_account=successor,
        on=on,
        reason=reason,
        units=managed_units(actor),
    )
    return len(entries)


def _shut(account: Account) -> None:
    """No password, no session and no link to the office's identity provider is left. The second step stays: whoever
    comes back signs in with it, so that one person alone does not take it away by letting somebody leave and
    inviting them again."""
    SocialAccount.objects.filter(user=account).delete()
    account.is_active = False
    account.set_unusable_password()
    account.session_round += 1
    account.save(update_fields=["is_active", "password", "session_round"])
