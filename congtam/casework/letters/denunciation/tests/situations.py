"""Denunciations in the situations that tests need, made through the acts. All people are invented."""

from dataclasses import dataclass
from datetime import date

from congtam.casework.letters.actions import MatterDetails, SenderDetails, hold_letter, register_letter
from congtam.casework.letters.denunciation import actions
from congtam.casework.letters.denunciation.models import Competent, Denunciation, Finding, Identity, Source
from congtam.casework.letters.models import Kind, Letter, SenderKind
from congtam.casework.letters.tests.situations import SIGNER, received, save
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account
from congtam.foundation.access.setup import add_account, add_post, hold
from tests.cast import SINCE, Cast

RIGHTS = ("view", "process", "accept", "assign", "settle", "sign", "dispatch", "publish", "protect", "book")
#: words that may stand nowhere but under the seal
SENDER = SenderDetails(
    kind=SenderKind.ONE, name="Khuất Thị Nhân Chứng (thử)", address="Số 17 ngõ Lặng, phường Ẩn Danh (thử)",
    phone="0912 345 670",
)  # fmt: skip
TRACES = ("Khuất Thị Nhân Chứng", "Nhân Chứng", "ngõ Lặng", "Ẩn Danh", "0912 345 670", "0912345670")
ACT = MatterDetails(kind=Kind.DENUNCIATION, summary="Lập khống danh sách hỗ trợ")
MONEY = MatterDetails(kind=Kind.DENUNCIATION, summary="Thu tiền không có biên lai")
COMPLAINT = MatterDetails(kind=Kind.COMPLAINT, summary="Không đồng ý mức bồi thường")
DENOUNCED = "Trưởng thôn Vẽ Vời (thử)"


@dataclass(frozen=True)
class Bureau:
    """The city's office with one more person, who may do everything with denunciations."""

    cast: Cast
    keeper: Account

    @property
    def actor(self) -> Actor:
        return self.cast.actor(self.keeper)


def bureau_of(cast: Cast) -> Bureau:
    """Minh: reads letters that are held, and works on denunciations."""
    keeper = add_account(username="minh", display_name="Vũ Thị Minh (thử)", password=None)
    permissions = [
        "letters.view", "letters.triage", "letters.register", *(f"denunciations.{right}" for right in RIGHTS)
    ]  # fmt: skip
    post = add_post(unit=cast.city, title="Chánh Thanh tra", permissions=permissions)
    hold(account=keeper, post=post, since=SINCE)
    return Bureau(cast, keeper)


def held(bureau: Bureau, *, on: date, matters: tuple[MatterDetails, ...] = (ACT,)) -> Letter:
    """A letter in the book that is kept sealed, since it is a denunciation."""
    cast = bureau.cast
    letter = register_letter(
        letter=received(cast, on=on), actor=cast.actor(cast.van), on=on, sender=SENDER,
        summary="Phản ánh việc lập danh sách hỗ trợ", concerned=DENOUNCED, matters=matters,
    )  # fmt: skip
    hold_letter(letter=letter, actor=bureau.actor, on=on)
    return letter


def opened(
    bureau: Bureau, *, on: date, source: Source = Source.SIGNED, forwarder: str = "",
    matters: tuple[MatterDetails, ...] = (ACT,), again: Denunciation | None = None,
) -> Denunciation:  # fmt: skip
    """A denunciation with a record of its own, of letters with nothing else in them."""
    letter = held(bureau, on=on, matters=matters)
    places = range(1, len(matters) + 1)
    return actions.open_denunciation(
        letter=letter, actor=bureau.actor, on=on, source=source, places=places, save=save(),
        forwarder=forwarder, again=again,
    ).denunciation  # fmt: skip


def identified(
    bureau: Bureau, *, on: date, result: Identity = Identity.CONFIRMED, **more: object
) -> Denunciation:
    found = opened(bureau, on=on, **more)  # type: ignore[arg-type]
    actions.check_identity(denunciation=found, actor=bureau.actor, on=on, result=result, note="", save=save())
    return found


def examined(
    bureau: Bureau, *, on: date, competence: Competent = Competent.OURS, checked: actions.Checked | None = None,
    **more: object,
) -> Denunciation:  # fmt: skip
    found = identified(bureau, on=on, **more)  # type: ignore[arg-type]
    body = "" if competence == Competent.OURS else "Chủ tịch UBND phường (thử)"
    actions.check_conditions(
        denunciation=found, actor=bureau.actor, on=on, note="", save=save(),
        checked=checked or actions.Checked(competence=competence, body=body),
    )  # fmt: skip
    return found


def accepted(bureau: Bureau, *, on: date, received_on: date | None = None, **more: object) -> Denunciation:
    with clock.frozen(received_on or on):
        found = examined(bureau, on=received_on or on, **more)  # type: ignore[arg-type]
    actions.accept_denunciation(
        denunciation=found, actor=bureau.actor, on=on, told="Việc lập danh sách hỗ trợ năm 2025", signer=SIGNER,
        save=save(),
    )  # fmt: skip
    return found


def concluded(bureau: Bureau, *, on: date, accepted_on: date | None = None) -> Denunciation:
    with clock.frozen(accepted_on or on):
        found = accepted(bureau, on=accepted_on or on)
    actions.conclude_denunciation(
        denunciation=found, actor=bureau.actor, on=on, findings={1: Finding.PARTLY},
        verified="Ba hộ trong danh sách không bị thiệt hại.", measures="Thu hồi số tiền đã chi.", signer=SIGNER,
        save=save(),
    )  # fmt: skip
    return found
