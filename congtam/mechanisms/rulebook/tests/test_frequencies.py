"""How often somebody must receive citizens: the rulebook tells which number holds on a day."""

from datetime import date

import pytest

from congtam.mechanisms.rulebook import NotATimeRule, NotInForce, Rule, default_rulebook, due, in_force

COMMUNE_CHAIR = "receptions.days_of_commune_chair"
JUNE, JULY = date(2026, 6, 15), date(2026, 7, 15)
FREQUENCIES = [
    pytest.param(rule, id=rule.id) for rule in default_rulebook().rules.values() if rule.role == "frequency"
]


def often(key: str, day: date) -> list[tuple[str, int, str]]:
    """The frequencies of a duty in force that day: rule, number, per what."""
    rules = default_rulebook().serving(key, day=day)
    return [(rule.id, int(rule.value or 0), rule.per or "") for rule in rules]


def test_the_chair_of_a_commune_receives_one_day_a_week_in_june_2026() -> None:
    assert often(COMMUNE_CHAIR, JUNE) == [("state-commune-chair-until-2026", 1, "week")]


def test_the_chair_of_a_commune_receives_two_days_a_month_in_july_2026() -> None:
    assert often(COMMUNE_CHAIR, JULY) == [("state-commune-chair-since-2026", 2, "month")]


def test_the_frequency_changes_on_the_first_of_july() -> None:
    assert often(COMMUNE_CHAIR, date(2026, 6, 30)) != often(COMMUNE_CHAIR, date(2026, 7, 1))


def test_the_weekly_day_is_not_asked_for_in_july() -> None:
    with pytest.raises(NotInForce):
        in_force("state-commune-chair-until-2026", day=JULY)


def test_the_chair_of_a_district_is_asked_for_nothing_once_districts_are_gone() -> None:
    assert in_force("state-district-chair", day=date(2025, 6, 30)).value == 2
    with pytest.raises(NotInForce):
        in_force("state-district-chair", day=date(2025, 7, 1))


def test_a_frequency_gives_no_date() -> None:
    with pytest.raises(NotATimeRule):
        due(COMMUNE_CHAIR, event=JULY)


@pytest.mark.parametrize("rule", FREQUENCIES)
def test_a_frequency_says_how_often_or_tells_it_in_words(rule: Rule) -> None:
    assert (rule.value is not None and rule.per) or rule.says_vi
