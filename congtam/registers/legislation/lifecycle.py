"""A change of law or calendar as a record: drawn up and applied in one act, so that it stands in the journal."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from congtam.mechanisms.lifecycle.registry import Lifecycle, State, Step, register

VALUES = "legislation.maintain_values"
CALENDAR = "legislation.maintain_calendar"
APPLY = "apply"

_STATES = (
    State(name="drawn_up", label=_("Đã lập"), sentence=_("Thay đổi đã lập, chưa áp dụng.")),
    State(name="applied", label=_("Đã áp dụng"), final=True, public=5,
          sentence=_("Thay đổi đã áp dụng, các hạn liên quan đã tính lại.")),
)  # fmt: skip


def _kind(kind: str, label: Any, right: str) -> Lifecycle:
    return register(
        Lifecycle(
            kind=kind,
            label=label,
            initial="drawn_up",
            opens_with=right,
            view=right,
            states=_STATES,
            steps=(
                Step(name=APPLY, sources=("drawn_up",), target="applied", needs=right,
                     label=_("Áp dụng"), done=_("đã áp dụng thay đổi")),
            ),
            event_labels={"opened": _("đã lập thay đổi")},
            page="legislation:change",
        )
    )  # fmt: skip


#: a value of the law: filled in, corrected, or new from a day on
CHANGE = _kind("legislation.change", _("Thay đổi giá trị của quy định"), VALUES)
#: days of the calendar, or a year confirmed
CALENDAR_CHANGE = _kind("legislation.calendar_change", _("Thay đổi lịch làm việc"), CALENDAR)
