"""The demo's denunciations, played through their acts by the officer who works on them. All invented."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

from congtam.casework.letters.actions import Save, Signer
from congtam.casework.letters.denunciation import actions
from congtam.casework.letters.denunciation.models import Competent, Denunciation, Finding, Identity, Source
from congtam.casework.letters.models import Letter
from congtam.foundation.access.actor import Actor

SIGNER = Signer(title="CHỦ TỊCH", name="Lê Thị Ký (thử)")
WHO = "thanhtra"


class Denounced:
    """The acts after a letter was held; mixed into the player of a case."""

    letter: Letter
    day: date
    denunciation: Denunciation
    #: gives the actor by user name; the player's
    _as: Callable[[str], Actor]

    def denounced(self) -> None:
        self.denunciation = actions.open_denunciation(
            letter=self.letter,
            actor=self._as(WHO),
            on=self.day,
            source=Source.SIGNED,
            places=[1],
            save=_save(),
        ).denunciation

    def examined(self) -> None:
        found, officer = self.denunciation, self._as(WHO)
        actions.check_identity(
            denunciation=found, actor=officer, on=self.day, result=Identity.CONFIRMED, note="", save=_save()
        )
        actions.check_conditions(
            denunciation=found, actor=officer, on=self.day, note="", save=_save(),
            checked=actions.Checked(competence=Competent.OURS),
        )  # fmt: skip

    def denunciation_accepted(self) -> None:
        actions.accept_denunciation(
            denunciation=self.denunciation, actor=self._as("lanhdao"), on=self.day, signer=SIGNER, save=_save(),
            told="Việc lập danh sách và chi hỗ trợ (nội dung thử)",
        )  # fmt: skip

    def denunciation_concluded(self) -> None:
        actions.conclude_denunciation(
            denunciation=self.denunciation, actor=self._as("lanhdao"), on=self.day, signer=SIGNER, save=_save(),
            findings={1: Finding.PARTLY}, verified="Có hai trường hợp chi sai đối tượng (thử).",
            measures="Thu hồi số tiền đã chi sai.",
        )  # fmt: skip


def _save() -> Save:
    return Save(key=uuid4())
