"""Filling a template: nothing missing, nothing interpreted, the same bytes for the same facts."""

import io
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from congtam.foundation.files.cleaning import clean_office
from congtam.mechanisms.documents import sources
from congtam.mechanisms.documents.kinds import DocumentKind, Facts, Value
from congtam.mechanisms.documents.packing import packed, parts

#: The template was not held against the official form. It stands in the file's properties, never in the text.
NOT_COMPARED = "chưa đối chiếu mẫu"  # untranslated: written into a Vietnamese document

#: What XML 1.0 cannot hold, and the two signs that docxtpl turns into paragraphs and pages.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class MissingVariable(Exception):
    """The document cannot be made: ``names`` (as in the template) and ``labels`` have no value."""

    def __init__(self, kind: DocumentKind, names: Iterable[str]) -> None:
        self.names = tuple(sorted(names))
        self.labels = tuple(kind.label_of(name) for name in self.names)
        super().__init__(
            _("Chưa lập được “%(document)s” vì còn thiếu: %(missing)s.")
            % {"document": kind.label, "missing": ", ".join(self.labels)}
        )


#: the properties of the file, which are written here and name nobody
OUR_OWN = frozenset({"docProps/core.xml"})


def missing(kind: DocumentKind, facts: Facts) -> frozenset[str]:
    """The variables of the kind that must have a value and have none (blank counts as none)."""
    return frozenset(name for name in kind.variables if not _filled(facts.get(name, "")))


def render(
    kind: DocumentKind, facts: Facts, template_bytes: bytes | None = None, *, compared: bool | None = None
) -> bytes:
    """The filled .docx; ``template_bytes`` None takes the shipped template.

    Values are plain text: what looks like markup or template code is printed as it stands. ``compared`` None
    asks the kind; a template that was not compared says so in the properties of the file.
    Raises MissingVariable, naming all that is missing; TypeError for a value that is no text;
    Who made the template, when and in how many sessions is not in what is issued (`files.cleaning`).
    NotWord and BadTemplate for a template that `checking.check_template` would have refused.
    """
    if lacking := missing(kind, facts):
        raise MissingVariable(kind, lacking)
    values = {name: _shaped(kind, name, facts.get(name, "")) for name in {*kind.all_variables, *facts}}
    content = kind.template.read_bytes() if template_bytes is None else template_bytes
    if unknown := sources.names(content) - set(values):
        raise MissingVariable(kind, unknown)
    source = sources.opened(content)
    source.render(values, jinja_env=sources.environment())
    _describe(source, kind, compared=kind.compared if compared is None else compared)
    target = io.BytesIO()
    source.save(target)
    return clean_office(packed(parts(target.getvalue())), keep=OUR_OWN)


def _filled(value: Value) -> bool:
    return bool(value.strip()) if isinstance(value, str) else any(item.strip() for item in value)


def _shaped(kind: DocumentKind, name: str, value: Value) -> Value:
    """Text or list as in the kind's sample: a text becomes the list of its lines, a list becomes one text."""
    plain = _plain(value)
    listed = not isinstance(kind.sample.get(name, ""), str)
    if isinstance(plain, str):
        return [line for line in plain.splitlines() if line.strip()] if listed else plain
    return list(plain) if listed else "\n".join(plain)


def _plain(value: Value) -> Value:
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise TypeError(f"a document is filled with text, not with {type(value).__name__}")
    return [str(_plain(item)) for item in value if item.strip()]


def _describe(source: sources.Source, kind: DocumentKind, *, compared: bool) -> None:
    with_mark = source.docx.core_properties
    with_mark.title = kind.name
    with_mark.author = with_mark.last_modified_by = ""
    with_mark.comments = "" if compared else NOT_COMPARED
