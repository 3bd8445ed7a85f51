"""Everything sealed before, for a new holder: by a custodian whose own key is open, some hundreds of keys at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.models import Unit
from congtam.foundation.custody import handing, holders
from congtam.foundation.custody.models import Custodian, KeyPair, Share
from congtam.foundation.custody.scope import below, with_units
from congtam.foundation.sealing import SealLocked
from congtam.mechanisms.lifecycle.acts import StepBlocked, perform
from congtam.registers.custody.actions.keeping import Save
from congtam.registers.custody.lifecycle import KEEP
from congtam.registers.custody.models import Keeping

MOST = 500


@dataclass(frozen=True, kw_only=True)
class Shared:
    """``given`` went over now; ``shut`` could not be opened by whoever shared; ``more``: go on after ``after``."""

    given: int
    shut: int
    after: int
    more: bool


@transaction.atomic
def share(
    keeping: Keeping,
    *,
    actor: Actor,
    to: Custodian | None,
    on: date,
    save: Save,
    after: int = 0,
    most: int = MOST,
) -> Shared:
    """Give ``to`` (None: the recovery key) what others with the same duty hold, of the unit and of units below it.
    Raises NotPermitted for somebody who keeps no identities here, StepBlocked (the receiver has no key), SealLocked
    where the actor's own key opens nothing."""
    if actor.account is None or not holders.keeps(actor.account, keeping.unit, duty=Custodian.Duty.IDENTITY):
        raise NotPermitted(KEEP)
    pair, why = receiver(keeping.unit, to)
    units = [keeping.unit_id, *(below(keeping.unit) if why == Share.Why.IDENTITY else ())]
    shared = hand_over(units, pair, why, after=after, most=most)
    if shared.given == 0 and shared.shut:
        raise SealLocked(
            _("Khóa của anh/chị chưa mở, hoặc chưa mở được phần này. Hãy mở khóa rồi chia sẻ lại.")
        )
    perform(
        keeping.record, "share", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload={"account": pair.account_id, "why": why, "shares": shared.given, "not_opened": shared.shut},
    )  # fmt: skip
    return shared


def receiver(unit: Unit, to: Custodian | None) -> tuple[KeyPair, Share.Why]:
    """The public key that receives, and why. Raises StepBlocked where there is none."""
    if to is None:
        pair = KeyPair.objects.filter(kind=KeyPair.Kind.RECOVERY, unit=unit, ended_at__isnull=True).first()
        why = Share.Why.RECOVERY
    else:
        pair, why = holders.live_pair(to.account_id), Share.Why(to.duty)
    if pair is None:
        raise StepBlocked(_("Người nhận chưa có khóa."))
    return pair, why


def hand_over(
    units: Iterable[int], pair: KeyPair, why: Share.Why, *, after: int = 0, most: int = MOST
) -> Shared:
    """One portion, by the private keys at hand; the journal is the caller's."""
    ids = tuple(units)
    with with_units(*ids):
        part = handing.share_some(units=ids, pair=pair, why=why, after=after, most=most)
    return Shared(given=part.given, shut=part.shut, after=part.last, more=part.more)
