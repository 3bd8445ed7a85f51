"""What each reader is to be answered, cell by cell, from what the code declares.

Three things are read from the code: what the guard of a page demands, which permission shows records of a kind, and
which one a step needs. What stands in a function's body and nowhere else is written down here, each with its reason;
a page without a rule fails the test.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from congtam.mechanisms.lifecycle.registry import lifecycle_of
from tests.architecture.matrix.pages import Page, addresses
from tests.architecture.matrix.subjects import SUBJECTS, Subject
from tests.architecture.matrix.tables import CLOSED, GUARDED_INSIDE, OF_EVERYBODY, OWN, SIGNED_IN_BY_ITSELF

#: the answers that a cell may have
OPEN, SIGN_IN, FORBIDDEN, NOT_FOUND = "open", "sign-in", "403", "404"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One row. ``fixed``: the one answer that everybody has; ``guard``: held in any unit, or 403; ``view``: all held in
    the record's unit, or 404; ``asks``: all held in the record's unit, or 403. ``subject``: the seeded thing that the
    address names; ``own``: about the reader's own account, so that there may be nothing to find."""

    page: Page
    fixed: str = ""
    guard: str = ""
    view: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    subject: Subject | None = None
    own: bool = False

    def asked(self, method: str) -> tuple[str, ...]:
        """What is demanded of whoever sees the thing."""
        more = self.subject.post_asks if self.subject and method == "POST" else ()
        return (*self.asks, *more)

    @property
    def any_of(self) -> tuple[str, ...]:
        """Of which one is demanded."""
        return self.subject.any_of if self.subject else ()

    def wanted(self, method: str) -> frozenset[str]:
        """What a reader lacks who is refused; where nothing is demanded, what shows the thing at all."""
        found = {*self.asked(method), *self.any_of, *((self.guard,) if self.guard else ())}
        anywhere = (self.subject.anywhere,) if self.subject and self.subject.anywhere else ()
        return frozenset(found or {*self.view, *anywhere})


class NoRule(LookupError):
    """An address that nobody said anything about."""


def rules() -> list[Rule]:
    """A rule for every address, and for every step of every kind that has a page, where there is one (`without`)."""
    unknown = without()
    return [rule for page in addresses() if page.name not in unknown for rule in rules_of(page)]


def without() -> set[str]:
    """The addresses that nobody said anything about."""
    found = set()
    for page in addresses():
        try:
            list(rules_of(page))
        except NoRule:
            found.add(page.name)
    return found


def rules_of(page: Page) -> Iterator[Rule]:
    """The rows of one address. Raises NoRule."""
    if page.name in SUBJECTS:
        yield from _about(page, SUBJECTS[page.name])
    else:
        yield _about_nothing(page)


def _about_nothing(page: Page) -> Rule:
    """A page that no seeded thing is behind."""
    if page.name in OF_EVERYBODY:
        return Rule(page=page, fixed=OPEN)
    if page.name in CLOSED:
        return Rule(page=page, fixed=CLOSED[page.name][0])
    if page.name in OWN:
        return Rule(page=page, own=True)
    if page.name in SIGNED_IN_BY_ITSELF:
        return Rule(page=page)
    if page.name in GUARDED_INSIDE:
        return Rule(page=page, guard=GUARDED_INSIDE[page.name])
    if page.signed_in and not page.words:
        return Rule(page=page, guard=page.needs)
    raise NoRule(page.name)


def _about(page: Page, subject: Subject) -> Iterator[Rule]:
    table = lifecycle_of(subject.kind) if subject.kind else None
    view = (*((table.view,) if table else ()), *subject.view)
    own = (table.step(subject.step).needs,) if table and subject.step else ()
    rule = Rule(page=page, guard=page.needs, view=view, asks=(*own, *subject.asks), subject=subject)
    if not subject.steps:
        yield rule
        return
    assert table is not None
    for step in table.steps:
        if step.name not in (*subject.not_here, *table.step_pages):
            shown = replace(page, step=step.name, kind=table.kind)
            yield replace(rule, page=shown, asks=(step.needs, *subject.asks))


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a reader has before a page: permissions in the record's unit and in any unit; ``holder``: the record is
    theirs to work on; ``hidden``: excluded from it; ``name``: of the reader."""

    name: str
    signed_in: bool
    here: frozenset[str] = frozenset()
    anywhere: frozenset[str] = frozenset()
    holder: bool = False
    hidden: bool = False


def answer_of(rule: Rule, method: str, who: Standing) -> str:
    """What somebody who stands so is answered."""
    if rule.fixed:
        return rule.fixed
    if not who.signed_in:
        return (rule.subject.nobody if rule.subject else "") or SIGN_IN
    if rule.guard and rule.guard not in who.anywhere:
        return FORBIDDEN
    if rule.subject is not None and not _knows(rule, rule.subject, who):
        return NOT_FOUND
    if rule.subject is not None and rule.subject.named:
        return rule.subject.named.get(who.name, NOT_FOUND)
    if set(rule.asked(method)) - who.here or (rule.any_of and not set(rule.any_of) & who.here):
        return FORBIDDEN
    return _of_holder(rule.subject, method, who)


def _knows(rule: Rule, subject: Subject, who: Standing) -> bool:
    if who.hidden and subject.excludes and rule.view:
        return False
    if subject.anywhere and subject.anywhere not in who.anywhere:
        return False
    return set(rule.view) <= who.here


def _of_holder(subject: Subject | None, method: str, who: Standing) -> str:
    if subject is not None and (subject.empty or (subject.post_empty and method == "POST")):
        return NOT_FOUND
    if subject is None or who.holder:
        return OPEN
    return subject.holder or (subject.post_holder if method == "POST" else "") or OPEN
