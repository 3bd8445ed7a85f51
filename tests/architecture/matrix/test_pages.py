"""Every page against every reader, by GET and by POST: one real request a cell."""

import pytest

from tests.architecture.matrix.asking import METHODS, NOT_OFFERED, address, ask, fits
from tests.architecture.matrix.readers import READERS
from tests.architecture.matrix.rules import OPEN, Rule, answer_of, rules
from tests.architecture.matrix.seeding import World, undone

RULES = rules()
GROUPS = 2


def _cells() -> list[object]:
    found: list[object] = []
    for number, rule in enumerate(RULES):
        group = pytest.mark.xdist_group(f"matrix-{number * GROUPS // len(RULES)}")
        found += [
            pytest.param(rule, method, id=f"{rule.page.title}-{method}", marks=group) for method in METHODS
        ]
    return found


@pytest.mark.parametrize(("rule", "method"), _cells())
def test_each_reader_is_answered_as_the_rule_says(world: World, rule: Rule, method: str) -> None:
    wrong = []
    path = address(rule, world)
    offered = True
    for reader in READERS:
        with undone():
            answer = ask(rule, reader, world, method=method, path=path)
        offered = offered and answer.means != NOT_OFFERED
        wanted = answer_of(rule, method, reader.standing(rule, method))
        if offered and not fits(rule, reader, method, answer.means):
            wrong.append(f"{reader.name}: {answer.means} ({answer.status}), expected {wanted}")
        elif not offered and answer.means == OPEN:
            wrong.append(f"{reader.name}: {answer.status} where the owner is offered nothing")
        elif answer.means != OPEN and answer.written:
            wrong.append(f"{reader.name}: {answer.means}, and wrote {answer.written}")
    assert not wrong, (path, wrong)
