"""Comparing senders inside intake: what is found, what is kept, what nobody can list. Everybody here is invented."""

from collections.abc import Callable
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from congtam.casework.letters.actions import hold_letter, register_letter, triage_letter
from congtam.casework.letters.comparing.actions import link_letters, say_different
from congtam.casework.letters.comparing.marks import kept_until, marks_of
from congtam.casework.letters.comparing.queries import earlier_letters, links_of
from congtam.casework.letters.models import Competence, Kind, Letter, RecordLink
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.situations import MatterDetails
from congtam.casework.letters.tests.work_pages import Office, day
from congtam.foundation import clock, editions
from congtam.foundation.access.actor import NotPermitted, system_actor
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.foundation.editions.number import note
from congtam.mechanisms.lifecycle.models import JournalEntry, Level, Record
from congtam.mechanisms.rulebook.changes import ValueChange
from congtam.registers.legislation import actions as legislation
from tests.cast import SINCE

TODAY = date(2026, 7, 1)
WHO = situations.SENDER.identifying()
SEALED = MatterDetails(kind=Kind.UNCLEAR, summary="Nêu việc lập khống hồ sơ (thử)")


def limit(office: Office, months: int = 12) -> None:
    """The office fills in how long marks are kept."""
    keeper = add_account(username="luat", display_name="Đỗ Văn Luật (thử)", password=None)
    post = add_post(unit=office.cast.city, title="Pháp chế", permissions=("legislation.maintain_values",))
    hold(account=keeper, post=post, since=SINCE)
    given = ValueChange(
        rule="letter-sender-comparison", manner="fill", value=months, unit="month", source="Quy chế (thử)"
    )
    legislation.change_value(
        actor=office.cast.actor(keeper), unit=office.cast.city, on=clock.today(), change=given
    )


def registered(office: Office, **more: Any) -> Letter:
    return situations.registered(office.cast, on=TODAY, **more)


def waiting(office: Office) -> Letter:
    return situations.received(office.cast, on=TODAY)


def found(office: Office, letter: Letter, sender: dict[str, str] | None = None) -> list[str]:
    van = office.cast.actor(office.cast.van)
    return [each.code for each in earlier_letters(letter=letter, sender=sender or WHO, actor=van, on=TODAY)]


@pytest.fixture
def desk(office: Office) -> Any:
    before = editions.of_this_transaction()
    with day(TODAY):
        limit(office)
        yield office
    note(before)  # the edition of a test that is rolled back is nobody's


def test_an_earlier_letter_of_the_same_sender_is_found_by_subject_and_time(desk: Office) -> None:
    earlier, now = registered(desk), waiting(desk)
    van = desk.cast.actor(desk.cast.van)
    (shown,) = earlier_letters(letter=now, sender=WHO, actor=van, on=TODAY)
    assert (shown.code, shown.subject, shown.received_on) == (
        earlier.record.code,
        earlier.record.subject,
        TODAY,
    )
    assert WHO["name"] not in str(shown)


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "ĐỖ THỊ THỬ NGHIỆM", "address": "tổ 3, P. Đống Đa (thử)", "phone": ""},
        {"name": "", "address": "", "phone": "0900.000.000"},
        {"name": "", "address": "", "phone": "+84 900 000 000"},
    ],
)
def test_another_spelling_of_the_same_is_the_same(desk: Office, typed: dict[str, str]) -> None:
    earlier, now = registered(desk), waiting(desk)
    assert found(desk, now, typed) == [earlier.record.code]


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "Đỗ Thị Thử Nghiệm", "address": "", "phone": ""},
        {"name": "Đỗ Thị Thử Nghiệm", "address": "Tổ 4, phường Đống Đa (thử)", "phone": "0900000001"},
    ],
)
def test_a_name_alone_finds_nothing(desk: Office, typed: dict[str, str]) -> None:
    registered(desk)
    assert not found(desk, waiting(desk), typed)


def test_nothing_is_kept_before_the_office_says_how_long(office: Office) -> None:
    with day(TODAY):
        letter = registered(office)
        assert kept_until(letter) is None
        assert not found(office, waiting(office))


