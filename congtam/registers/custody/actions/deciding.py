"""A second person decides whether somebody sees who wrote."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, NotPermitted, actor_of
from congtam.foundation.custody import holders, shares
from congtam.foundation.custody.models import Custodian, Share
from congtam.foundation.custody.scope import with_units
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.mechanisms.lifecycle.models import Record
from congtam.registers.custody.actions.asking import end
from congtam.registers.custody.actions.journaling import tell
from congtam.registers.custody.identities import identity_keys
from congtam.registers.custody.lifecycle import DECIDED_NO, DECIDED_YES, KEEP, PROVIDED
from congtam.registers.custody.models import IdentityRequest, Purpose
from congtam.registers.custody.said import Said, said_of, sealed
from congtam.registers.custody.walls import is_excluded


@transaction.atomic
def grant(request: IdentityRequest, *, actor: Actor, answer: str, on: date) -> IdentityRequest:
    """Let whoever asked open the identity for as long as they asked. Raises NotPermitted, StepBlocked, ValidationError
    without an answer, SealLocked where the actor's own key is not open."""
    row = _waiting(request, actor, answer)
    with with_units(row.unit_id):
        record = _record_apart(row, actor)
        row.until = clock.now() + timedelta(minutes=row.minutes)
        _let_in(row, record)
        _end_earlier(row, actor, on)
        _decided(row, actor, outcome=IdentityRequest.Outcome.GRANTED, answer=answer)
        tell(
            record, DECIDED_YES, actor=actor.by_right(KEEP, row.decider_id), on=on, notes={"answer": answer},
            payload={"request": row.pk, "purpose": row.purpose, "minutes": row.minutes},
        )  # fmt: skip
    return row


@transaction.atomic
def refuse(request: IdentityRequest, *, actor: Actor, answer: str, on: date) -> IdentityRequest:
    """Whoever asked sees nothing, and is told why. Raises as `grant`, but needs no open key."""
    row = _waiting(request, actor, answer)
    with with_units(row.unit_id):
        record = _record_apart(row, actor)
        _decided(row, actor, outcome=IdentityRequest.Outcome.REFUSED, answer=answer)
        tell(
            record, DECIDED_NO, actor=actor.by_right(KEEP, row.decider_id), on=on, notes={"answer": answer},
            payload={"request": row.pk, "purpose": row.purpose},
        )  # fmt: skip
    return row


@transaction.atomic
def provide(request: IdentityRequest, *, actor: Actor, on: date) -> None:
    """Whoever was granted a disclosure says that the copy was handed over: basis, receiver and extent stand in the
    journal. Once, while the grant lasts. Raises NotPermitted, StepBlocked."""
    row = IdentityRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if actor.account_id != row.asked_by_id:
        raise NotPermitted(KEEP)
    if row.purpose != Purpose.DISCLOSE or not is_live(row) or row.provided_at is not None:
        raise StepBlocked(_("Chỉ ghi được một lần, trong thời gian được đồng ý cung cấp ra ngoài."))
    row.provided_at = clock.now()
    row.save(update_fields=["provided_at"])
    said = said_of(row)
    notes = {"basis": said.basis, "receiver": said.receiver, "extent": said.extent}
    record = Record.objects.select_related("data_key").get(pk=row.record_id)
    tell(record, PROVIDED, actor=actor, on=on, notes=notes, payload={"request": row.pk})


def is_live(request: IdentityRequest) -> bool:
    """Whether the grant holds now."""
    return (
        request.outcome == IdentityRequest.Outcome.GRANTED
        and request.ended_at is None
        and request.until is not None
        and request.until > clock.now()
    )


def why_not_decide(request: IdentityRequest, actor: Actor) -> str:
    """Why the actor is no second person for this request; empty where they are one. Raises NotPermitted for somebody
    who keeps no identities there, by a post of their own."""
    account = actor.account
    if account is None or KEEP not in actor.own.get(request.decider_id, frozenset()):
        raise NotPermitted(KEEP)
    if not holders.keeps(account, request.decider_id, duty=Custodian.Duty.IDENTITY):
        raise NotPermitted(KEEP)
    if account.pk == request.asked_by_id:
        return _("Không ai tự đồng ý cho mình: cần một người giữ khác.")
    if request.asked_by_id in actor.works_for:
        return _("Anh/chị đang thay người xin xem: cần một người giữ khác.")
    if account.pk in actor_of(request.asked_by, on=clock.today()).works_for:
        return _("Người xin xem đang thay anh/chị: cần một người giữ khác.")
    return ""


def _waiting(request: IdentityRequest, actor: Actor, answer: str) -> IdentityRequest:
    """The row, locked, if it waits for this actor."""
    row = (
        IdentityRequest.objects.select_for_update(of=("self",))
        .select_related("asked_by", "unit", "decider")
        .get(pk=request.pk)
    )
    if reason := why_not_decide(row, actor):
        raise StepBlocked(reason)
    if row.outcome:
        raise StepBlocked(_("Đề nghị này đã có quyết định hoặc không còn hiệu lực."))
    if not answer.strip():
        raise ValidationError({"answer": [_("Hãy ghi lý do của quyết định; người xin đọc được.")]})
    return row


def _record_apart(row: IdentityRequest, actor: Actor) -> Record:
    """The record, locked, if neither person is kept away from it: whoever is named at the same moment waits for the
    grant, and then takes it away."""
    record = (
        Record.objects.select_for_update(of=("self",))
        .select_related("data_key", "unit")
        .filter(pk=row.record_id)
        .first()
    )
    assert actor.account_id is not None
    if record is None or is_excluded(row.record_id, actor.account_id):
        raise NotPermitted(KEEP)
    if is_excluded(row.record_id, row.asked_by_id):
        raise StepBlocked(_("Người xin xem không được tham gia hồ sơ này."))
    return record


def _let_in(row: IdentityRequest, record: Record) -> None:
    pair = holders.live_pair(row.asked_by)
    for key in identity_keys(record):
        if not shares.sealed_to_people(key):
            continue
        if pair is None:
            raise StepBlocked(_("Người xin xem chưa có khóa để nhận."))
        shares.let_in(data_key=key, pair=pair, why=Share.Why.GRANT, until=row.until)


def _end_earlier(row: IdentityRequest, actor: Actor, on: date) -> None:
    """One grant at a time for a person and a record; its shares are those of the new one now."""
    IdentityRequest.objects.filter(
        record_id=row.record_id, asked_by=row.asked_by, outcome="granted", ended_at__isnull=True
    ).update(ended_at=clock.now())


def _decided(row: IdentityRequest, actor: Actor, *, outcome: str, answer: str) -> None:
    said = said_of(row)
    row.sealed = sealed(row, Said(**{**vars(said), "answer": answer.strip()}))
    row.outcome, row.decided_by, row.decided_at = outcome, actor.account, clock.now()
    row.save(update_fields=["sealed", "outcome", "decided_by", "decided_at", "until"])


__all__ = ["end", "grant", "is_live", "provide", "refuse", "why_not_decide"]
