"""The English catalogues: what must stand in them, what is wrong with them, and bringing them up to date."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from congtam.project.translations.extraction import Problem, Text, shown

Key = tuple[str | None, str]
Strings = tuple[str, ...]

#: no dates and no tool versions: two people who run ``update`` get the same file
HEADER = """\
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
_PLACEHOLDER = re.compile(r"%\((\w+)\)[#0\- +]*\d*(?:\.\d+)?[a-z]|\{(\w*)\}")
_UNNAMED = re.compile(r"(?<!%)(?:%%)*%[sdr]")


class _Strict(Catalog):
    """Remembers entries that stand twice; Babel would keep the first and say nothing."""

    def __init__(self, locale: str) -> None:
        self.twice: list[Message] = []
        super().__init__(locale=locale)

    def __setitem__(self, id: Any, message: Message) -> None:
        if id and id in self and self.get(id, message.context) is not None:
            self.twice.append(message)
        super().__setitem__(id, message)


def read(path: Path) -> "_Strict":
    """The catalogue, or an empty one. Raises ValueError where the file is no catalogue."""
    if not path.exists():
        return _Strict(locale="en")
    try:
        catalogue = _Strict(locale="en")
        PoFileParser(catalogue, abort_invalid=True).parse(StringIO(path.read_text(encoding="utf-8")))
    except PoFileError as error:
        raise ValueError(f"not a catalogue: {error}") from error
    return catalogue


def write(path: Path, catalogue: Catalog) -> bool:
    """Write the catalogue if that changes the file; True if it did."""
    body = BytesIO()
    write_po(body, catalogue, width=100, omit_header=True, include_lineno=False, ignore_obsolete=True)
    content = (HEADER + body.getvalue().decode()).rstrip("\n") + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return True


def entries(catalogue: Catalog) -> Iterator[Message]:
    """Its messages without the header."""
    return (message for message in catalogue if message.id)


def ids_of(message: Message) -> Strings:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings_of(message: Message) -> Strings:
    return (message.string or "",) if isinstance(message.string, str) else tuple(message.string or ("",))


def key_of(message: Message) -> Key:
    return message.context, ids_of(message)[0]


def wanted(texts: Iterable[Text]) -> dict[Key, list[Text]]:
    """The texts of an app by the key under which gettext finds them."""
    found: dict[Key, list[Text]] = {}
    for text in texts:
        found.setdefault((text.context, text.ids[0]), []).append(text)
    return found


def merged(texts: Iterable[Text], before: Catalog) -> Catalog:
    """A catalogue with exactly the wanted texts, in source order, with the translations of before."""
    known = {key_of(message): message for message in entries(before)}
    after = Catalog(locale="en")
    for (context, first), places in wanted(texts).items():
        ids = max((place.ids for place in places), key=len)
        old = known.get((context, first))
        after.add(
            ids if len(ids) > 1 else first,
            string=_carried(old, len(ids)),
            locations=[(shown(place.path), 1) for place in places],
            user_comments=old.user_comments if old else (),
            flags=["fuzzy"] if old and old.fuzzy else [],
            context=context,
        )
    return after


def _carried(old: Message | None, forms: int) -> str | Strings:
    strings = strings_of(old) if old else ("",)
    if forms == 1:
        return strings[0]
    return (strings * 2)[:2] if len(strings) == 1 else strings


def problems(path: Path, texts: Iterable[Text]) -> Iterator[Problem]:
    """Everything that is wrong between an app's texts and its catalogue."""
    try:
        catalogue = read(path)
    except ValueError as error:
        yield Problem(path=path, line=1, message=str(error))
        return
    needed = wanted(texts)
    known = {key_of(message): message for message in entries(catalogue)}
    for key, places in needed.items():
        if key not in known:
            first = places[0]
            yield Problem(path=first.path, line=first.line, message=f"no English for {_quoted(key[1])}")
    for key, message in known.items():
        if key not in needed:
            yield _at(path, message, "is used nowhere (obsolete)")
        else:
            yield from _of_entry(path, message, forms=max(len(place.ids) for place in needed[key]))
    for message in catalogue.obsolete.values():
        yield _at(path, message, "is kept as an obsolete entry")
    for message in catalogue.twice:
        yield _at(path, message, "stands twice")


def _of_entry(path: Path, message: Message, *, forms: int) -> Iterator[Problem]:
    if message.fuzzy:
        yield _at(path, message, "is marked fuzzy")
    if not all(strings_of(message)):
        yield _at(path, message, "is empty in English")
    elif len(ids_of(message)) != forms:
        yield _at(path, message, "has a plural in the source or in the catalogue, not in both")
    elif any(placeholders(ids_of(message)[0]) != placeholders(each) for each in _complete_forms(message)):
        yield _at(path, message, "has other placeholders in English")
    if any(_UNNAMED.search(text) for text in ids_of(message)):
        yield _at(path, message, "has a placeholder without a name")


def _complete_forms(message: Message) -> Strings:
    """The forms that must hold every placeholder: "one day left" need not repeat the number."""
    strings = strings_of(message)
    if len(strings) == 1:
        return strings
    extra = placeholders(strings[0]) - placeholders(ids_of(message)[0])
    return (strings[0], *strings[1:]) if extra else strings[1:]


def placeholders(text: str) -> frozenset[str]:
    """Names of ``%(name)s`` and ``{name}``."""
    return frozenset(first or second for first, second in _PLACEHOLDER.findall(text))


def conflicts(catalogues: Iterable[tuple[Path, Catalog]]) -> Iterator[Problem]:
    """One Vietnamese text with two English ones: Django knows one catalogue and would take either."""
    first: dict[Key, tuple[Path, Strings]] = {}
    for path, catalogue in catalogues:
        for message in entries(catalogue):
            place, strings = first.setdefault(key_of(message), (path, strings_of(message)))
            if strings != strings_of(message) and all(strings) and all(strings_of(message)):
                yield _at(path, message, f"is translated otherwise in {shown(place)} (give one a context)")


def _at(path: Path, message: Message, what: str) -> Problem:
    line = message.lineno or 1
    return Problem(path=path, line=line, message=f"{_quoted(ids_of(message)[0])} {what}")


def _quoted(text: str) -> str:
    short = " ".join(text.split())
    return f"“{short if len(short) <= 90 else short[:87] + '…'}”"