def test_at_most_five_are_told(desk: Office) -> None:
    for _each in range(7):
        registered(desk)
    assert len(found(desk, waiting(desk))) == 5


def test_only_intake_compares(desk: Office) -> None:
    registered(desk)
    now = waiting(desk)
    for account in (desk.cast.chi, desk.cast.lan, desk.cast.stranger):
        actor = desk.cast.actor(account)
        assert not earlier_letters(letter=now, sender=WHO, actor=actor, on=TODAY)


def test_another_unit_finds_nothing(desk: Office) -> None:
    registered(desk)
    set_scope([desk.cast.other.pk])
    assert marks_of(WHO, unit_id=desk.cast.city.pk) != marks_of(WHO, unit_id=desk.cast.other.pk)
    marks = marks_of(WHO, unit_id=desk.cast.city.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT letters_alike(1, %s, %s, %s)", [list(marks), list(marks.values()), TODAY])
        assert not cursor.fetchall()


def test_a_letter_that_is_held_is_compared_no_more(desk: Office) -> None:
    earlier = registered(desk, matters=(SEALED,))
    now = waiting(desk)
    assert found(desk, now) == [earlier.record.code]
    hold_letter(letter=earlier, actor=desk.cast.actor(desk.cast.chi), on=TODAY)
    assert not found(desk, now)
    assert not kept(earlier)


def test_its_marks_do_not_come_back_when_it_is_opened(desk: Office) -> None:
    """They went with the sealing; the level alone would only hide them."""
    earlier = registered(desk, matters=(SEALED,))
    now = waiting(desk)
    hold_letter(letter=earlier, actor=desk.cast.actor(desk.cast.chi), on=TODAY)
    Record.objects.filter(pk=earlier.pk).update(level=Level.ORDINARY)
    assert not found(desk, now)


def test_nothing_is_kept_of_a_letter_registered_with_a_denunciation_in_it(desk: Office) -> None:
    matter = MatterDetails(kind=Kind.DENUNCIATION, summary="Lập khống hồ sơ (thử)")
    earlier = registered(desk, matters=(matter,))
    assert not kept(earlier)
    assert not found(desk, waiting(desk))


def kept(letter: Letter) -> bool:
    """Whether a mark of the letter is there: asked through the function, since the table cannot be read."""
    marks = marks_of(WHO, unit_id=letter.unit_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM letters_alike(%s, %s, %s, %s) AS found WHERE found = %s",
            [letter.pk + 1, list(marks), list(marks.values()), TODAY, letter.pk],
        )
        return bool(cursor.fetchone()[0])


def test_a_mark_is_gone_when_its_time_is_over(desk: Office) -> None:
    registered(desk)
    now = waiting(desk)
    marks = marks_of(WHO, unit_id=now.unit_id)

    def asked(on: date) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM letters_alike(%s, %s, %s, %s)",
                [now.pk, list(marks), list(marks.values()), on],
            )
            return int(cursor.fetchone()[0])

    assert asked(date(2027, 6, 30)) == 1
    assert asked(date(2027, 7, 1)) == 0


REFUSED: tuple[Callable[[Any], None], ...] = (
    lambda cursor: cursor.execute("SELECT * FROM letters_sendermark"),
    lambda cursor: cursor.execute("SELECT mark, count(*) FROM letters_sendermark GROUP BY mark"),
    lambda cursor: cursor.execute("INSERT INTO letters_sendermark DEFAULT VALUES"),
    lambda cursor: cursor.execute("DELETE FROM letters_sendermark"),
    lambda cursor: cursor.execute("SELECT letters_age_marks('2030-01-01')"),
)


