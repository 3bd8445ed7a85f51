"""No paper but one tells who denounces: each is opened again and searched."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from congtam.casework.letters.denunciation import actions
from congtam.casework.letters.denunciation.models import Competent, Denunciation, Finding, Identity, Measure
from congtam.casework.letters.denunciation.tests import situations
from congtam.casework.letters.denunciation.tests.reading import papers_of
from congtam.casework.letters.denunciation.tests.situations import TRACES, Bureau
from congtam.casework.letters.receiving import receipt_of
from congtam.casework.letters.tests.situations import SIGNER, save
from congtam.foundation import clock
from congtam.mechanisms.documents.models import IssuedDocument

DAY = date(2026, 7, 1)


@pytest.fixture
def settled(bureau: Bureau) -> Denunciation:
    """A denunciation with every paper that the way to the end of the posting has."""
    with clock.frozen(DAY):
        found = situations.accepted(bureau, on=DAY)
        common: dict[str, Any] = {"denunciation": found, "actor": bureau.actor, "on": DAY, "signer": SIGNER}
        actions.extend_denunciation(criteria=["many_people"], save=save(), **common)
        actions.suspend_denunciation(ground="other_body", explanation="Chờ kết luận.", save=save(), **common)
        actions.resume_denunciation(explanation="Đã có kết luận.", save=save(), **common)
        actions.pass_crime(body="Cơ quan điều tra (thử)", explanation="", save=save(), **common)
        actions.conclude_denunciation(
            findings={1: Finding.RIGHT},
            verified="Ba hộ không bị thiệt hại.",
            measures="Thu hồi.",
            save=save(),
            **common,
        )
        actions.inform_denouncer(message="Tố cáo đúng.", save=save(), **common)
        actions.publish_conclusion(
            content="Việc hỗ trợ", told="Có ba hộ không đủ điều kiện.", save=save(), **common
        )
        asked = actions.ask_protection(
            denunciation=found, actor=bureau.actor, on=DAY, urgent=True, measures=[], said="Bị đe dọa", save=save()
        )  # fmt: skip
        actions.grant_protection(
            protection=asked, actor=bureau.actor, on=DAY, measures=[Measure.SAFETY], body="Công an phường (thử)",
            explanation="Có tin nhắn đe dọa.", signer=SIGNER, save=save(),
        )  # fmt: skip
    return found


def test_no_paper_bears_a_trace_of_the_denouncer(settled: Denunciation) -> None:
    papers = papers_of(settled)
    assert set(papers) == {
        "accepted_denouncer", "accepted_denounced", "extension", "suspension", "resumption", "transfer_slip",
        "conclusion", "conclusion_notice", "publication", "protection",
    }  # fmt: skip
    secret = (*TRACES, receipt_of(settled.letter), receipt_of(settled.letter).replace("-", ""))
    assert not [(kind, each) for kind, words in papers.items() for each in secret if each in words]


def test_what_goes_to_the_denounced_and_to_the_public_bears_not_even_the_code(settled: Denunciation) -> None:
    papers = papers_of(settled)
    for kind in ("accepted_denounced", "conclusion", "publication", "extension", "suspension", "resumption"):
        assert settled.code not in papers[kind]
        assert "NTC" not in papers[kind]


def test_the_two_notices_of_acceptance_are_two_texts(settled: Denunciation) -> None:
    papers = papers_of(settled)
    assert settled.code in papers["accepted_denouncer"]
    assert "giữ bí mật" in papers["accepted_denouncer"]
    assert "giải trình" in papers["accepted_denounced"]
    assert situations.DENOUNCED in papers["accepted_denounced"]


def test_every_paper_says_that_it_was_not_compared(settled: Denunciation) -> None:
    assert all("chưa đối chiếu mẫu" in words for words in papers_of(settled).values())


@pytest.mark.parametrize(
    "trace",
    [
        "Bà Khuất Thị Nhân Chứng cho biết",
        "ba KHUAT THI NHAN CHUNG",
        "người ở số 17 ngõ Lặng",
        "gọi 0912.345.670",
        "người mang mã NTC-7QXM",
    ],
)
def test_a_public_text_with_a_trace_is_refused(bureau: Bureau, trace: str) -> None:
    with clock.frozen(DAY):
        found = situations.concluded(bureau, on=DAY)
        with pytest.raises(ValidationError) as refused:
            actions.publish_conclusion(
                denunciation=found, actor=bureau.actor, on=DAY, content="Việc hỗ trợ", told=trace, signer=SIGNER,
                save=save(),
            )  # fmt: skip
    assert list(refused.value.message_dict) == ["told"]
    assert not IssuedDocument.objects.filter(record=found.record, kind="denunciations.publication").exists()


def test_the_slip_to_another_body_bears_the_code_alone(bureau: Bureau) -> None:
    with clock.frozen(DAY):
        found = situations.examined(bureau, on=DAY, competence=Competent.OTHER)
        actions.transfer_denunciation(
            denunciation=found, actor=bureau.actor, on=DAY, body="Chủ tịch UBND phường (thử)", explanation="",
            signer=SIGNER, save=save(),
        )  # fmt: skip
    papers = papers_of(found)
    assert found.code in papers["transfer_slip"]
    assert not [each for each in TRACES for words in papers.values() if each in words]
    assert "Chủ tịch UBND phường (thử)" in papers["transfer_notice"]


def test_the_third_way_names_nobody(bureau: Bureau) -> None:
    with clock.frozen(DAY):
        found = situations.identified(bureau, on=DAY, result=Identity.IMPOSSIBLE)
        actions.pass_on(
            denunciation=found, actor=bureau.actor, on=DAY, body="Thanh tra thành phố (thử)", explanation="",
            grounded=("wrongdoer", "evidence", "checkable"), signer=SIGNER, save=save(),
        )  # fmt: skip
    assert not [each for each in TRACES if each in papers_of(found)["transfer_slip"]]
