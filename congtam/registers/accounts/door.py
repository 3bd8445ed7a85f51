"""The page where somebody without an account types the code of an invitation.

It has no unit, so the database tells it one thing: in which unit an invitation with exactly this code waits. Only
then is that unit in scope, for the rest of the transaction.
"""

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, system_actor
from congtam.foundation.access.rls import set_scope
from congtam.foundation.sealing import lookup_mac
from congtam.mechanisms.lifecycle.codes import normal
from congtam.registers.accounts.lifecycle import MANAGE
from congtam.registers.accounts.models import Invitation
from congtam.registers.accounts.queries import unit_of_code

DOOR = "accounts.door"


def code_mac(typed: str) -> bytes:
    """The value under which a code is kept and looked up."""
    return lookup_mac(normal(typed), purpose="invitation")


def waiting_invitation(typed: str) -> Invitation | None:
    """The invitation with this code; None alike for a code that is wrong, used, replaced or out of date.

    Where there is one, its unit is in scope afterwards.
    """
    mac = code_mac(typed)
    unit_id = unit_of_code(mac)
    if unit_id is None:
        return None
    set_scope([unit_id], sealed_unit_ids=())
    found = (
        Invitation.objects.filter(code_mac=mac, ended_at__isnull=True, entry__record__state="invited")
        .select_related("entry__record__data_key", "entry__account", "entry__unit")
        .first()
    )
    return found if found and found.valid_until > clock.now() else None


def door_of(invitation: Invitation) -> Actor:
    """The page as an actor, in the unit of the invitation only."""
    return system_actor(DOOR, unit_id=invitation.unit_id, permissions=frozenset({MANAGE}))