@pytest.mark.parametrize("ask", REFUSED)
def test_the_application_can_neither_list_nor_change_the_marks(
    desk: Office, ask: Callable[[Any], None]
) -> None:
    registered(desk)
    with (
        pytest.raises((ProgrammingError, InternalError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        ask(cursor)


def test_the_worker_removes_marks_and_reads_none(fresh_database: Any, worker_url: str) -> None:
    with psycopg.connect(worker_url) as worker:
        assert worker.execute("SELECT letters_age_marks('2026-07-01')").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            worker.execute("SELECT * FROM letters_sendermark")


def test_two_letters_of_one_sender_look_no_more_alike_than_any_two(
    home: Any, fresh_database: Any, superuser_url: str
) -> None:
    from congtam.foundation.access.scope import acting
    from tests.cast import describe_city, make_cast

    with day(TODAY), transaction.atomic():
        with acting(system_actor("tests", unit_id=0)):
            cast = make_cast()
            set_scope([cast.city.pk])
            describe_city(cast)
        office = Office(cast)
        set_scope([cast.city.pk])
        limit(office)
        registered(office)
        registered(office)
    with psycopg.connect(superuser_url) as superuser:
        rows = superuser.execute("SELECT what, mark, salt FROM letters_sendermark").fetchall()
    assert len(rows) == 4
    assert len({bytes(mark) for _what, mark, _salt in rows}) == 4
    assert not any(WHO["phone"].encode() in bytes(mark) for _what, mark, _salt in rows)


def test_an_officer_links_two_letters_with_a_reason(desk: Office) -> None:
    earlier, now = registered(desk), waiting(desk)
    van = desk.cast.actor(desk.cast.van)
    link_letters(letter=now, other=earlier.record, actor=van, on=TODAY, reason="Cùng khiếu nại quyết định 57")
    assert [each.code for each in links_of(now.record, van)] == [earlier.record.code]
    assert [each.code for each in links_of(earlier.record, van)] == [now.record.code]
    events = JournalEntry.objects.filter(event="letters.letter:linked").values_list("record_id", flat=True)
    assert set(events) == {earlier.pk, now.pk}


def test_a_link_needs_its_reason(desk: Office) -> None:
    from django.core.exceptions import ValidationError

    earlier, now = registered(desk), waiting(desk)
    with pytest.raises(ValidationError):
        link_letters(
            letter=now, other=earlier.record, actor=desk.cast.actor(desk.cast.van), on=TODAY, reason=" "
        )


def test_what_was_said_to_be_another_matter_is_not_asked_again(desk: Office) -> None:
    earlier, now = registered(desk), waiting(desk)
    say_different(letter=now, other=earlier.record, actor=desk.cast.actor(desk.cast.van))
    assert not found(desk, now)
    assert not links_of(now.record, desk.cast.actor(desk.cast.van))


def test_only_intake_links(desk: Office) -> None:
    earlier, now = registered(desk), waiting(desk)
    for account in (desk.cast.chi, desk.cast.stranger):
        with pytest.raises(NotPermitted):
            link_letters(
                letter=now, other=earlier.record, actor=desk.cast.actor(account), on=TODAY, reason="Cùng việc"
            )


def test_a_letter_that_was_opened_is_compared_no_more(desk: Office) -> None:
    registered(desk)
    letter = registered(desk)
    triage_letter(
        letter=letter, actor=desk.cast.actor(desk.cast.chi), on=TODAY, competence=Competence.OURS,
        matters=(situations.COMPLAINT,), handler=desk.cast.chi,
    )  # fmt: skip
    assert not found(desk, letter)


def test_whoever_may_not_know_of_a_sealed_record_knows_of_no_link_to_it(desk: Office) -> None:
    earlier, now = registered(desk, matters=(SEALED,)), waiting(desk)
    van = desk.cast.actor(desk.cast.van)
    link_letters(letter=now, other=earlier.record, actor=van, on=TODAY, reason="Cùng việc (thử)")
    hold_letter(letter=earlier, actor=desk.cast.actor(desk.cast.chi), on=TODAY)
    set_scope([desk.cast.city.pk], sealed_unit_ids=[])
    assert not RecordLink.objects.exists()
    set_scope([desk.cast.city.pk])
    assert RecordLink.objects.count() == 1, "the declared link stays"


def test_a_letter_is_registered_again_with_the_marks_of_the_last_time(desk: Office) -> None:
    letter = waiting(desk)
    register_letter(
        letter=letter, actor=desk.cast.actor(desk.cast.van), on=TODAY, sender=situations.SENDER,
        summary="Khiếu nại", matters=(situations.COMPLAINT,),
    )  # fmt: skip
    assert found(desk, waiting(desk)) == [letter.record.code]
