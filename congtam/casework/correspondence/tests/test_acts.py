"""The acts on both books: numbers without gaps, one save one entry, voids that stay."""

from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from psycopg import errors

from congtam.casework.correspondence.actions import (
    OutgoingDetails,
    Paper,
    begin_incoming,
    correct_incoming,
    correct_outgoing,
    finish_incoming,
    hand_incoming,
    void_incoming,
    void_issued,
    void_outgoing,
)
from congtam.casework.correspondence.actions.details import check_incoming
from congtam.casework.correspondence.models import Book, Incoming, Outgoing
from congtam.casework.correspondence.tests import situations
from congtam.casework.correspondence.tests.situations import (
    DAY,
    entered,
    incoming_details,
    save,
    sent_out,
)
from congtam.casework.letters.tests.work_pages import scan
from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.files import RefusedFile
from congtam.foundation.files.store import read_plain
from congtam.mechanisms.documents.tests import papers
from congtam.mechanisms.lifecycle.acts import ChangedMeanwhile, StepNotPossible
from congtam.mechanisms.lifecycle.models import JournalEntry, Record
from congtam.project.home import Home
from tests.cast import Cast
from tests.scope import enter

LATER = DAY + timedelta(days=2)
WHY = "Vào sổ hai lần (thử)"


# -- incoming -------------------------------------------------------------------------------------------------


def test_numbers_of_a_book_follow_each_other(cast: Cast) -> None:
    assert [entered(cast).number for _ in range(3)] == [1, 2, 3]


def test_each_book_and_each_year_counts_on_its_own(cast: Cast) -> None:
    entered(cast)
    assert entered(cast, book=Book.PARTY).number == 1
    assert entered(cast, arrived_on=DAY.replace(year=2025), dated=None).number == 1


def test_an_office_that_comes_with_a_paper_book_begins_where_it_ends(cast: Cast) -> None:
    begin_incoming(actor=cast.actor(cast.van), unit=cast.city, book=Book.GENERAL, year=DAY.year, first=145)
    assert [entered(cast).number for _ in range(2)] == [145, 146]


def test_a_book_that_has_begun_is_not_begun_again(cast: Cast) -> None:
    entered(cast)
    with pytest.raises(ValidationError):
        begin_incoming(actor=cast.actor(cast.van), unit=cast.city, book=Book.GENERAL, year=DAY.year, first=9)


def test_the_same_save_tried_twice_is_one_entry(cast: Cast) -> None:
    key = uuid4()
    assert entered(cast, key=key).pk == entered(cast, key=key).pk
    assert entered(cast).number == 2


