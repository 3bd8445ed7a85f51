"""The demo's keys: who keeps identities of the ward, named by two people through the acts. All invented."""

from collections.abc import Mapping
from datetime import date

from nacl.public import PrivateKey

from congtam.foundation import clock
from congtam.foundation.access.actor import actor_of
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.access.rls import set_scope
from congtam.foundation.custody import keypairs
from congtam.foundation.custody.models import Custodian
from congtam.mechanisms.lifecycle.models import Record
from congtam.registers.custody.actions.asking import ask
from congtam.registers.custody.actions.keeping import Save, confirm, open_keeping, propose_name
from congtam.registers.custody.models import Purpose
from congtam.registers.custody.said import Said

PASSPHRASE = "bốn từ rời nhau thử"  # noqa: S105  printed with the demo's accounts; a real office never has it
PROPOSES = "lanhdao"
#: who keeps what, and who confirms it
KEEPERS = (
    ("giudanhtinh", Custodian.Duty.IDENTITY, "giudanhtinh2"),
    ("giudanhtinh2", Custodian.Duty.IDENTITY, "giudanhtinh"),
    ("vanthu", Custodian.Duty.INTAKE, "giudanhtinh"),
    ("chuyenvien", Custodian.Duty.INTAKE, "giudanhtinh"),
)
#: who has a key and keeps nothing: a grant goes to it
ASKS = "thanhtra"


def name_custodians(unit: Unit, accounts: Mapping[str, Account], *, on: date) -> dict[int, PrivateKey]:
    """Everybody's key, then the four duties. Returns the private keys by the id of their pair: the city is played by
    people who have unlocked theirs."""
    units = [each.pk for each in Unit.objects.all()]
    private = {}
    with clock.frozen(on):
        for username in (*(name for name, _duty, _second in KEEPERS), ASKS):
            account = accounts[username]
            set_scope(units, account_id=account.pk)
            keypairs.make(account=account, passphrase=PASSPHRASE)
            pair, key = keypairs.opened(account=account, passphrase=PASSPHRASE)
            private[pair.pk] = key
        set_scope(units)
        _name(unit, accounts, on=on)
    return private


def _name(unit: Unit, accounts: Mapping[str, Account], *, on: date) -> None:
    leader = actor_of(accounts[PROPOSES], on=on)
    keeping = open_keeping(actor=leader, unit=unit, on=on)
    for username, duty, second in KEEPERS:
        proposed = propose_name(
            keeping, actor=leader, account=accounts[username], duty=duty, reason="Phân công đầu kỳ (thử)", on=on,
            save=Save(),
        )  # fmt: skip
        confirm(proposed, actor=actor_of(accounts[second], on=on), on=on, save=Save())


def ask_for_one(accounts: Mapping[str, Account], record: Record, *, on: date) -> None:
    """The officer of a denunciation asks to see who wrote it; nobody has decided yet."""
    ask(
        record, actor=actor_of(accounts[ASKS], on=on), purpose=Purpose.CONTACT, minutes=60,
        said=Said(reason="Cần hỏi thêm về chứng cứ (thử)"), on=on,
    )  # fmt: skip
