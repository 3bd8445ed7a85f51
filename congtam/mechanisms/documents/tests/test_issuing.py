"""A document is numbered, filled in, stored and journaled at once, or not at all."""

from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from congtam.casework.letters.documents import ACCEPTANCE, ANSWER, DECISION, REFUSAL
from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.scope import scope_of
from congtam.foundation.files import vault
from congtam.foundation.files.models import StoredFile
from congtam.foundation.numbering.models import Counter, begin_at
from congtam.mechanisms.documents import symbols
from congtam.mechanisms.documents.issuing import NotPlausible, counter_series, issue
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.packing import read_text
from congtam.mechanisms.documents.reading import docx_bytes, read_facts
from congtam.mechanisms.documents.rendering import MissingVariable
from congtam.mechanisms.documents.symbols import Letterhead, LetterheadIncomplete
from congtam.mechanisms.documents.tests import samples
from congtam.mechanisms.documents.tests.papers import DAY, HEAD, facts, issued, record_of
from congtam.mechanisms.lifecycle.acts import ChangedMeanwhile
from congtam.mechanisms.lifecycle.models import JournalEntry, Record
from congtam.project.home import Home
from tests.cast import Cast, make_cast


@pytest.fixture
def cast(home: Home, db: None) -> Cast:
    cast = make_cast()
    set_scope([cast.city.pk])
    return cast


@pytest.fixture
def record(cast: Cast) -> Record:
    return record_of(cast)


def test_what_was_issued_is_opened_and_read_back(cast: Cast, record: Record) -> None:
    document = IssuedDocument.objects.get(pk=issued(cast, record).pk)
    text = read_text(docx_bytes(document))
    for part in (
        "Số: 01/TB-UBND",
        "Ví Dụ, ngày 05 tháng 02 năm 2026",
        "Nguyễn Thị Ví Dụ",
        "thứ Hai 09/03/2026",
    ):
        assert part in text


def test_the_facts_are_kept_as_they_were_printed(cast: Cast, record: Record) -> None:
    kept = read_facts(issued(cast, record))
    assert kept == {
        **facts(ACCEPTANCE),
        "issuer": HEAD.issuer,
        "superior": "",
        "number_line": "Số: 01/TB-UBND",
        "date_line": "Ví Dụ, ngày 05 tháng 02 năm 2026",
    }


def test_facts_and_file_cannot_be_read_where_they_are_stored(cast: Cast, record: Record) -> None:
    document = issued(cast, record)
    assert document.docx is not None
    stored = vault.path_of(document.docx.store_name).read_bytes()
    for sealed in (bytes(document.facts), stored):
        assert "Nguyễn Thị Ví Dụ".encode() not in sealed
        assert not sealed.startswith(b"PK")


def test_the_template_version_is_that_of_the_bytes_used(cast: Cast, record: Record) -> None:
    document = issued(cast, record)
    assert document.template_version == sha256(ACCEPTANCE.template.read_bytes()).hexdigest()
    assert document.template_compared is False


def test_the_journal_names_the_document_and_nobody(cast: Cast, record: Record) -> None:
    document = issued(cast, record)
    assert document.docx is not None
    entry = JournalEntry.objects.filter(record=record).latest("seq")
    assert (entry.event, entry.on, entry.actor) == ("letters.letter:document_issued", DAY, cast.lan)
    assert entry.payload == {
        "document": str(document.uid),
        "kind": "letters.acceptance_notice",
        "symbol": "01/TB-UBND",
        "item": 0,
        "issued_on": "2026-02-05",
        "template": document.template_version,
        "compared": False,
        "file": document.docx.store_name,
    }


def test_kinds_of_one_series_share_their_numbers(cast: Cast, record: Record) -> None:
    symbols_given = [
        issued(cast, record, kind).symbol for kind in (ACCEPTANCE, REFUSAL, DECISION, ACCEPTANCE)
    ]
    assert symbols_given == ["01/TB-UBND", "02/TB-UBND", "01/QĐ-UBND", "03/TB-UBND"]


