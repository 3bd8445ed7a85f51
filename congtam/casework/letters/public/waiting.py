"""What waits for whom: a line on the first page that names neither sender nor content."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congtam.casework.letters.public.models import Message
from congtam.casework.letters.public.rights import WRITE, may_converse
from congtam.foundation.access.actor import Actor
from congtam.interface.web.home.notices import Notice
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of, lifecycles

MOST, SHOWN = 200, 5
#: their lifecycle looks at the letter to say who may read
READS_WITH = ("record", "record__letter")


def messages_waiting(actor: Actor) -> Iterator[Notice]:
    """One line for each record of the reader (or of nobody, where they may take it up) whose sender wrote; one query,
    for those who may write to senders."""
    known = lifecycles()
    if not any(actor.may(name) for kind, names in WRITE.items() if kind in known for name in names):
        return
    yield from (_notice(record, count) for record, count in _waiting(actor)[:SHOWN])


def _waiting(actor: Actor) -> list[tuple[Record, int]]:
    rows: Iterable[Message] = (
        Message.objects.filter(
            unit_id__in=actor.unit_ids, direction=Message.Direction.SENDER, handled_on__isnull=True
        )
        .select_related(*READS_WITH)
        .defer("sealed", "copies")
        .order_by("pk")[:MOST]
    )
    records = {row.record_id: row.record for row in rows}
    counts = Counter(row.record_id for row in rows)
    return [(record, counts[key]) for key, record in records.items() if _concerns(record, actor)]


def _concerns(record: Record, actor: Actor) -> bool:
    mine = record.holder_id is None or record.holder_id in actor.holders
    return mine and may_converse(record, actor)


def _notice(record: Record, count: int) -> Notice:
    return Notice(
        title=_("Người gửi đã nhắn thêm: hồ sơ %(code)s") % {"code": record.code},
        text=ngettext("%(n)s tin chưa xem.", "%(n)s tin chưa xem.", count) % {"n": count},
        kind="info",
        action_url=f"{reverse(lifecycle_of(record.kind).page, args=(record.code,))}#messages",
        action_label=_("Mở hồ sơ"),
    )
