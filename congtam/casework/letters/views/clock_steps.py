"""The pages of the steps about terms."""

from datetime import timedelta
from typing import Any

from congtam.casework.letters import actions
from congtam.casework.letters.documents import COMPLEXITY, RESUMPTION, SUSPENSION
from congtam.casework.letters.forms import clocks as forms
from congtam.casework.letters.models import Letter
from congtam.casework.letters.views import foreseen_clocks as foresee
from congtam.casework.letters.views.step_page import StepPage, save_of
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.mechanisms.documents.models import IssuedDocument

#: the page opens with an example (no figure of the law): what if it goes on after so many days
EXAMPLE_DAYS = 10


def _suspend(letter: Letter, actor: Actor, form: forms.SuspendForm) -> IssuedDocument:
    data = form.cleaned_data
    return actions.suspend_letter(
        letter=letter, actor=actor, on=data["on"], ground=data["ground"], explanation=data["explanation"],
        signer=form.signer, save=save_of(form),
    )  # fmt: skip


def _resume(letter: Letter, actor: Actor, form: forms.ResumeForm) -> IssuedDocument:
    data = form.cleaned_data
    return actions.resume_letter(
        letter=letter, actor=actor, on=data["on"], explanation=data["explanation"], signer=form.signer,
        save=save_of(form),
    )  # fmt: skip


def _declare_complex(letter: Letter, actor: Actor, form: forms.ComplexForm) -> IssuedDocument:
    data = form.cleaned_data
    return actions.declare_complex(
        letter=letter, actor=actor, on=data["on"], places=[int(place) for place in data["places"]],
        criteria=data.get("criteria", []), explanation=data["explanation"], signer=form.signer,
        save=save_of(form),
    )  # fmt: skip


def _choose_law(letter: Letter, actor: Actor, form: forms.LawForm) -> None:
    data = form.cleaned_data
    actions.choose_law(
        letter=letter, actor=actor, on=data["on"], law=data["law"], reason=data["reason"], save=save_of(form)
    )


def _plan_dialogue(letter: Letter, actor: Actor, form: forms.DialogueForm) -> None:
    data = form.cleaned_data
    actions.plan_dialogue(
        letter=letter, actor=actor, on=data["on"], meeting_on=data["meeting_on"], save=save_of(form)
    )


def _note_dialogue(letter: Letter, actor: Actor, form: forms.DialogueToldForm) -> None:
    data = form.cleaned_data
    actions.note_dialogue(letter=letter, actor=actor, on=data["on"], note=data["note"], save=save_of(form))


def _in_ten_days(letter: Letter) -> dict[str, Any]:
    return {"expected_on": clock.today() + timedelta(days=EXAMPLE_DAYS)}


PAGES: dict[str, StepPage] = {
    "suspend": StepPage(
        form=forms.SuspendForm, act=_suspend, paper=SUSPENSION, foresee=foresee.suspended,
        asked=("on", "expected_on", "ground"), start=_in_ten_days,
    ),
    "resume": StepPage(form=forms.ResumeForm, act=_resume, paper=RESUMPTION, foresee=foresee.resumed),
    "declare_complex": StepPage(
        form=forms.ComplexForm, act=_declare_complex, paper=COMPLEXITY, foresee=foresee.lengthened,
        asked=("on", "places", "criteria"), start=lambda letter: {"places": foresee.places_of(letter)},
    ),
    "choose_law": StepPage(
        form=forms.LawForm, act=_choose_law, foresee=foresee.under_another_law, asked=("on", "law"),
    ),
    "plan_dialogue": StepPage(
        form=forms.DialogueForm, act=_plan_dialogue, foresee=foresee.meeting, asked=("on", "meeting_on"),
    ),
    "dialogue_notified": StepPage(form=forms.DialogueToldForm, act=_note_dialogue),
}  # fmt: skip
