"""After the conclusion: the denouncer is told, it is acted on, made public, followed and closed (Điều 35 to 40)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.casework.letters.actions import Save, Signer
from congtam.casework.letters.denunciation import documents, paper
from congtam.casework.letters.denunciation.actions.common import (
    check_day,
    check_words,
    move,
    put_on_paper,
    set_and_save,
)
from congtam.casework.letters.denunciation.duties import FOLLOW_UP, POSTING
from congtam.casework.letters.denunciation.models import Denunciation
from congtam.casework.letters.denunciation.traces import check_no_trace
from congtam.casework.letters.paper import short
from congtam.foundation.access.actor import Actor
from congtam.foundation.calendar import say_day
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.models import Deadline


@transaction.atomic
def inform_denouncer(
    *, denunciation: Denunciation, actor: Actor, on: date, message: str, signer: Signer, save: Save
) -> list[IssuedDocument]:
    """Make the notice of the conclusion for the denouncer; its text is not that of the conclusion (Điều 35 khoản 3)."""
    check_day(denunciation, on, after=denunciation.concluded_on)
    check_words(message=message)
    move(denunciation, step="inform", actor=actor, on=on, save=save)
    facts = {**paper.to_denouncer(denunciation, signer), "conclusion": paper.lines(message)}
    return [
        put_on_paper(denunciation, documents.CONCLUSION_NOTICE, actor=actor, on=on, save=save, facts=facts)
    ]


#: steps that write down a day and what was done, without a paper of their own
NOTED = (
    "handle", "handled", "report_handling", "take_down", "entrust_follow_up", "follow_up", "close",
    "answer_forwarder", "take_further", "not_resettle", "take_overdue", "ask_report", "asked_report",
    "report_overdue",
)  # fmt: skip


@transaction.atomic
def note_step(
    *, denunciation: Denunciation, step: str, actor: Actor, on: date, note: str, save: Save
) -> None:
    """Write down that one of the `NOTED` steps was done on ``on``: the terms that it meets or begins follow the table.

    Raises ValueError for another step, ValidationError by field, and what ``perform`` raises.
    """
    if step not in NOTED:
        raise ValueError(step)
    check_day(denunciation, on, after=denunciation.concluded_on)
    if step == "take_down":
        _check_posted(denunciation, on)
    if step == "not_resettle":
        check_words(note=note)
    move(denunciation, step=step, actor=actor, on=on, save=save, notes={"note": note.strip()})
    if step == "follow_up":
        clocks.start(record=denunciation.record, duty=FOLLOW_UP, event_on=on)


def _check_posted(denunciation: Denunciation, on: date) -> None:
    """It stays up for the time of the law, counted to the raw day (Nghị định 31/2019/NĐ-CP, Điều 6 khoản 2)."""
    row = denunciation.record.deadlines.filter(duty=POSTING, state=Deadline.State.OPEN).first()
    if row is not None and on < row.due_on:
        message = _("Phải niêm yết ít nhất đến hết %(day)s.") % {"day": say_day(row.due_on)}
        raise ValidationError({"on": [message]})


@transaction.atomic
def publish_conclusion(
    *, denunciation: Denunciation, actor: Actor, on: date, content: str, told: str, signer: Signer, save: Save
) -> list[IssuedDocument]:
    """Make the conclusion public: ``content`` and ``told`` are typed for the public, without a word of the denouncer
    (Điều 40; Nghị định 31/2019/NĐ-CP, Điều 6). The least time of posting begins on ``on``.

    Raises ValidationError by field for a trace, SenderLocked where nobody can look for one, and what ``perform`` and
    ``issue`` raise.
    """
    check_day(denunciation, on, after=denunciation.concluded_on)
    check_words(content=content, told=told)
    check_no_trace(denunciation, {"content": content, "told": told}, must=True)
    move(denunciation, step="publish", actor=actor, on=on, save=save)
    set_and_save(denunciation, {"posted_on": on})
    until = denunciation.record.deadlines.filter(duty=POSTING).order_by("-pk").first()
    facts = {
        **paper.common(
            denunciation, signer, addressee=documents.PUBLIC, content=content.strip()
        ),
        "recipients": [documents.POSTED_AT, paper.FILE], "conclusion": paper.lines(told),
        "posted_until": short(until.due_on if until else None),
    }  # fmt: skip
    return [put_on_paper(denunciation, documents.PUBLICATION, actor=actor, on=on, save=save, facts=facts)]
