"""The journal as people read it: who did what, when, from which post, and why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.calendar import say_day
from congtam.foundation.sealing import KeyMissing, SealBroken, unseal
from congtam.interface.web.records.papers import told
from congtam.mechanisms.lifecycle.models import JournalEntry, JournalNote, Record
from congtam.mechanisms.lifecycle.registry import COMMON_EVENTS, RAISING, Lifecycle, lifecycle_of

#: more lines about an entry, in a domain's own words
Details = Callable[[JournalEntry], Iterable[str]]


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that happened, as ``components/timeline.html`` shows it. ``on``: the day it was recorded."""

    on: date
    at: datetime
    sentence: str
    actor: str
    post: str
    icon: str
    reason: str
    before: str
    after: str
    anchor: str
    private: bool = False


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What a domain brings: ``icons`` by event, names of the system's parts, labels of what was typed."""

    icons: Mapping[str, str]
    systems: Mapping[str, Any]
    notes: Mapping[str, Any]
    details: Details = lambda entry: ()


def entries_of(record: Record) -> list[JournalEntry]:
    """The journal, newest first, with actors and notes (2 queries)."""
    return list(record.entries.select_related("actor").prefetch_related("notes").order_by("-seq"))


def timeline(
    record: Record, entries: Iterable[JournalEntry], *, wording: Wording, open_notes: bool = True
) -> list[Item]:
    """The entries in words. ``open_notes``: whether the reader may read what was typed beside them."""
    lifecycle = lifecycle_of(record.kind)
    return [_item(record, entry, lifecycle, wording, open_notes) for entry in entries]


def event_name(entry: JournalEntry) -> str:
    """ "accept" of "letters.letter:accept"."""
    return entry.event.partition(":")[2]


def sentence(entry: JournalEntry, lifecycle: Lifecycle) -> str:
    """ "đã thụ lý đơn", as it follows the actor's name."""
    name = event_name(entry)
    steps = {step.name: step.done for step in lifecycle.steps}
    return str(steps.get(name) or {**COMMON_EVENTS, **lifecycle.event_labels}.get(name, name))


def who(entry: JournalEntry, systems: Mapping[str, Any]) -> str:
    """The person, or the part of the system, that acted."""
    if entry.actor is not None:
        return entry.actor.display_name
    return str(systems.get(entry.system) or _("Hệ thống"))


def since(entries: Iterable[JournalEntry], version_then: int, version_now: int, *, lifecycle: Lifecycle,
          systems: Mapping[str, Any]) -> list[str]:  # fmt: skip
    """What others did after a page was opened, newest first: a sentence for each time that the version was raised."""
    steps = {*(step.name for step in lifecycle.steps), *RAISING}
    taken = [entry for entry in entries if event_name(entry) in steps]
    return [
        _("%(who)s %(did)s lúc %(time)s.")
        % {
            "who": who(entry, systems),
            "did": sentence(entry, lifecycle),
            "time": f"{entry.at.astimezone(clock.PLACE):%H:%M}",
        }
        for entry in taken[: max(version_now - version_then, 0)]
    ]


def _item(
    record: Record, entry: JournalEntry, lifecycle: Lifecycle, wording: Wording, open_notes: bool
) -> Item:
    before, after = _moved(entry, lifecycle)
    said = sentence(entry, lifecycle)
    return Item(
        on=clock.day_of(entry.at),
        at=entry.at,
        sentence=said[:1].upper() + said[1:],
        actor=who(entry, wording.systems),
        post=entry.post_title,
        icon=wording.icons.get(event_name(entry), "circle-dot"),
        reason="\n".join(_about(record, entry, wording, open_notes)),
        before=before,
        after=after,
        anchor=f"e{entry.seq}",
    )


def _moved(entry: JournalEntry, lifecycle: Lifecycle) -> tuple[str, str]:
    before, after = entry.payload.get("from"), entry.payload.get("to")
    if not before or before == after:
        return "", ""
    return str(lifecycle.state(before).label), str(lifecycle.state(after).label)


def _about(record: Record, entry: JournalEntry, wording: Wording, open_notes: bool) -> Iterable[str]:
    if entry.on != clock.day_of(entry.at):
        yield _("Ngày thực hiện: %(day)s.") % {"day": say_day(entry.on)}
    yield from told(entry.payload)
    if event_name(entry) == "erased":
        day = say_day(date.fromisoformat(entry.payload["decided_on"]))
        yield _("Theo quyết định số %(number)s, %(day)s.") % {"number": entry.payload["decision"], "day": day}
    yield from _moves(entry)
    yield from wording.details(entry)
    if open_notes:
        yield from _notes(record, entry, wording.notes)


def _moves(entry: JournalEntry) -> Iterable[str]:
    """The deadlines that a change of law or calendar has moved, and which change it was."""
    labels = lifecycle_of(entry.event.partition(":")[0]).duty_labels if "moves" in entry.payload else {}
    for move in entry.payload.get("moves", ()):
        yield _move_line(move, str(labels.get(move["duty"], move["duty"])))
    if entry.payload.get("moves") and (code := entry.payload.get("change")):
        yield _("Theo thay đổi %(code)s của quy định hoặc lịch làm việc.") % {"code": code}


def _move_line(move: Mapping[str, Any], duty: str) -> str:
    """What moved: the limit, else the day that warns, else only whether the date is provisional."""
    days = {
        name: say_day(date.fromisoformat(move[name]))
        for name in ("due_from", "due_to", "warn_from", "warn_to")
    }
    if move["due_from"] != move["due_to"]:
        line = _("%(duty)s: hạn %(before)s, nay là %(after)s")
        line %= {"duty": duty, "before": days["due_from"], "after": days["due_to"]}
    elif move["warn_from"] != move["warn_to"]:
        line = _("%(duty)s: ngày nhắc %(before)s, nay là %(after)s")
        line %= {"duty": duty, "before": days["warn_from"], "after": days["warn_to"]}
    elif move["provisional"]:
        line = _("%(duty)s: hạn %(day)s giữ nguyên") % {"duty": duty, "day": days["due_to"]}
    else:
        return _("%(duty)s: hạn %(day)s không còn tạm tính") % {"duty": duty, "day": days["due_to"]}
    return _("%(line)s (tạm tính)") % {"line": line} if move["provisional"] else line


def _notes(record: Record, entry: JournalEntry, labels: Mapping[str, Any]) -> Iterable[str]:
    """What was typed. A note whose digest stands in the journal but which is gone was erased by law."""
    kept = {note.name: note for note in entry.notes.all()}
    for name in entry.payload.get("notes", {}):
        text = _opened(record, kept[name]) if name in kept else _("Nội dung này đã được xóa theo quy định.")
        label = str(labels.get(name, ""))
        yield _("%(label)s: %(text)s") % {"label": label, "text": text} if label else text


def _opened(record: Record, note: JournalNote) -> str:
    try:
        return unseal(record.data_key, bytes(note.sealed), context=f"note:{note.name}").decode()
    except (KeyMissing, SealBroken):
        return _("Không mở được nội dung này: khóa niêm phong không khớp.")
