"""The books on paper and as Excel files: layout, order, what is left out, and the journal of it."""

import re
from collections.abc import Iterator

import pytest

from congtam.casework.correspondence import queries
from congtam.casework.correspondence.actions import void_incoming
from congtam.casework.correspondence.models import Book
from congtam.casework.correspondence.tests.book_pages import (
    address,
    browser,
    content,
    exports,
    sheet_xml,
    table,
    text,
)
from congtam.casework.correspondence.tests.situations import DAY, entered, save, sent_out
from congtam.foundation import clock
from congtam.interface.web.books import answers
from congtam.mechanisms.documents.tests import papers
from congtam.mechanisms.lifecycle.models import JournalEntry
from tests.cast import Cast

WHY = "Vào sổ hai lần (thử)"
ASKED: dict[str, str | int] = {"book": "general", "year": DAY.year}


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with clock.frozen(DAY):
        yield


def incoming_file(cast: Cast, **asked: object) -> bytes:
    answer = browser(cast.van).post(address("incoming-export"), {**ASKED, **asked})
    assert answer.status_code == 200
    return content(answer)


def test_the_file_has_the_layout_of_a_paper_register(cast: Cast) -> None:
    entry = entered(cast)
    rows = table(incoming_file(cast))
    assert rows[0][0] == cast.city.name
    assert rows[1][0] == "SỔ VĂN BẢN ĐẾN"
    assert str(DAY.year) in rows[2][0]
    assert rows[4][:3] == ["Số đến", "Ngày đến", "Nơi gửi"]
    assert rows[5] == list(range(1, 11))
    assert rows[6][:4] == [1, "04/03/2026", entry.issuer, entry.symbol]


def test_it_is_set_up_for_a4_in_landscape_with_headings_on_each_page(cast: Cast) -> None:
    entered(cast)
    xml = sheet_xml(incoming_file(cast))
    assert re.search(r'<pageSetup[^>]*orientation="landscape"', xml)
    assert re.search(r'<pageSetup[^>]*paperSize="9"', xml)
    assert "&amp;P/&amp;N" in xml


def test_lines_stand_by_rising_number_however_many_are_read_at_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "CHUNK", 2)
    for _ in range(5):
        entered(cast)
    assert [row[0] for row in table(incoming_file(cast))[6:]] == [1, 2, 3, 4, 5]


def test_a_voided_line_stays_with_its_reason(cast: Cast) -> None:
    void_incoming(entry=entered(cast), actor=cast.actor(cast.van), on=DAY, reason=WHY, save=save())
    assert WHY in table(incoming_file(cast))[6][-1]


@pytest.mark.parametrize("typed", ["=1+1", "+84 1", "-2", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_nothing_that_was_typed_becomes_a_formula(cast: Cast, typed: str) -> None:
    entered(cast, issuer=typed)
    file = incoming_file(cast)
    assert table(file)[6][2] == f"'{typed}"
    assert "<f>" not in sheet_xml(file)


def test_what_the_page_leaves_out_the_file_leaves_out(cast: Cast) -> None:
    entered(cast)
    entered(cast, kind="thong_bao")
    assert len(table(incoming_file(cast, kind="thong_bao"))) == 7


def test_a_protected_document_is_a_reference_there_too(cast: Cast) -> None:
    entered(cast, book=Book.PROTECTED, protected=True, excerpt="", place="Tủ 4 (thử)")
    row = table(incoming_file(cast, book="protected"))[6]
    assert row[5] == "Báo cáo (văn bản mật)"
    assert row[8] == "Tủ 4 (thử)"


def test_every_export_is_journaled_with_who_which_and_how_many(cast: Cast) -> None:
    entered(cast)
    entered(cast)
    incoming_file(cast)
    assert exports() == [{"book": "incoming.general", "scope": "2026", "rows": 2}]
    entry = JournalEntry.objects.get(event="correspondence.export:opened")
    assert (entry.actor_id, entry.on) == (cast.van.pk, DAY)


def test_who_may_only_read_takes_no_file_and_nothing_is_journaled(cast: Cast) -> None:
    entered(cast)
    assert browser(cast.lan).post(address("incoming-export"), ASKED).status_code == 403
    assert not exports()


def test_a_file_is_never_taken_by_following_a_link(cast: Cast) -> None:
    assert browser(cast.van).get(address("incoming-export")).status_code == 405


def test_the_outgoing_file_has_both_origins_in_their_places(cast: Cast) -> None:
    van = cast.actor(cast.van)
    sent_out(van, cast.city, kind="thong_bao", excerpt="Lịch tiếp dân")
    paper = papers.issued(cast, papers.record_of(cast))
    sent_out(van, cast.city, kind="thong_bao")
    answer = browser(cast.van).post(address("outgoing-export"), {"scope": "2026", "series": "TB"})
    rows = table(content(answer))[6:]
    assert [row[0] for row in rows] == [1, 2, 3]
    assert rows[0][3] == "Thông báo: Lịch tiếp dân"
    assert paper.record.code in rows[1][-1]
    assert exports()[-1] == {"book": "outgoing.TB", "scope": "2026", "rows": 3}


def test_the_print_has_head_numbered_columns_and_a_line_for_the_signature(cast: Cast) -> None:
    entry = entered(cast)
    page = text(browser(cast.van).get(address("incoming-print"), ASKED))
    for words in (cast.city.name, "Sổ văn bản đến", entry.excerpt, "Người giữ sổ", ">10<"):
        assert words in page


def test_a_long_book_is_printed_in_parts(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("incoming", "outgoing"):
        monkeypatch.setattr(f"congtam.casework.correspondence.views.{module}.PRINTED", 2)
    for _ in range(3):
        entered(cast)
    client = browser(cast.van)
    first = client.get(address("incoming-print"), ASKED)
    second = client.get(address("incoming-print") + first.context["more"])
    numbers = [[row["cells"][0][0] for row in page.context["rows"]] for page in (first, second)]
    assert numbers == [[1, 2], [3]]
    assert not second.context["more"]
    assert answers.PRINTED >= 100
