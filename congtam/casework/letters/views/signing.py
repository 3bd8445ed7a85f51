"""Who signs: proposed, never decided."""

from congtam.casework.letters.models import Letter
from congtam.foundation.access.actor import Actor
from congtam.foundation.sealing import KeyMissing, SealBroken
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.reading import read_facts

#: whoever holds this signs for the office
SIGNS = "letters.sign"
#: the lines under a paper, from above
SIGNER = ("signer_authority", "signer_title", "signer_name")


def proposed_signer(letter: Letter, actor: Actor) -> dict[str, str]:
    """The actor, where they sign these days for somebody who is away; else who signed the last paper of this
    letter; else the actor, where they sign by a post of their own; else nobody."""
    lent = actor.standing_in(SIGNS, letter.unit_id)
    if lent is not None:
        return {**_own(actor), "signer_authority": lent.line}
    last = IssuedDocument.objects.filter(record=letter.record).order_by("-pk").first()
    if last is not None:
        last.record = letter.record
        return _signer_of(last)
    if actor.may(SIGNS, letter.unit_id):
        return _own(actor)
    return {}


def _own(actor: Actor) -> dict[str, str]:
    return {"signer_title": actor.post_title, "signer_name": actor.name}


def _signer_of(paper: IssuedDocument) -> dict[str, str]:
    try:
        facts = read_facts(paper)
    except (KeyMissing, SealBroken):
        return {}
    return {name: str(facts.get(name, "")) for name in SIGNER}
