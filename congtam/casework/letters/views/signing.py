"""Who signs: proposed, never decided."""

from congtam.casework.letters.models import Letter
from congtam.foundation.access.actor import Actor
from congtam.foundation.sealing import KeyMissing, SealBroken
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.reading import read_facts

#: whoever holds this signs for the office
SIGNS = "letters.sign"


def proposed_signer(letter: Letter, actor: Actor) -> dict[str, str]:
    """Who signed the last paper of this letter; else the actor, where they sign; else nobody."""
    last = IssuedDocument.objects.filter(record=letter.record).order_by("-pk").first()
    if last is not None:
        last.record = letter.record
        return _signer_of(last)
    if actor.may(SIGNS, letter.unit_id):
        return {"signer_title": actor.post_title, "signer_name": actor.name}
    return {}


def _signer_of(paper: IssuedDocument) -> dict[str, str]:
    try:
        facts = read_facts(paper)
    except (KeyMissing, SealBroken):
        return {}
    return {name: str(facts.get(name, "")) for name in ("signer_title", "signer_name")}
