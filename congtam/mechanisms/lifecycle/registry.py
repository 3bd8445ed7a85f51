"""The table of states and steps of a kind of record, readable by an official, and the registry of tables."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.actor import Actor
from congtam.mechanisms.lifecycle.models import Record

#: the target of a step that leaves the state as it is
STAYS = "="

#: what can happen to a record of any kind; a lifecycle need not name it
COMMON_EVENTS: dict[str, Any] = {
    "holder_changed": _("đã chuyển người giữ hồ sơ"),
    "deadline_moved": _("đã tính lại hạn"),
    "document_voided": _("đã hủy số của văn bản, số và lý do được giữ lại"),
    "erased": _("đã tiêu hủy theo quyết định; số vào sổ và nhật ký được giữ lại"),
    "accused_named": _(
        "đã nêu người của cơ quan có trong vụ việc; những người liên quan không còn thấy hồ sơ"
    ),
    "conflict_declared": _("đã khai xung đột lợi ích; người ấy không còn thấy hồ sơ"),
    "conflict_found": _("đã giữ thêm người có xung đột lợi ích ngoài hồ sơ"),
    "conflict_lifted": _("đã cho người từng có xung đột lợi ích thấy lại hồ sơ"),
}

#: of these, the events that change what a page shows of the record, and raise its version as a step does
RAISING = ("holder_changed", "deadline_moved", "erased")
#: the events of people kept away from a record
CONFLICTS = ("accused_named", "conflict_declared", "conflict_found", "conflict_lifted")


def add_common_events(labels: dict[str, Any]) -> None:
    """Let a domain that keeps something about records of any kind journal it on them; a name is taken once."""
    if taken := {name for name in labels if name in COMMON_EVENTS and COMMON_EVENTS[name] != labels[name]}:
        raise ValueError(f"common events {sorted(taken)} are taken")
    COMMON_EVENTS.update(labels)


class UnknownKind(LookupError):
    """No lifecycle is registered for this kind of record."""


class UnknownStep(LookupError):
    """The lifecycle has no step of this name."""


@dataclass(frozen=True, kw_only=True)
class State:
    """One state. ``public`` is the plain step (1–5) that a citizen sees; ``waiting`` says that the office
    waits for somebody else; ``final`` ends the case; ``keeps`` names the duty of the rulebook that says how long a
    record that ended so is kept (empty: it is never proposed for destruction)."""

    name: str
    label: Any
    sentence: Any
    public: int = 1
    final: bool = False
    waiting: bool = False
    keeps: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One permitted move. ``needs`` is a permission; ``meets`` and ``starts`` name duties of the rulebook;
    ``pauses`` and ``resumes`` name duties whose clocks stop and go on; ``withheld`` keeps a step that people
    look for on the page, grey, with this reason; ``blocked`` says what has to be done first (empty: nothing);
    ``fits`` says whether there is an occasion for the step at all: without one nobody is shown it."""

    name: str
    sources: tuple[str, ...]
    target: str
    needs: str
    label: Any
    done: Any
    meets: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    cancels: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    primary: bool = False
    withheld: Any = ""
    blocked: Callable[[Record], Any] | None = None
    fits: Callable[[Record], bool] | None = None


@dataclass(frozen=True, kw_only=True)
class Lifecycle:
    """The whole table of one kind. ``view`` is the permission to see a record of this kind at all;
    ``citizen_papers`` are the kinds of documents that a citizen may download once they were sent,
    ``promises`` maps a duty to the plain step (1–5) that it promises, and ``going_on`` is the duty that gives
    the citizen's own last day to go on; ``proved_by`` maps a journaled event to duties that it proves done.
    ``page`` is the URL name of a record's page (it takes the code; a
    step's page is ``<page>steps/<step>/`` or what ``step_pages`` names). ``may_read`` says who may read what was
    typed about a record, where not everybody may who sees it; ``reads_with`` names the relation and its fields that
    it looks at, so that a list fetches them at once. ``names_accused`` is the permission to name the officers that the
    matter is about, who are kept away from it from then on (empty: nobody is named), in the states ``naming_states``
    (empty: while it is not over).
    """

    kind: str
    label: Any
    initial: str
    opens_with: str
    view: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    starts: tuple[str, ...] = ()
    duty_labels: dict[str, Any] = field(default_factory=dict)
    event_labels: dict[str, Any] = field(default_factory=dict)
    citizen_papers: tuple[str, ...] = ()
    promises: dict[str, int] = field(default_factory=dict)
    going_on: str = ""
    proved_by: dict[str, tuple[str, ...]] = field(default_factory=dict)
    page: str = ""
    step_pages: dict[str, str] = field(default_factory=dict)
    may_read: Callable[[Record, Actor], bool] = lambda record, actor: True
    reads_with: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names_accused: str = ""
    naming_states: tuple[str, ...] = ()

    def state(self, name: str) -> State:
        return next(state for state in self.states if state.name == name)

    def step(self, name: str) -> Step:
        for step in self.steps:
            if step.name == name:
                return step
        raise UnknownStep(f"{self.kind}: {name}")

    def event_label(self, name: str) -> Any:
        """What an event that moves nothing is called. Raises KeyError for one that nobody declared."""
        return COMMON_EVENTS[name] if name in COMMON_EVENTS else self.event_labels[name]

    @property
    def open_states(self) -> tuple[str, ...]:
        return tuple(state.name for state in self.states if not state.final)


_lifecycles: dict[str, Lifecycle] = {}


def register(lifecycle: Lifecycle) -> Lifecycle:
    """Register a table once; it must be sound: known states, each state reachable, no step twice."""
    _check(lifecycle)
    known = _lifecycles.get(lifecycle.kind)
    if known is not None and known != lifecycle:
        raise ValueError(f"{lifecycle.kind} has a lifecycle already")
    _lifecycles[lifecycle.kind] = lifecycle
    return lifecycle


def _check(lifecycle: Lifecycle) -> None:
    names = [state.name for state in lifecycle.states]
    steps = [step.name for step in lifecycle.steps]
    used = {name for step in lifecycle.steps for name in (*step.sources, step.target)} | {lifecycle.initial}
    used.discard(STAYS)
    if len(set(names)) != len(names) or len(set(steps)) != len(steps):
        raise ValueError(f"{lifecycle.kind}: a state or step is named twice")
    if unknown := used - set(names):
        raise ValueError(f"{lifecycle.kind}: unknown states {sorted(unknown)}")
    reached = {lifecycle.initial}
    while more := {s.target for s in lifecycle.steps if reached & set(s.sources)} - {*reached, STAYS}:
        reached |= more
    if unreached := set(names) - reached:
        raise ValueError(f"{lifecycle.kind}: no step leads to {sorted(unreached)}")


def lifecycle_of(kind: str) -> Lifecycle:
    """The table of a kind, or UnknownKind."""
    try:
        return _lifecycles[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def lifecycles() -> dict[str, Lifecycle]:
    """All tables by kind."""
    return dict(_lifecycles)
