"""Sealed things: a letter that is held, denunciations, requests for protection, who keeps identities."""

from typing import Any
from uuid import uuid4

from congtam.casework.letters import actions as letters
from congtam.casework.letters.denunciation import actions as denunciations
from congtam.casework.letters.denunciation.models import Competent, Denunciation, Identity, Measure, Source
from congtam.casework.letters.models import Kind, Letter
from congtam.mechanisms.documents.dispatching import Proof, keep_scan, record_sent
from congtam.mechanisms.documents.models import IssuedDocument, SentBy
from congtam.mechanisms.lifecycle.models import Record
from congtam.registers.custody.actions import asking, keeping
from congtam.registers.custody.models import Proposal
from congtam.registers.custody.said import Said, sealed
from tests.architecture.matrix.readers import ABOVE
from tests.architecture.matrix.samples import SENDER, SIGNER, picture, received
from tests.architecture.matrix.seeding import TODAY, World, makes


def _held(world: World) -> Letter:
    """A letter in the book that is kept sealed, since it is a denunciation."""
    letter = letters.register_letter(
        letter=received(world), actor=world.owner, on=TODAY, sender=SENDER, summary="Phản ánh (thử)", concerned="",
        matters=(letters.MatterDetails(kind=Kind.DENUNCIATION, summary="Lập khống (thử)"),),
    )  # fmt: skip
    letters.hold_letter(letter=letter, actor=world.owner, on=TODAY)
    return letter


def _accepted(world: World) -> Denunciation:
    common: dict[str, Any] = {"actor": world.owner, "on": TODAY}
    found = denunciations.open_denunciation(
        letter=_held(world), source=Source.SIGNED, places=[1], save=_save(), **common
    ).denunciation
    common["denunciation"] = found
    denunciations.check_identity(result=Identity.CONFIRMED, note="", save=_save(), **common)
    checked = denunciations.Checked(competence=Competent.OURS, body="")
    denunciations.check_conditions(note="", save=_save(), checked=checked, **common)
    denunciations.accept_denunciation(told="Việc lập danh sách (thử)", signer=SIGNER, save=_save(), **common)
    return found


def _save() -> letters.Save:
    return letters.Save(key=uuid4())


@makes
def denunciation(world: World) -> dict[str, dict[str, Any]]:
    """An accepted denunciation with its papers, one of them sent, and a request for protection."""
    found = _accepted(world)
    here = {"code": found.record.code}
    paper = IssuedDocument.objects.filter(record=found.record).order_by("pk")[0]
    proof = Proof(file=keep_scan(found.record, content=picture("orange"), name="bien-nhan.png"))
    record_sent(paper, actor=world.owner, on=TODAY, sent_on=TODAY, how=SentBy.POST, proof=proof)
    protection = denunciations.ask_protection(
        denunciation=found, actor=world.owner, on=TODAY, urgent=False, measures=[Measure.values[0]], said="Lo (thử)",
        save=_save(),
    )  # fmt: skip
    return {
        "held": {"code": _held(world).record.code},
        "denunciation": here,
        "denunciation_paper": {**here, "uid": paper.uid, "act": "delivered"},
        "denunciation_proof": {**here, "uid": paper.uid, "act": "sent"},
        "denunciation_addressed": {**here, "uid": paper.uid, "pk": 1},
        "protection": {"code": protection.record.code},
    }


@makes
def keepers(world: World) -> dict[str, dict[str, Any]]:
    """Who keeps identities: the unit's record, two proposals."""
    unit = keeping.open_keeping(actor=world.owner, unit=world.here, on=TODAY)
    common: dict[str, Any] = {"actor": world.owner, "on": TODAY, "reason": "thử"}
    key = keeping.propose_recovery(
        unit, act=Proposal.Act.PRINT, account=None, save=keeping.Save(key=uuid4()), **common
    )
    here = {"code": unit.record.code}
    return {
        "keeping": here,
        "keeping_act": {**here, "act": "name"},
        "proposal_of_key": {"pk": key.pk},
        "proposal_of_custodian": {"pk": key.pk},
        "unit_above": {"pk": world.units[ABOVE].pk},
    }


@makes
def request_for_an_identity(world: World) -> dict[str, dict[str, Any]]:
    """The owner asks to see who wrote a letter that is still sealed."""
    record = Record.objects.select_related("data_key", "unit").get(code=world.samples["covered"]["code"])
    asked = asking._new(record, world.owner, purpose="verify", minutes=60)
    asked.sealed = sealed(asked, Said(reason="Cần xác minh (thử)"))
    asked.save(force_insert=True)
    return {"request": {"pk": asked.pk}}
