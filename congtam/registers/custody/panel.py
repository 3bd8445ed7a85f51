"""The identity on the page of a record: whether it is open to the reader, and how to ask."""

from congtam.foundation.access.actor import Actor
from congtam.foundation.custody.shares import is_open, sealed_to_people
from congtam.interface.web.records.panels import Panel, show_panel
from congtam.mechanisms.lifecycle.models import Record
from congtam.registers.custody.actions.viewing import live_grant
from congtam.registers.custody.identities import has_identity, identity_keys
from congtam.registers.custody.models import IdentityRequest
from congtam.registers.custody.topbar import minutes_until
from congtam.registers.custody.views.readings import may_review

TEMPLATE = "custody/panel.html"


@show_panel
def identity(record: Record, actor: Actor) -> Panel | None:
    """For records that keep an identity apart (two or three queries)."""
    if not has_identity(record):
        return None
    keys = identity_keys(record)
    review = may_review(record, actor)
    if not keys and not review:
        return None
    live = live_grant(record, actor)
    return Panel(
        template=TEMPLATE,
        content={
            "code": record.code,
            "kept": bool(keys),
            "of_people": any(sealed_to_people(key) for key in keys),
            "open": bool(keys) and all(is_open(key) for key in keys),
            "live": live,
            "minutes": minutes_until(live.until) if live and live.until else 0,
            "waits": live is None
            and IdentityRequest.objects.filter(record=record, asked_by=actor.account_id, outcome="").exists(),
            "review": review,
        },
    )
