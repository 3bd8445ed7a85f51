"""The administrator's page of upkeep."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.foundation.upkeep.models import Kind
from congtam.foundation.upkeep.tests.conftest import done
from congtam.project.home import Home
from tests.cast import Cast, make_cast

DAY = date(2026, 11, 24)


@pytest.fixture
def cast(home: Home, db: None) -> Iterator[Cast]:
    cast = make_cast()
    with clock.frozen(DAY):
        yield cast


@pytest.fixture
def administrator(cast: Cast) -> Account:
    account = add_account(username="may", display_name="Phạm Văn Máy (thử)", password="congtam")
    post = add_post(unit=cast.city, title="Quản trị", permissions=("upkeep.view",))
    hold(account=account, post=post, since=date(2015, 1, 1))
    return account


def page(account: Account, language: str = "vi") -> str:
    browser = Client()
    browser.force_login(account)
    browser.post("/preferences", {"language": language, "next": "/upkeep/"})
    answer = browser.get("/upkeep/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_page_is_for_who_may_view_the_upkeep(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.lan)
    assert browser.get("/upkeep/").status_code == 403
    assert "/upkeep/" not in browser.get("/").content.decode()


def test_the_last_rehearsal_is_told_with_its_day_and_what_it_counted(administrator: Account) -> None:
    done(Kind.BACKUP, "2026-11-23T22:00", records=12, entries=80, files=9, bytes=2_500_000, seconds=4)
    done(
        Kind.REHEARSAL, "2026-11-10T09:05", records=1234, entries=80, files=9, bytes=2_500_000, seconds=8,
        made_at="2026-11-09T22:00:00+07:00",
    )  # fmt: skip
    text = page(administrator)
    assert "09:05 thứ Ba 10/11/2026</time> (14 ngày trước)" in text
    assert "1.234 hồ sơ · 80 mục nhật ký · 9 tệp · 2,5 MB" in text
    assert "lập lúc 22:00 thứ Hai 09/11/2026" in text
    assert "22:00 thứ Hai 23/11/2026</time> (hôm qua)" in text
    assert 'role="alert"' not in text[text.index("<h1>") : text.index("</main>")]


def test_an_office_that_never_rehearsed_is_warned_in_both_languages(administrator: Account) -> None:
    assert "Trong 35 ngày qua không có lần diễn tập khôi phục nào thành công." in page(administrator)
    assert "không phải thời hạn của pháp luật" in page(administrator)
    assert "No rehearsal has gone well in the last 35 days." in page(administrator, "en")


def test_the_number_of_days_is_the_offices_own(administrator: Account, settings: object) -> None:
    settings.UPKEEP_TARGETS = {"backup": 1, "rehearsal": 90}  # type: ignore[attr-defined]
    done(Kind.BACKUP, "2026-11-22T22:00")
    done(Kind.REHEARSAL, "2026-09-01T22:00")
    text = page(administrator)
    assert "Trong 1 ngày qua không có bản sao lưu nào thành công." in text
    assert "lần diễn tập khôi phục nào thành công" not in text


def test_one_that_failed_says_why_and_when_the_last_good_one_was(administrator: Account) -> None:
    done(Kind.REHEARSAL, "2026-11-01T09:00")
    done(Kind.REHEARSAL, "2026-11-24T07:00", ok=False, failed="backup_damaged")
    text = page(administrator)
    assert "bản sao lưu bị hỏng hoặc đã bị sửa" in text
    assert "09:00 Chủ nhật 01/11/2026</time> (23 ngày trước)" in text


def test_the_menu_counts_what_is_overdue_and_nothing_else(administrator: Account) -> None:
    assert 'Vận hành</span> <span class="ct-count">2</span>' in page(administrator)
    done(Kind.BACKUP, "2026-11-24T07:00")
    done(Kind.REHEARSAL, "2026-11-24T07:00")
    assert "ct-count" not in page(administrator)


def test_the_two_commands_are_there_to_be_copied(administrator: Account) -> None:
    text = page(administrator)
    assert 'data-copy="congtam backup /backups/2026-11-24 --keys /safe/congtam.keys"' in text
    assert 'data-copy="congtam rehearse /backups/2026-11-24 --keys /safe/congtam.keys"' in text


def test_versions_disk_and_worker_are_shown(administrator: Account) -> None:
    text = page(administrator)
    assert "PostgreSQL 18" in text
    assert "còn trống" in text
    assert "Việc nền không chạy" in text


def test_the_page_asks_few_questions_of_the_database(
    administrator: Account, django_assert_max_num_queries: "object"
) -> None:
    browser = Client()
    browser.force_login(administrator)
    browser.get("/upkeep/")
    with django_assert_max_num_queries(6 + 4 + 5):  # type: ignore[operator]  # savepoint, scope, release; state, menu
        browser.get("/upkeep/")
