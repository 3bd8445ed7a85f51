"""Numbers, symbols, places and dates as they stand on paper."""

from datetime import date
from pathlib import Path

import pytest

from congtam.mechanisms.documents import symbols
from congtam.mechanisms.documents.symbols import Letterhead, LetterheadIncomplete
from congtam.mechanisms.documents.tests.samples import kind

COMMUNE = Letterhead(
    issuer="ỦY BAN NHÂN DÂN XÃ VÍ DỤ", symbol="UBND", place="Ví Dụ", drafter="TCD", term="2025-2030"
)


def written(folder: Path, number: int, **changes: object) -> str:
    paper = kind(folder, **changes)
    return symbols.number_line(paper, symbols.symbol(paper, number=number, letterhead=COMMUNE))


def test_a_state_number_has_a_colon_and_a_leading_zero(tmp_path: Path) -> None:
    assert written(tmp_path, 5) == "Số: 05/TB-UBND"
    assert written(tmp_path, 127) == "Số: 127/TB-UBND"


def test_an_official_letter_names_who_drafted_it(tmp_path: Path) -> None:
    assert written(tmp_path, 9, series="CV", symbol=symbols.STATE_LETTER) == "Số: 09/UBND-TCD"


def test_a_party_number_has_no_colon(tmp_path: Path) -> None:
    party = {"numbering": "term", "symbol": symbols.PARTY}
    assert written(tmp_path, 127, **party) == "Số 127-TB/UBND"
    assert written(tmp_path, 1, **party) == "Số 01-TB/UBND"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 2, 5), "Ví Dụ, ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 31), "Ví Dụ, ngày 31 tháng 01 năm 2026"),
        (date(2025, 3, 9), "Ví Dụ, ngày 09 tháng 3 năm 2025"),
        (date(2025, 10, 14), "Ví Dụ, ngày 14 tháng 10 năm 2025"),
    ],
)
def test_days_below_ten_and_the_first_two_months_take_a_zero(day: date, text: str) -> None:
    assert symbols.date_line("Ví Dụ", day) == text


def test_a_state_series_counts_by_year_and_a_party_series_by_term(tmp_path: Path) -> None:
    day = date(2026, 2, 5)
    assert symbols.scope(kind(tmp_path), on=day, letterhead=COMMUNE) == "2026"
    assert symbols.scope(kind(tmp_path, numbering="term"), on=day, letterhead=COMMUNE) == "2025-2030"


def test_what_the_office_has_not_said_of_itself_is_named(tmp_path: Path) -> None:
    bare = Letterhead(issuer="ỦY BAN NHÂN DÂN XÃ VÍ DỤ", symbol="", place=" ")
    with pytest.raises(LetterheadIncomplete) as refused:
        symbols.check_letterhead(kind(tmp_path, symbol=symbols.STATE_LETTER, numbering="term"), bare)
    assert refused.value.parts == ("symbol", "place", "drafter", "term")
    assert "địa danh" in str(refused.value)


def test_only_what_the_kind_needs_is_asked_for(tmp_path: Path) -> None:
    symbols.check_letterhead(kind(tmp_path), Letterhead(issuer="A", symbol="B", place="C"))
