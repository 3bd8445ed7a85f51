"""An office that keeps identities: who reads what comes in, who keeps the seal, who works on the case. All invented.

Hòa and Bình keep identities and cover them; Văn reads what comes in; Chi works on the case and opens nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client

from congtam.casework.letters.actions import SenderDetails, hold_letter, receive_letter, register_letter
from congtam.casework.letters.actions.reading import finish_reading, keep_page
from congtam.casework.letters.denunciation.actions.opening import open_denunciation
from congtam.casework.letters.denunciation.models import Denunciation, Source
from congtam.casework.letters.models import Channel, Kind, Letter, SenderKind
from congtam.casework.letters.reading import PageText, propose, sample_letters, sample_pages
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.situations import MatterDetails
from congtam.foundation.access.actor import Actor, actor_of, system_actor
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.scope import scope_of
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.foundation.custody import holders, keypairs, keyring, unlocking
from congtam.foundation.custody.models import Custodian
from tests.cast import SINCE, Cast

PASSPHRASE = "bốn từ rời nhau (thử)"
DAY = date(2026, 7, 1)
KEEPER = (
    "letters.view", "denunciations.view", "denunciations.redact", "denunciations.dispatch",
)  # fmt: skip
HANDLER = (
    "denunciations.dispatch",
    "denunciations.process", "denunciations.accept", "denunciations.settle", "denunciations.assign",
)  # fmt: skip
DENUNCIATION = MatterDetails(kind=Kind.DENUNCIATION, summary="Lập khống hồ sơ hỗ trợ thiên tai (thử)")
LETTER = sample_letters.COMPLAINT


@dataclass(frozen=True)
class SealedOffice:
    """The city's office with keys."""

    cast: Cast
    hoa: Account
    binh: Account

    def actor(self, account: Account) -> Actor:
        return actor_of(Account.objects.get(pk=account.pk), on=DAY)

    @contextmanager
    def acting(self, account: Account, *, unlocked: bool = False) -> Iterator[Actor]:
        """The rest of the transaction is this person's; ``unlocked``: with their key open."""
        actor = self.actor(account)
        scope_of(actor)
        pairs = {}
        if unlocked:
            pair, private = keypairs.opened(account=account, passphrase=PASSPHRASE)
            pairs = {pair.pk: private}
        with keyring.using(pairs):
            yield actor

    def browser(self, account: Account, *, unlocked: bool = False) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=account.pk))
        if unlocked:
            scope_of(self.actor(account))
            client.cookies[unlocking.COOKIE] = unlocking.unlock(account=account, passphrase=PASSPHRASE)
        return client

    def fresh(self, letter: Letter) -> Letter:
        set_scope([self.cast.city.pk])
        related = ("record__data_key", "record__unit", "record__holder", "unit", "identity_key")
        return Letter.objects.select_related(*related).get(pk=letter.pk)


def sealed_office(cast: Cast) -> SealedOffice:
    """Keys for those who keep and for intake; Chi gets the rights of a case officer of denunciations."""
    people = {}
    for name in ("hoa", "binh"):
        account = add_account(username=name, display_name=f"{name.title()} (thử)", password=None)
        hold(
            account=account,
            post=add_post(unit=cast.city, title="Giữ danh tính", permissions=KEEPER),
            since=SINCE,
        )
        people[name] = account
    chi = add_post(unit=cast.city, title="Chuyên viên tố cáo", permissions=HANDLER)
    hold(account=cast.chi, post=chi, since=SINCE)
    duties = [(people["hoa"], "identity"), (people["binh"], "identity"), (cast.van, "intake")]
    for account, duty in duties:
        set_scope([cast.city.pk], account_id=account.pk)
        keypairs.make(account=account, passphrase=PASSPHRASE)
        holders.name(unit=cast.city, account=account, duty=Custodian.Duty(duty))
    set_scope([cast.city.pk])
    return SealedOffice(cast, people["hoa"], people["binh"])


SENDER = SenderDetails(
    kind=SenderKind.ONE, name="Trần Văn Mẫu",
    address="số nhà 12, ngõ 5, tổ dân phố Vườn Mẫu, phường Vĩnh Yên", phone="0900 000 123",
)  # fmt: skip


def read_pages() -> list[PageText]:
    return list(sample_pages.text_layer(LETTER))


def held(
    office: SealedOffice, *, quality: int = 60, details: SenderDetails | None = None, read: bool = True,
    proposed: bool = False,
) -> Letter:  # fmt: skip
    """A letter that may be a denunciation: scanned, read, registered by Văn with her key open, then held. ``proposed``:
    the reading proposed who wrote."""
    with office.acting(office.cast.van, unlocked=True) as van:
        content = sample_pages.letter_pdf(sample_pages.render_letter(LETTER), quality=quality)
        found = receive_letter(
            actor=van, unit=office.cast.city, on=DAY, channel=Channel.POST, source=content, name="a.pdf"
        )
        assert found.scan
        if read:
            _read(found.scan, office, proposed=proposed)
        register_letter(
            letter=found.letter, actor=van, on=DAY, sender=details or SENDER,
            summary="Đơn nêu việc lập khống hồ sơ (thử)", concerned="Ông Lê Văn Thí Dụ (thử)",
            matters=(DENUNCIATION,),
        )  # fmt: skip
        hold_letter(letter=found.letter, actor=van, on=DAY)
    return office.fresh(found.letter)


def _read(scan: Any, office: SealedOffice, *, proposed: bool) -> None:
    reader = system_actor("letters.reader", unit_id=office.cast.city.pk)
    for number, page in enumerate(read_pages(), start=1):
        keep_page(
            scan=scan, actor=reader, number=number, page={**page.to_json(), "text": page.text}, confidence=91
        )
    found = propose(read_pages()).to_json() if proposed else []
    finish_reading(scan=scan, actor=reader, on=DAY, proposals=found, confidence=91)


def opened(office: SealedOffice, letter: Letter) -> Denunciation:
    """The denunciation that came in the letter, opened and handled by Chi."""
    with office.acting(office.cast.chi) as chi:
        made = open_denunciation(
            letter=letter, actor=chi, on=DAY, source=Source.SIGNED, places=[1], save=situations.save()
        )
        made.denunciation.record.holder = office.cast.chi
        made.denunciation.record.save(update_fields=["holder"])
        return made.denunciation
