"""Permissions for a short time: somebody asks with a reason, another grants, all of it in the account's journal."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access import elevation as elevations
from congtam.foundation.access.actor import Actor, NotPermitted, actor_of, system_actor
from congtam.foundation.access.elevation import Elevation, NotElevatable
from congtam.foundation.access.models import Relation, Unit
from congtam.mechanisms.lifecycle.acts import StepBlocked, locked, note_event
from congtam.registers.accounts.actions.own import OWN
from congtam.registers.accounts.actions.saving import Save, step
from congtam.registers.accounts.actions.second_person import only_in_place_of
from congtam.registers.accounts.lifecycle import MANAGE
from congtam.registers.accounts.models import AccountEntry


@transaction.atomic
def ask_elevation(
    *, actor: Actor, unit: Unit, permissions: Collection[str], minutes: int, reason: str, on: date
) -> Elevation:
    """Ask for permissions in one of one's own units for ``minutes``. Raises NotPermitted, ValidationError (reason,
    permissions, time), StepBlocked (no account in the register; one request waits already)."""
    if actor.account is None or unit.pk not in actor.own:
        raise NotPermitted(OWN)
    if not reason.strip():
        raise ValidationError({"reason": [_("Hãy ghi lý do; lý do được giữ trong nhật ký.")]})
    entry = _own_entry(actor)
    locked(entry.record)
    try:
        with transaction.atomic():
            asked = elevations.ask(account=actor.account, unit=unit, permissions=permissions, minutes=minutes)
    except NotElevatable:
        raise ValidationError(
            {"permissions": [_("Hãy chọn ít nhất một quyền có trong danh sách.")]}
        ) from None
    except IntegrityError:
        raise StepBlocked(_("Đã có một đề nghị đang chờ người thứ hai.")) from None
    _note(entry, "elevation_asked", on=on, payload=_payload(asked), notes={"reason": reason.strip()})
    return asked


def _own_entry(actor: Actor) -> AccountEntry:
    found = AccountEntry.objects.filter(account=actor.account).select_related("record__data_key").first()
    if found is None:
        raise StepBlocked(
            _("Tài khoản này chưa được ghi vào danh sách: hãy nhờ người quản lý tài khoản ghi.")
        )
    return found


def _note(entry: AccountEntry, event: str, *, on: date, **more: Any) -> None:
    """What people do with their own account is told by the account's own page, as their sessions are."""
    note_event(entry.record, event, actor=system_actor(OWN, unit_id=entry.unit_id), on=on, **more)


def _payload(elevation: Elevation) -> dict[str, Any]:
    return {
        "elevation": elevation.pk,
        "unit": elevation.unit_id,
        "elevated": list(elevation.permissions),
        "minutes": elevation.minutes,
    }


@transaction.atomic
def grant_elevation(elevation: Elevation, *, actor: Actor, on: date, save: Save) -> Elevation:
    """The second person agrees: it runs from now on. Raises NotPermitted, StepBlocked (not a second person; nothing
    waits)."""
    entry = _entry_of(elevation)
    actor.require(MANAGE, elevation.unit_id)
    step(entry.record, name="grant_elevation", actor=actor, on=on, save=save, payload=_payload(elevation))
    waiting = _decidable(elevation, entry, actor)
    assert actor.account
    return elevations.grant(waiting, by=actor.account)


@transaction.atomic
def refuse_elevation(elevation: Elevation, *, actor: Actor, reason: str, on: date, save: Save) -> None:
    """The second person does not agree. Raises as ``grant_elevation``; a reason is needed."""
    if not reason.strip():
        raise ValidationError({"reason": [_("Hãy ghi lý do; lý do được giữ trong nhật ký.")]})
    entry = _entry_of(elevation)
    actor.require(MANAGE, elevation.unit_id)
    step(
        entry.record, name="refuse_elevation", actor=actor, on=on, save=save, payload=_payload(elevation),
        notes={"reason": reason.strip()},
    )  # fmt: skip
    elevations.end(_decidable(elevation, entry, actor))


