"""What an answer or a step would bring: the dates that would start, those that would end, the paper.

Computed by the rulebook from what stands in the form; nothing is stored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from congtam.casework.letters.actions import MatterDetails
from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Competence, Kind, Letter
from congtam.casework.letters.terms import SEND_RESUMPTION, SEND_SUSPENSION
from congtam.casework.letters.views.shown import complaints, matter_names
from congtam.interface.web.records.deadlines import Block, NoDate, blocks, foreseen
from congtam.mechanisms.documents.kinds import DocumentKind, Form
from congtam.mechanisms.documents.templates import template_for
from congtam.mechanisms.lifecycle.models import Deadline
from congtam.mechanisms.lifecycle.registry import Step

ACCEPT, SETTLE, PROCESS = "complaint.accept", "complaint.settle", "letters.process"
SECOND = "complaint.second_filing"
#: duties of the letter as a whole, whatever number of complaints it holds
WHOLE = (SEND_SUSPENSION, SEND_RESUMPTION)
Dates = tuple[Block | NoDate, ...]


@dataclass(frozen=True, kw_only=True)
class TriageDates:
    """What triage leads to.

    ``answer``: until when the sender is told; ``settle``: what would run if the letter were accepted today;
    ``process``: the limit of the whole letter, which runs already.
    """

    answer: Dates
    settle: Dates
    process: Dates
    sealing: bool
    refusing: bool
    other: bool


def triage_dates(
    letter: Letter, matters: Iterable[MatterDetails], *, competence: str, refusing: bool, sealing: bool,
    today: date,
) -> TriageDates:  # fmt: skip
    """The dates that follow from the answers typed so far."""
    places = dict(enumerate(matters, start=1))
    found = {place: matter for place, matter in places.items() if matter.kind == Kind.COMPLAINT}
    other = competence == Competence.OTHER
    names = {place: matter.summary for place, matter in places.items()}
    settle = () if other or refusing or sealing else _settle(found, names, today)
    return TriageDates(
        answer=() if sealing else _each(ACCEPT, found, names, event=letter.received_on),
        settle=settle,
        process=tuple(_running(letter, (PROCESS,))),
        sealing=sealing,
        refusing=refusing,
        other=other,
    )


def _each(duty: str, places: Iterable[int], names: Mapping[int, str], *, event: date) -> Dates:
    return tuple(foreseen(duty, event=event, lifecycle=LETTER, item=place, items=names) for place in places)


def _settle(found: Mapping[int, MatterDetails], names: Mapping[int, str], today: date) -> Dates:
    return tuple(
        foreseen(
            SETTLE, event=today, lifecycle=LETTER, item=place, items=names,
            cases=[name for name in ("complex", "remote") if getattr(matter, name)],
        )
        for place, matter in found.items()
    )  # fmt: skip


def _running(letter: Letter, duties: Iterable[str]) -> list[Block]:
    rows = letter.record.deadlines.filter(state=Deadline.State.OPEN, duty__in=tuple(duties))
    return blocks(rows, lifecycle=LETTER, items=matter_names(letter))


@dataclass(frozen=True, kw_only=True)
class PaperToBe:
    """The paper that a step issues, before it has a number."""

    kind: DocumentKind
    form: Form | None
    compared: bool
    own: bool


@dataclass(frozen=True, kw_only=True)
class Move:
    """A running term that a step changes: its date now, and the one it would have (None: none while it stands
    still)."""

    label: str
    before: date
    after: Block | NoDate | None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class StepDates:
    """What a step starts, changes and ends, and what runs on elsewhere (``kept``). ``since``: the day from which the
    started ones are counted, where it is not that of the step."""

    starts: Dates
    ends: tuple[Block, ...]
    moves: tuple[Move, ...] = ()
    kept: tuple[Block, ...] = ()
    since: date | None = None


def paper_to_be(letter: Letter, kind: DocumentKind, on: date) -> PaperToBe:
    """The template that would be used now, and the official form in force on the day."""
    chosen = template_for(kind, unit_id=letter.unit_id)
    return PaperToBe(kind=kind, form=kind.form_on(on), compared=chosen.compared, own=chosen.own)


def step_dates(letter: Letter, step: Step, on: date | None) -> StepDates:
    """The terms that the step starts on the day ``on``, and the running ones that it ends."""
    open_rows = list(letter.record.deadlines.filter(state=Deadline.State.OPEN))
    ended = open_rows if "*" in step.cancels else [row for row in open_rows if row.duty in step.meets]
    return StepDates(
        starts=tuple(_starts(letter, step.starts, on)) if on else (),
        ends=tuple(blocks(ended, lifecycle=LETTER, items=matter_names(letter))),
    )


def _starts(letter: Letter, duties: Iterable[str], on: date) -> Iterable[Block | NoDate]:
    names = matter_names(letter)
    for duty in duties:
        if duty in WHOLE:
            yield foreseen(duty, event=on, lifecycle=LETTER)
            continue
        for place, cases in complaints(letter).items():
            known = cases if duty == SETTLE else ()
            yield foreseen(duty, event=on, lifecycle=LETTER, cases=known, item=place, items=names)


def second_filing(letter: Letter, on: date | None) -> Dates:
    """The citizen's time to go on, counted from the day they have the decision."""
    if on is None:
        return ()
    names = matter_names(letter)
    return tuple(
        foreseen(
            SECOND, event=on, lifecycle=LETTER, item=place, items=names,
            cases=[case for case in cases if case == "remote"],
        )
        for place, cases in complaints(letter).items()
    )  # fmt: skip
