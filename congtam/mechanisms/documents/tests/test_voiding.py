"""A number given by mistake is voided, never given again and never taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.rls import set_scope
from congtam.mechanisms.documents.dispatching import Proof, record_sent
from congtam.mechanisms.documents.issuing import NotPlausible
from congtam.mechanisms.documents.models import IssuedDocument, SentBy
from congtam.mechanisms.documents.tests.papers import DAY, issued, record_of
from congtam.mechanisms.documents.voiding import void_document, void_reason
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.project.home import Home
from tests.cast import Cast, make_cast

LATER = DAY + timedelta(days=1)
WHY = "Đánh nhầm số (thử)"


@pytest.fixture
def cast(home: Home, db: None) -> Cast:
    cast = make_cast()
    set_scope([cast.city.pk])
    return cast


def paper_of(cast: Cast) -> IssuedDocument:
    return issued(cast, record_of(cast))


def void(cast: Cast, paper: IssuedDocument, *, on: date = LATER, reason: str = WHY) -> None:
    void_document(paper, actor=cast.actor(cast.van), on=on, reason=reason)


def test_a_voided_number_stays_with_its_day_and_its_reason(cast: Cast) -> None:
    paper = paper_of(cast)
    number = paper.number
    void(cast, paper)
    kept = IssuedDocument.objects.select_related("record__data_key").get(pk=paper.pk)
    assert (kept.number, kept.voided_on, void_reason(kept)) == (number, LATER, WHY)
    assert WHY.encode() not in bytes(kept.void_reason or b"")


def test_the_next_document_takes_the_next_number(cast: Cast) -> None:
    paper = paper_of(cast)
    void(cast, paper)
    assert issued(cast, paper.record).number == paper.number + 1


def test_the_journal_tells_of_it_once(cast: Cast) -> None:
    paper = paper_of(cast)
    void(cast, paper)
    void(cast, paper)
    entry = JournalEntry.objects.get(record=paper.record, event="letters.letter:document_voided")
    assert entry.payload["symbol"] == paper.symbol
    assert WHY not in str(entry.payload)


def test_a_reason_is_needed(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        void(cast, paper_of(cast), reason="  ")


def test_what_was_sent_is_not_voided(cast: Cast) -> None:
    paper = paper_of(cast)
    record_sent(
        paper, actor=cast.actor(cast.van), on=LATER, sent_on=LATER, how=SentBy.POST, proof=Proof(note="x")
    )
    with pytest.raises(NotPlausible):
        void(cast, paper)


def test_a_voided_document_is_not_sent(cast: Cast) -> None:
    paper = paper_of(cast)
    void(cast, paper)
    with pytest.raises(NotPlausible):
        record_sent(
            paper, actor=cast.actor(cast.van), on=LATER, sent_on=LATER, how=SentBy.POST, proof=Proof(note="x")
        )


def test_nothing_is_voided_before_its_own_day(cast: Cast) -> None:
    with pytest.raises(NotPlausible):
        void(cast, paper_of(cast), on=DAY - timedelta(days=1))


def test_who_does_not_handle_documents_voids_none(cast: Cast) -> None:
    paper = paper_of(cast)
    with pytest.raises(NotPermitted):
        void_document(paper, actor=cast.actor(cast.lan), on=LATER, reason=WHY)