def test_a_new_year_begins_at_one(cast: Cast, record: Record) -> None:
    numbers = [issued(cast, record, on=day).symbol for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert numbers == ["01/TB-UBND", "01/TB-UBND"]


def test_an_office_begins_where_its_paper_book_stands(cast: Cast, record: Record) -> None:
    begin_at(unit_id=cast.city.pk, series=counter_series(ACCEPTANCE), scope="2026", first=145)
    assert issued(cast, record).symbol == "145/TB-UBND"


def test_a_party_document_counts_in_its_term(cast: Cast, record: Record, tmp_path: Path) -> None:
    paper = samples.kind(tmp_path, numbering="term", symbol=symbols.PARTY)
    given = {"who": "Nguyễn Thị Ví Dụ", "what": ["Thửa số 7"]}
    days = (date(2026, 12, 31), date(2027, 1, 1))
    documents = [issued(cast, record, paper, on=day, facts=given) for day in days]
    assert [(document.series_scope, document.symbol) for document in documents] == [
        ("2025-2030", "01-TB/UBND"),
        ("2025-2030", "02-TB/UBND"),
    ]
    assert "Số 02-TB/UBND" in read_text(docx_bytes(documents[1]))


def test_a_double_click_is_one_document(cast: Cast, record: Record) -> None:
    uid = uuid4()
    first, second = issued(cast, record, uid=uid), issued(cast, record, uid=uid)
    assert first.pk == second.pk
    assert Counter.objects.get(series="documents:TB").last == 1


def nothing_was_written(record: Record, length: int) -> bool:
    record.refresh_from_db()
    return (
        record.length == length
        and not IssuedDocument.objects.exists()
        and not StoredFile.objects.exists()
        and not Counter.objects.filter(series__startswith="documents:").exists()
    )


def test_a_missing_variable_writes_nothing_and_takes_no_number(cast: Cast, record: Record) -> None:
    length = record.length
    with pytest.raises(MissingVariable) as refused:
        issued(cast, record, facts=facts(ACCEPTANCE, settle_by=" "))
    assert refused.value.names == ("settle_by",)
    assert nothing_was_written(record, length)


def test_a_rendering_that_fails_after_the_number_was_taken_gives_it_back(
    cast: Cast, record: Record, tmp_path: Path
) -> None:
    length = record.length
    broken = samples.kind(tmp_path, "{{ who }} {{ nobody_knows }}")
    with pytest.raises(MissingVariable, match="nobody_knows"):
        issued(cast, record, broken, facts={"who": "a", "what": ["b"]})
    assert nothing_was_written(record, length)


def test_the_number_and_the_head_cannot_be_given_by_hand(cast: Cast, record: Record) -> None:
    with pytest.raises(ValueError, match="number_line"):
        issued(cast, record, facts=facts(ACCEPTANCE, number_line="Số: 99/TB-UBND"))


def test_an_office_without_a_letterhead_is_told_what_is_missing(cast: Cast, record: Record) -> None:
    length = record.length
    with pytest.raises(LetterheadIncomplete, match="bộ phận soạn thảo"):
        issued(
            cast, record, ANSWER, actor=cast.actor(cast.van),
            letterhead=Letterhead(issuer="A", symbol="B", place="C"),
        )  # fmt: skip
    assert nothing_was_written(record, length)


def test_a_document_cannot_be_dated_tomorrow(cast: Cast, record: Record) -> None:
    with clock.frozen(DAY), pytest.raises(NotPlausible, match="sau hôm nay"):
        issue(
            record, ACCEPTANCE, actor=cast.actor(cast.lan), on=date(2026, 2, 6), facts=facts(ACCEPTANCE),
            letterhead=HEAD,
        )  # fmt: skip


def test_a_document_cannot_be_older_than_its_record(cast: Cast, record: Record) -> None:
    with pytest.raises(NotPlausible, match="trước ngày tiếp nhận"):
        issued(cast, record, on=date(2026, 2, 4))


def test_who_may_not_accept_cannot_issue_the_notice(cast: Cast, record: Record) -> None:
    length = record.length
    with pytest.raises(NotPermitted):
        issued(cast, record, actor=cast.actor(cast.van))
    assert nothing_was_written(record, length)


def test_another_office_cannot_issue_on_the_record(cast: Cast, record: Record) -> None:
    with pytest.raises(NotPermitted):
        issued(cast, record, actor=cast.actor(cast.stranger))


def test_a_record_that_changed_meanwhile_is_told(cast: Cast, record: Record) -> None:
    with pytest.raises(ChangedMeanwhile):
        issued(cast, record, expected_version=record.version - 1)


def test_issuing_takes_few_queries(cast: Cast, record: Record, django_assert_max_num_queries: object) -> None:
    scope_of(cast.actor(cast.lan))  # as a request does, which tells once what the actor is kept away from
    # two of them are the lock that keeps law and calendar as they are while an act runs (ADR 11)
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        issued(cast, record, actor=cast.actor(cast.lan))
