"""What people do with their own key. Nobody else can: the passphrase is theirs alone."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation.access.actor import Actor, NotPermitted, system_actor
from congtam.foundation.access.models import Account
from congtam.foundation.custody import holders, keypairs, unlocking
from congtam.foundation.custody.models import Custodian, KeyPair
from congtam.foundation.custody.scope import with_units
from congtam.mechanisms.lifecycle.acts import StepBlocked, note_event
from congtam.registers.custody.models import Keeping
from congtam.registers.custody.queries import units_of_duty

OWN = "keepers.own"


def _account(actor: Actor) -> Account:
    if actor.account is None:
        raise NotPermitted(OWN)
    return actor.account


@transaction.atomic
def make_key(*, actor: Actor, passphrase: str, on: date) -> KeyPair:
    """The person's first key. Raises WeakPassphrase; StepBlocked where there is one already."""
    account = _account(actor)
    if holders.live_pair(account) is not None:
        raise StepBlocked(_("Anh/chị đã có khóa. Quên cụm mật khẩu thì dùng mục “Quên cụm mật khẩu”."))
    pair = keypairs.make(account=account, passphrase=passphrase)
    _tell(account, "key_made", on)
    return pair


@transaction.atomic
def change_passphrase(*, actor: Actor, old: str, new: str) -> None:
    """The same key under another passphrase. Raises WrongPassphrase, WeakPassphrase."""
    keypairs.change_passphrase(account=_account(actor), old=old, new=new)


@transaction.atomic
def rotate_key(*, actor: Actor, passphrase: str, new: str, on: date) -> int:
    """Another key in place of the old one, which may have been seen by somebody. Everything that the old one opened
    goes over, that of units below among it. Returns how many shares. Raises WrongPassphrase, WeakPassphrase."""
    account = _account(actor)
    with with_units(*units_of_duty(account)):
        _pair, moved = keypairs.rotate(account=account, passphrase=passphrase, new_passphrase=new)
    unlocking.lock(account_id=account.pk)
    _tell(account, "key_rotated", on, moved=moved)
    return moved


@transaction.atomic
def replace_lost_key(*, actor: Actor, passphrase: str, on: date) -> KeyPair:
    """The passphrase is lost: a new key, which opens nothing that was sealed before until another custodian shares it.
    Raises WeakPassphrase."""
    account = _account(actor)
    pair = keypairs.make(account=account, passphrase=passphrase)
    unlocking.lock(account_id=account.pk)
    _tell(account, "key_lost", on)
    return pair


def _tell(account: Account, event: str, on: date, **payload: int) -> None:
    """In the journal of each unit that the person keeps identities of."""
    duties = Custodian.objects.filter(account=account, until__isnull=True).values("unit_id")
    for keeping in Keeping.objects.filter(unit_id__in=duties).select_related("record"):
        system = system_actor(OWN, unit_id=keeping.unit_id)
        note_event(keeping.record, event, actor=system, on=on, payload={"account": account.pk, **payload})
