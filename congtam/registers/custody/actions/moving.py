"""What was sealed before anybody kept identities: a job of the domain that keeps it seals it to the custodians."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation import jobs
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.foundation.custody import holders
from congtam.mechanisms.lifecycle.acts import StepBlocked, perform
from congtam.registers.custody.actions.keeping import Save
from congtam.registers.custody.identities import left_to_machine
from congtam.registers.custody.models import Keeping

#: the jobs that move what their domain sealed; each takes the unit and nothing else
JOBS = ("letters.seal_to_custodians",)


@transaction.atomic
def move(keeping: Keeping, *, actor: Actor, on: date, save: Save) -> int:
    """Start the jobs. Returns how many. Raises NotPermitted, StepBlocked where nobody keeps identities or no domain
    of this installation moves anything."""
    if holders.of_unit(keeping.unit) is None:
        raise StepBlocked(_("Chưa có người giữ danh tính nào có khóa: cử người giữ trước."))
    known = [name for name in JOBS if _known(name)]
    if not known:
        raise StepBlocked(_("Bản này chưa có phần nào chuyển được."))
    perform(
        keeping.record, "move", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload={"jobs": known},
    )  # fmt: skip
    for name in known:
        jobs.defer(name, unit_id=keeping.unit_id)
    return len(known)


def _known(name: str) -> bool:
    from procrastinate.contrib.django import app

    return name in app.tasks


def machine_sealed_left(unit: Unit) -> int:
    """How many records of the unit keep an identity that the installation's key alone opens."""
    return left_to_machine(unit)