def _entry_of(elevation: Elevation) -> AccountEntry:
    """The account's record; only somebody who may know of it finds it."""
    found = AccountEntry.objects.filter(account=elevation.account_id).select_related("record", "account")
    if (entry := found.first()) is None:
        raise NotPermitted(MANAGE)
    return entry


def _decidable(elevation: Elevation, entry: AccountEntry, actor: Actor) -> Elevation:
    """The account's record is locked by the step, so a request is decided once."""
    fresh = Elevation.objects.select_related("account").get(pk=elevation.pk)
    if not fresh.waits(clock.now()):
        raise StepBlocked(_("Không có đề nghị nào đang chờ."))
    if reason := why_not_grant(fresh, actor, unit_id=entry.unit_id):
        raise StepBlocked(reason)
    return fresh


def why_not_grant(elevation: Elevation, actor: Actor, *, unit_id: int | None = None) -> str:
    """Why the actor cannot be the second person of a request; empty where they can. ``unit_id``: the unit that looks
    after the account, where it is known."""
    if actor.account_id is None or actor.account_id == elevation.account_id:
        return _("Không ai tự đồng ý cho tài khoản của mình.")
    if related(actor.account_id, elevation.account_id):
        return _("Người thân đã khai báo không đồng ý cho nhau được: cần một người quản trị khác.")
    units = {elevation.unit_id, *((unit_id,) if unit_id else ())}
    if any(only_in_place_of(actor, {elevation.account_id}, unit_id=unit) for unit in units):
        return _("Anh/chị chỉ có quyền này vì đang thay chính người ấy: cần một người quản trị khác.")
    asker = actor_of(elevation.account, on=clock.day_of(elevation.asked_at))
    if any(only_in_place_of(asker, {actor.account_id}, unit_id=unit) for unit in units):
        return _("Người đề nghị khi ấy thay anh/chị: cần một người quản trị khác.")
    return ""


def related(one: int, other: int) -> bool:
    """Whether one of the two declared the other a relative (one query)."""
    pair = Q(account=one, relative=other) | Q(account=other, relative=one)
    return Relation.objects.filter(pair, ended_on__isnull=True).exists()


@transaction.atomic
def end_elevation(elevation: Elevation, *, actor: Actor, on: date) -> None:
    """Whoever has it ends it by hand, or somebody who manages accounts does; a request is taken back. Nothing happens
    to one that is over. Raises NotPermitted."""
    if actor.account_id == elevation.account_id:
        _give_back(elevation, on=on)
        return
    entry = _entry_of(elevation)
    actor.require(MANAGE, elevation.unit_id)
    locked(entry.record)
    if (fresh := _not_over(elevation)) is not None:
        elevations.end(fresh)
        step(entry.record, name="end_elevation", actor=actor, on=on, save=Save(), payload=_payload(fresh))


def _give_back(elevation: Elevation, *, on: date) -> None:
    """Nothing keeps people from giving back what they have: not even that their account is looked after where they
    hold no post any more."""
    entry = AccountEntry.objects.filter(account=elevation.account_id).select_related("record").first()
    if entry is not None:
        locked(entry.record)
    if (fresh := _not_over(elevation)) is None:
        return
    elevations.end(fresh)
    if entry is not None:
        _note(entry, "elevation_ended", on=on, payload=_payload(fresh))


def _not_over(elevation: Elevation) -> Elevation | None:
    """The row as it is now, where it gives something or waits."""
    fresh, now = Elevation.objects.get(pk=elevation.pk), clock.now()
    return fresh if fresh.runs(now) or fresh.waits(now) else None


@transaction.atomic
def end_elevations_of(*, actor: Actor, on: date) -> None:
    """Whoever signs out has nothing for a short time any more."""
    for each in elevations.running(clock.now()).filter(account=actor.account):
        end_elevation(each, actor=actor, on=on)


@transaction.atomic
def note_use(*, actor: Actor, permission: str, page: str, on: date) -> None:
    """Journal that something was done under a permission for a short time, on a page that journals nothing itself."""
    found = AccountEntry.objects.filter(account=actor.account).select_related("record").first()
    if found is not None:
        _note(found, "elevation_used", on=on, payload={"elevated": [permission], "page": page})
