"""Family among people with an account, declared only to keep them away from each other's matters."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congtam.foundation.access.actor import Actor, NotPermitted, system_actor
from congtam.foundation.access.models import Account, Relation
from congtam.mechanisms.lifecycle.acts import note_event
from congtam.mechanisms.lifecycle.exclusions import recompute
from congtam.registers.accounts.actions.own import OWN
from congtam.registers.accounts.actions.saving import Save, step
from congtam.registers.accounts.models import AccountEntry


@transaction.atomic
def declare_relation(*, actor: Actor, relative: Account, kind: str, on: date) -> Relation:
    """The person declares what somebody else with an account is to them.

    Journaled, the name and the kind sealed, where a unit looks after the account. Raises NotPermitted,
    ValidationError where this relation is declared already or the person chose themself.
    """
    if actor.account is None:
        raise NotPermitted(OWN)
    relation = _once(account=actor.account, relative=relative, kind=kind, by=actor.account, on=on)
    _note_own(actor.account, "relation_declared", relation, on=on)
    recompute(on=on)
    return relation


def _once(*, account: Account, relative: Account, kind: str, by: Account, on: date) -> Relation:
    if account.pk == relative.pk:
        raise ValidationError({"relative": [_("Hãy chọn một người khác.")]})
    try:
        with transaction.atomic():
            return Relation.objects.create(
                account=account, relative=relative, kind=kind, declared_by=by, declared_on=on
            )
    except IntegrityError:
        raise ValidationError({"relative": [_("Quan hệ với người này đã được khai.")]}) from None


def _note_own(account: Account, event: str, relation: Relation, *, on: date) -> None:
    entry = AccountEntry.objects.filter(account=account).select_related("record").first()
    if entry is not None:
        system = system_actor(OWN, unit_id=entry.unit_id)
        note_event(entry.record, event, actor=system, on=on, notes=_told(relation))


def _told(relation: Relation) -> dict[str, str]:
    """Sealed: the journal's own payload tells neither who nor what."""
    return {"relative": relation.relative.display_name, "kind": str(Relation.Kind(relation.kind).label)}


@transaction.atomic
def enter_relation(
    entry: AccountEntry, *, actor: Actor, relative: Account, kind: str, reason: str, on: date, save: Save
) -> Relation:
    """Whoever looks after the account enters a relation that the person did not declare, with a reason.

    Raises NotPermitted, ValidationError, and what ``perform`` raises.
    """
    if actor.account is None:
        raise NotPermitted(OWN)
    relation = _once(account=entry.account, relative=relative, kind=kind, by=actor.account, on=on)
    notes = {**_told(relation), "reason": reason.strip()}
    step(entry.record, name="enter_relation", actor=actor, on=on, save=save, notes=notes)
    recompute(on=on)
    return relation


@transaction.atomic
def end_own_relation(relation: Relation, *, actor: Actor, on: date) -> None:
    """The relation is no more. Whoever was kept away from a matter by it stays kept away: a second person decides
    that there (`lifecycle.exclusions.lift`).

    Raises NotPermitted for a relation that the person did not declare of themself.
    """
    if actor.account is None or {relation.account_id, relation.declared_by_id} != {actor.account_id}:
        raise NotPermitted(OWN)
    if relation.ended_on is None:
        relation.ended_on = on
        relation.save(update_fields=["ended_on"])
        _note_own(actor.account, "relation_ended", relation, on=on)


@transaction.atomic
def end_relation(
    entry: AccountEntry, *, actor: Actor, relation: Relation, reason: str, on: date, save: Save
) -> None:
    """Whoever looks after the account ends a relation, with a reason. Raises NotPermitted, ValidationError, and what
    ``perform`` raises."""
    if relation.account_id != entry.account_id or relation.ended_on is not None:
        raise ValidationError({"relation": [_("Hãy chọn một quan hệ đang được khai của người này.")]})
    notes = {**_told(relation), "reason": reason.strip()}
    step(entry.record, name="end_relation", actor=actor, on=on, save=save, notes=notes)
    relation.ended_on = on
    relation.save(update_fields=["ended_on"])
