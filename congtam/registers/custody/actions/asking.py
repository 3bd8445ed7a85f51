"""Asking to see who wrote, and ending it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.policies import policy_for
from congtam.foundation.custody import holders
from congtam.foundation.custody.models import Custodian, Share
from congtam.foundation.custody.scope import with_units
from congtam.foundation.custody.shares import sealed_to_people
from congtam.foundation.sealing import wrap_new_key
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of
from congtam.registers.custody.actions.journaling import tell
from congtam.registers.custody.identities import identity_keys
from congtam.registers.custody.lifecycle import ASKED, ENDED, KEEP
from congtam.registers.custody.models import IdentityRequest, Purpose
from congtam.registers.custody.said import Said, sealed

#: for how long an identity may be asked for, in minutes: a choice of the product, no figure of the law
LENGTHS = (15, 60, 240, 1440)
#: what ends a grant: its own time
TIME = "time"


@transaction.atomic
def ask(record: Record, *, actor: Actor, purpose: str, minutes: int, said: Said, on: date) -> IdentityRequest:
    """Ask the custodians of the deciding unit. Raises NotPermitted, ValidationError, StepBlocked (no identity is kept;
    no key of one's own; asked already)."""
    policy_for(Record).require(actor, lifecycle_of(record.kind).view, record)
    _check(said, purpose, minutes)
    if reason := why_not_ask(record, actor):
        raise StepBlocked(reason)
    assert actor.account
    request = _new(record, actor, purpose=purpose, minutes=minutes)
    request.sealed = sealed(request, said)
    request.save(force_insert=True)
    tell(
        record, ASKED, actor=actor, on=on, notes=said.notes(),
        payload={"request": request.pk, "purpose": purpose, "minutes": minutes, "decider": request.decider_id},
    )  # fmt: skip
    return request


def _new(record: Record, actor: Actor, *, purpose: str, minutes: int) -> IdentityRequest:
    wrapped, key_id = wrap_new_key()
    return IdentityRequest(
        record=record, unit=record.unit, decider=holders.decided_by(record.unit), code=record.code,
        asked_by=actor.account, post_title=actor.post_title, purpose=purpose, minutes=minutes, wrapped=wrapped,
        key_id=key_id,
    )  # fmt: skip


def _check(said: Said, purpose: str, minutes: int) -> None:
    wrong: dict[str, list[str]] = {}
    if not said.reason.strip():
        wrong["reason"] = [_("Hãy ghi lý do; lý do được niêm phong và người quyết định đọc được.")]
    if purpose not in Purpose.values:
        wrong["purpose"] = [_("Hãy chọn mục đích.")]
    if minutes not in LENGTHS:
        wrong["minutes"] = [_("Hãy chọn thời gian xem.")]
    if purpose == Purpose.DISCLOSE:
        wrong |= _missing_of_a_disclosure(said)
    if wrong:
        raise ValidationError(wrong)


def _missing_of_a_disclosure(said: Said) -> dict[str, list[str]]:
    needed = {
        "basis": _("Cung cấp ra ngoài phải có căn cứ pháp lý: ghi điều luật và số văn bản yêu cầu."),
        "receiver": _("Hãy ghi cơ quan, người nhận."),
        "extent": _("Hãy ghi đúng phần tối thiểu sẽ cung cấp."),
    }
    return {name: [words] for name, words in needed.items() if not getattr(said, name).strip()}


def why_not_ask(record: Record, actor: Actor) -> str:
    """Why the actor cannot ask now; empty where they can."""
    keys = identity_keys(record)
    if not keys:
        return _("Hồ sơ này không giữ danh tính riêng để xin xem.")
    if actor.account is None:
        raise NotPermitted(KEEP)
    if any(sealed_to_people(key) for key in keys) and holders.live_pair(actor.account) is None:
        return _("Anh/chị chưa có khóa để nhận phần được xem: hãy lập khóa ở trang “Khóa của tôi” trước.")
    if IdentityRequest.objects.filter(record=record, asked_by=actor.account, outcome="").exists():
        return _("Anh/chị đã xin và đang chờ quyết định.")
    return ""


@transaction.atomic
def close(request: IdentityRequest, *, actor: Actor, on: date) -> None:
    """End a grant by hand, or take back a request that waits: whoever asked, or a custodian who decides. Raises
    NotPermitted."""
    if actor.account_id != request.asked_by_id and not _decides(request, actor):
        raise NotPermitted(KEEP)
    end(request, actor=actor, on=on, by="hand")


def _decides(request: IdentityRequest, actor: Actor) -> bool:
    account = actor.account
    return account is not None and holders.keeps(account, request.decider_id, duty=_IDENTITY)


_IDENTITY = Custodian.Duty.IDENTITY


def end(request: IdentityRequest, *, actor: Actor, on: date, by: str) -> bool:
    """The grant or the request is over: its shares go (where its time is over they go by themselves, see `sweep`), and
    the journal of the record says so. False where it was over before. Acts call it in their transaction."""
    row = IdentityRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if row.ended_at is not None or row.outcome not in ("", IdentityRequest.Outcome.GRANTED):
        return False
    row.ended_at = clock.now()
    row.outcome = row.outcome or IdentityRequest.Outcome.LAPSED
    row.save(update_fields=["ended_at", "outcome"])
    with with_units(row.unit_id):
        record = Record.objects.select_related("data_key", "unit").get(pk=row.record_id)
        if by != TIME:
            Share.objects.filter(
                data_key__in=identity_keys(record), pair__account=row.asked_by_id, why=Share.Why.GRANT
            ).delete()
        tell(record, ENDED, actor=actor, on=on, payload={"request": row.pk, "by": by})
    return True
