"""Where an outgoing document is counted: the worked examples of the facts, and what follows from them."""

from datetime import date

import pytest

from congtam.casework.correspondence.actions import begin_outgoing
from congtam.casework.correspondence.catalogue import format_on
from congtam.casework.correspondence.numbering import place_of
from congtam.casework.correspondence.tests.situations import clerk, committee, congress, sent_out
from congtam.foundation.access.models import Unit
from congtam.foundation.access.rls import set_scope
from congtam.project.home import Home
from congtam.registers.organisations.actions import describe_unit
from congtam.registers.organisations.queries import NotDescribed
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("home", "db")


def line(unit: Unit, kind: str, on: date) -> str:
    """The number line of the next document."""
    entry = sent_out(clerk(unit), unit, kind=kind, on=on)
    return place_of(unit, kind, on=on).number_line(entry.symbol)


def new_term(unit: Unit, *, term: str, since: date) -> None:
    describe_unit(actor=clerk(unit), unit=unit, on=since, term=term)


def test_a_party_series_goes_on_in_january(home: Home) -> None:
    """WE-DIR-1, the committee."""
    unit = committee(term="2020-2025", since=date(2020, 8, 1))
    begin_outgoing(actor=clerk(unit), unit=unit, kind="bao_cao", on=date(2020, 12, 30), first=57)
    assert line(unit, "bao_cao", date(2020, 12, 31)) == "Số 57-BC/TU"
    assert line(unit, "bao_cao", date(2021, 1, 4)) == "Số 58-BC/TU"


def test_a_state_series_begins_again_in_january(cast: Cast) -> None:
    """WE-DIR-1, the people's committee."""
    unit = cast.city
    assert line(unit, "bao_cao", date(2020, 12, 31)) == "Số: 01/BC-UBND"
    assert line(unit, "bao_cao", date(2021, 1, 4)) == "Số: 01/BC-UBND"


def test_a_term_begins_on_the_opening_day_of_a_plenum_inside_the_congress(home: Home) -> None:
    """WE-DIR-2, with the first plenum on 30 July 2020."""
    unit = committee()
    new_term(unit, term="2020-2025", since=date(2020, 7, 30))
    assert place_of(unit, "bao_cao", on=date(2020, 7, 29)).scope == "2015-2020"
    assert place_of(unit, "bao_cao", on=date(2020, 7, 30)).scope == "2020-2025"


def test_a_term_begins_the_day_after_the_congress_where_no_plenum_falls_inside(home: Home) -> None:
    """WE-DIR-2, without a plenum inside: the congress closes on 31 July 2020."""
    unit = committee()
    new_term(unit, term="2020-2025", since=date(2020, 8, 1))
    assert place_of(unit, "bao_cao", on=date(2020, 7, 31)).scope == "2015-2020"
    assert place_of(unit, "bao_cao", on=date(2020, 8, 1)).scope == "2020-2025"


def test_a_document_of_the_old_term_takes_the_next_number_of_the_old_series(home: Home) -> None:
    unit = committee()
    new_term(unit, term="2020-2025", since=date(2020, 7, 30))
    sent_out(clerk(unit), unit, on=date(2020, 7, 28))
    sent_out(clerk(unit), unit, on=date(2020, 7, 31))
    late = sent_out(clerk(unit), unit, on=date(2020, 7, 29))
    assert (late.series_scope, late.number) == ("2015-2020", 2)


def test_a_congress_counts_all_kinds_in_one_series(home: Home) -> None:
    """WE-DIR-3: a report, a resolution, minutes."""
    day = date(2020, 7, 30)
    unit = congress(opens=day, closes=date(2020, 7, 31))
    lines = [line(unit, kind, day) for kind in ("bao_cao", "nghi_quyet", "bien_ban")]
    assert lines == ["Số 01-BC/ĐH", "Số 02-NQ/ĐH", "Số 03-BB/ĐH"]


def test_a_congress_gives_no_number_after_its_closing(home: Home) -> None:
    unit = congress(opens=date(2020, 7, 30), closes=date(2020, 7, 31))
    with pytest.raises(NotDescribed):
        place_of(unit, "bao_cao", on=date(2020, 8, 1))


def test_each_kind_has_its_own_series(cast: Cast) -> None:
    first = [sent_out(cast.actor(cast.van), cast.city, kind=kind).number for kind in ("bao_cao", "to_trinh")]
    assert first == [1, 1]


def test_a_state_letter_names_the_drafting_part_in_place_of_its_kind(cast: Cast) -> None:
    entry = sent_out(cast.actor(cast.van), cast.city, kind="cong_van", drafter="VP")
    assert entry.symbol == "01/UBND-VP"


def test_a_protected_document_of_the_party_shares_the_series_of_its_kind(home: Home) -> None:
    unit = committee()
    on = date(2019, 5, 6)
    assert place_of(unit, "bao_cao", on=on, protected=True).series == place_of(unit, "bao_cao", on=on).series


def test_a_protected_document_of_the_state_has_a_series_of_its_own(cast: Cast) -> None:
    on = date(2021, 5, 6)
    plain, protected = (place_of(cast.city, "bao_cao", on=on, protected=each) for each in (False, True))
    assert plain.counter != protected.counter


def test_the_format_follows_issuer_and_date() -> None:
    """WE-DIR-10: a city committee's report of May 2019, a people's committee's of May 2019 and of May 2020."""
    may_2019, may_2020 = date(2019, 5, 6), date(2020, 5, 6)
    found = [format_on("party", may_2019), format_on("state", may_2019), format_on("state", may_2020)]
    citations = [rule.citation if rule else "" for rule in found]
    assert ["36-HD" in citations[0], "01/2011" in citations[1], "30/2020" in citations[2]] == [True] * 3


def test_before_any_known_guide_no_format_is_named() -> None:
    assert format_on("party", date(2010, 1, 4)) is None


def test_an_office_that_nobody_described_gives_no_number(cast: Cast) -> None:
    set_scope([cast.other.pk])
    with pytest.raises(NotDescribed):
        place_of(cast.other, "bao_cao", on=date(2021, 5, 6))
