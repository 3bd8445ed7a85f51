"""Somebody lost the means of two-step sign-in: one person asks, another decides."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, actor_of
from congtam.foundation.access.models import Account
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.registers.accounts.actions.saving import Save, step
from congtam.registers.accounts.actions.second_person import only_in_place_of
from congtam.registers.accounts.models import AccountEntry, ResetRequest
from congtam.registers.accounts.queries import has_second_step, open_request
from congtam.registers.accounts.signing_in import FACTORS_RESET


@transaction.atomic
def ask_reset(entry: AccountEntry, *, actor: Actor, reason: str, on: date, save: Save) -> ResetRequest:
    """Ask that the person's second step be taken away. Raises NotPermitted, ValidationError without a reason,
    StepBlocked (nothing to reset; asked already), and what ``perform`` raises."""
    if not reason.strip():
        raise ValidationError({"reason": [_("Hãy ghi lý do; lý do được giữ trong nhật ký.")]})
    step(entry.record, name="ask_reset", actor=actor, on=on, save=save, notes={"reason": reason.strip()})
    if not has_second_step(entry.account):
        raise StepBlocked(_("Người này chưa bật xác thực hai bước, không có gì để đặt lại."))
    if open_request(entry) is not None:
        raise StepBlocked(_("Đã có một đề nghị đang chờ người thứ hai."))
    assert actor.account
    return ResetRequest.objects.create(
        entry=entry, unit_id=entry.unit_id, asked_by=actor.account, asked_at=clock.now()
    )


@transaction.atomic
def grant_reset(entry: AccountEntry, *, actor: Actor, on: date, save: Save) -> None:
    """The second person agrees: authenticators and recovery codes are gone, sessions end, and the person is told
    at the next sign-in. Raises NotPermitted, StepBlocked (not a second person; nothing asked)."""
    step(entry.record, name="grant_reset", actor=actor, on=on, save=save)
    _decide(entry, actor=actor, outcome=ResetRequest.Outcome.GRANTED)
    account = entry.account
    Authenticator.objects.filter(user=account).delete()
    account.session_round += 1
    account.sign_in_notice = FACTORS_RESET
    account.save(update_fields=["session_round", "sign_in_notice"])


@transaction.atomic
def refuse_reset(entry: AccountEntry, *, actor: Actor, reason: str, on: date, save: Save) -> None:
    """The second person does not agree; nothing changes. Raises as ``grant_reset``; a reason is needed."""
    if not reason.strip():
        raise ValidationError({"reason": [_("Hãy ghi lý do; lý do được giữ trong nhật ký.")]})
    step(entry.record, name="refuse_reset", actor=actor, on=on, save=save, notes={"reason": reason.strip()})
    _decide(entry, actor=actor, outcome=ResetRequest.Outcome.REFUSED)


def _decide(entry: AccountEntry, *, actor: Actor, outcome: str) -> None:
    """The record's row is locked by the step, so the request is decided once."""
    request = open_request(entry)
    if request is None:
        raise StepBlocked(_("Không có đề nghị nào đang chờ."))
    if reason := why_not_second(request, entry, actor):
        raise StepBlocked(reason)
    request.outcome = outcome
    request.decided_by, request.decided_at = actor.account, clock.now()
    request.save(update_fields=["outcome", "decided_by", "decided_at"])


def why_not_second(request: ResetRequest, entry: AccountEntry, actor: Actor) -> str:
    """Why the actor cannot be the second person; empty where they can."""
    if actor.account_id == request.asked_by_id:
        return _("Người đã đề nghị không tự đồng ý được: cần một người quản trị khác.")
    if actor.account_id is None or actor.account_id == entry.account_id:
        return _("Không ai tự đồng ý cho tài khoản của mình.")
    if only_in_place_of(actor, {request.asked_by_id, entry.account_id}, unit_id=entry.unit_id):
        return _("Anh/chị chỉ có quyền này vì đang thay một trong hai người ấy: cần một người quản trị khác.")
    if only_in_place_of(_asker(request.asked_by, request), {actor.account_id}, unit_id=entry.unit_id):
        return _("Người đề nghị khi ấy thay anh/chị: cần một người quản trị khác.")
    return ""


def _asker(account: Account, request: ResetRequest) -> Actor:
    return actor_of(account, on=clock.day_of(request.asked_at))
