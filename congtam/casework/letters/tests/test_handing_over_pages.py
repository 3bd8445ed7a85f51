"""Handing a letter over on the page, what both offices see afterwards, and what its sender sees."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from conftest import _point_django
from congtam.casework.letters.actions import Receiver, decide_letter
from congtam.casework.letters.documents import ACCEPTANCE
from congtam.casework.letters.models import Letter, Outcome
from congtam.casework.letters.receiving import receipt_of
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.handed_over import HANDED, MINUTES, TwoOffices, form, queued
from congtam.casework.letters.tests.work_pages import address, day, hidden, send, shows, text
from congtam.foundation.access.models import Account
from congtam.interface.portal import limiter, views
from congtam.mechanisms.documents.dispatching import Proof, record_sent
from congtam.mechanisms.documents.models import IssuedDocument, SentBy
from congtam.mechanisms.lifecycle.models import Deadline, Erasure, JournalEntry

OUTSIDE = "Thanh tra tỉnh Ví Dụ (thử)"


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=account.pk))
    return client


def page(letter: Letter) -> str:
    return address("step", letter, "hand_over")


def track(code: str) -> Any:
    return Client().post("/vi/tra-cuu/", {"code": code})


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "limiter", limiter.Limiter())


def test_the_page_shows_the_terms_that_go_along_and_hands_over(offices: TwoOffices) -> None:
    letter = offices.accepted()
    with day(HANDED):
        client = browser(offices.cast.lan)
        opened = client.get(page(letter))
        assert shows(opened, "Chạy tiếp ở cơ quan nhận, không đổi")
        assert "05/08/2026" in text(opened)
        done = send(client, page(letter), **form(receiver=str(offices.cast.other.pk)))
        assert (done.status_code, done.headers["Location"]) == (302, address("record", letter))
    assert [job["record_id"] for job in queued()] == [letter.pk]


def test_a_unit_where_nobody_registers_letters_and_ones_own_are_not_offered(offices: TwoOffices) -> None:
    letter = offices.accepted()
    with day(HANDED):
        found = re.findall(r'<option value="([^"]*)"', text(browser(offices.cast.lan).get(page(letter))))
    assert found == ["", str(offices.cast.other.pk), "outside"]


def test_what_was_typed_stays_where_something_is_missing(offices: TwoOffices) -> None:
    letter = offices.accepted()
    with day(HANDED):
        answer = send(browser(offices.cast.lan), page(letter), **form(receiver="outside", body=""))
        assert answer.status_code == 422
        assert shows(answer, "Hãy ghi tên cơ quan nhận bàn giao.")
        assert MINUTES in text(answer)
        assert shows(answer, "Thẩm quyền chuyển đi (thử).")
        both = send(
            browser(offices.cast.lan), page(letter), **form(receiver=str(offices.cast.other.pk), body=OUTSIDE)
        )
        assert both.status_code == 422
        assert shows(both, OUTSIDE)


def test_a_day_before_the_letter_came_is_refused_with_all_that_was_typed(offices: TwoOffices) -> None:
    letter = offices.accepted()
    with day(HANDED):
        typed = form(receiver=str(offices.cast.other.pk), on="01/07/2026")
        answer = send(browser(offices.cast.lan), page(letter), **typed)
        assert answer.status_code == 422
        assert MINUTES in text(answer)
    assert not queued()


def test_a_double_click_hands_over_once(offices: TwoOffices) -> None:
    letter = offices.accepted()
    with day(HANDED):
        client = browser(offices.cast.lan)
        sent = {**hidden(client.get(page(letter))), **form(receiver=str(offices.cast.other.pk))}
        assert [client.post(page(letter), sent).status_code for _twice in range(2)] == [302, 302]
    assert len(queued()) == 1


def test_who_may_not_assign_is_refused(offices: TwoOffices) -> None:
    letter = offices.accepted()
    with day(HANDED):
        for account in (offices.cast.van, offices.cast.chi):
            assert browser(account).get(page(letter)).status_code == 403
        assert browser(offices.cast.stranger).get(page(letter)).status_code == 404


def test_once_the_content_there_was_erased_no_code_answers_any_more(
    offices: TwoOffices, owner_url: str, app_url: str
) -> None:
    old = offices.accepted()
    new = offices.go_on(old)
    _point_django(owner_url)
    Erasure.objects.create(
        record=new.record, unit=offices.cast.other, entry=JournalEntry.objects.filter(record=new.record)[0],
        decision="01/QĐ (thử)", decided_on=HANDED, proposal="X", erased_on=HANDED,
    )  # fmt: skip
    _point_django(app_url)
    with day(HANDED):
        assert track(receipt_of(old)).status_code == 404


def test_the_old_office_is_told_where_the_letter_went_and_no_more(offices: TwoOffices) -> None:
    old = offices.accepted()
    new = offices.go_on(old)
    with day(HANDED):
        client = browser(offices.cast.lan)
        answer = client.get(address("record", old))
        assert shows(answer, "Đơn đã bàn giao")
        assert shows(answer, "Thành phố Phúc Yên (thử) tiếp tục giải quyết từ thứ Hai 27/07/2026")
        assert new.record.code in text(answer)
        assert client.get(address("record", new)).status_code == 404


def test_the_other_office_sees_the_whole_letter_and_whence_it_came(offices: TwoOffices) -> None:
    old = offices.accepted()
    new = offices.go_on(old)
    with day(HANDED):
        client = browser(offices.cast.stranger)
        answer = client.get(address("record", new))
        for words in (
            situations.SENDER.name,
            old.record.code,
            "Thành phố Vĩnh Yên (thử)",
            "Thông báo thụ lý số",
        ):
            assert shows(answer, words), words
        assert client.get(address("record", old)).status_code == 404


def test_to_a_body_outside_nothing_is_made_and_the_terms_end_here(offices: TwoOffices) -> None:
    letter = offices.accepted()
    with day(HANDED):
        shown = browser(offices.cast.lan).get(
            f"{page(letter)}dates/", {"receiver": "outside", "on": "27/07/2026"}
        )
        assert shows(shown, "Dừng tính")
    offices.hand_over(letter, receiver=Receiver(body=OUTSIDE))
    assert not queued()
    with offices.city(HANDED):
        ended = Deadline.objects.get(record_id=letter.pk, duty="complaint.settle")
        assert (ended.state, ended.facts["decisions"][-1]["kind"]) == (Deadline.State.CANCELLED, "handover")
    with day(HANDED):
        told = track(receipt_of(letter))
        assert shows(told, "Đơn đã bàn giao cho cơ quan khác giải quyết tiếp.")
        assert shows(told, f"Đơn được bàn giao cho {OUTSIDE} thứ Hai 27/07/2026")


def test_the_old_tracking_code_follows_the_letter_to_the_other_office(offices: TwoOffices) -> None:
    """The sender is told who has the letter since when, the term that runs on, and what became of it there."""
    cast, old = offices.cast, offices.accepted()
    new = offices.go_on(old)
    code = receipt_of(old)
    with day(HANDED):
        told = track(code)
        assert shows(told, "Đơn được bàn giao cho Thành phố Phúc Yên (thử) thứ Hai 27/07/2026")
        assert shows(told, "Đơn đã được thụ lý và đang được giải quyết.")
        assert shows(told, "Thành phố Vĩnh Yên (thử) nhận đơn thứ Hai 06/07/2026.")
        assert "05/08/2026" in text(told)
        assert situations.SENDER.name not in text(told)
        assert new.record.code not in text(told)
    with offices.other(date(2026, 8, 3)):
        decide_letter(
            letter=new, actor=cast.actor(cast.stranger), on=date(2026, 8, 3), signer=situations.SIGNER,
            outcomes={1: Outcome.RIGHT}, findings="Đã xem (thử).", decision="Sửa lại (thử).", save=situations.save(),
        )  # fmt: skip
    with day(date(2026, 8, 3)):
        assert shows(track(code), "Đã có kết quả giải quyết, đang gửi cho anh/chị.")


def test_papers_that_were_sent_before_can_still_be_had_with_the_old_code(offices: TwoOffices) -> None:
    cast, old = offices.cast, offices.accepted()
    with offices.city(HANDED):
        paper = IssuedDocument.objects.select_related("record__data_key").get(
            record_id=old.pk, kind=ACCEPTANCE.name
        )
        record_sent(
            paper, sent_on=HANDED, proof=Proof(note="Biên lai 1 (thử)"), how=SentBy.POST,
            actor=cast.actor(cast.van), on=HANDED,
        )  # fmt: skip
    new = offices.go_on(old)
    with day(HANDED):
        assert shows(track(receipt_of(old)), paper.symbol)
        assert not shows(track(receipt_of(new)), paper.symbol)
        got = Client().post("/vi/tra-cuu/van-ban/", {"code": receipt_of(old), "paper": str(paper.uid)})
        assert got.status_code == 200
