"""A second person is another person: who decides only in the place of the first would speak twice."""

from congtam.foundation.access.actor import Actor
from congtam.registers.accounts.lifecycle import MANAGE


def only_in_place_of(actor: Actor, people: set[int], *, unit_id: int) -> bool:
    """Whether the actor manages accounts by nothing but the posts of these people: then the right of one person
    would speak twice."""
    if MANAGE in actor.own.get(unit_id, frozenset()):
        return False
    lenders = {
        each.account_id for each in actor.stands_in if each.unit_id == unit_id and MANAGE in each.permissions
    }
    return bool(lenders) and lenders <= people
