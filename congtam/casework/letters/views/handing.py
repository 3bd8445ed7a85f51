"""The page of handing a letter over: the terms that go along are shown before it is done."""

from typing import Any

from congtam.casework.letters import actions
from congtam.casework.letters.forms.handing import OUTSIDE, HandOverForm
from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Letter
from congtam.casework.letters.views.foreseen import StepDates
from congtam.casework.letters.views.shown import matter_names
from congtam.casework.letters.views.step_page import StepPage, save_of
from congtam.foundation.access.actor import Actor
from congtam.interface.web.records.deadlines import blocks
from congtam.mechanisms.lifecycle.models import RUNNING


def _hand_over(letter: Letter, actor: Actor, form: HandOverForm) -> None:
    data = form.cleaned_data
    actions.hand_over_letter(
        letter=letter, actor=actor, on=data["on"], receiver=form.to, symbol=data["symbol"],
        reason=data["reason"], save=save_of(form),
    )  # fmt: skip


def _going_along(letter: Letter, form: Any) -> StepDates:
    """The running terms: they go on with a unit of this installation, and end here where another body has to keep
    them."""
    rows = letter.record.deadlines.filter(state__in=RUNNING).order_by("due_on", "pk")
    found = tuple(blocks(rows, lifecycle=LETTER, items=matter_names(letter)))
    if form["receiver"].value() == OUTSIDE:
        return StepDates(starts=(), ends=found)
    return StepDates(starts=(), ends=(), kept=found)


PAGES = {
    "hand_over": StepPage(
        form=HandOverForm, act=_hand_over, foresee=_going_along, asked=("on", "receiver")
    ),
}  # fmt: skip
