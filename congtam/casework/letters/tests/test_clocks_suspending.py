"""A complaint is suspended and goes on: the dates, the grounds, the papers and what is refused.

Days are counted by hand; ex-18 is the worked example of the suspended complaint.
"""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from congtam.casework.letters.actions import resume_letter, suspend_letter
from congtam.casework.letters.models import Letter
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import Office, address, text
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.mechanisms.documents.dispatching import Proof, attach_signed, keep_scan, record_sent
from congtam.mechanisms.documents.models import IssuedDocument, SentBy
from congtam.mechanisms.documents.reading import read_facts
from congtam.mechanisms.lifecycle.acts import AlreadyDone, ChangedMeanwhile, StepBlocked, StepNotPossible
from congtam.mechanisms.lifecycle.clocks import ClockRefused, check_pause
from congtam.mechanisms.lifecycle.models import Deadline, JournalEntry
from congtam.mechanisms.rulebook import ValueChange, default_rulebook
from congtam.mechanisms.rulebook.changes import changed_book

#: Monday
ACCEPTED = date(2026, 7, 6)
SUSPENDED = date(2026, 7, 20)
#: Monday
RESUMED = date(2026, 8, 10)


def lan(office: Office) -> Actor:
    return office.cast.actor(office.cast.lan)


def accepted(office: Office, on: date = ACCEPTED) -> Letter:
    with clock.frozen(on):
        return situations.accepted(office.cast, on=on)


def suspend(
    office: Office, letter: Letter, *, on: date = SUSPENDED, actor: Actor | None = None, **given: object
) -> IssuedDocument:
    more = {
        "ground": "other_body",
        "explanation": "Chờ kết quả đo đạc lại.",
        "save": situations.save(),
        **given,
    }
    with clock.frozen(on):
        return suspend_letter(
            letter=letter, actor=actor or lan(office), on=on, signer=situations.SIGNER,
            **more,  # type: ignore[arg-type]  # what a test wants otherwise
        )  # fmt: skip


def resume(office: Office, letter: Letter, *, on: date = RESUMED) -> IssuedDocument:
    with clock.frozen(on):
        return resume_letter(
            letter=letter, actor=lan(office), on=on, explanation="Đã có kết quả đo đạc lại.",
            signer=situations.SIGNER, save=situations.save(),
        )  # fmt: skip


def settle(letter: Letter) -> Deadline:
    return letter.record.deadlines.get(duty="complaint.settle")


def test_a_suspended_complaint_has_sixteen_days_left_when_it_goes_on(office: Office) -> None:
    """ex-18: accepted Monday 6 July, suspended 20 July, resumed Monday 10 August: Wednesday 26 August 2026."""
    letter = accepted(office)
    assert settle(letter).due_on == date(2026, 8, 5)
    suspend(office, letter)
    paused = settle(letter)
    assert (letter.record.state, paused.state, paused.paused_on) == ("suspended", "paused", SUSPENDED)
    resume(office, letter)
    going = settle(letter)
    assert (letter.record.state, going.state, going.due_on) == ("accepted", "open", date(2026, 8, 26))


def test_the_decisions_stand_with_the_clock_with_their_numbers(office: Office) -> None:
    letter = accepted(office)
    first, second = suspend(office, letter), resume(office, letter)
    decisions = settle(letter).facts["decisions"]
    assert [(each["kind"], each["on"], each["symbol"], each["reason"]) for each in decisions] == [
        ("pause", "2026-07-20", first.symbol, "other_body"),
        ("resume", "2026-08-10", second.symbol, ""),
    ]


def test_the_papers_say_what_was_decided(office: Office) -> None:
    letter = accepted(office)
    first = suspend(office, letter)
    assert first.kind == "letters.suspension"
    assert read_facts(first)["reasons"] == ["Chờ cơ quan khác kết luận về vấn đề liên quan trực tiếp"]
    second = read_facts(resume(office, letter))
    assert second["suspended_on"] == "20/07/2026"
    assert second["settle_by"] == "thứ Tư 26/08/2026"


def test_each_decision_is_sent_within_three_working_days(office: Office) -> None:
    """From Monday 20 July: 21, 22, Thursday 23 July; from Monday 10 August: Thursday 13 August 2026."""
    letter = accepted(office)
    suspend(office, letter)
    resume(office, letter)
    due = {row.duty: row.due_on for row in letter.record.deadlines.filter(state="open")}
    assert due["complaint.send_suspension"] == date(2026, 7, 23)
    assert due["complaint.send_resumption"] == date(2026, 8, 13)


def test_sending_the_decision_meets_its_own_term_alone(office: Office) -> None:
    letter = accepted(office)
    suspend(office, letter)
    paper = resume(office, letter)
    with clock.frozen(date(2026, 8, 12)):
        chi, on = office.cast.actor(office.cast.chi), date(2026, 8, 12)
        page = keep_scan(letter.record, content=_page(), name="ban-ky.png")
        attach_signed(paper, actor=chi, on=on, signed_on=on, scan=page)
        record_sent(
            paper, actor=chi, on=on, sent_on=on, how=SentBy.POST, proof=Proof(note="Biên lai 7 (thử)")
        )
    met = {row.duty: row.met_on for row in letter.record.deadlines.exclude(duty="complaint.settle")}
    assert met["complaint.send_resumption"] == date(2026, 8, 12)
    assert met["complaint.send_suspension"] is None


