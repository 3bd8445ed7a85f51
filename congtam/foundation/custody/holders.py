"""Who keeps the identities of a unit."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.custody.models import Custodian, KeyPair, Share, UnitCustody


class NoKey(Exception):
    """The person has made no key of their own yet."""


def of_unit(
    unit: Unit, *, without: Collection[int] = (), classified: bool = False
) -> list[tuple[KeyPair, str]] | None:
    """The public keys to which new identities of ``unit`` are sealed, and why; None where nobody keeps them.

    The people of the unit with a duty and a live key, the custodians of the unit above that decides for it, and the
    printed recovery key. (One query for people, one for the rest.)
    """
    rows = list(_in_office(unit, without=without, classified=classified))
    if not any(duty == Custodian.Duty.IDENTITY for _account, duty in rows):
        return None
    pairs = {
        pair.account_id: pair
        for pair in KeyPair.objects.filter(
            Q(account_id__in={account for account, _duty in rows}) | Q(unit_id=unit.pk), ended_at__isnull=True
        )
    }
    kept = [(pairs[account], duty) for account, duty in rows if account in pairs]
    if not any(duty == Custodian.Duty.IDENTITY for _pair, duty in kept):
        return None
    recovery = [(pairs[None], Share.Why.RECOVERY.value)] if None in pairs else []
    return [*kept, *recovery]


def _in_office(unit: Unit, *, without: Collection[int], classified: bool) -> set[tuple[int, str]]:
    above = UnitCustody.objects.filter(unit=unit).values("grants_to")
    own = Q(unit=unit) if not classified else Q(unit=unit, duty=Custodian.Duty.IDENTITY)
    wanted = own | Q(unit_id__in=above, duty=Custodian.Duty.IDENTITY)
    found = Custodian.objects.filter(wanted, until__isnull=True, account__is_active=True)
    return set(found.exclude(account_id__in=list(without)).values_list("account_id", "duty"))


def keeps(account: Account | int, unit: Unit | int, *, duty: Custodian.Duty) -> bool:
    """Whether the account has the duty in the unit now."""
    return Custodian.objects.filter(unit=unit, account=account, duty=duty, until__isnull=True).exists()


def live_pair(account: Account | int) -> KeyPair | None:
    """The person's key to which new things are sealed."""
    return KeyPair.objects.filter(account=account, ended_at__isnull=True).first()


@transaction.atomic
def name(*, unit: Unit, account: Account, duty: Custodian.Duty) -> Custodian:
    """Give the duty. What was sealed before is shared by somebody who can open it (`handing.share_all`). Raises NoKey.

    The right to do so, the second person and the journal are the caller's (registers.custody)."""
    if live_pair(account) is None:
        raise NoKey(_("%(name)s chưa lập khóa cá nhân: hãy nhờ người đó lập khóa trước.") % {"name": account})
    row, _made = Custodian.objects.get_or_create(
        unit=unit, account=account, duty=duty, until=None, defaults={"since": clock.now()}
    )
    return row


@transaction.atomic
def release(*, unit: Unit, account: Account, duty: Custodian.Duty) -> int:
    """The duty ends: shares that came with it go. Returns how many went."""
    Custodian.objects.filter(unit=unit, account=account, duty=duty, until__isnull=True).update(
        until=clock.now()
    )
    return Share.objects.filter(unit=unit, pair__account=account, why=duty).delete()[0]


def in_office(unit: Unit, *, at: datetime | None = None) -> list[Custodian]:
    """Who has a duty in the unit, now or at an instant."""
    found = Custodian.objects.filter(unit=unit).select_related("account").order_by("duty", "account_id")
    if at is None:
        return list(found.filter(until__isnull=True))
    return list(found.filter(since__lte=at).filter(Q(until__isnull=True) | Q(until__gt=at)))


def decided_by(unit: Unit) -> Unit:
    """The unit whose custodians decide about identities of ``unit``: the one above where the unit chose so."""
    chosen = UnitCustody.objects.filter(unit=unit).select_related("grants_to").first()
    return chosen.grants_to if chosen and chosen.grants_to else unit
