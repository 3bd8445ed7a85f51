"""What the slip shows of a denunciation is what it shows of any letter."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from congtam.casework.letters.denunciation import actions
from congtam.casework.letters.denunciation.models import Competent, Denunciation, Source
from congtam.casework.letters.denunciation.tests import situations
from congtam.casework.letters.denunciation.tests.situations import Bureau
from congtam.casework.letters.receiving import receipt_of
from congtam.casework.letters.tests import situations as letters
from congtam.casework.letters.tests.situations import SIGNER, save
from congtam.foundation import clock
from congtam.foundation.access.rls import set_scope
from congtam.interface.portal import limiter, views

DAY = date(2026, 7, 1)
KINDS = (
    "tố cáo",
    "khiếu nại",
    "kết luận",
    "điều 2",
    "điều 3",
    "luật khiếu",
    "niêm phong",
    "danh tính",
    "riêng",
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(views, "limiter", limiter.Limiter())
    with clock.frozen(DAY):
        yield


def story(bureau: Bureau, code: str) -> str:
    """What the page says. It looks without any office in scope, so the test's own is set again."""
    answer: Any = Client().post("/vi/tra-cuu/", {"code": code})
    set_scope([bureau.cast.city.pk])
    assert answer.status_code == 200
    page = answer.content.decode()
    main = page[page.index("<main") : page.index("</main")]
    return re.sub(r'(csrf\S+|nonce\S+|value="[-0-9a-f]{36}"|[A-Z0-9]{4}(-[A-Z0-9]{4})+)', "", main)


def of(bureau: Bureau, found: Denunciation) -> str:
    """The story under the code of the slip that the sender got with their letter."""
    return story(bureau, receipt_of(found.letter))


def test_before_acceptance_it_reads_as_a_complaint_in_triage(bureau: Bureau) -> None:
    complaint = story(bureau, receipt_of(letters.triaged(bureau.cast, on=DAY)))
    assert of(bureau, situations.opened(bureau, on=DAY)) == complaint
    assert of(bureau, situations.examined(bureau, on=DAY)) == complaint


def test_a_letter_that_is_held_reads_the_same_as_one_with_a_record_of_its_own(bureau: Bureau) -> None:
    held = story(bureau, receipt_of(situations.held(bureau, on=DAY)))
    assert of(bureau, situations.opened(bureau, on=DAY)) == held


def test_after_acceptance_it_reads_as_an_accepted_complaint(bureau: Bureau) -> None:
    complaint = story(bureau, receipt_of(letters.accepted(bureau.cast, on=DAY)))
    assert of(bureau, situations.accepted(bureau, on=DAY)) == complaint


@pytest.mark.parametrize("source", [Source.SIGNED, Source.ANONYMOUS])
def test_no_word_of_its_kind_stands_there(bureau: Bureau, source: Source) -> None:
    told = of(bureau, situations.opened(bureau, on=DAY, source=source)).lower()
    assert not [word for word in KINDS if word in told]


def test_the_way_to_the_end_names_no_kind(bureau: Bureau) -> None:
    found = situations.accepted(bureau, on=DAY)
    actions.suspend_denunciation(
        denunciation=found, actor=bureau.actor, on=DAY, ground="other_body", explanation="Chờ.", signer=SIGNER,
        save=save(),
    )  # fmt: skip
    suspended = of(bureau, found).lower()
    assert "tạm dừng" in suspended
    assert not [word for word in KINDS if word in suspended]
    done = situations.concluded(bureau, on=DAY)
    assert not [word for word in KINDS if word in of(bureau, done).lower()]


def test_passed_on_it_says_no_more_than_that(bureau: Bureau) -> None:
    found = situations.examined(bureau, on=DAY, competence=Competent.OTHER)
    actions.transfer_denunciation(
        denunciation=found, actor=bureau.actor, on=DAY, body="Chủ tịch UBND phường (thử)", explanation="",
        signer=SIGNER, save=save(),
    )  # fmt: skip
    told = of(bureau, found)
    assert "đã chuyển cơ quan có thẩm quyền" in told
    assert "phường (thử)" not in told


def test_nothing_is_downloaded_with_the_slip(bureau: Bureau) -> None:
    from congtam.casework.letters.denunciation.lifecycle import DENUNCIATION

    assert DENUNCIATION.citizen_papers == ()