def send_out(office: Office, paper: IssuedDocument, on: date) -> None:
    """Signed, scanned and posted on a day."""
    with clock.frozen(on):
        chi = office.cast.actor(office.cast.chi)
        page = keep_scan(paper.record, content=_page(), name="ban-ky.png")
        attach_signed(paper, actor=chi, on=on, signed_on=on, scan=page)
        record_sent(
            paper, actor=chi, on=on, sent_on=on, how=SentBy.POST, proof=Proof(note="Biên lai 8 (thử)")
        )


def test_each_suspension_keeps_its_own_term_until_its_own_decision_is_sent(office: Office) -> None:
    """Three working days from Monday 20 July: Thursday 23 July; from Tuesday 21 July: Friday 24 July 2026."""
    second = replace(situations.COMPLAINT, summary="Không đồng ý việc cưỡng chế (thử)")
    with clock.frozen(ACCEPTED):
        letter = situations.triaged(office.cast, on=ACCEPTED, matters=(situations.COMPLAINT, second))
        situations.accept_letter(
            letter=letter, actor=lan(office), on=ACCEPTED, signer=situations.SIGNER, save=situations.save()
        )
    papers = [suspend(office, letter), resume(office, letter, on=date(2026, 7, 21))]
    papers.append(suspend(office, letter, on=date(2026, 7, 21)))
    sending = letter.record.deadlines.filter(duty="complaint.send_suspension").order_by("event_on")
    assert [(row.state, row.due_on) for row in sending] == [
        ("open", date(2026, 7, 23)), ("open", date(2026, 7, 24)),
    ]  # fmt: skip
    with clock.frozen(date(2026, 7, 22)):
        page = text(office.browser(office.cast.lan).get(address("record", letter)))
    assert "Gửi quyết định tạm đình chỉ – " not in page, "the decision is about the letter, not one complaint"
    send_out(office, papers[2], date(2026, 7, 22))
    assert [row.met_on for row in sending.all()] == [None, date(2026, 7, 22)]
    send_out(office, papers[0], date(2026, 7, 23))
    assert [row.met_on for row in sending.all()] == [date(2026, 7, 23), date(2026, 7, 22)]


def test_a_third_suspension_cancels_no_term_that_still_runs(office: Office) -> None:
    letter = accepted(office)
    for on in (date(2026, 7, 20), date(2026, 7, 21), date(2026, 7, 22)):
        suspend(office, letter, on=on)
        resume(office, letter, on=on)
    for duty in ("complaint.send_suspension", "complaint.send_resumption"):
        rows = letter.record.deadlines.filter(duty=duty)
        assert sorted((row.event_on.day, row.state) for row in rows) == [
            (20, "open"), (21, "open"), (22, "open"),
        ]  # fmt: skip


def _page() -> bytes:
    from congtam.casework.letters.tests.work_pages import scan

    return scan().getvalue()


def test_a_complaint_accepted_under_the_old_decree_may_be_suspended_under_the_new_one(office: Office) -> None:
    """Nghị định 155/2026, Điều 22 khoản 1: such a case follows the new decree in this at once."""
    letter = accepted(office, on=date(2026, 6, 15))
    suspend(office, letter, on=date(2026, 7, 2))
    assert settle(letter).state == "paused"


def test_nothing_is_suspended_before_a_rule_allows_it(office: Office) -> None:
    letter = accepted(office, on=date(2026, 6, 15))
    with pytest.raises(StepBlocked, match=r"30/06/2026 chưa có quy định cho tạm đình chỉ"):
        suspend(office, letter, on=date(2026, 6, 30))
    with clock.frozen(date(2026, 7, 2)), pytest.raises(ClockRefused, match="chưa có quy định"):
        suspend_letter(
            letter=letter, actor=lan(office), on=date(2026, 6, 30), ground="other_body", explanation="Chờ.",
            signer=situations.SIGNER, save=situations.save(),
        )  # fmt: skip
    assert settle(letter).state == "open"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"ground": "too_much_work"}, "ground"),
        ({"ground": ""}, "ground"),
        ({"explanation": " "}, "explanation"),
    ],
)
def test_only_a_ground_of_the_law_with_a_reason_suspends(
    office: Office, given: dict[str, str], field: str
) -> None:
    letter = accepted(office)
    with pytest.raises(ValidationError) as refused:
        suspend(office, letter, **given)  # type: ignore[arg-type]  # only what the form gives
    assert field in refused.value.message_dict


def test_a_day_before_acceptance_or_to_come_is_refused(office: Office) -> None:
    letter = accepted(office)
    for on in (date(2026, 7, 3), date(2026, 7, 21)):
        with clock.frozen(SUSPENDED), pytest.raises(ValidationError):
            suspend_letter(
                letter=letter, actor=lan(office), on=on, ground="other_body", explanation="Chờ.",
                signer=situations.SIGNER, save=situations.save(),
            )  # fmt: skip


