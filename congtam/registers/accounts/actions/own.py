"""What people do with their own account."""

from datetime import date

from django.db import transaction

from congtam.foundation.access.actor import Actor, NotPermitted, system_actor
from congtam.foundation.access.models import Account
from congtam.mechanisms.lifecycle.acts import note_event
from congtam.registers.accounts.models import AccountEntry

OWN = "accounts.own"


@transaction.atomic
def end_other_sessions(*, actor: Actor, on: date) -> Account:
    """Everywhere the person has to sign in again; the caller renews the session of the page that asked.

    Journaled where the unit that looks after the account is among the person's own.
    """
    if actor.account is None:
        raise NotPermitted(OWN)
    account = Account.objects.select_for_update().get(pk=actor.account.pk)
    account.session_round += 1
    account.save(update_fields=["session_round"])
    entry = AccountEntry.objects.filter(account=account).select_related("record").first()
    if entry is not None:
        system = system_actor(OWN, unit_id=entry.unit_id)
        note_event(entry.record, "sessions_ended", actor=system, on=on)
    return account
