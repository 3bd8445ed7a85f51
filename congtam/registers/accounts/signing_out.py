"""What ends when somebody signs out."""

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.registers.accounts.actions.elevating import end_elevations_of


@receiver(user_logged_out)
def give_back(sender: Any, request: HttpRequest, user: Account | None, **more: Any) -> None:
    """Signing out ends what somebody has for a short time. The request still has its actor and scope."""
    actor = getattr(request, "actor", None)
    if actor is not None and actor.elevated:
        end_elevations_of(actor=actor, on=clock.today())
