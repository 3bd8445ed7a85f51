"""The way of a denunciation in days, across the change of the law."""

from datetime import date

import pytest

from congtam.mechanisms.rulebook import NotInForce, default_rulebook, due


def test_a_denunciation_accepted_on_the_last_day_of_2018_keeps_the_sixty_days_of_the_old_law() -> None:
    found = due("denunciation.settle", event=date(2018, 12, 31))
    assert (found.rule, found.due) == ("denunciation-settlement-2011-law", date(2019, 3, 1))


def test_a_complex_denunciation_of_2018_has_ninety_days_in_total() -> None:
    found = due("denunciation.settle", event=date(2018, 12, 31), cases=["complex"])
    assert (found.value, found.unrolled, found.due) == (90, date(2019, 3, 31), date(2019, 4, 1))


def test_a_denunciation_accepted_on_new_year_2019_has_the_thirty_days_of_the_new_law() -> None:
    found = due("denunciation.settle", event=date(2019, 1, 1))
    assert (found.rule, found.due) == ("denunciation-settlement", date(2019, 1, 31))


def test_time_of_suspension_is_left_out_of_the_term_and_cites_its_rule() -> None:
    plain = due("denunciation.settle", event=date(2020, 3, 2))
    suspended = due(
        "denunciation.settle", event=date(2020, 3, 2), suspended=[(date(2020, 3, 12), date(2020, 3, 23))]
    )
    assert (plain.unrolled, suspended.unrolled) == (date(2020, 4, 1), date(2020, 4, 12))
    assert "Luật Tố cáo, Điều 34 khoản 4" in [step.citation for step in suspended.steps]


def test_a_conclusion_stays_posted_until_the_raw_day() -> None:
    found = due("denunciation.posting", event=date(2026, 7, 10))
    assert (found.due, found.due.strftime("%A")) == (date(2026, 7, 25), "Saturday")


def test_the_monthly_report_ends_with_the_decree_of_2026() -> None:
    assert due("denunciation.follow_up", event=date(2026, 5, 20)).unrolled == date(2026, 6, 20)
    with pytest.raises(NotInForce):
        due("denunciation.follow_up", event=date(2026, 7, 1))


def test_a_complaint_against_discipline_is_accepted_under_the_statute_and_the_decree() -> None:
    rules = default_rulebook().serving("discipline_complaint.accept", day=date(2026, 7, 1))
    assert [rule.id for rule in rules] == [
        "discipline-complaint-acceptance",
        "complaint-acceptance-decree-155",
    ]


def test_a_second_complaint_against_dismissal_has_thirty_days() -> None:
    found = due("discipline_complaint.second_filing", event=date(2026, 3, 2), cases=["dismissal"])
    assert (found.value, found.due) == (30, date(2026, 4, 1))
