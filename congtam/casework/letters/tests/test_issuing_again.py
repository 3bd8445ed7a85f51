"""A paper whose number was voided before it left the office is issued again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from congtam.casework.letters.actions import (
    Receiver,
    Signer,
    answer_letter,
    hand_over_letter,
    issue_again,
    refuse_letter,
    suspend_letter,
)
from congtam.casework.letters.actions.issuing_again import typed_on
from congtam.casework.letters.documents import DECISION, REFUSAL, SUSPENSION
from congtam.casework.letters.models import Letter
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import (
    DAY,
    SIGNER,
    Office,
    address,
    day,
    hidden,
    scan,
    send,
    shows,
)
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.models import Account
from congtam.mechanisms.documents.dispatching import Proof, attach_signed, keep_scan, record_sent
from congtam.mechanisms.documents.issuing import NotPlausible
from congtam.mechanisms.documents.models import IssuedDocument, SentBy
from congtam.mechanisms.documents.reading import read_facts
from congtam.mechanisms.documents.voiding import void_document
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.mechanisms.lifecycle.models import Deadline, JournalEntry

#: Wednesday 1 July 2026 is the day of the first paper, Monday 6 July that of the second
LATER = date(2026, 7, 6)
NEW = Signer(title="PHÓ CHỦ TỊCH", name="Hoàng Văn Thay (thử)", authority="KT. CHỦ TỊCH")


def paper_of(letter: Letter, kind: str = DECISION.name) -> IssuedDocument:
    found = IssuedDocument.objects.select_related("record__data_key", "record__unit")
    return found.filter(record=letter.record, kind=kind).order_by("-pk")[0]


def void(office: Office, letter: Letter, kind: str = DECISION.name, on: date = DAY) -> IssuedDocument:
    paper = paper_of(letter, kind)
    van = office.cast.actor(office.cast.van)
    void_document(paper, actor=van, on=on, reason="Nhầm thửa đất (thử)")
    return paper_of(letter, kind)


def again(
    office: Office, letter: Letter, voided: IssuedDocument, *, on: date = LATER, by: Account | None = None,
    save: situations.Save | None = None, **texts: str,
) -> IssuedDocument:  # fmt: skip
    return issue_again(
        letter=office.fresh(letter), voided=voided, actor=office.cast.actor(by or office.cast.lan), on=on, signer=NEW,
        texts={**typed_on(voided), **texts}, save=save or situations.save(),
    )  # fmt: skip


def sign(office: Office, paper: IssuedDocument, on: date) -> None:
    sheet = keep_scan(paper.record, content=scan(), name="ban-ky.png")
    attach_signed(paper, signed_on=on, scan=sheet, actor=office.cast.actor(office.cast.van), on=on)


def blocked(office: Office, letter: Letter) -> str:
    with pytest.raises(StepBlocked) as refused:
        answer_letter(
            letter=office.fresh(letter), actor=office.cast.actor(office.cast.van), on=LATER, signer=NEW,
            message="Kết quả (thử).", save=situations.save(),
        )  # fmt: skip
    return str(refused.value)


def test_the_new_paper_has_its_own_number_day_and_signer_and_says_the_same(office: Office) -> None:
    with day():
        letter = office.decided()
        voided = void(office, letter)
    with day(LATER):
        paper = again(office, letter, voided)
        before, after = read_facts(voided), read_facts(paper_of(letter))
    assert (paper.kind, paper.issued_on, paper.number) == (DECISION.name, LATER, voided.number + 1)
    assert after["signer_name"] == NEW.name
    assert after["signer_authority"] == "KT. CHỦ TỊCH"
    for name in ("findings", "decision", "conclusion", "complainant", "recipients", "second_within"):
        assert after[name] == before[name], name


def test_the_texts_may_be_mended(office: Office) -> None:
    with day():
        letter = office.decided()
        voided = void(office, letter)
        again(office, letter, voided, on=DAY, decision="Đo đạc lại thửa số 7.\nTrả lời trong tháng.")
        assert read_facts(paper_of(letter))["decision"] == ["Đo đạc lại thửa số 7.", "Trả lời trong tháng."]


def test_an_empty_text_is_refused(office: Office) -> None:
    with day():
        letter = office.decided()
        voided = void(office, letter)
        with pytest.raises(ValidationError, match="Hãy ghi nội dung này"):
            again(office, letter, voided, on=DAY, findings=" ")


def test_answering_says_what_has_to_be_done(office: Office) -> None:
    """Voided: issue again. Issued again: have it signed. Signed: the answer goes out and names what stands."""
    with day(LATER):
        letter = office.decided()
        voided = void(office, letter, on=LATER)
        assert "hãy ban hành lại" in blocked(office, letter)
        assert voided.symbol in blocked(office, letter)
        paper = again(office, letter, voided)
        assert "Chưa lưu bản quyết định đã ký" in blocked(office, letter)
        sign(office, paper, LATER)
        answer = answer_letter(
            letter=office.fresh(letter), actor=office.cast.actor(office.cast.van), on=LATER, signer=NEW,
            message="Kết quả (thử).", save=situations.save(),
        )  # fmt: skip
        assert paper.symbol in str(read_facts(answer)["decision_symbol"])


def test_a_signed_paper_that_was_voided_is_no_signed_paper(office: Office) -> None:
    with day():
        letter = office.decided()
        sign(office, paper_of(letter), DAY)
        void(office, letter)
    with day(LATER):
        assert "hãy ban hành lại" in blocked(office, letter)


def test_a_decision_settles_on_the_day_of_the_paper_that_stands(office: Office) -> None:
    """The term to send it, 3 working days, counts from Monday 6 July 2026 too: Thursday 9 July."""
    with day():
        letter = office.decided()
        voided = void(office, letter)
    with day(LATER):
        again(office, letter, voided)
    rows = office.fresh(letter).record.deadlines
    assert rows.get(duty="complaint.settle").met_on == LATER
    send_it = rows.get(duty="complaint.send_decision", state=Deadline.State.OPEN)
    assert (send_it.event_on, send_it.due_on) == (LATER, date(2026, 7, 9))
    assert office.fresh(letter).decided_on == LATER


def suspended(office: Office) -> Letter:
    letter = situations.accepted(office.cast, on=DAY)
    suspend_letter(
        letter=letter, actor=office.cast.actor(office.cast.lan), on=DAY, ground="other_body", explanation="Chờ.",
        signer=situations.SIGNER, save=situations.save(),
    )  # fmt: skip
    return letter


def test_the_term_to_send_a_suspension_runs_from_the_first_paper_and_is_met_by_the_second(
    office: Office,
) -> None:
    with day():
        letter = suspended(office)
        voided = void(office, letter, SUSPENSION.name)
    before = letter.record.deadlines.get(duty="complaint.send_suspension")
    with day(LATER):
        paper = again(office, letter, voided)
        facts = letter.record.deadlines.get(duty="complaint.settle").facts
        assert facts["decisions"][-1]["symbol"] == paper.symbol
        sign(office, paper, LATER)
        record_sent(
            paper, sent_on=LATER, proof=Proof(note="Biên lai (thử)"), how=SentBy.POST,
            actor=office.cast.actor(office.cast.van), on=LATER,
        )  # fmt: skip
    after = letter.record.deadlines.get(duty="complaint.send_suspension")
    assert (after.pk, after.event_on, after.due_on) == (before.pk, DAY, before.due_on)
    assert (after.state, after.met_on) == (Deadline.State.MET, LATER)


def test_both_papers_stand_in_the_journal_and_the_state_stays(office: Office) -> None:
    with day():
        letter = office.decided()
        voided = void(office, letter)
        paper = again(office, letter, voided, on=DAY)
        last = JournalEntry.objects.filter(record=letter.record).order_by("-seq")[0]
    assert last.event == "letters.letter:document_issued_again"
    assert (last.payload["replaces"], last.payload["symbol"]) == (voided.symbol, paper.symbol)
    assert office.fresh(letter).record.state == "decided"


def test_what_stands_is_not_issued_again_and_what_was_is_not_issued_twice(office: Office) -> None:
    with day():
        letter = office.decided()
        with pytest.raises(NotPlausible, match="chưa bị hủy"):
            again(office, letter, paper_of(letter), on=DAY)
        voided = void(office, letter)
        one = situations.save()
        paper = again(office, letter, voided, on=DAY, save=one)
        assert again(office, letter, voided, on=DAY, save=one).pk == paper.pk
        with pytest.raises(NotPlausible, match="mới hơn"):
            again(office, letter, voided, on=DAY)
        assert IssuedDocument.objects.filter(record=letter.record, kind=DECISION.name).count() == 2


def test_a_refusal_is_issued_again_although_the_letter_has_ended(office: Office) -> None:
    with day():
        letter = situations.triaged(office.cast, on=DAY)
        refuse_letter(
            letter=letter, actor=office.cast.actor(office.cast.lan), on=DAY, signer=situations.SIGNER,
            grounds=["no_signature"], explanation="Đơn chưa ký (thử).", save=situations.save(),
        )  # fmt: skip
        voided = void(office, letter, REFUSAL.name)
    with day(LATER):
        again(office, letter, voided, explanation="Đơn chưa có chữ ký (thử).")
        facts = read_facts(paper_of(letter, REFUSAL.name))
    assert facts["explanation"] == "Đơn chưa có chữ ký (thử)."
    assert facts["grounds"] == read_facts(voided)["grounds"]
    record = office.fresh(letter).record
    assert (record.state, record.closed_on) == ("refused", DAY)


def test_nothing_is_issued_again_once_the_letter_was_handed_over(office: Office) -> None:
    with day():
        letter = office.decided()
        voided = void(office, letter)
        hand_over_letter(
            letter=letter, actor=office.cast.actor(office.cast.lan), on=DAY, receiver=Receiver(body="Nơi khác (thử)"),
            symbol="05/BB", reason="Chuyển (thử).", save=situations.save(),
        )  # fmt: skip
        with pytest.raises(NotPlausible, match="khép lại"):
            again(office, letter, paper_of(letter), on=DAY)
        assert voided.voided_on == DAY


def test_only_who_may_issue_the_paper_issues_it_again(office: Office) -> None:
    with day():
        letter = office.decided()
        voided = void(office, letter)
        for account in (office.cast.van, office.cast.chi):
            with pytest.raises(NotPermitted):
                again(office, letter, voided, on=DAY, by=account)


def test_the_page_has_what_was_typed_and_keeps_it_where_something_is_missing(office: Office) -> None:
    with day():
        letter = office.decided()
        voided = void(office, letter)
        client = office.browser(office.cast.lan)
        record = client.get(address("record", letter))
        page = address("paper-again", letter, voided.uid)
        assert shows(record, page)
        assert shows(record, "Văn bản đã hủy số")
        opened = client.get(page)
        for words in ("Đã đo lại.", "Đo đạc lại.", "Nhầm thửa đất (thử)"):
            assert shows(opened, words), words
        missing = send(client, page, on="01/07/2026", findings="Xem kỹ hơn (thử).", decision="", **SIGNER)
        assert missing.status_code == 422
        assert shows(missing, "Xem kỹ hơn (thử).")
        done = client.post(
            page,
            {
                **hidden(opened),
                "on": "01/07/2026",
                "findings": "Xem kỹ hơn (thử).",
                "decision": "Đo lại.",
                **SIGNER,
            },
        )
        assert done.status_code == 302
        assert not shows(client.get(address("record", letter)), page)
        assert client.get(page).status_code == 302


def test_the_page_is_not_for_others(office: Office) -> None:
    with day():
        letter = office.decided()
        voided = void(office, letter)
        page = address("paper-again", letter, voided.uid)
        assert office.browser(office.cast.van).get(page).status_code == 403
        assert office.browser(office.cast.stranger).get(page).status_code == 404
        assert not shows(office.browser(office.cast.van).get(address("record", letter)), page)
