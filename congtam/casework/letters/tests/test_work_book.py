"""The register of letters: years, kinds, voids with their reason, the print and the Excel file."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from congtam.casework.letters import queries
from congtam.casework.letters.actions import hold_letter, void_letter
from congtam.casework.letters.models import Letter
from congtam.casework.letters.queries import LetterBook
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import DAY, Office, day, text
from congtam.mechanisms.lifecycle.models import Record

BOOK, PRINT, EXPORT = "/letters/book/", "/letters/book/print/", "/letters/book/export/"
WHY = "Vào sổ hai lần (thử)"


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with day(DAY):
        yield


def voided(office: Office) -> Letter:
    letter = situations.registered(office.cast, on=DAY)
    void_letter(letter=letter, actor=office.cast.actor(office.cast.van), on=DAY, reason=WHY)
    return letter


def rows(answer: Any) -> list[list[Any]]:
    """The lines of the Excel file, after its headings."""
    content = b"".join(answer.streaming_content)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(min_row=7, values_only=True)]


def exported(office: Office, **asked: Any) -> list[list[Any]]:
    answer = office.browser(office.cast.van).post(EXPORT, {"year": DAY.year, **asked})
    assert answer.status_code == 200
    return rows(answer)


def test_a_voided_number_stands_in_the_book_with_its_reason(office: Office) -> None:
    voided(office)
    assert WHY in text(office.browser(office.cast.van).get(BOOK))


def test_years_of_the_book_can_be_chosen(office: Office) -> None:
    before = DAY - timedelta(days=365)
    with day(before):
        situations.registered(office.cast, on=before)
    page = office.browser(office.cast.van).get(BOOK, {"year": before.year})
    assert [row["record"].book_year for row in page.context["rows"]] == [before.year]
    assert [chip["label"] for chip in page.context["years"]] == [str(DAY.year), str(before.year)]


def test_a_kind_shows_opened_letters_only(office: Office) -> None:
    situations.registered(office.cast, on=DAY)
    opened = situations.triaged(office.cast, on=DAY)
    page = office.browser(office.cast.van).get(BOOK, {"kind": "complaint"})
    assert [row["record"].pk for row in page.context["rows"]] == [opened.record_id]


@pytest.mark.parametrize("asked", [{"year": "x"}, {"kind": "denunciation"}, {"unit": "x"}, {"before": "x"}])
def test_an_address_that_means_nothing_is_not_found(office: Office, asked: dict[str, str]) -> None:
    assert office.browser(office.cast.van).get(BOOK, asked).status_code == 404


def test_the_file_has_every_number_in_order_and_voids_with_their_reason(office: Office) -> None:
    situations.registered(office.cast, on=DAY)
    voided(office)
    found = exported(office)
    assert [row[0] for row in found] == [1, 2]
    assert WHY in found[1][-1]


def test_a_sealed_sender_is_hidden_in_the_file_whoever_takes_it(office: Office) -> None:
    letter = situations.registered(office.cast, on=DAY)
    row = exported(office)[0]
    assert row[2] == "niêm phong"
    assert not row[3]
    assert letter.record.code in row


def test_an_opened_sender_stands_in_the_file(office: Office) -> None:
    letter = situations.triaged(office.cast, on=DAY)
    assert exported(office)[0][2] == office.fresh(letter).sender_name


@pytest.mark.parametrize("typed", ["=1+1", "+84 1", "-2", "@SUM(A1)"])
def test_nothing_that_was_typed_becomes_a_formula(
    office: Office, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(situations, "SENDER", replace(situations.SENDER, name=typed, address=typed))
    situations.triaged(office.cast, on=DAY)
    (row,) = exported(office)
    assert row[2:4] == [f"'{typed}"] * 2


def test_of_a_held_letter_the_file_has_number_and_day_only(office: Office) -> None:
    letter = situations.registered(office.cast, on=DAY)
    subject = letter.record.subject
    hold_letter(letter=letter, actor=office.cast.actor(office.cast.chi), on=DAY)
    row = exported(office)[0]
    assert subject not in row
    assert (row[0], row[2], row[4]) == (1, "niêm phong", None)


def test_every_export_is_journaled(office: Office) -> None:
    situations.registered(office.cast, on=DAY)
    exported(office)
    entry = Record.objects.get(kind="letters.export").entries.get()
    assert entry.payload == {"book": "letters", "scope": str(DAY.year), "rows": 1}
    assert entry.actor_id == office.cast.van.pk


def test_who_may_not_export_gets_no_file(office: Office) -> None:
    assert office.browser(office.cast.lan).post(EXPORT, {"year": DAY.year}).status_code == 403
    assert office.browser(office.cast.chi).get(PRINT).status_code == 403


def test_the_print_has_head_columns_and_signature(office: Office) -> None:
    letter = situations.registered(office.cast, on=DAY)
    page = text(office.browser(office.cast.van).get(PRINT))
    for words in (office.cast.city.name, letter.record.code, "Người giữ sổ"):
        assert words in page


def test_a_page_of_the_book_costs_few_queries(office: Office, django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        situations.registered(office.cast, on=DAY)
    voided(office)
    with django_assert_max_num_queries(3):
        found, _older = queries.book_page(LetterBook(unit_id=office.cast.city.pk, year=DAY.year), before=None)
    assert len(found) == 4
