"""Opening and closing the public page of an office."""

from datetime import date

from django.db import transaction

from congtam.casework.letters.public.models import WebChannel
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit

MAINTAIN = "organisations.maintain"


@transaction.atomic
def set_web_channel(*, unit: Unit, actor: Actor, on: date, open: bool) -> None:
    """Let the office take letters on the public page, or no longer. Raises NotPermitted."""
    actor.require(MAINTAIN, unit)
    WebChannel.objects.update_or_create(
        unit=unit, defaults={"open": open, "changed_on": on, "changed_by": actor.account}
    )
