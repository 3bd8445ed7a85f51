"""Which steps a person sees on a record: permitted ones as buttons, looked-for ones grey with a reason."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import Step, lifecycle_of


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One step as shown: permitted, or withheld for ``reason``."""

    step: Step
    permitted: bool
    reason: Any = ""


def offers(record: Record, *, actor: Actor) -> list[Offer]:
    """The steps to show, permitted ones first, the expected next one (``primary``) before the others."""
    policy = policy_for(Record)
    found = []
    for step in lifecycle_of(record.kind).steps:
        possible = record.state in step.sources
        if possible and step.fits and not step.fits(record):
            continue
        if possible and step.blocked and (reason := step.blocked(record)):
            found.append(Offer(step=step, permitted=False, reason=reason))
        elif possible and policy.may(actor, step.needs, record):
            found.append(Offer(step=step, permitted=True))
        elif possible:
            found.append(Offer(step=step, permitted=False, reason=_("Việc này cần người có thẩm quyền.")))
        elif step.withheld:
            found.append(Offer(step=step, permitted=False, reason=step.withheld))
    return sorted(found, key=lambda offer: (not offer.permitted, not offer.step.primary))
