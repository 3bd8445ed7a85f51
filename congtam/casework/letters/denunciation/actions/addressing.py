"""Opening a paper for the denouncer: their name and address stand on it in this one moment, and are kept nowhere."""

from datetime import date

from django.db import transaction

from congtam.casework.letters.denunciation.documents import TO_DENOUNCER
from congtam.casework.letters.denunciation.lifecycle import SEND
from congtam.casework.letters.denunciation.models import Denunciation
from congtam.casework.letters.denunciation.traces import opened_sender
from congtam.foundation.access.actor import Actor
from congtam.mechanisms.documents.issuing import NotPlausible, reference
from congtam.mechanisms.documents.kinds import kind_of
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.reading import read_facts
from congtam.mechanisms.documents.rendering import render
from congtam.mechanisms.documents.templates import template_for
from congtam.mechanisms.lifecycle.acts import note_event


@transaction.atomic
def address_paper(*, denunciation: Denunciation, issued: IssuedDocument, actor: Actor, on: date) -> bytes:
    """The paper as a Word file with the name and address of the denouncer in place of the working code. Nothing of it
    is stored; that it was opened, and by whom, is journaled.

    Raises NotPermitted, NotPlausible for a paper to somebody else, SenderLocked.
    """
    if issued.kind not in {kind.name for kind in TO_DENOUNCER}:
        raise NotPlausible(str(kind_of(issued.kind).label))
    note_event(
        denunciation.record, "document_addressed", actor=actor, on=on, needs=SEND, payload=reference(issued)
    )
    sender = opened_sender(denunciation)
    issued.record = denunciation.record
    kind = kind_of(issued.kind)
    facts = {
        **read_facts(issued), "addressee": sender["name"] or "Người tố cáo",
        "addressee_address": sender["address"],
    }  # fmt: skip
    chosen = template_for(kind, unit_id=issued.unit_id)
    return render(kind, facts, chosen.content, compared=chosen.compared)
