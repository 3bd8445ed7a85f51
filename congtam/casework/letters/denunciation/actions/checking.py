"""First processing: who denounces, whose it is, whether it can be accepted (Luật Tố cáo, Điều 24, 25, 29)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.casework.letters.actions import Save
from congtam.casework.letters.denunciation.actions.common import (
    check_day,
    keep_away_as_before,
    move,
    set_and_save,
)
from congtam.casework.letters.denunciation.content import content_of, sealed_content
from congtam.casework.letters.denunciation.duties import PROCESS, SEVERAL_PLACES, TRANSFER
from congtam.casework.letters.denunciation.models import Competent, Condition, Denunciation, Identity
from congtam.foundation.access.actor import Actor
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.facts import Decision, Facts
from congtam.mechanisms.lifecycle.models import Deadline

CASE = "case"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The answers of the check of conditions. ``body`` is who is competent, where it is not this unit;
    ``several_places``: checked in several places, or entrusted to another body, which gives a longer term; ``again``:
    the denunciation of this unit that had the same content before."""

    competence: Competent
    unmet: Collection[Condition] = ()
    body: str = ""
    several_places: bool = False
    again: Denunciation | None = None


@transaction.atomic
def check_identity(
    *, denunciation: Denunciation, actor: Actor, on: date, result: Identity, note: str, save: Save
) -> None:
    """Write down the result of the identity check, and nothing of the identity itself."""
    check_day(denunciation, on)
    move(
        denunciation, step="check_identity", actor=actor, on=on, save=save, payload={"identity": result},
        notes={"note": note.strip()},
    )  # fmt: skip
    set_and_save(denunciation, {"identity": result})


@transaction.atomic
def check_conditions(
    *, denunciation: Denunciation, actor: Actor, on: date, checked: Checked, note: str, save: Save
) -> None:
    """Write down whose it is and which conditions of Điều 29 are not met.

    Not this unit's: the term to pass it on runs from the day of receipt (Điều 24 khoản 2). Raises ValidationError by
    field, and what ``perform`` raises.
    """
    check_day(denunciation, on)
    _check(denunciation, checked)
    move(
        denunciation, step="check_conditions", actor=actor, on=on, save=save,
        payload={
            "competence": checked.competence, "unmet": list(checked.unmet),
            "several_places": checked.several_places, "again": bool(checked.again),
        },
        notes={"note": note.strip(), "competent_body": checked.body.strip()},
    )  # fmt: skip
    content = replace(content_of(denunciation), body=checked.body.strip())
    set_and_save(denunciation, {
        "competence": checked.competence, "unmet": list(checked.unmet), "conditions_on": on,
        "several_places": checked.several_places, "again": checked.again,
        "sealed": sealed_content(denunciation.record, content),
    })  # fmt: skip
    keep_away_as_before(denunciation)
    _run_clocks(denunciation, on=on)


def _check(denunciation: Denunciation, checked: Checked) -> None:
    errors: dict[str, list[str]] = {}
    if checked.competence != Competent.OURS and not checked.body.strip():
        errors["body"] = [_("Hãy ghi cơ quan có thẩm quyền.")]
    again = checked.again
    if again is not None and (again.unit_id != denunciation.unit_id or again.pk == denunciation.pk):
        errors["again"] = [_("Hãy chọn một hồ sơ tố cáo khác của đơn vị.")]
    if errors:
        raise ValidationError(errors)


def _run_clocks(denunciation: Denunciation, *, on: date) -> None:
    record = denunciation.record
    if denunciation.competence == Competent.OURS:
        clocks.cancel(record=record, duties=(TRANSFER,))
    elif not record.deadlines.filter(duty=TRANSFER, state=Deadline.State.OPEN).exists():
        clocks.start(record=record, duty=TRANSFER, event_on=denunciation.received_on)
    for row in record.deadlines.filter(duty=PROCESS, state=Deadline.State.OPEN):
        known = SEVERAL_PLACES in Facts.from_json(row.facts).cases
        if denunciation.several_places and not known:
            decision = Decision(kind=CASE, on=on)
            clocks.change(row, clocks.in_case(row, case=SEVERAL_PLACES, decision=decision))
