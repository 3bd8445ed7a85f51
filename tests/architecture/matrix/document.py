"""``docs/permissions.md``: the matrix as people read it, made from the same rules that the tests ask."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from django.utils.translation import override

from congtam.foundation.access.permissions import declared, elevatable
from congtam.mechanisms.lifecycle.registry import lifecycles
from congtam.registers.accounts.sets import SETS
from tests.architecture.matrix.readers import READERS
from tests.architecture.matrix.rules import FORBIDDEN, NOT_FOUND, OPEN, SIGN_IN, Rule, answer_of, rules
from tests.architecture.matrix.tables import CLOSED, COMMANDS, OF_EVERYBODY

PLACE = Path(__file__).parents[3] / "docs" / "permissions.md"
SIGNS = {OPEN: "●", SIGN_IN: "→", FORBIDDEN: "403", NOT_FOUND: "404"}
METHODS = ("GET", "POST")

HEAD = """# Who may do what

Made from the code by `python -m tests.architecture.matrix`; do not edit. `tests/architecture/matrix/` sends each cell
as a real request against a seeded office, and fails for an address, a step or a command that nobody said anything
about.

● opens, or is told what to mend · → is sent to sign in · 403 knows of the thing and may not · 404 is told that there is
no such thing. A record of another unit, or one from which somebody is excluded, is always 404.

The permission that is named is held in the record's unit; "(somewhere)": in any unit of the reader's.
"""


def text() -> str:
    """The whole document."""
    with override("vi"):
        parts = [HEAD, *_readers(), *_pages(), *_steps(), *_commands(), *_permissions(), *_sets()]
    return "\n".join(parts).rstrip() + "\n"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(head)
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _readers() -> Iterator[str]:
    yield "## Readers\n"
    yield from _table(("Column", "Reader"), ((reader.name, reader.label) for reader in READERS))


def _pages() -> Iterator[str]:
    yield "## Pages\n"
    found = [rule for rule in rules() if not rule.fixed]
    for space, group in groupby(
        found, key=lambda rule: rule.page.name.partition(":")[0] if ":" in rule.page.name else ""
    ):
        yield f"### {space or 'shell and sign-in'}\n"
        head = ("Address", "By", "Needs", *(reader.name for reader in READERS))
        yield from _table(head, _rows(list(group)))
    yield "### For everybody\n"
    closed = ((name, f"closed ({answer}): {why}") for name, (answer, why) in CLOSED.items())
    yield from _table(("Page", "Why"), ((f"`{name}`", why) for name, why in (*OF_EVERYBODY.items(), *closed)))


def _rows(found: list[Rule]) -> Iterator[list[str]]:
    """A row for each address and method; methods with the same answers share one, and so do steps."""
    for key, group in groupby(found, key=lambda rule: (rule.page.name, rule.asks)):
        same = list(group)
        steps = f"<br>{', '.join(rule.page.step for rule in same)}" if same[0].page.step else ""
        answers = {method: tuple(_answers(same[0], method)) for method in METHODS}
        methods = [METHODS] if len(set(answers.values())) == 1 else [(method,) for method in METHODS]
        for together in methods:
            cells = answers[together[0]]
            yield [
                f"`{same[0].page.address}`{steps}",
                ", ".join(together),
                _needs(same[0], together[0]),
                *cells,
            ]
        del key


def _answers(rule: Rule, method: str) -> Iterator[str]:
    for reader in READERS:
        yield SIGNS[answer_of(rule, method, reader.standing(rule, method))]


def _needs(rule: Rule, method: str) -> str:
    parts = [f"`{rule.guard}` (somewhere)"] if rule.guard else []
    if rule.subject and rule.subject.anywhere:
        parts.append(f"`{rule.subject.anywhere}` (somewhere)")
    parts += [f"`{name}`" for name in dict.fromkeys((*rule.view, *rule.asked(method)))]
    if rule.any_of:
        parts.append(" or ".join(f"`{name}`" for name in rule.any_of))
    if rule.subject and rule.subject.because:
        parts.append(rule.subject.because)
    return "; ".join(parts) or "an account"


def _steps() -> Iterator[str]:
    yield "## Steps of records\n"
    yield "Whoever performs a step needs what shows records of its kind, and the step's own permission.\n"
    rows = (
        (f"{table.label} (`{table.kind}`)", f"`{table.view}`", f"{step.label} (`{step.name}`)", f"`{step.needs}`")
        for table in lifecycles().values() for step in table.steps
    )  # fmt: skip
    yield from _table(("Kind", "Seen with", "Step", "Needs"), rows)


def _commands() -> Iterator[str]:
    yield "## Commands\n"
    yield from _table(("Command", "Acts as"), ((f"`congtam {name}`", why) for name, why in COMMANDS.items()))


def _permissions() -> Iterator[str]:
    yield "## Permissions\n"
    short = elevatable()
    rows = (
        (f"`{name}`", str(each.label), "yes" if name in short else "")
        for name, each in sorted(declared().items())
    )
    yield from _table(("Permission", "Vietnamese", "May be had for an hour"), rows)


def _sets() -> Iterator[str]:
    yield "## Ready-made posts\n"
    rows = ((str(each.title), ", ".join(f"`{name}`" for name in each.known)) for each in SETS)
    yield from _table(("Post", "Permissions"), rows)
