"""Every step of every kind of record, whether or not a page leads to it: the act itself refuses."""

from collections.abc import Callable

import pytest

from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted, actor_of
from congtam.foundation.access.scope import acting
from congtam.mechanisms.lifecycle.acts import perform
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import Lifecycle, Step, lifecycles
from tests.architecture.matrix.asking import permit, written
from tests.architecture.matrix.pages import Page
from tests.architecture.matrix.readers import READERS, Reader
from tests.architecture.matrix.rules import FORBIDDEN, NOT_FOUND, OPEN, Rule, answer_of
from tests.architecture.matrix.seeding import World, undone
from tests.architecture.matrix.subjects import KINDS, Subject

STEPS = [(table, step) for table in lifecycles().values() for step in table.steps]


def rule_of(table: Lifecycle, step: Step) -> Rule:
    """A step asks for the permission to see records of its kind, and for its own."""
    page = Page(
        name=table.kind, pattern="", words=(), signed_in=True, needs="", step=step.name, kind=table.kind
    )
    subject = Subject(sample=KINDS[table.kind].sample, kind=table.kind, excludes=KINDS[table.kind].excludes)
    return Rule(page=page, view=(table.view,), asks=(step.needs,), subject=subject)


def test_every_kind_of_record_with_steps_has_a_seeded_record(world: World) -> None:
    missing = {table.kind for table, _step in STEPS} - set(KINDS)
    assert not missing, "say in subjects.KINDS which seeded thing is a record of this kind"
    with acting(world.owner):
        for kind, subject in KINDS.items():
            assert Record.objects.get(code=world.samples[subject.sample]["code"]).kind == kind


@pytest.mark.xdist_group("matrix-1")
@pytest.mark.parametrize(("table", "step"), STEPS, ids=[f"{table.kind}-{step.name}" for table, step in STEPS])
def test_a_step_is_refused_to_whoever_lacks_its_right(world: World, table: Lifecycle, step: Step) -> None:
    rule = rule_of(table, step)
    code = world.samples[KINDS[table.kind].sample]["code"]
    wrong = []
    for reader in READERS:
        if reader.signed_in:
            with undone():
                found, count = tried(rule, reader, world, lambda: Record.objects.get(code=code))
            wanted = answer_of(rule, "POST", reader.standing(rule, "POST"))
            if (found != wanted and not (wanted == NOT_FOUND and found == FORBIDDEN)) or (
                found != OPEN and count
            ):
                wrong.append(f"{reader.name}: {found}, expected {wanted}; wrote {count}")
    assert not wrong


def tried(rule: Rule, reader: Reader, world: World, find: Callable[[], Record]) -> tuple[str, dict[str, int]]:
    """What the act answers this reader, and what it wrote. That the step does not fit the record's state, or that
    something else comes first, is said only to those who may perform it."""
    with acting(world.owner):
        record = find()
    permit(rule, reader, world, "POST")
    before = written()
    try:
        with acting(actor_of(world.accounts[reader.name], on=clock.today())) as actor:
            perform(record, rule.page.step, actor=actor, on=clock.today())
    except NotPermitted:
        return FORBIDDEN, _since(before)
    except Record.DoesNotExist:
        return NOT_FOUND, _since(before)
    except Exception:
        return OPEN, {}
    return OPEN, {}


def _since(before: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in written().items() if count != before.get(name, 0)}
