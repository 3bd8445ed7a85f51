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
        return {**own_lines(actor), "signer_authority": lent.line}
    last = IssuedDocument.objects.filter(record=letter.record).order_by("-pk").first()
    if last is not None:
        last.record = letter.record
        return signer_of(last)
    if actor.may(SIGNS, letter.unit_id):
        return own_lines(actor)
    return {}


def own_lines(actor: Actor) -> dict[str, str]:
    """The lines of whoever signs by a post of their own."""
    return {"signer_title": actor.post_title, "signer_name": actor.name}


def signer_of(paper: IssuedDocument) -> dict[str, str]:
    """The lines of whoever signed a paper; none where it cannot be read."""
    try:
        facts = read_facts(paper)
    except (KeyMissing, SealBroken):
        return {}
    return {name: str(facts.get(name, "")) for name in SIGNER}
