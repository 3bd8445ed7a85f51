"""Saving a form: what may go wrong becomes a message on the form, and nothing that was typed is lost."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.http import QueryDict

from congtam.foundation.files import RefusedFile
from congtam.mechanisms.documents.issuing import NotPlausible
from congtam.mechanisms.documents.pdf import PdfFailed
from congtam.mechanisms.documents.rendering import MissingVariable
from congtam.mechanisms.documents.symbols import LetterheadIncomplete
from congtam.mechanisms.lifecycle.acts import AlreadyDone, ChangedMeanwhile, StepBlocked, StepNotPossible
from congtam.mechanisms.lifecycle.clocks import ClockRefused

#: each says in the reader's language what is wrong and what to do
_TELLING = (
    StepNotPossible, StepBlocked, NotPlausible, MissingVariable, LetterheadIncomplete, RefusedFile, PdfFailed,
    ClockRefused,
)  # fmt: skip


class SaveForm(forms.Form):
    """A form that performs an act: it carries the version that was shown, and one key for all its tries.

    Errors are told by us, in the reader's language, so the browser is not asked to check.
    """

    use_required_attribute = False

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    save_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def show_version(self, version: int) -> None:
        """The form is shown again, against the record as it is now."""
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            data[self.add_prefix("version")] = str(version)
            self.data = data

    @property
    def shown_version(self) -> int | None:
        """The version that the page had; None where the page did not say."""
        version: int | None = self.cleaned_data.get("version")
        return version

    @property
    def key(self) -> UUID | None:
        """The key that all tries of this save share."""
        key: UUID | None = self.cleaned_data.get("save_key")
        return key


def opening(version: int) -> dict[str, Any]:
    """What a fresh form starts with."""
    return {"version": version, "save_key": uuid4()}


def save(
    form: SaveForm, act: Callable[[], object], *, telling: Mapping[type[Exception], Any] | None = None
) -> HTTPStatus:
    """Perform ``act``. OK when it was done, now or by an earlier try of the same save.

    CONFLICT where somebody else was quicker, UNPROCESSABLE_ENTITY where something else is to be mended; the
    form has the reason then, and nothing was written. ``telling``: further exceptions, each with its message
    (None: the exception's own).
    """
    extra = dict(telling or {})
    told: tuple[type[Exception], ...] = (*_TELLING, *extra)
    try:
        with transaction.atomic():
            act()
    except AlreadyDone:
        return HTTPStatus.OK
    except ChangedMeanwhile as changed:
        form.add_error(None, str(changed))
        return HTTPStatus.CONFLICT
    except ValidationError as wrong:
        put_errors(form, wrong)
    except told as problem:
        form.add_error(None, _told(problem, extra))
    else:
        return HTTPStatus.OK
    return HTTPStatus.UNPROCESSABLE_ENTITY


def _told(problem: Exception, extra: Mapping[type[Exception], Any]) -> str:
    if isinstance(problem, RefusedFile):
        return f"{problem.message} {problem.hint}".strip()
    return str(extra.get(type(problem)) or problem)


def put_errors(form: forms.Form, wrong: ValidationError) -> None:
    """The act's errors beside the fields that they name; those that the form does not have on top."""
    if not hasattr(wrong, "error_dict"):
        form.add_error(None, wrong)
        return
    for name, errors in wrong.error_dict.items():
        form.add_error(name if name != NON_FIELD_ERRORS and name in form.fields else None, list(errors))
