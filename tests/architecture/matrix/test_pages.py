"""Every page against every reader, by GET and by POST: one real request a cell."""

from collections.abc import Iterator

import pytest

from tests.architecture.matrix.asking import METHODS, NOT_OFFERED, Answer, address, ask, fits, plain, unseen
from tests.architecture.matrix.readers import READERS, Reader
from tests.architecture.matrix.rules import NOT_FOUND, OPEN, Rule, answer_of, rules, without
from tests.architecture.matrix.seeding import World, undone

RULES = rules()
GROUPS = 2


def _cells() -> list[object]:
    found: list[object] = []
    for number, rule in enumerate(RULES):
        group = pytest.mark.xdist_group(f"matrix-{number % GROUPS}")
        found += [
            pytest.param(rule, method, id=f"{rule.page.title}-{method}", marks=group) for method in METHODS
        ]
    return found


def test_every_address_has_a_rule() -> None:
    assert not without(), "say in tables.py or subjects.py what these addresses are about"


@pytest.mark.parametrize(("rule", "method"), _cells())
def test_each_reader_is_answered_as_the_rule_says(world: World, rule: Rule, method: str) -> None:
    wrong: list[str] = []
    path, missing = address(rule, world), address(rule, world, missing=True)
    offered = True
    for reader in READERS:
        with undone():
            answer = ask(rule, reader, world, method=method, path=path)
        offered = offered and answer.means != NOT_OFFERED
        found = list(_problems(rule, reader, method, answer, offered=offered))
        found += _told(rule, reader, world, method, answer, path)
        if method == "GET" and answer.means == NOT_FOUND and path != missing:
            with undone():
                other = ask(rule, reader, world, method=method, path=missing)
            found += _different(answer, other, path, missing)
        wrong += [f"{reader.name}: {problem}" for problem in found]
    if wrong:
        pytest.fail(f"{path}\n" + "\n".join(wrong))


def _problems(rule: Rule, reader: Reader, method: str, answer: Answer, *, offered: bool) -> Iterator[str]:
    """Another answer than the rule gives; anything written by somebody who was refused."""
    wanted = answer_of(rule, method, reader.standing(rule, method))
    if offered and not fits(rule, reader, method, answer.means):
        yield f"{answer.means} ({answer.status}), expected {wanted}"
    elif not offered and answer.means == OPEN:
        yield f"{answer.status} where the owner is offered nothing"
    if (
        answer.means != OPEN and answer.written and not rule.fixed
    ):  # signing out gives back what one has for an hour
        yield f"{answer.means}, and wrote {answer.written}"


def _told(rule: Rule, reader: Reader, world: World, method: str, answer: Answer, path: str) -> Iterator[str]:
    """The code of a record of which the reader may not know, on any page: a list, a count, a choice, an error."""
    shown = {code for code in unseen(rule, reader, world, method) if code in answer.text and code not in path}
    if shown:
        yield f"is shown {sorted(shown)}"


def _different(answer: Answer, other: Answer, path: str, missing: str) -> Iterator[str]:
    """What is hidden answers as what does not exist."""
    if answer.status != other.status or plain(answer.text, path) != plain(other.text, missing):
        yield f"{answer.status} where nothing at all answers {other.status}, or another page"
