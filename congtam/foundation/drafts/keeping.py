"""Keeping, opening and dropping drafts.

A draft is no act on a record: it is in no journal, and nobody but its author ever sees it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.models import Unit
from congtam.foundation.access.policies import policy_for
from congtam.foundation.drafts.models import Draft
from congtam.foundation.sealing import KeyMissing, SealBroken, seal_json, unseal_json
from congtam.foundation.sealing.models import DataKey, new_data_key

#: a form that is longer than this was not typed by a person
MOST_BYTES = 256 * 1024


class DraftTooLong(Exception):
    """More than ``MOST_BYTES`` were handed in; what was kept before stays."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What was typed, and when it was kept."""

    content: dict[str, Any]
    saved_at: datetime

    @property
    def time(self) -> str:
        """ "10:42"; with the day where it was not today."""
        moment = self.saved_at.astimezone(clock.PLACE)
        return f"{moment:%H:%M}" if moment.date() == clock.today() else f"{moment:%H:%M %d/%m/%Y}"

    @property
    def notice(self) -> str:
        """What the page says when it shows the draft again."""
        return _("Khôi phục bản nháp lúc %(time)s.") % {"time": self.time}


@transaction.atomic
def save_draft(
    *, actor: Actor, key: str, unit: Unit, content: Mapping[str, Any], data_key: DataKey | None = None
) -> datetime:
    """Keep ``content`` (plain JSON) as the actor's draft of the form ``key``, in place of the one before.

    It is sealed with ``data_key``, the key of the record that the form is about, or, where there is no record
    yet, with a key that is made once for the draft. Returns the instant. Raises DraftTooLong, NotPermitted
    (a part of the system types nothing), KeyMissing.
    """
    if actor.account is None:
        raise NotPermitted("drafts")
    row = _row(actor, key)
    used = data_key or (row.data_key if row else new_data_key(unit=unit))
    sealed = seal_json(used, dict(content), context=_context(actor, key))
    if len(sealed) > MOST_BYTES:
        raise DraftTooLong(key)
    saved_at = clock.now()
    Draft.objects.update_or_create(
        account=actor.account,
        key=key,
        defaults={"unit": unit, "data_key": used, "sealed": sealed, "saved_at": saved_at},
    )
    return saved_at


def load_draft(*, actor: Actor, key: str) -> Kept | None:
    """The actor's draft, or None where there is none or it does not open any more."""
    row = _row(actor, key)
    if row is None:
        return None
    try:
        content = unseal_json(row.data_key, bytes(row.sealed), context=_context(actor, key))
    except (KeyMissing, SealBroken):
        return None
    return Kept(content=content, saved_at=row.saved_at)


def drop_draft(*, actor: Actor, key: str) -> None:
    """Forget the actor's draft, if there is one."""
    policy_for(Draft).visible(actor).filter(key=key).delete()


def _row(actor: Actor, key: str) -> Draft | None:
    return policy_for(Draft).visible(actor).filter(key=key).select_related("data_key").first()


def _context(actor: Actor, key: str) -> str:
    """Bytes moved to another person's draft, or to another form, do not open."""
    return f"drafts.draft:{actor.account_id}:{key}"
