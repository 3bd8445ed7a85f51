"""Where the paper of a record is: each move ends one stay and begins the next."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from congtam.casework.archives.actions.originals import KEEP, check_day, not_erased
from congtam.casework.archives.actions.saving import named, refuse_repeated
from congtam.casework.archives.models import Minutes, Stay
from congtam.casework.archives.reading import WHY
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.models import Account
from congtam.foundation.access.policies import policy_for
from congtam.foundation.sealing import seal
from congtam.mechanisms.lifecycle.acts import locked, note_event
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of


@transaction.atomic
def move_paper(
    *,
    record: Record,
    actor: Actor,
    on: date,
    place: str,
    holder: Account | None = None,
    reason: str = "",
    save_key: UUID | None = None,
) -> Stay:
    """Note that the paper of ``record`` is at ``place`` now (a cabinet, a box, a desk), with ``holder`` where somebody
    took it. ``on`` is the day it was moved. Raises ValidationError by field, NotPermitted."""
    check_day(on, since=record.opened_on)
    return _move(record, actor=actor, on=on, place=place, holder=holder, reason=reason, save_key=save_key)


@transaction.atomic
def hand_over(
    *,
    records: Sequence[Record],
    actor: Actor,
    on: date,
    purpose: str,
    place: str,
    receiver: Account | None,
    reason: str = "",
    save_key: UUID | None = None,
) -> Minutes:
    """Hand the paper of several records of one unit over at once, with minutes to print and sign.

    Into the archive go closed records only. Raises ValidationError by field, NotPermitted.
    """
    if save_key and (done := Minutes.objects.filter(uid=save_key).first()):
        return done
    if not records:
        raise ValidationError({"codes": [_("Hãy ghi ít nhất một mã hồ sơ.")]})
    if len({record.unit_id for record in records}) > 1:
        raise ValidationError({"codes": [_("Các hồ sơ phải thuộc cùng một đơn vị.")]})
    check_day(on)
    if purpose == Minutes.Purpose.ARCHIVE:
        _only_closed(records)
    minutes = Minutes.objects.create(
        uid=save_key or uuid4(),
        unit_id=records[0].unit_id,
        purpose=purpose,
        on=on,
        place=_place(place),
        receiver=receiver,
        giver=_person(actor),
    )
    for record in sorted(records, key=lambda each: each.pk):
        _move(record, actor=actor, on=on, place=place, holder=receiver, reason=reason, minutes=minutes)
    return minutes


def _only_closed(records: Sequence[Record]) -> None:
    still = [record.code for record in records if not lifecycle_of(record.kind).state(record.state).final]
    if still:
        said = _("Chưa kết thúc nên chưa giao nộp vào lưu trữ được: %(codes)s.") % {"codes": ", ".join(still)}
        raise ValidationError({"codes": [said]})


def _place(place: str) -> str:
    if not place.strip():
        raise ValidationError({"place": [_("Hãy ghi hồ sơ giấy ở đâu.")]})
    return place.strip()


def _person(actor: Actor) -> Account:
    """Paper is moved by a person, never by a part of the system."""
    if actor.account is None:
        raise NotPermitted(KEEP)
    return actor.account


def _move(
    record: Record,
    *,
    actor: Actor,
    on: date,
    place: str,
    holder: Account | None,
    reason: str,
    minutes: Minutes | None = None,
    save_key: UUID | None = None,
) -> Stay:
    row = locked(record)
    policy_for(Record).require(actor, KEEP, row)
    refuse_repeated(row, save_key)
    not_erased(row)
    before, now = _end(row)
    into_archive = minutes is not None and minutes.purpose == Minutes.Purpose.ARCHIVE
    archived = into_archive or bool(before and before.archived)
    stay = Stay.objects.create(
        record=row, unit_id=row.unit_id, during=DateTimeTZRange(now, None), on=on, place=_place(place), holder=holder,
        sealed=seal(row.data_key, reason.strip().encode(), context=WHY) if reason.strip() else None,
        moved_by=_person(actor), minutes=minutes, archived=archived,
    )  # fmt: skip
    note_event(
        record, "paper_archived" if into_archive else "paper_moved", actor=actor, on=on, needs=KEEP,
        payload={
            "stay": stay.pk, "holder": holder.pk if holder else None,
            "minutes": str(minutes.uid) if minutes else None, **named(save_key),
        },
    )  # fmt: skip
    return stay


def _end(row: Record) -> tuple[Stay | None, datetime]:
    """End the stay that runs (None: nobody has placed the paper yet), and the instant at which the next begins."""
    now = clock.now()
    before = (
        Stay.objects.select_for_update(of=("self",)).filter(record=row, during__endswith__isnull=True).first()
    )
    if before is not None:
        now = max(now, before.during.lower + timedelta(microseconds=1))
        before.during = DateTimeTZRange(before.during.lower, now)
        before.save(update_fields=["during"])
    return before, now
