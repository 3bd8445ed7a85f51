"""The page where officers are named in a record, and what it tells about who is kept away."""

from typing import Any

import pytest
from django.test import Client

from congtam.foundation import clock
from congtam.foundation.access.models import Account, Post
from congtam.foundation.access.rls import set_scope
from congtam.mechanisms.lifecycle import exclusions
from congtam.mechanisms.lifecycle.tests.test_exclusions import DAY, Named, make_named

pytestmark = pytest.mark.usefixtures("home")


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=account.pk))
    return client


def page(found: Named, *more: str) -> str:
    return "/".join((f"/records/{found.record.code}/conflicts", *more, ""))


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def named(db: None) -> Named:
    return make_named()


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.frozen(DAY):
        yield


def test_a_name_is_found_without_accents_and_never_stands_in_an_address(named: Named) -> None:
    answer = browser(named.cast.van).post(page(named), {"name": "le thi", "find": "1"})
    assert answer.status_code == 200
    assert "Lê Thị Lan (thử)" in text(answer)
    assert "Trần Văn Chi (thử)" not in text(answer)


def test_people_of_another_office_are_not_offered(named: Named) -> None:
    answer = browser(named.cast.van).post(page(named), {"name": "khach", "find": "1"})
    assert "Phạm Văn Khách" not in text(answer)
    assert "Không có ai của đơn vị mang tên này" in text(answer)


def test_the_preview_counts_and_lists_who_is_kept_away_and_names_nobody_yet(named: Named) -> None:
    answer = browser(named.cast.van).post(page(named), {"who": [named.cast.lan.pk], "preview": "1"})
    assert "2 người sẽ không thấy hồ sơ" in text(answer)
    assert "cấp dưới hoặc người thay thế của người được nêu" in text(answer)
    named.whole()
    assert not named.away()


def test_where_nobody_is_left_for_the_work_the_preview_sends_it_up(named: Named) -> None:
    answer = browser(named.cast.van).post(page(named), {"who": [named.cast.lan.pk], "preview": "1"})
    assert "Hãy chuyển lên cấp trên." in text(answer)
    assert "Quyết định thụ lý" in text(answer)


def test_naming_is_saved_once_the_preview_was_shown(named: Named) -> None:
    answer = browser(named.cast.van).post(page(named), {"who": [named.cast.lan.pk], "save": "1"})
    assert answer.headers["Location"] == f"/letters/{named.record.code}/"
    named.whole()
    assert named.away() == {named.cast.lan, named.cast.chi}


def test_an_older_page_does_not_name_over_what_somebody_did_meanwhile(named: Named) -> None:
    answer = browser(named.cast.van).post(
        page(named), {"who": [named.cast.lan.pk], "save": "1", "version": "0"}
    )
    assert answer.status_code == 409
    assert f'value="{named.cast.lan.pk}"' in text(answer)


def test_who_is_kept_away_by_their_own_naming_is_told_before_and_led_away(named: Named) -> None:
    Post.objects.filter(title="Văn thư", unit=named.cast.city).update(
        reports_to=Post.objects.get(title="Lãnh đạo")
    )
    client = browser(named.cast.van)
    fields = {"who": [named.cast.lan.pk]}
    assert "Bạn cũng không còn thấy hồ sơ" in text(client.post(page(named), {**fields, "preview": "1"}))
    assert client.post(page(named), {**fields, "save": "1"}).headers["Location"] == "/"
    assert client.get(f"/letters/{named.record.code}/").status_code == 404


def test_for_the_named_the_pages_are_not_there(named: Named) -> None:
    named.name(named.cast.lan)
    for more in ((), ("declare",), (str(named.cast.chi.pk), "lift")):
        assert browser(named.cast.lan).get(page(named, *more)).status_code == 404


def test_who_may_not_triage_finds_no_page_to_name_but_declares_of_themself(named: Named) -> None:
    reader = named.person("doc", "Người đọc", "letters.view")
    client = browser(reader)
    assert client.get(page(named)).status_code == 404
    offered = text(client.get(page(named, "declare")))
    assert "doc (thử)" in offered
    assert "Lê Thị Lan (thử)" not in offered
    answer = client.post(page(named, "declare"), {"account": reader.pk, "reason": "Hàng xóm của người gửi"})
    assert answer.headers["Location"] == "/"
    assert client.get(f"/letters/{named.record.code}/").status_code == 404


def test_a_conflict_without_a_reason_is_refused_and_what_was_typed_stays(named: Named) -> None:
    answer = browser(named.cast.van).post(
        page(named, "declare"), {"account": named.cast.chi.pk, "reason": ""}
    )
    assert answer.status_code == 422
    assert f'value="{named.cast.chi.pk}" selected' in text(answer)


def test_a_second_person_shows_the_record_again_on_a_page(named: Named) -> None:
    second = named.person("hai", "Phó văn thư", "letters.view", "letters.triage")
    named.name(named.cast.lan)
    here = page(named, str(named.cast.chi.pk), "lift")
    first = browser(named.cast.van).post(here, {"reason": "Không liên quan"})
    assert first.status_code == 422
    assert "Người khác quyết định" in text(first)
    assert browser(second).post(here, {"reason": "Không liên quan"}).status_code == 302
    set_scope([named.cast.city.pk])
    assert exclusions.excluded_accounts(named.record) == {named.cast.lan.pk}


def test_the_record_s_page_leads_there(named: Named) -> None:
    assert page(named) in text(browser(named.cast.van).get(f"/letters/{named.record.code}/"))


def test_who_is_kept_away_is_not_offered_as_handler(named: Named) -> None:
    client = browser(named.cast.van)
    assert "Trần Văn Chi (thử)" in text(client.get(f"/letters/{named.record.code}/triage/"))
    named.name(named.cast.chi)
    assert "Trần Văn Chi (thử)" not in text(client.get(f"/letters/{named.record.code}/triage/"))
