"""Issuing a paper again whose number was voided before it left the office.

The new paper has a number, a day and a signer of its own and says the same, but for what is typed anew. A void gives
nobody more time: a term to send that ran from the first paper runs on, and a decision settles on the day of the paper
that stands.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.casework.letters import paper
from congtam.casework.letters.actions.lengthening import CASE
from congtam.casework.letters.actions.settling import Save, Signer, check_day, complaints_of
from congtam.casework.letters.actions.suspending import PAUSE, RESUME
from congtam.casework.letters.conditions import cannot_issue_again
from congtam.casework.letters.documents import ANSWER, COMPLEXITY, DECISION, RESUMPTION, SUSPENSION
from congtam.casework.letters.models import Letter
from congtam.casework.letters.terms import SETTLE
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.mechanisms.documents.issuing import NotPlausible, issue, reference
from congtam.mechanisms.documents.kinds import AUTOMATIC, SUPERIOR, kind_of
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.reading import read_facts
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.acts import locked, note_event
from congtam.mechanisms.lifecycle.models import JournalEntry, Record

AGAIN = "document_issued_again"
SEND = "complaint.send_decision"
#: what a person typed on a paper and may type anew; everything else is printed as it was
TYPED = ("findings", "decision", "explanation", "message", "task")
#: papers that a decision about a running term names by their number
_NUMBERED = {SUSPENSION.name: PAUSE, RESUMPTION.name: RESUME, COMPLEXITY.name: CASE}


def typed_on(document: IssuedDocument) -> dict[str, str]:
    """The texts of a paper that a person typed, by name; several lines where the paper has several points."""
    facts = read_facts(document)
    return {name: _lines(facts[name]) for name in TYPED if facts.get(name)}


def _lines(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "\n".join(value)


@transaction.atomic
def issue_again(
    *, letter: Letter, voided: IssuedDocument, actor: Actor, on: date, signer: Signer, texts: Mapping[str, str],
    save: Save,
) -> IssuedDocument:  # fmt: skip
    """Issue the voided paper again, dated ``on``; ``texts`` are those of `typed_on`, as they are now typed.

    Needs the right that issued it. Raises ValidationError by field, NotPlausible (it was not voided, or something
    newer stands in its place), and what ``issue`` raises.
    """
    record = locked(letter.record)
    kind = kind_of(voided.kind)
    policy_for(Record).require(actor, kind.needs_issue, record)
    done = IssuedDocument.objects.filter(record=record, uid=save.key).first() if save.key else None
    if done is not None:
        return done
    locked(record, expected_version=save.version)
    row = IssuedDocument.objects.select_related("record__data_key").get(pk=voided.pk, record=record)
    if reason := cannot_issue_again(row):
        raise NotPlausible(str(reason))
    check_day(letter, on, after=row.issued_on)
    issued = issue(
        letter.record, kind, actor=actor, on=on, uid=save.key, item=row.item,
        facts=_facts(letter, row, signer=signer, texts=texts), letterhead=paper.letterhead(letter, on),
    )  # fmt: skip
    note_event(
        letter.record, AGAIN, actor=actor, on=on, needs=kind.needs_issue,
        payload={**reference(issued), "replaces": row.symbol, "first_on": first_day(row).isoformat()},
    )  # fmt: skip
    _follow(letter, issued, row)
    return issued


def first_day(document: IssuedDocument) -> date:
    """The day of the first paper of those that were issued one for the other."""
    entry = JournalEntry.objects.filter(
        record=document.record, event__endswith=f":{AGAIN}", payload__document=str(document.uid)
    ).first()
    return date.fromisoformat(entry.payload["first_on"]) if entry else document.issued_on


def _facts(
    letter: Letter, row: IssuedDocument, *, signer: Signer, texts: Mapping[str, str]
) -> dict[str, Any]:
    frozen = read_facts(row)
    facts = {name: value for name, value in frozen.items() if name not in (*AUTOMATIC, SUPERIOR)}
    for name in typed_on(row):
        said = texts.get(name, "").strip()
        if not said:
            raise ValidationError({name: [_("Hãy ghi nội dung này; văn bản cần có nó.")]})
        facts[name] = said if isinstance(frozen[name], str) else _points(said)
    if row.kind == ANSWER.name:
        facts["decision_symbol"] = paper.decision_named(letter)
    signed = {"signer_authority": signer.authority, "signer_title": signer.title, "signer_name": signer.name}
    return {**facts, **signed}


def _points(said: str) -> list[str]:
    return [line.strip() for line in said.splitlines() if line.strip()]


def _follow(letter: Letter, issued: IssuedDocument, voided: IssuedDocument) -> None:
    """What names the paper, and what counts from it, follows the one that stands."""
    if issued.kind == DECISION.name:
        letter.decided_on = issued.issued_on
        letter.save(update_fields=["decided_on"])
        clocks.proved(record=letter.record, duty=SETTLE, on=issued.issued_on)
        for place in complaints_of(letter):
            clocks.start(record=letter.record, duty=SEND, event_on=issued.issued_on, item=place)
    if (decided := _NUMBERED.get(issued.kind)) is not None:
        clocks.renumber_decision(record=letter.record, kind=decided, was=voided.symbol, symbol=issued.symbol)
