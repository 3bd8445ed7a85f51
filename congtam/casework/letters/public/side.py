"""The part of the system that acts for whoever writes on the public page."""

from collections.abc import Iterator
from contextlib import contextmanager

from congtam.foundation.access.actor import Actor, system_actor
from congtam.foundation.access.scope import acting, scope_of

NAME = "letters.public"
#: it takes letters in and adds to them, in the one unit that was chosen or that a code leads to
RIGHTS = frozenset({"letters.view", "letters.receive", "letters.register"})


@contextmanager
def public_side(unit_id: int) -> Iterator[Actor]:
    """Act in one unit; afterwards the request sees nothing again."""
    with acting(system_actor(NAME, unit_id=unit_id, permissions=RIGHTS)) as actor:
        yield actor
    scope_of(None)
