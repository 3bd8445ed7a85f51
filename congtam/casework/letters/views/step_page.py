"""What a step's page is made of: its form, its act, the paper that it issues, what it shows beforehand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from congtam.casework.letters.actions import Save
from congtam.casework.letters.forms.steps import StepForm
from congtam.casework.letters.models import Letter
from congtam.casework.letters.views.foreseen import StepDates
from congtam.foundation.access.actor import Actor
from congtam.mechanisms.documents.kinds import DocumentKind
from congtam.mechanisms.documents.models import IssuedDocument

Act = Callable[[Letter, Actor, Any], IssuedDocument | None]
#: what would follow from what is typed; the form may be incomplete
Foresee = Callable[[Letter, Any], StepDates]
Start = Callable[[Letter], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class StepPage:
    """A step's form, its act, and the paper that it issues.

    ``foresee`` gives the dates where they hang on more than the day; ``asked`` are the fields that it reads
    (nothing personal: they stand in the address of the part of the page). ``start`` fills a fresh form.
    """

    form: type[StepForm]
    act: Act
    paper: DocumentKind | None = None
    optional_paper: bool = False
    foresee: Foresee | None = None
    asked: tuple[str, ...] = ("on",)
    start: Start | None = None

    @property
    def previews(self) -> bool:
        """Whether the page has a button of its own that shows the dates first."""
        return self.foresee is not None

    @property
    def included(self) -> str:
        """The selector of what is sent for the dates."""
        return ", ".join(f"[name={name}]" for name in self.asked)


def save_of(form: Any) -> Save:
    """The save that the form stands for."""
    return Save(version=form.shown_version, key=form.key)