def test_a_refused_save_gives_its_number_back(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        entered(cast, excerpt="")
    with pytest.raises(RefusedFile):
        entered(cast, paper=Paper(source=b"no scan", name="a.exe"))
    assert entered(cast).number == 1


def test_a_save_that_is_undone_later_gives_its_number_back(cast: Cast) -> None:
    with suppress(RuntimeError), transaction.atomic():
        entered(cast)
        raise RuntimeError
    assert entered(cast).number == 1


def test_a_scan_is_kept_under_the_key_of_its_entry(cast: Cast) -> None:
    content = scan().read()
    entry = entered(cast, paper=Paper(source=content, name="a.png"))
    assert entry.file is not None
    assert read_plain(entry.file) == content
    assert entry.file.data_key_id == entry.record.data_key_id


def test_a_document_is_handed_over_and_finished(cast: Cast) -> None:
    entry, van = entered(cast), cast.actor(cast.van)
    with clock.frozen(LATER):
        hand_incoming(entry=entry, actor=van, on=LATER, handed_to="Chi (thử)", save=save())
        finish_incoming(entry=entry, actor=van, on=LATER, note="Đã trả lời", save=save())
    kept = Incoming.objects.select_related("record").get(pk=entry.pk)
    assert (kept.handed_to, kept.handed_on, kept.record.state) == ("Chi (thử)", LATER, "done")


def test_it_is_not_handed_over_before_it_came(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        hand_incoming(
            entry=entered(cast),
            actor=cast.actor(cast.van),
            on=DAY - timedelta(days=1),
            handed_to="x",
            save=save(),
        )


def test_the_second_of_two_officers_is_told(cast: Cast) -> None:
    entry, van = entered(cast), cast.actor(cast.van)
    hand_incoming(entry=entry, actor=van, on=DAY, handed_to="a", save=save(version=0))
    with pytest.raises(ChangedMeanwhile):
        hand_incoming(entry=entry, actor=van, on=DAY, handed_to="b", save=save(version=0))


def test_a_voided_number_stays_and_is_not_given_again(cast: Cast) -> None:
    entry = entered(cast)
    void_incoming(entry=entry, actor=cast.actor(cast.van), on=DAY, reason=WHY, save=save())
    kept = Incoming.objects.select_related("record").get(pk=entry.pk)
    assert (kept.number, kept.record.state) == (1, "voided")
    assert entered(cast).number == 2


def test_a_void_needs_a_reason(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        void_incoming(entry=entered(cast), actor=cast.actor(cast.van), on=DAY, reason=" ", save=save())


def test_a_voided_entry_is_not_handed_over(cast: Cast) -> None:
    entry, van = entered(cast), cast.actor(cast.van)
    void_incoming(entry=entry, actor=van, on=DAY, reason=WHY, save=save())
    with pytest.raises(StepNotPossible):
        hand_incoming(entry=entry, actor=van, on=DAY, handed_to="x", save=save())


def test_what_was_typed_is_corrected_and_the_number_stays(cast: Cast) -> None:
    entry = entered(cast)
    details = incoming_details(excerpt="Báo cáo đã sửa")
    correct_incoming(
        entry=entry, actor=cast.actor(cast.van), on=DAY, details=details, reason="gõ nhầm", save=save()
    )
    kept = Incoming.objects.get(pk=entry.pk)
    assert (kept.number, kept.excerpt) == (entry.number, "Báo cáo đã sửa")
    assert "bao cao da sua" in kept.folded


def test_a_day_of_another_year_is_no_correction(cast: Cast) -> None:
    entry = entered(cast)
    details = incoming_details(arrived_on=DAY.replace(year=2025), dated=None)
    with pytest.raises(ValidationError):
        correct_incoming(
            entry=entry, actor=cast.actor(cast.van), on=DAY, details=details, reason="x", save=save()
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"arrived_on": DAY + timedelta(days=40)},
        {"dated": DAY + timedelta(days=1)},
        {"issuer": " "},
        {"kind": "no_such_kind"},
        {"copies": 0},
        {"excerpt": ""},
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    with clock.frozen(DAY), pytest.raises(ValidationError):
        check_only(wrong)


def check_only(wrong: dict[str, Any]) -> None:
    check_incoming(incoming_details(**wrong), book=Book.GENERAL, scanned=False)


# -- documents under State protection -------------------------------------------------------------------------

REFERENCE: dict[str, Any] = {"protected": True, "excerpt": "", "place": "Tủ mật, ngăn 2 (thử)"}


def test_a_protected_document_is_a_reference_to_paper(cast: Cast) -> None:
    entry = entered(cast, book=Book.PROTECTED, **REFERENCE)
    kept = Incoming.objects.get(pk=entry.pk)
    assert (kept.excerpt, kept.file, kept.place) == ("", None, REFERENCE["place"])


@pytest.mark.parametrize("wrong", [{"excerpt": "Về việc …"}, {"place": ""}])
def test_its_content_is_refused_and_its_place_is_needed(cast: Cast, wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        entered(cast, book=Book.PROTECTED, **(REFERENCE | wrong))


def test_its_scan_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        entered(cast, book=Book.PROTECTED, paper=Paper(source=scan().read(), name="a.png"), **REFERENCE)
    with pytest.raises(ValidationError):
        sent_out(cast.actor(cast.van), cast.city, protected=True, excerpt="Về việc …", place="x")


def test_it_stands_in_the_book_of_its_own(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        entered(cast, book=Book.GENERAL, **REFERENCE)


# -- outgoing -------------------------------------------------------------------------------------------------


def test_documents_of_both_origins_share_one_series(cast: Cast) -> None:
    van = cast.actor(cast.van)
    record = papers.record_of(cast)
    numbers = [
        sent_out(van, cast.city, kind="thong_bao").number,
        papers.issued(cast, record).number,
        sent_out(van, cast.city, kind="thong_bao").number,
    ]
    assert numbers == [1, 2, 3]


def test_the_same_save_tried_twice_gives_one_number(cast: Cast) -> None:
    key, van = uuid4(), cast.actor(cast.van)
    assert sent_out(van, cast.city, key=key).number == sent_out(van, cast.city, key=key).number == 1
    assert Outgoing.objects.count() == 1


def test_a_kind_without_an_abbreviation_takes_no_number(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        sent_out(cast.actor(cast.van), cast.city, kind="cuong_linh")


def test_an_outgoing_number_is_voided_and_stays(cast: Cast) -> None:
    van = cast.actor(cast.van)
    entry = sent_out(van, cast.city)
    void_outgoing(entry=entry, actor=van, on=DAY, reason=WHY, save=save())
    assert Record.objects.get(pk=entry.record_id).state == "voided"
    assert sent_out(van, cast.city).number == 2


def test_a_day_of_another_series_is_no_correction(cast: Cast) -> None:
    van = cast.actor(cast.van)
    entry = sent_out(van, cast.city)
    details = OutgoingDetails(issued_on=DAY.replace(year=2025), kind="bao_cao", excerpt="x")
    with pytest.raises(ValidationError):
        correct_outgoing(entry=entry, actor=van, on=DAY, details=details, reason="x", save=save())


def test_the_number_of_an_issued_document_is_voided_by_whoever_may_do_both(cast: Cast) -> None:
    paper = papers.issued(cast, papers.record_of(cast))
    with pytest.raises(NotPermitted):
        void_issued(document=paper, actor=cast.actor(cast.chi), on=DAY, reason=WHY)
    void_issued(document=paper, actor=cast.actor(cast.van), on=DAY, reason=WHY)
    assert paper.voided_on == DAY


# -- who may, and what the database refuses -------------------------------------------------------------------


def test_only_who_enters_enters_and_only_who_voids_voids(cast: Cast) -> None:
    entry = entered(cast)
    for account in (cast.chi, cast.lan, cast.stranger):
        actor = cast.actor(account)
        with pytest.raises(NotPermitted):
            sent_out(actor, cast.city)
        with pytest.raises(NotPermitted):
            hand_incoming(entry=entry, actor=actor, on=DAY, handed_to="x", save=save())
        with pytest.raises(NotPermitted):
            void_incoming(entry=entry, actor=actor, on=DAY, reason=WHY, save=save())


def test_entering_is_journaled_without_what_was_typed(cast: Cast) -> None:
    entry = entered(cast)
    told = JournalEntry.objects.get(record=entry.record, event="correspondence.incoming:opened")
    assert told.payload["book"] == "general"
    assert entry.excerpt not in str(told.payload)


@pytest.fixture
def kept(home: Home, fresh_database: Any) -> Cast:
    """One entry of each book, committed."""
    with transaction.atomic():
        cast = situations.city()
        entered(cast)
        sent_out(cast.actor(cast.van), cast.city)
    return cast


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("incoming", "number = 99"),
        ("incoming", "year = 2020"),
        ("incoming", "book = 'party'"),
        ("outgoing", "number = 99"),
        ("outgoing", "symbol = 'x'"),
        ("outgoing", "series_scope = '2020'"),
    ],
)
def test_the_database_never_changes_a_number(kept: Cast, app_url: str, table: str, change: str) -> None:
    with psycopg.connect(app_url) as connection:
        enter(connection, kept.city.pk)
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute(f"UPDATE correspondence_{table} SET {change}")


def test_another_office_sees_nothing_even_without_a_filter(kept: Cast) -> None:
    with kept.acting(kept.stranger):
        assert not Incoming.objects.exists()
        assert not Outgoing.objects.exists()
