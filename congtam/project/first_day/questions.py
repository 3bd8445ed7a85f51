"""`congtam init` on a terminal: the fields of the pages, asked one after another."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm, CheckboxSelectMultiple, ChoiceField, PasswordInput
from django.utils.translation import gettext as _

from congtam.foundation.commands import say
from congtam.project.first_day.books import books_of
from congtam.project.first_day.checking import people_faults
from congtam.project.first_day.forms.administrator import AdministratorForm
from congtam.project.first_day.forms.books import BooksForm
from congtam.project.first_day.forms.office import OfficeForm
from congtam.project.first_day.forms.people import PersonForm, usual_rows
from congtam.project.first_day.plan import PersonPlan, SetUpPlan

#: (question, default, hidden) → what was typed
Ask = Callable[[str, str, bool], str]


def asked_plan(ask: Ask, *, on: date) -> SetUpPlan:
    """The plan that the answers make. A wrong answer is asked again, the others stay."""
    say(
        _("Enter nhận giá trị trong ngoặc vuông, hoặc bỏ qua ô không bắt buộc. Ctrl-C thì thôi, chưa ghi gì.")
    )
    office = _filled(ask, lambda data: OfficeForm(data))
    books = _filled(
        ask, lambda data: BooksForm(data, books=books_of(on=on, term=office.cleaned_data["term"]))
    )
    people = _people(ask)
    taken = {person.username for person in people}
    administrator = _filled(ask, lambda data: AdministratorForm(data, taken=taken))
    return SetUpPlan(
        office=office.plan(), numbers=books.numbers(), people=people, administrator=administrator.plan()
    )


def _filled(ask: Ask, make: Callable[[Any], Any], defaults: dict[str, Any] | None = None) -> Any:
    """The valid form: first every field, then those that were wrong again."""
    data: dict[str, Any] = {}
    wrong: set[str] = set(make(None).fields)
    while wrong:
        for name in make(None).fields:
            if name in wrong:
                data[name] = _answer(ask, make(None), name, data, defaults or {})
        form = make(data)
        for name, errors in form.errors.items():
            say(
                f"  {form.fields[name].label if name in form.fields else ''} {' '.join(map(str, errors))}".rstrip()
            )
        wrong = set(form.errors) & set(make(None).fields)
    return form


def _answer(ask: Ask, form: BaseForm, name: str, data: dict[str, Any], defaults: dict[str, Any]) -> Any:
    field = form.fields[name]
    default = data.get(name) or defaults.get(name) or field.initial or ""
    question = f"{field.label}{_choices(field)}"
    if field.help_text:
        say(f"  {field.help_text}")
    hidden = isinstance(field.widget, PasswordInput)
    many = isinstance(field.widget, CheckboxSelectMultiple)
    while True:
        typed = ask(question, "" if hidden else " ".join(default) if many else str(default), hidden)
        value: Any = typed.replace(",", " ").split() if many else typed
        try:
            field.clean(value)
        except ValidationError as error:
            say(f"  {' '.join(error.messages)}")
            continue
        return value


def _choices(field: Any) -> str:
    if not isinstance(field, ChoiceField):
        return ""
    choices: Any = field.choices
    return " (" + ", ".join(f"{key}: {label}" for key, label in choices) + ")"


def _people(ask: Ask) -> tuple[PersonPlan, ...]:
    """Rows until one stays empty; all of them again where they do not go together."""
    while True:
        rows = list(_rows(ask))
        faults = [fault.message for fault in people_faults(rows)]
        if not faults:
            return tuple(rows)
        for message in faults:
            say(f"  {message}")


def _rows(ask: Ask) -> Any:
    usual = usual_rows()
    number = 0
    while True:
        say(_("Người %(number)d; để trống họ tên khi đã đủ.") % {"number": number + 1})
        name = ask(str(PersonForm.base_fields["name"].label), "", False).strip()[:120]
        if not name:
            return
        defaults = usual[number] if number < len(usual) else {}
        form = _filled(ask, partial(_person, name), defaults)
        yield form.plan()
        number += 1


def _person(name: str, data: Any) -> PersonForm:
    form = PersonForm(None if data is None else {**data, "name": name})
    if data is None:
        del form.fields["name"]
    return form
