"""Complex cases, the law that is chosen, the day of a dialogue. Days are counted by hand."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from congtam.casework.letters.actions import choose_law, declare_complex, note_dialogue, plan_dialogue
from congtam.casework.letters.forms.clocks import ComplexForm
from congtam.casework.letters.models import Letter
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import Office
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.reading import read_facts
from congtam.mechanisms.lifecycle.acts import AlreadyDone, StepNotPossible
from congtam.mechanisms.lifecycle.models import Deadline

ACCEPTED, FOUND = date(2026, 7, 6), date(2026, 7, 14)


def lan(office: Office) -> Actor:
    return office.cast.actor(office.cast.lan)


def accepted(office: Office, on: date = ACCEPTED) -> Letter:
    with clock.frozen(on):
        return situations.accepted(office.cast, on=on)


def find_complex(office: Office, letter: Letter, *, on: date = FOUND, **given: object) -> IssuedDocument:
    more = {
        "places": [1], "criteria": ["several_contents"], "explanation": "", "save": situations.save(), **given,
    }  # fmt: skip
    with clock.frozen(on):
        return declare_complex(
            letter=letter, actor=lan(office), on=on, signer=situations.SIGNER,
            **more,  # type: ignore[arg-type]  # what a test wants otherwise
        )  # fmt: skip


def deadline(letter: Letter, duty: str = "complaint.settle") -> Deadline:
    return letter.record.deadlines.get(duty=duty)


# -- complex ------------------------------------------------------------------------------------------------


def test_a_complex_complaint_has_forty_five_days_from_acceptance(office: Office) -> None:
    """Monday 6 July + 45 = Thursday 20 August 2026."""
    letter = accepted(office)
    paper = find_complex(office, letter)
    row = deadline(letter)
    assert row.due_on == date(2026, 8, 20)
    assert row.facts["cases"] == ["complex"]
    assert row.facts["decisions"] == [
        {"kind": "case", "on": "2026-07-14", "symbol": paper.symbol, "reason": "several_contents"}
    ]
    assert letter.matters.get().complex


def test_in_a_remote_area_a_complex_complaint_has_sixty_days(office: Office) -> None:
    """Monday 6 July + 45 = Thursday 20 August; + 60 = Friday 4 September 2026."""
    remote = replace(situations.COMPLAINT, remote=True)
    with clock.frozen(ACCEPTED):
        letter = situations.triaged(office.cast, on=ACCEPTED, matters=(remote,))
        situations.accept_letter(
            letter=letter, actor=lan(office), on=ACCEPTED, signer=situations.SIGNER, save=situations.save()
        )
    assert deadline(letter).due_on == date(2026, 8, 20)
    find_complex(office, letter)
    assert deadline(letter).due_on == date(2026, 9, 4)


def test_only_the_complaints_that_are_chosen_are_lengthened(office: Office) -> None:
    second = replace(situations.COMPLAINT, summary="Không đồng ý việc cưỡng chế")
    with clock.frozen(ACCEPTED):
        letter = situations.triaged(office.cast, on=ACCEPTED, matters=(situations.COMPLAINT, second))
        situations.accept_letter(
            letter=letter, actor=lan(office), on=ACCEPTED, signer=situations.SIGNER, save=situations.save()
        )
    find_complex(office, letter, places=[2])
    due = {row.item: row.due_on for row in letter.record.deadlines.filter(duty="complaint.settle")}
    assert due == {1: date(2026, 8, 5), 2: date(2026, 8, 20)}


def test_each_complaint_keeps_the_number_of_its_own_finding(office: Office) -> None:
    second = replace(situations.COMPLAINT, summary="Không đồng ý việc cưỡng chế")
    with clock.frozen(ACCEPTED):
        letter = situations.triaged(office.cast, on=ACCEPTED, matters=(situations.COMPLAINT, second))
        situations.accept_letter(
            letter=letter, actor=lan(office), on=ACCEPTED, signer=situations.SIGNER, save=situations.save()
        )
    symbols = {place: find_complex(office, letter, places=[place]).symbol for place in (2, 1)}
    rows = letter.record.deadlines.filter(duty="complaint.settle")
    assert {row.item: row.facts["decisions"][-1]["symbol"] for row in rows} == symbols
    assert symbols[1] != symbols[2]


def test_the_finding_is_a_paper_with_its_criteria(office: Office) -> None:
    facts = read_facts(find_complex(office, accepted(office)))
    assert facts["reasons"] == ["Có từ hai nội dung trở lên phải xác minh"]
    assert facts["settle_by"] == "thứ Năm 20/08/2026"


@pytest.mark.parametrize("criteria", [[], ["very_hard"], ["several_contents", "very_hard"]])
def test_only_criteria_of_the_law_make_a_case_complex(office: Office, criteria: list[str]) -> None:
    letter = accepted(office)
    with pytest.raises(ValidationError) as refused:
        find_complex(office, letter, criteria=criteria)
    assert "criteria" in refused.value.message_dict
    assert deadline(letter).due_on == date(2026, 8, 5)


def test_before_the_list_a_ground_in_words_is_needed(office: Office) -> None:
    """Accepted Monday 1 June 2026, 45 days: Thursday 16 July."""
    letter = accepted(office, on=date(2026, 6, 1))
    on = date(2026, 6, 10)
    with pytest.raises(ValidationError) as refused:
        find_complex(office, letter, on=on, criteria=[])
    assert "explanation" in refused.value.message_dict
    find_complex(office, letter, on=on, criteria=[], explanation="Nhiều thửa đất, nhiều thời kỳ (thử).")
    assert deadline(letter).due_on == date(2026, 7, 16)


@pytest.mark.parametrize(("on", "listed"), [("30/06/2026", False), ("01/07/2026", True), ("", True)])
def test_the_criteria_that_are_offered_are_those_of_the_typed_day(
    office: Office, on: str, listed: bool
) -> None:
    """The list is in force since 1 July 2026; looked at on 2 July."""
    letter = accepted(office, on=date(2026, 6, 15))
    with clock.frozen(date(2026, 7, 2)):
        form = ComplexForm({"on": on}, letter=letter, people={})
    assert ("criteria" in form.fields) is listed


def test_nobody_lengthens_a_term_twice(office: Office) -> None:
    letter = accepted(office)
    find_complex(office, letter)
    with pytest.raises(StepNotPossible):
        find_complex(office, letter)


def test_one_save_lengthens_once(office: Office) -> None:
    letter, key = accepted(office), situations.save()
    find_complex(office, letter, save=key)
    with pytest.raises(AlreadyDone):
        find_complex(office, letter, save=key)


def test_a_term_that_is_over_is_not_lengthened(office: Office) -> None:
    with pytest.raises(ValidationError) as refused:
        find_complex(office, accepted(office), on=date(2026, 8, 6))
    assert "05/08/2026" in str(refused.value)


def test_a_place_that_holds_no_complaint_is_refused(office: Office) -> None:
    with pytest.raises(ValidationError) as refused:
        find_complex(office, accepted(office), places=[2])
    assert "places" in refused.value.message_dict


# -- the law that is chosen -----------------------------------------------------------------------------------


def over_the_change(office: Office) -> Letter:
    """ex-09: received Thursday 25 June 2026, not accepted on 1 July, when ten working days become seven."""
    with clock.frozen(date(2026, 6, 25)):
        return situations.registered(office.cast, on=date(2026, 6, 25))


def choose(office: Office, letter: Letter, law: str, *, on: date = date(2026, 7, 1), **given: object) -> None:
    more = {
        "actor": lan(office),
        "reason": "Đơn nhận trước ngày đổi luật.",
        "save": situations.save(),
        **given,
    }
    with clock.frozen(on):
        choose_law(letter=letter, on=on, law=law, **more)  # type: ignore[arg-type]  # see above


@pytest.mark.parametrize(
    ("law", "warn", "due"),
    [
        ("event", date(2026, 7, 6), date(2026, 7, 9)),
        ("today", date(2026, 7, 6), date(2026, 7, 6)),
    ],
)
def test_a_person_chooses_the_law_of_the_day_of_receipt_or_of_today(
    office: Office, law: str, warn: date, due: date
) -> None:
    letter = over_the_change(office)
    row = deadline(letter, "complaint.accept")
    assert (row.warn_on, row.due_on) == (date(2026, 7, 6), date(2026, 7, 9)), "the law of the day of receipt"
    choose(office, letter, law)
    row = deadline(letter, "complaint.accept")
    assert (row.warn_on, row.due_on) == (warn, due)
    assert row.facts["law_of"] == ("2026-06-25" if law == "event" else "2026-07-01")
    assert row.facts["decisions"][0]["kind"] == "law"


def test_the_law_is_chosen_once(office: Office) -> None:
    letter = over_the_change(office)
    choose(office, letter, "event")
    with pytest.raises(StepNotPossible):
        choose(office, letter, "today")


def test_there_is_nothing_to_choose_while_the_law_is_the_same(office: Office) -> None:
    letter = over_the_change(office)
    with pytest.raises(StepNotPossible):
        choose(office, letter, "today", on=date(2026, 6, 30))


def test_a_choice_of_law_needs_a_reason_and_the_right(office: Office) -> None:
    letter = over_the_change(office)
    with pytest.raises(ValidationError) as refused:
        choose(office, letter, "today", reason=" ")
    assert "reason" in refused.value.message_dict
    with pytest.raises(NotPermitted):
        choose(office, letter, "today", actor=office.cast.actor(office.cast.chi))


# -- dialogue -------------------------------------------------------------------------------------------------


def plan(office: Office, letter: Letter, meeting_on: date, *, on: date = FOUND) -> Deadline | None:
    with clock.frozen(on):
        return plan_dialogue(
            letter=letter, actor=office.cast.actor(office.cast.chi), on=on, meeting_on=meeting_on,
            save=situations.save(),
        )  # fmt: skip


def test_the_parties_are_told_five_days_before_the_dialogue(office: Office) -> None:
    """Friday 24 July − 5 = Sunday 19 July 2026: a backward term is never moved to a later day."""
    started = plan(office, accepted(office), date(2026, 7, 24))
    assert started
    assert started.due_on == date(2026, 7, 19)


def test_another_day_of_the_dialogue_replaces_the_first(office: Office) -> None:
    letter = accepted(office)
    plan(office, letter, date(2026, 7, 24))
    plan(office, letter, date(2026, 7, 31))
    running = letter.record.deadlines.get(duty="complaint.dialogue_notice", state="open")
    assert running.due_on == date(2026, 7, 26)


def test_a_dialogue_that_leaves_no_time_to_tell_the_parties_is_refused(office: Office) -> None:
    letter = accepted(office)
    with pytest.raises(ValidationError) as refused:
        plan(office, letter, date(2026, 7, 18))
    assert "13/07/2026" in str(refused.value)
    assert not letter.record.deadlines.filter(duty="complaint.dialogue_notice").exists()


def test_telling_the_parties_meets_the_term(office: Office) -> None:
    letter, on = accepted(office), date(2026, 7, 16)
    plan(office, letter, date(2026, 7, 24))
    with clock.frozen(on):
        note_dialogue(
            letter=letter, actor=office.cast.actor(office.cast.chi), on=on, note="", save=situations.save()
        )
    assert deadline(letter, "complaint.dialogue_notice").met_on == on


def test_nothing_is_told_where_no_dialogue_is_planned(office: Office) -> None:
    letter = accepted(office)
    with clock.frozen(FOUND), pytest.raises(StepNotPossible):
        note_dialogue(
            letter=letter, actor=office.cast.actor(office.cast.chi), on=FOUND, note="", save=situations.save()
        )
