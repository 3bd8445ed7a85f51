"""What the first page tells: whoever names custodians what is missing, whoever keeps identities what waits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.custody.models import Custodian
from congtam.interface.web.home.notices import Notice
from congtam.registers.custody import queries
from congtam.registers.custody.lifecycle import KEEP, NAME, REVIEW
from congtam.registers.custody.models import Keeping, ReadingReview

#: how often a printed key is to be rehearsed: the office's own target, no rule of law
REHEARSE_EVERY = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Warning_:
    """One thing that is missing."""

    text: str
    kind: str = "soon"


def of_unit(keeping: Keeping, *, today: date) -> Iterator[Warning_]:
    """What is missing in the keeping of a unit."""
    rows = queries.holders_of(keeping.unit)
    identity = [row for row in rows if row.custodian.duty == Custodian.Duty.IDENTITY and not row.gone]
    if not identity:
        yield Warning_(
            text=_("Chưa ai giữ danh tính: tên người gửi đơn chỉ được niêm phong bằng khóa của máy chủ."),
            kind="late",
        )
    elif len(identity) == 1:
        yield Warning_(
            text=_("Chỉ có một người giữ danh tính: vắng hoặc quên cụm mật khẩu là không ai mở được.")
        )
    for row in rows:
        if row.gone:
            yield Warning_(
                text=_("%(name)s đã thôi việc mà chưa thôi giữ.") % {"name": row.custodian.account},
                kind="late",
            )
    yield from _of_recovery(keeping, today)


def _of_recovery(keeping: Keeping, today: date) -> Iterator[Warning_]:
    recovery = queries.recovery_of(keeping)
    if recovery.pair is None:
        yield Warning_(text=_("Chưa có khóa khôi phục in ra giấy."))
        return
    last = recovery.rehearsed_on or clock.day_of(recovery.pair.made_at)
    if recovery.rehearsed_on is None:
        yield Warning_(text=_("Khóa khôi phục chưa được kiểm tra lần nào."))
    elif today - last > REHEARSE_EVERY:
        yield Warning_(text=_("Đã hơn một năm chưa kiểm tra khóa khôi phục."))


def notices(actor: Actor) -> Iterable[Notice]:
    """On the first page, for those whom it concerns; others cost no query."""
    if actor.may(NAME):
        yield from _for_naming(actor)
    if actor.may(KEEP):
        yield from _for_keepers(actor)
    if actor.may(REVIEW):
        yield from _for_reviewers(actor)


def _for_naming(actor: Actor) -> Iterator[Notice]:
    for keeping in queries.keepings(actor):
        if keeping.record.state == "closed" or not actor.may(NAME, keeping.unit_id):
            continue
        missing = list(of_unit(keeping, today=clock.today()))
        waits = any(
            not each.outcome and each.proposed_by_id != actor.account_id
            for each in queries.proposals_of(keeping)
        )
        if missing or waits:
            yield _notice(keeping, missing, waits)
    for unit in queries.units_without(actor):
        yield Notice(
            title=_("Chưa cử người giữ danh tính"), kind="late",
            text=_("%(unit)s: tên người gửi đơn chỉ được niêm phong bằng khóa của máy chủ.") % {"unit": unit.name},
            action_url=reverse("keepers:list"), action_label=_("Cử người giữ"),
        )  # fmt: skip


def _notice(keeping: Keeping, missing: list[Warning_], waits: bool) -> Notice:
    lines: list[Any] = [each.text for each in missing]
    if waits:
        lines.insert(0, _("Có đề nghị đang chờ người thứ hai xác nhận."))
    return Notice(
        title=_("Người giữ danh tính"), text=" ".join(lines),
        kind="late" if any(each.kind == "late" for each in missing) else "soon",
        action_url=reverse("keepers:unit", args=[keeping.record.code]), action_label=_("Mở trang người giữ"),
    )  # fmt: skip


def _for_keepers(actor: Actor) -> Iterator[Notice]:
    """Neither the record nor a name: the first page may be seen over somebody's shoulder."""
    if queries.waiting_requests(actor).exists():
        yield Notice(
            title=_("Có đề nghị xem danh tính đang chờ anh/chị"), text="",
            action_url=reverse("keepers:requests"), action_label=_("Xem đề nghị"),
        )  # fmt: skip
    if queries.seen_lately(actor):
        yield Notice(
            title=_("Trong 24 giờ qua có danh tính được xem"), text="", kind="info",
            action_url=reverse("keepers:requests"), action_label=_("Xem các đề nghị đã quyết định"),
        )  # fmt: skip


def _for_reviewers(actor: Actor) -> Iterator[Notice]:
    units = [unit for unit in actor.unit_ids if actor.may(REVIEW, unit)]
    waiting = ReadingReview.objects.filter(unit_id__in=units, reviewed_at__isnull=True)
    for each in waiting.order_by("monday")[:4]:
        yield Notice(
            title=_("Danh sách đọc bất thường trong tuần"), text="", kind="info",
            action_url=f"{reverse('keepers:unusual')}?week={each.monday.isoformat()}",
            action_label=_("Xem danh sách"),
        )  # fmt: skip
