"""Handing over work: open records of any kind pass from one person to another, each told in its journal."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congtam.foundation import editions
from congtam.foundation.access.actor import Actor, actor_of
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import hidden_from
from congtam.mechanisms.lifecycle import journal, reactions
from congtam.mechanisms.lifecycle.acts import Conflicted
from congtam.mechanisms.lifecycle.models import JournalEntry, Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of, lifecycles

HOLDER_CHANGED = "holder_changed"


class CannotHold(Exception):
    """The receiver may not even see a record that would be handed over."""

    def __init__(self, receiver: Account, label: str) -> None:
        super().__init__(
            _("%(name)s không có quyền xem loại hồ sơ “%(kind)s” nên không nhận được. Hãy chọn người khác.")
            % {"name": receiver.display_name, "kind": label}
        )


def open_work(holders: Iterable[int], *, units: Collection[int]) -> QuerySet[Record]:
    """The records of all kinds that are not over and that the accounts hold in these units, oldest first."""
    not_over = Q(pk__in=())
    for lifecycle in lifecycles().values():
        not_over |= Q(kind=lifecycle.kind, state__in=lifecycle.open_states)
    return Record.objects.filter(not_over, holder_id__in=tuple(holders), unit_id__in=units).order_by("pk")


@transaction.atomic
def hand_over_work(
    *,
    actor: Actor,
    from_account: Account,
    to_account: Account,
    on: date,
    reason: str,
    units: Collection[int] | None = None,
) -> list[JournalEntry]:
    """Move what ``from_account`` holds and is not over to ``to_account``, and journal it on each record.

    ``units`` are those in which the caller has found the actor's right (None: all of the actor's). The version of
    each record is raised, so that whoever has it open is told. Raises CannotHold, Conflicted (the receiver is kept
    away from one of the records), and moves nothing then.
    """
    editions.hold()  # before the rows, as every act does: a change of calendar waits, and neither waits for ever
    allowed = actor.unit_ids if units is None else tuple(set(units) & set(actor.unit_ids))
    records = list(
        open_work([from_account.pk], units=allowed).select_for_update(of=("self",)).select_related("data_key")
    )
    if not records:
        return []
    _check_receiver(to_account, records, on)
    if {record.pk for record in records} & hidden_from(to_account.pk):
        raise Conflicted(to_account)
    for record in records:
        record.holder = to_account
        record.version += 1
    entries = journal.append_to_all(
        records,
        event=HOLDER_CHANGED,
        actor=actor,
        on=on,
        payload={"handed_from": from_account.pk, "handed_to": to_account.pk},
        notes={"reason": reason.strip()},
        changed=("holder", "version"),
    )
    for entry in entries:
        reactions.announce(entry)
    return entries


def _check_receiver(receiver: Account, records: Iterable[Record], on: date) -> None:
    """Somebody who may not see a record cannot work on it."""
    may = actor_of(receiver, on=on)
    for kind, unit_id in {(record.kind, record.unit_id) for record in records}:
        lifecycle = lifecycle_of(kind)
        if not may.may(lifecycle.view, unit_id) or not receiver.is_active:
            raise CannotHold(receiver, str(lifecycle.label))
