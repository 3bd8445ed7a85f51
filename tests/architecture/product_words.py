"""Every name and label that the product has for something that is kept, asked, counted or permitted."""

import importlib
from collections.abc import Iterator
from functools import cache
from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import override

from congtam.foundation.access.permissions import declared
from congtam.mechanisms.indicators.registry import indicators
from congtam.mechanisms.rulebook import default_rulebook
from tests.architecture.source_files import PACKAGE, files

Named = tuple[str, str]


@cache
def words() -> tuple[Named, ...]:
    """(where, words) of all fields, forms, permissions, indicators and rules, in both languages."""
    found: list[Named] = []
    for language in ("vi", "en"):
        with override(language):
            for parts in (_models(), _forms(), _permissions(), _indicators(), _rules()):
                found += parts
    return tuple(found)


def _models() -> Iterator[Named]:
    for model in apps.get_models():
        if not model.__module__.startswith("congtam"):
            continue
        for field in model._meta.get_fields():
            told = [field.name, getattr(field, "verbose_name", ""), getattr(field, "help_text", "")]
            told += [label for _value, label in getattr(field, "choices", None) or ()]
            yield f"{model._meta.label}.{field.name}", " ".join(map(str, told))


def _forms() -> Iterator[Named]:
    for form in _all_forms():
        fields: dict[str, forms.Field] = getattr(form, "base_fields", {})
        for name, field in fields.items():
            told = [name, field.label or "", field.help_text]
            choices: Any = (
                getattr(field, "choices", ()) if not isinstance(field, forms.ModelChoiceField) else ()
            )
            told += [label for _value, label in choices]
            yield f"{form.__module__}.{form.__name__}.{name}", " ".join(map(str, told))


def _all_forms() -> set[type[forms.BaseForm]]:
    for path in files(".py"):
        if "forms" in path.parts or path.name in ("forms.py", "views.py"):
            parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
            importlib.import_module(".".join(parts).removesuffix(".__init__"))
    found: set[type[forms.BaseForm]] = set()
    waiting: list[type[forms.BaseForm]] = [forms.BaseForm]
    while waiting:
        further = waiting.pop().__subclasses__()
        waiting += further
        found |= {each for each in further if each.__module__.startswith("congtam")}
    return found


def _permissions() -> Iterator[Named]:
    for name, permission in declared().items():
        yield f"permission {name}", f"{name} {permission.label}"


def _indicators() -> Iterator[Named]:
    for each in indicators():
        yield f"indicator {each.name}", f"{each.name} {each.label} {each.counts}"


def _rules() -> Iterator[Named]:
    for name in default_rulebook().rules:
        yield f"rule {name}", str(name)