def test_going_on_before_the_suspension_is_refused(office: Office) -> None:
    letter = accepted(office)
    suspend(office, letter)
    with pytest.raises(ClockRefused, match="20/07/2026"):
        resume(office, letter, on=date(2026, 7, 17))


def test_only_whoever_may_accept_suspends(office: Office) -> None:
    letter = accepted(office)
    with pytest.raises(NotPermitted):
        suspend(office, letter, actor=office.cast.actor(office.cast.chi))


def test_a_letter_that_is_not_accepted_cannot_be_suspended(office: Office) -> None:
    with clock.frozen(ACCEPTED):
        letter = situations.triaged(office.cast, on=ACCEPTED)
    with pytest.raises(StepNotPossible):
        suspend(office, letter)


def test_a_second_save_of_one_form_suspends_once(office: Office) -> None:
    letter = accepted(office)
    key = situations.save()
    suspend(office, letter, save=key)
    with pytest.raises(AlreadyDone):
        suspend(office, letter, save=key)
    assert IssuedDocument.objects.filter(record=letter.record, kind="letters.suspension").count() == 1


def test_whoever_is_second_is_told(office: Office) -> None:
    letter = accepted(office)
    with pytest.raises(ChangedMeanwhile):
        suspend(office, letter, save=situations.Save(version=letter.record.version - 1))


def test_the_journal_holds_the_ground_and_the_sealed_reason(office: Office) -> None:
    letter = accepted(office)
    suspend(office, letter)
    entry = JournalEntry.objects.get(record=letter.record, event="letters.letter:suspend")
    assert entry.payload["ground"] == "other_body"
    assert "Chờ kết quả" not in str(entry.payload)
    assert entry.notes.filter(name="reason").exists()


def test_a_second_suspension_goes_on_from_what_the_first_has_left(office: Office) -> None:
    """16 days left on Monday 10 August; suspended Wednesday 12 August (2 used, 14 left), resumed Monday 24 August:
    Monday 7 September 2026."""
    letter = accepted(office)
    suspend(office, letter)
    resume(office, letter)
    suspend(office, letter, on=date(2026, 8, 12))
    paper = resume(office, letter, on=date(2026, 8, 24))
    assert settle(letter).due_on == date(2026, 9, 7)
    assert read_facts(paper)["suspended_on"] == "12/08/2026"
    with pytest.raises(ClockRefused, match="24/08/2026"), clock.frozen(date(2026, 8, 25)):
        suspend_letter(
            letter=letter, actor=lan(office), on=date(2026, 8, 20), ground="other_body", explanation="Chờ.",
            signer=situations.SIGNER, save=situations.save(),
        )  # fmt: skip


def test_a_term_that_is_over_does_not_stand_still(office: Office) -> None:
    """Accepted Monday 6 July, 30 days: Wednesday 5 August 2026. What is suspended on 6 August is late, and is seen
    to be; the sender keeps the right that a missed term gives."""
    letter = accepted(office)
    suspend(office, letter, on=date(2026, 8, 6))
    late = settle(letter)
    assert (letter.record.state, late.state, late.paused_on) == ("suspended", "open", None)
    assert [each["kind"] for each in late.facts["decisions"]] == ["pause"]
    paper = resume(office, letter, on=date(2026, 8, 20))
    assert (settle(letter).state, settle(letter).due_on) == ("open", date(2026, 8, 5))
    assert "06/08/2026" in str(read_facts(paper))


def test_nothing_says_that_a_term_stands_still_which_was_over(office: Office) -> None:
    letter, on = accepted(office), date(2026, 8, 6)
    suspend(office, letter, on=on)
    with clock.frozen(on):
        page = text(office.browser(office.cast.lan).get(address("record", letter)))
    assert "Việc giải quyết đang tạm đình chỉ." in page
    assert "thời hạn đang dừng" not in page.lower()


def test_a_term_stands_still_on_its_last_day(office: Office) -> None:
    """Nothing is left of a term whose last day, Wednesday 5 August, is used: it ends on the day on which it goes on."""
    letter = accepted(office)
    suspend(office, letter, on=date(2026, 8, 5))
    assert settle(letter).state == "paused"
    resume(office, letter, on=RESUMED)
    assert settle(letter).due_on == RESUMED


def test_the_law_of_suspension_may_be_followed_by_another_value(office: Office) -> None:
    """A new value for the term to send the decision leaves the right to suspend as it was."""
    letter = accepted(office)
    fewer = ValueChange(
        rule="complaint-suspension-decision-send", manner="succeed", value=2, unit="working_day",
        effective_from=date(2026, 7, 15), source="Nghị định (thử)",
    )  # fmt: skip
    book = default_rulebook()
    check_pause(settle(letter), on=SUSPENDED, book=changed_book(book, [fewer]))
    with pytest.raises(ClockRefused):
        check_pause(
            settle(accepted(office, on=date(2026, 6, 15))),
            on=date(2026, 6, 30),
            book=changed_book(book, [fewer]),
        )
