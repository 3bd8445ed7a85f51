"""Papers of a denunciation count in series of their own, which the book of outgoing documents keeps to itself."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from congtam.casework.letters.denunciation.models import Denunciation
from congtam.casework.letters.denunciation.tests import situations
from congtam.casework.letters.denunciation.tests.situations import Bureau
from congtam.casework.letters.tests.work_pages import text
from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.foundation.numbering.models import Counter, begin_at
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle import exclusions
from tests.cast import SINCE

DAY = date(2026, 7, 1)
BOOKS = ["correspondence.view", "correspondence.export"]
COMMON, APART = {"scope": "2026", "series": "TB"}, {"scope": "2026", "series": "TB.TC"}


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with clock.frozen(DAY):
        yield


@pytest.fixture
def accepted(bureau: Bureau) -> Denunciation:
    return situations.accepted(bureau, on=DAY)


def reader(bureau: Bureau, username: str, *more: str) -> Account:
    account = add_account(username=username, display_name=f"Người đọc sổ {username} (thử)", password=None)
    post = add_post(unit=bureau.cast.city, title=f"Văn thư {username}", permissions=[*BOOKS, *more])
    hold(account=account, post=post, since=SINCE)
    return account


def clerk(bureau: Bureau) -> Client:
    """Reads the books, and knows of no denunciation."""
    return browser(reader(bureau, "clerk"))


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=account.pk))
    return client


def series(client: Client) -> dict[str, int]:
    """The series that the book offers, each with its last number."""
    page = client.get(reverse("correspondence:outgoing"))
    return {each["label"]: each["count"] for each in page.context["series"]}


def test_both_notices_take_no_number_of_the_common_series(bureau: Bureau, accepted: Denunciation) -> None:
    found = IssuedDocument.objects.filter(record=accepted.record).order_by("number")
    assert [paper.symbol for paper in found] == ["01/TB.TC-UBND", "02/TB.TC-UBND"]
    assert not Counter.objects.filter(series="documents:TB").exists()


def test_whoever_knows_of_denunciations_reads_the_series(bureau: Bureau, accepted: Denunciation) -> None:
    keeper = browser(reader(bureau, "keeper", "denunciations.view"))
    assert series(keeper) == {"TB.TC": 2}
    assert "02/TB.TC-UBND" in text(keeper.get(reverse("correspondence:outgoing"), APART))


def test_whoever_does_not_know_of_them_sees_the_book_as_before(bureau: Bureau) -> None:
    client = clerk(bureau)
    before = text(client.get(reverse("correspondence:outgoing")))
    situations.accepted(bureau, on=DAY)
    after = text(client.get(reverse("correspondence:outgoing")))
    assert "TB.TC" not in after
    assert series(client) == {}
    assert len(after) == len(before)


@pytest.mark.parametrize("asked", ["outgoing", "outgoing-print"])
def test_to_them_the_series_is_one_that_nobody_began(
    bureau: Bureau, accepted: Denunciation, asked: str
) -> None:
    client = clerk(bureau)
    begun = client.get(reverse(f"correspondence:{asked}"), APART)
    never = client.get(reverse(f"correspondence:{asked}"), APART | {"series": "ZZ"})
    assert begun.status_code == never.status_code == 404


def test_nor_do_they_take_it_away_as_a_file(bureau: Bureau, accepted: Denunciation) -> None:
    address = reverse("correspondence:outgoing-export")
    assert clerk(bureau).post(address, APART).status_code == 404
    assert browser(reader(bureau, "keeper", "denunciations.view")).post(address, APART).status_code == 200


def test_the_last_number_is_that_of_the_papers_one_may_see(bureau: Bureau, accepted: Denunciation) -> None:
    """Whoever is kept away from the newest denunciation reads no trace of its numbers."""
    accused = reader(bureau, "accused", "denunciations.view")
    newer = situations.accepted(bureau, on=DAY)
    exclusions.name_accused(record=newer.record, accounts=[accused], actor=bureau.actor, on=DAY)
    assert series(browser(accused)) == {"TB.TC": 2}
    assert series(browser(reader(bureau, "keeper", "denunciations.view"))) == {"TB.TC": 4}


def test_kept_away_from_all_of_them_one_has_no_such_series(bureau: Bureau, accepted: Denunciation) -> None:
    accused = reader(bureau, "accused", "denunciations.view")
    exclusions.name_accused(record=accepted.record, accounts=[accused], actor=bureau.actor, on=DAY)
    assert series(browser(accused)) == {}


def test_the_series_goes_on_from_a_paper_book(bureau: Bureau) -> None:
    begin_at(unit_id=bureau.cast.city.pk, series="documents:TB.TC", scope="2026", first=12)
    found = situations.accepted(bureau, on=DAY)
    first = IssuedDocument.objects.filter(record=found.record).order_by("number").first()
    assert first is not None
    assert first.symbol == "12/TB.TC-UBND"
