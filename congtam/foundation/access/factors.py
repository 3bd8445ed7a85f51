"""Which permissions may be used only by somebody who signed in with two steps.

A domain names its own in ``DomainConfig.second_factor`` ("denunciations.*" names all that begin so). The office
decides with ``SECOND_FACTOR`` whether these demand it ("sensitive"), every permission does ("all"), or none does
("none", which a demonstration uses). Rights lent by a substitution demand what they demand of their owner.
"""

from django.conf import settings

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.permissions import demands_second_factor

MODES = ("all", "sensitive", "none")


def demanding(actor: Actor) -> tuple[str, ...]:
    """The actor's permissions for which a second step is asked, by name; empty where none is."""
    if actor.account is None or settings.SECOND_FACTOR == "none":
        return ()
    held = {name for names in actor.permissions.values() for name in names}
    return tuple(
        sorted(name for name in held if settings.SECOND_FACTOR == "all" or demands_second_factor(name))
    )
