"""The pages of both books: what they show to whom, saving, finding, voiding."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtam.casework.correspondence import queries
from congtam.casework.correspondence.actions import void_incoming, void_outgoing
from congtam.casework.correspondence.lines import OutgoingBook, incoming_lines, outgoing_page
from congtam.casework.correspondence.models import Book, Incoming, Outgoing
from congtam.casework.correspondence.queries import IncomingBook
from congtam.casework.correspondence.tests.book_pages import address, browser, hidden, send, text
from congtam.casework.correspondence.tests.situations import DAY, entered, save, sent_out
from congtam.casework.letters.tests.work_pages import scan
from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.tests import papers
from congtam.mechanisms.lifecycle.models import Record
from tests.cast import SINCE, Cast

WHY = "Vào sổ hai lần (thử)"
TYPED = {
    "book": "general", "arrived_on": "04/03/2026", "issuer": "Sở Nội vụ (thử)", "symbol": "9/TB-SNV",
    "excerpt": "Thông báo lịch họp", "copies": "1",
}  # fmt: skip


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with clock.frozen(DAY):
        yield


@pytest.fixture
def reader(cast: Cast) -> Account:
    """Reads the books of the city and may do nothing else."""
    account = add_account(username="doc", display_name="Đỗ Thị Đọc (thử)", password=None)
    post = add_post(unit=cast.city, title="Đọc sổ", permissions=("correspondence.view",))
    hold(account=account, post=post, since=SINCE)
    return account


# -- entering -------------------------------------------------------------------------------------------------


def test_an_incoming_document_is_entered_and_its_number_told(cast: Cast) -> None:
    answer = send(browser(cast.van), address("incoming-enter"), **TYPED)
    entry = Incoming.objects.select_related("record").get()
    assert answer.headers["Location"] == address("incoming-entry", entry.record.code)
    assert "Số đến 1" in text(browser(cast.van).get(answer.headers["Location"]))


def test_everything_that_is_missing_is_told_at_once(cast: Cast) -> None:
    answer = text(
        send(browser(cast.van), address("incoming-enter"), **{**TYPED, "issuer": "", "excerpt": ""})
    )
    assert "Hãy ghi cơ quan gửi văn bản." in answer
    assert "Hãy ghi trích yếu" in answer


def test_a_paper_book_in_mid_year_goes_on_after_its_last_number(cast: Cast) -> None:
    client = browser(cast.van)
    answer = send(client, address("outgoing-begin"), kind="bao_cao", first="58")
    typed = {"kind": "bao_cao", "issued_on": "04/03/2026", "excerpt": "Báo cáo quý I", "copies": "1"}
    send(client, answer.headers["Location"], **typed)
    assert Outgoing.objects.get().symbol.startswith("58/BC-")
    again = send(client, address("outgoing-begin"), kind="bao_cao", first="9")
    assert (again.status_code, "Sổ này đã có số" in text(again)) == (422, True)


def test_who_said_where_a_series_begins_stands_in_the_journal(cast: Cast) -> None:
    send(browser(cast.van), address("outgoing-begin"), kind="bao_cao", first="58")
    told = Record.objects.get(kind="correspondence.beginning").entries.get()
    assert (told.actor, told.payload["first"]) == (cast.van, 58)


def test_whoever_only_reads_the_books_does_not_say_where_they_begin(cast: Cast, reader: Account) -> None:
    assert browser(reader).get(address("outgoing-begin")).status_code == 403


def test_a_double_click_is_one_entry(cast: Cast) -> None:
    client = browser(cast.van)
    page = client.get(address("incoming-enter"))
    sent = {**hidden(page), **TYPED}
    answers = [client.post(address("incoming-enter"), sent) for _ in range(2)]
    assert Incoming.objects.count() == 1
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_save_and_next_keeps_book_and_day(cast: Cast) -> None:
    typed = {**TYPED, "book": "party", "arrived_on": "02/03/2026", "next": "1"}
    answer = send(browser(cast.van), address("incoming-enter"), **typed)
    page = text(browser(cast.van).get(answer.headers["Location"]))
    assert 'value="02/03/2026"' in page
    assert '<option value="party" selected>' in page


def test_a_refused_form_keeps_what_was_typed(cast: Cast) -> None:
    answer = send(browser(cast.van), address("incoming-enter"), **{**TYPED, "arrived_on": "32/13/2026"})
    assert answer.status_code == 422
    assert "Sở Nội vụ (thử)" in text(answer)
    assert not Incoming.objects.exists()


def test_an_outgoing_document_takes_the_next_number(cast: Cast) -> None:
    typed = {"kind": "bao_cao", "issued_on": "04/03/2026", "excerpt": "Báo cáo tháng", "copies": "2"}
    answer = send(browser(cast.van), address("outgoing-enter"), **typed)
    entry = Outgoing.objects.select_related("record").get()
    assert entry.symbol == "01/BC-UBND"
    assert answer.headers["Location"] == address("outgoing-entry", entry.record.code)


def test_the_form_names_the_guide_on_format_in_force(cast: Cast) -> None:
    assert "30/2020/NĐ-CP" in text(browser(cast.van).get(address("outgoing-enter")))


def test_a_scan_is_kept_and_given_back(cast: Cast) -> None:
    client = browser(cast.van)
    send(client, address("incoming-enter"), **TYPED, scan=scan())
    entry = Incoming.objects.select_related("record").get()
    answer = client.get(address("incoming-scan", entry.record.code))
    assert answer.content == scan().read()
    assert answer.headers["Cache-Control"] == "private, no-store"


# -- the books ------------------------------------------------------------------------------------------------


def test_the_book_shows_number_day_issuer_symbol_and_excerpt(cast: Cast) -> None:
    entry = entered(cast)
    page = text(browser(cast.van).get(address("incoming")))
    for words in (entry.issuer, entry.symbol, entry.excerpt, "04/03/2026"):
        assert words in page


def test_a_voided_number_stands_in_its_place_with_the_reason(cast: Cast) -> None:
    void_incoming(entry=entered(cast), actor=cast.actor(cast.van), on=DAY, reason=WHY, save=save())
    assert WHY in text(browser(cast.van).get(address("incoming")))
    void_outgoing(
        entry=sent_out(cast.actor(cast.van), cast.city),
        actor=cast.actor(cast.van),
        on=DAY,
        reason=WHY,
        save=save(),
    )
    assert WHY in text(browser(cast.van).get(address("outgoing")))


def test_a_book_is_paged_by_number(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        entered(cast)
    monkeypatch.setattr(queries, "PAGE_SIZE", 2)
    client, url, seen = browser(cast.van), address("incoming"), []
    while url:
        page = client.get(url)
        seen += [line.entry.number for line in page.context["lines"]]
        url = page.context["older_url"] and address("incoming") + page.context["older_url"]
    assert seen == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    "words", ["kết quả kiểm tra", "ket qua kiem tra", "KET QUA", "12/BC-TNMT", "tai nguyen"]
)
def test_a_document_is_found_with_accents_or_without(cast: Cast, words: str) -> None:
    wanted = entered(cast)
    entered(cast, excerpt="Giấy mời họp", symbol="7/GM-X", issuer="Văn phòng (thử)")
    page = browser(cast.van).post(address("incoming"), {"q": words})
    assert [line.entry.pk for line in page.context["lines"]] == [wanted.pk]


def test_a_word_is_not_found_inside_another(cast: Cast) -> None:
    entered(cast, excerpt="Thông báo")
    assert not browser(cast.van).post(address("incoming"), {"q": "ong bao"}).context["lines"]


def test_what_was_looked_for_stands_in_no_address(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        entered(cast)
        sent_out(cast.actor(cast.van), cast.city)
    monkeypatch.setattr(queries, "PAGE_SIZE", 2)
    for name in ("incoming", "outgoing"):
        page = browser(cast.van).post(address(name), {"q": "báo cáo"})
        assert len(page.context["lines"]) == 2
        assert not page.context["older_url"]
        assert "q=" not in text(page)
        rest = browser(cast.van).post(address(name), {"q": "báo cáo", "before": page.context["older"]})
        assert len(rest.context["lines"]) == 1


def test_kinds_books_and_years_leave_the_others_out(cast: Cast) -> None:
    entered(cast)
    entered(cast, kind="thong_bao")
    entered(cast, book=Book.STATE)
    entered(cast, arrived_on=DAY.replace(year=2025), dated=None)
    client = browser(cast.van)

    def count(**asked: Any) -> int:
        return len(client.get(address("incoming"), asked).context["lines"])

    assert [count(), count(kind="thong_bao"), count(book="state"), count(year=2025)] == [2, 1, 1, 1]


@pytest.mark.parametrize(
    "asked", [{"book": "x"}, {"year": "1"}, {"kind": "x"}, {"before": "x"}, {"unit": "x"}]
)
def test_an_address_that_means_nothing_is_not_found(cast: Cast, asked: dict[str, str]) -> None:
    assert browser(cast.van).get(address("incoming"), asked).status_code == 404


def test_the_outgoing_book_shows_both_origins_without_a_gap(cast: Cast) -> None:
    van = cast.actor(cast.van)
    sent_out(van, cast.city, kind="thong_bao")
    papers.issued(cast, papers.record_of(cast))
    sent_out(van, cast.city, kind="thong_bao")
    page = browser(cast.van).get(address("outgoing"), {"series": "TB"})
    assert [line.number for line in page.context["lines"]] == [3, 2, 1]


def test_what_the_reader_may_not_know_of_is_a_number_and_a_day(cast: Cast, reader: Account) -> None:
    paper = papers.issued(cast, papers.record_of(cast))
    page = browser(reader).get(address("outgoing"))
    line = page.context["lines"][0]
    assert (line.symbol, line.hidden, line.kind, line.code) == (paper.symbol, True, "", "")
    assert paper.record.code not in text(page)


def test_a_protected_document_says_where_the_paper_is(cast: Cast) -> None:
    entered(cast, book=Book.PROTECTED, protected=True, excerpt="", place="Tủ 4 (thử)")
    page = text(browser(cast.van).get(address("incoming"), {"book": "protected"}))
    assert "Tủ 4 (thử)" in page


# -- one entry ------------------------------------------------------------------------------------------------


def test_a_document_is_handed_over_corrected_and_voided_on_its_pages(cast: Cast) -> None:
    entry, client = entered(cast), browser(cast.van)

    def step(name: str) -> str:
        return address("incoming-step", entry.record.code, name)

    assert send(client, step("hand"), on="04/03/2026", handed_to="Chi (thử)").status_code == 302
    typed = {**TYPED, "excerpt": "Đã sửa", "reason": "gõ nhầm"}
    assert send(client, step("correct"), **typed).status_code == 302
    assert send(client, step("void"), on="04/03/2026", reason=WHY).status_code == 302
    kept = Incoming.objects.select_related("record").get(pk=entry.pk)
    assert (kept.excerpt, kept.handed_to, kept.record.state) == ("Đã sửa", "Chi (thử)", "voided")
    page = text(client.get(address("incoming-entry", entry.record.code)))
    assert "gõ nhầm" in page
    assert WHY in page


def test_a_step_that_cannot_be_done_leads_back(cast: Cast) -> None:
    entry = entered(cast)
    void_incoming(entry=entry, actor=cast.actor(cast.van), on=DAY, reason=WHY, save=save())
    answer = browser(cast.van).get(address("incoming-step", entry.record.code, "hand"))
    assert answer.headers["Location"] == address("incoming-entry", entry.record.code)


def test_an_outgoing_entry_is_corrected_and_voided_on_its_pages(cast: Cast) -> None:
    entry, client = sent_out(cast.actor(cast.van), cast.city), browser(cast.van)
    typed = {"issued_on": "03/03/2026", "excerpt": "Đã sửa", "copies": "1", "reason": "gõ nhầm"}
    assert send(client, address("outgoing-step", entry.record.code, "correct"), **typed).status_code == 302
    answer = send(client, address("outgoing-step", entry.record.code, "void"), on="04/03/2026", reason=WHY)
    assert answer.status_code == 302
    kept = Outgoing.objects.select_related("record").get(pk=entry.pk)
    assert (kept.excerpt, kept.symbol, kept.record.state) == ("Đã sửa", entry.symbol, "voided")


def test_the_number_of_an_issued_document_is_voided_from_the_book(cast: Cast) -> None:
    paper = papers.issued(cast, papers.record_of(cast))
    client = browser(cast.van)
    assert send(client, address("issued-void", paper.uid), on="04/03/2026", reason=WHY).status_code == 302
    assert IssuedDocument.objects.get(pk=paper.pk).voided_on == DAY
    assert WHY in text(client.get(address("outgoing")))


# -- who may --------------------------------------------------------------------------------------------------


def pages(cast: Cast) -> dict[str, str]:
    entry, out = entered(cast), sent_out(cast.actor(cast.van), cast.city)
    paper = papers.issued(cast, papers.record_of(cast))
    return {
        "view": address("incoming"),
        "print": address("incoming-print"),
        "entry": address("incoming-entry", entry.record.code),
        "out": address("outgoing-entry", out.record.code),
        "enter": address("incoming-enter"),
        "step": address("incoming-step", entry.record.code, "hand"),
        "void": address("incoming-step", entry.record.code, "void"),
        "void_issued": address("issued-void", paper.uid),
    }


def answers(account: Account, addresses: dict[str, str]) -> dict[str, int]:
    client = browser(account)
    return {name: client.get(page).status_code for name, page in addresses.items()}


def test_who_holds_the_permissions_opens_every_page(cast: Cast) -> None:
    assert set(answers(cast.van, pages(cast)).values()) == {200}


def test_who_only_reads_neither_enters_nor_voids(cast: Cast) -> None:
    assert answers(cast.lan, pages(cast)) == {
        "view": 200, "print": 200, "entry": 200, "out": 200, "enter": 403, "step": 403, "void": 403,
        "void_issued": 403,
    }  # fmt: skip


def test_who_holds_none_of_the_permissions_sees_nothing(cast: Cast) -> None:
    assert answers(cast.chi, pages(cast)) == {
        "view": 403, "print": 403, "entry": 404, "out": 404, "enter": 403, "step": 404, "void": 404,
        "void_issued": 403,
    }  # fmt: skip


def test_another_office_sees_its_own_book_and_nothing_of_this_one(cast: Cast) -> None:
    found = answers(cast.stranger, pages(cast))
    assert [found[name] for name in ("entry", "out", "step", "void", "void_issued")] == [404] * 5
    page = browser(cast.stranger).get(address("incoming"))
    assert not page.context["lines"]
    asked = {"unit": cast.city.code}
    assert browser(cast.stranger).get(address("incoming"), asked).status_code == 404


def test_whoever_is_not_signed_in_is_sent_to_sign_in(cast: Cast) -> None:
    for name in ("incoming", "outgoing", "incoming-enter"):
        assert Client().get(address(name)).status_code == 302


def test_the_menu_leads_to_the_books_of_whoever_may_read_them(cast: Cast) -> None:
    assert address("incoming") in text(browser(cast.lan).get("/"))
    assert address("incoming") not in text(browser(cast.chi).get("/"))


# -- cost -----------------------------------------------------------------------------------------------------

#: each list asks beside its lines which units there are and which books have begun
BESIDE = 2


def test_a_page_of_the_incoming_book_costs_few_queries(cast: Cast) -> None:
    for _ in range(4):
        entered(cast)
    void_incoming(entry=entered(cast), actor=cast.actor(cast.van), on=DAY, reason=WHY, save=save())
    asked = IncomingBook(unit_id=cast.city.pk, book="general", year=DAY.year)
    with CaptureQueriesContext(connection) as counted:
        found = queries.page_before(queries.incoming_of(cast.actor(cast.van), asked), None)
        lines = incoming_lines(queries.cut(found)[0])
    assert len(lines) == 5
    assert len(counted) - 1 + BESIDE <= 6  # one of them finds the actor's rights


def test_a_page_of_the_outgoing_book_costs_few_queries(cast: Cast) -> None:
    van = cast.actor(cast.van)
    record = papers.record_of(cast)
    for _ in range(3):
        sent_out(van, cast.city, kind="thong_bao")
        papers.issued(cast, record)
    void_outgoing(
        entry=sent_out(van, cast.city, kind="thong_bao"), actor=van, on=DAY, reason=WHY, save=save()
    )
    asked = OutgoingBook(unit_id=cast.city.pk, series="TB", scope=str(DAY.year))
    with CaptureQueriesContext(connection) as counted:
        lines, _older = outgoing_page(van, asked, before=None)
    assert len(lines) == 7
    assert len(counted) + BESIDE <= 6


def test_english_pages_have_english_words(cast: Cast) -> None:
    Account.objects.filter(pk=cast.van.pk).update(language="en")
    page = text(browser(cast.van).get(address("incoming")))
    assert "Book of incoming documents" in page


def test_a_document_that_waits_to_be_handed_over_stands_on_the_first_page(cast: Cast) -> None:
    entry = entered(cast)
    assert address("incoming-step", entry.record.code, "hand") in text(browser(cast.van).get("/"))
    assert entry.record.code not in text(browser(cast.lan).get("/"))
