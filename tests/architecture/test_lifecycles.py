"""Every table of states and steps, whichever domain wrote it."""

from collections.abc import Iterator

from django.utils.translation import override

from congtam.foundation.access import permissions
from congtam.foundation.domains import installed_domains
from congtam.mechanisms.lifecycle.registry import STAYS, Lifecycle, Step, lifecycles
from congtam.mechanisms.rulebook import default_rulebook

#: parts of a domain whose rights bear a name of their own, and the domain
PARTS = {"denunciations": "letters", "custody": "keepers"}


def tables() -> list[Lifecycle]:
    return list(lifecycles().values())


def steps() -> list[tuple[Lifecycle, Step]]:
    return [(table, step) for table in tables() for step in table.steps]


def untranslated(label: object) -> bool:
    """Whether the label reads the same in both languages, or is empty in one."""
    with override("vi"):
        vietnamese = str(label)
    with override("en"):
        english = str(label)
    return not vietnamese.strip() or not english.strip() or vietnamese == english


def duties(table: Lifecycle) -> Iterator[str]:
    yield from table.starts
    for step in table.steps:
        yield from (*step.meets, *step.starts, *step.pauses, *step.resumes)
        yield from (duty for duty in step.cancels if duty != "*")
    yield from (duty for proved in table.proved_by.values() for duty in proved)


def test_there_is_a_table_for_letters() -> None:
    assert "letters.letter" in lifecycles()


def test_every_step_needs_a_declared_permission() -> None:
    known = permissions.declared()
    assert not [(table.kind, step.name) for table, step in steps() if step.needs not in known]
    assert not [table.kind for table in tables() if {table.view, table.opens_with} - set(known)]


def test_every_permission_is_declared_by_the_domain_whose_name_it_bears() -> None:
    assert not [
        each.name
        for each in permissions.declared().values()
        if PARTS.get(each.name.split(".")[0], each.name.split(".")[0]) != each.domain
    ]


def test_every_label_is_there_in_both_languages() -> None:
    labels: list[tuple[str, object]] = []
    for table in tables():
        labels += [(table.kind, table.label)]
        labels += [(state.name, label) for state in table.states for label in (state.label, state.sentence)]
        labels += [(step.name, label) for step in table.steps for label in (step.label, step.done)]
        labels += [(step.name, step.withheld) for step in table.steps if step.withheld]
        labels += [*table.duty_labels.items(), *table.event_labels.items()]
    assert not [(name, str(label)) for name, label in labels if untranslated(label)]


def test_every_permission_and_menu_entry_is_there_in_both_languages() -> None:
    labels = [each.label for each in permissions.declared().values()]
    labels += [item.label for domain in installed_domains() for item in domain.navigation]
    assert not [str(label) for label in labels if untranslated(label)]


def test_a_label_without_english_is_seen() -> None:
    assert untranslated("Đơn")


def test_every_state_can_be_reached() -> None:
    for table in tables():
        reached = {table.initial}
        while (
            more := {
                step.target for step in table.steps if reached & set(step.sources) and step.target != STAYS
            }
            - reached
        ):
            reached |= more
        assert reached == {state.name for state in table.states}, table.kind


def test_every_state_is_final_or_has_a_way_out() -> None:
    for table in tables():
        left = {source for step in table.steps if step.target != STAYS for source in step.sources}
        assert not [state.name for state in table.states if not state.final and state.name not in left]
        assert not [state.name for state in table.states if state.final and state.name in left]


def test_every_state_shows_the_citizen_one_of_the_plain_steps() -> None:
    assert not [
        (table.kind, each.name)
        for table in tables()
        for each in table.states
        if each.public not in range(1, 6)
    ]


def test_the_rulebook_knows_every_duty() -> None:
    known = default_rulebook().duties
    assert not [(table.kind, duty) for table in tables() for duty in duties(table) if duty not in known]


def test_every_duty_that_starts_has_a_label() -> None:
    assert not [
        (table.kind, duty) for table in tables() for duty in duties(table) if duty not in table.duty_labels
    ]


def test_every_clock_that_a_table_starts_can_be_met() -> None:
    for table in tables():
        met = {duty for step in table.steps for duty in step.meets}
        met |= {duty for proved in table.proved_by.values() for duty in proved}
        started = {*table.starts, *(duty for step in table.steps for duty in step.starts)}
        assert not started - met, table.kind
