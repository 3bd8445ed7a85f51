"""The page of files that the scanner found harmful."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import get_resolver
from pytest_django import Settings

from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.foundation.files import RefusedFile
from congtam.foundation.files.arriving import arrive
from congtam.foundation.files.models import Quarantined
from congtam.foundation.files.tests.clamd import EICAR, SIGNATURE
from congtam.foundation.files.tests.conftest import scanner_door  # noqa: F401  a fixture
from congtam.project.home import Home
from tests.cast import SINCE, Cast, make_cast

NAME = "Don cua ba Nguyen Thi Bi Mat.pdf"


@pytest.fixture
def cast(home: Home, db: None) -> Cast:
    return make_cast()


@pytest.fixture
def keeper(cast: Cast) -> Account:
    account = add_account(username="may", display_name="Phạm Văn Máy (thử)", password="congtam")
    permissions = ("files.quarantine", "upkeep.view")
    hold(
        account=account, post=add_post(unit=cast.city, title="Quản trị", permissions=permissions), since=SINCE
    )
    return account


@pytest.fixture
def refused(cast: Cast, settings: Settings, scanner_door: Path) -> None:  # noqa: F811
    settings.CLAMD, settings.CLAMD_REQUIRED = str(scanner_door), False
    set_scope([cast.city.pk])
    with pytest.raises(RefusedFile):
        arrive(b"%PDF-1.7 " + EICAR, name=NAME, unit=cast.city, channel="web")


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def text(account: Account, address: str = "/quarantine/") -> str:
    answer = browser(account).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_page_says_when_what_and_how_and_never_whose(keeper: Account, refused: None) -> None:
    page = text(keeper)
    assert SIGNATURE in page
    assert "Cổng trực tuyến" in page
    assert "Nguyen Thi" not in page


def test_it_is_for_whoever_looks_after_the_quarantine(cast: Cast, keeper: Account, refused: None) -> None:
    assert browser(cast.lan).get("/quarantine/").status_code == 403
    assert "/quarantine/" not in browser(cast.lan).get("/").content.decode()
    assert "/quarantine/" in browser(keeper).get("/").content.decode()


def test_another_office_finds_nothing(cast: Cast, keeper: Account, refused: None) -> None:
    post = add_post(unit=cast.other, title="Quản trị", permissions=("files.quarantine",))
    hold(account=cast.stranger, post=post, since=SINCE)
    text(keeper)
    assert SIGNATURE not in text(cast.stranger)
    set_scope([cast.city.pk])
    row = Quarantined.objects.get()
    address = f"/quarantine/{row.pk}/destroy/"
    assert browser(cast.stranger).post(address, {"reason": "told"}).status_code == 404


def test_a_file_is_destroyed_with_a_reason_and_its_line_stays(
    cast: Cast, keeper: Account, refused: None
) -> None:
    text(keeper)
    set_scope([cast.city.pk])
    address = f"/quarantine/{Quarantined.objects.get().pk}/destroy/"
    browser(keeper).post(address, {"reason": ""})
    set_scope([cast.city.pk])
    assert Quarantined.objects.get().destroyed_at is None
    browser(keeper).post(address, {"reason": "told"})
    page = text(keeper)
    assert "Đã xóa" in page
    assert "Phạm Văn Máy (thử)" in page
    assert SIGNATURE in page


def test_no_address_gives_a_file_out_of_quarantine() -> None:
    found = {
        str(pattern.pattern)
        for pattern in get_resolver().url_patterns
        if "quarantine" in str(pattern.pattern)
    }
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str) and "quarantine" in name}
    assert found <= {"quarantine/", "quarantine/<int:pk>/destroy/"}
    assert names == {"quarantine", "quarantine-destroy"}


def test_the_page_of_upkeep_says_how_the_scanner_is(
    keeper: Account, settings: Settings, refused: None
) -> None:
    assert "ClamAV" in text(keeper, "/upkeep/")
    settings.CLAMD = "/nonexistent/clamd.sock"
    assert "Máy quét phần mềm độc hại không trả lời" in text(keeper, "/upkeep/")
    settings.CLAMD_REQUIRED = True
    assert "Trong lúc này không tệp nào được nhận" in text(keeper, "/upkeep/")
    settings.CLAMD = "off"
    assert "Hãy cài clamav-daemon" in text(keeper, "/upkeep/")
