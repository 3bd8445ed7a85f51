"""All of an office in one transaction, or nothing."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from congtam.foundation.access.actor import actor_of
from congtam.foundation.access.models import Account, Post, Unit
from congtam.foundation.access.setup import add_account
from congtam.foundation.numbering.models import Counter, take
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.mechanisms.rulebook import editions
from congtam.mechanisms.rulebook.models import CalendarYear
from congtam.project.first_day.plan import AdministratorPlan, PersonPlan
from congtam.project.first_day.setting_up import NotEmpty, SetUp, set_up_office
from congtam.project.first_day.tests.plans import PASSWORD, TODAY, plan
from congtam.project.home import Home
from congtam.registers.accounts.door import waiting_invitation
from congtam.registers.organisations.queries import letterhead

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def made(home: Home) -> SetUp:
    return set_up_office(plan(), on=TODAY)


def _nothing_was_written() -> bool:
    return not Account.objects.exists() and not Unit.objects.exists() and not Post.objects.exists()


def test_the_office_has_its_letterhead_from_the_day_of_its_name(made: SetUp) -> None:
    head = letterhead(made.unit, date(2025, 7, 1))

    assert made.unit.code == "xa_vi_du"
    assert (head.name, head.place, head.symbol) == ("Ủy ban nhân dân xã Ví Dụ", "Ví Dụ", "UBND")


def test_the_first_letter_gets_the_number_after_the_paper_book(made: SetUp) -> None:
    assert take(unit_id=made.unit.pk, series="letters", scope="2026") == 145


def test_issued_documents_go_on_from_their_own_numbers(made: SetUp) -> None:
    assert take(unit_id=made.unit.pk, series="documents:TB", scope="2026") == 12
    assert take(unit_id=made.unit.pk, series="documents:QĐ", scope="2026") == 1


def test_papers_of_denunciations_go_on_in_their_own_series() -> None:
    made = set_up_office(plan(numbers={"TB.TC": 5}), on=TODAY)

    assert take(unit_id=made.unit.pk, series="documents:TB.TC", scope="2026") == 5
    assert take(unit_id=made.unit.pk, series="documents:TB", scope="2026") == 1


def test_the_administrator_signs_in_with_the_chosen_password_and_opens_no_letter(made: SetUp) -> None:
    actor = actor_of(made.administrator, on=TODAY)

    assert made.administrator.check_password(PASSWORD)
    assert actor.may("organisations.maintain", made.unit)
    assert not actor.may("letters.view")


def test_everybody_gets_a_code_with_which_they_choose_a_password_of_their_own(made: SetUp) -> None:
    desk = made.entrances[0]
    account = Account.objects.get(username="ntso")

    invitation = waiting_invitation(desk.code)

    assert invitation is not None
    assert invitation.entry.account == account
    assert not account.has_usable_password()
    assert desk.code not in repr(desk)
    assert actor_of(account, on=TODAY).may("letters.register", made.unit)
    assert not actor_of(account, on=TODAY).may("letters.sign", made.unit)


def test_accounts_and_posts_stand_in_the_journal_as_the_administrators_acts(made: SetUp) -> None:
    entries = JournalEntry.objects.filter(record__unit=made.unit, record__kind__startswith="accounts.")

    assert {entry.actor for entry in entries} == {made.administrator}


def test_a_year_of_the_calendar_that_was_compared_is_confirmed_by_the_administrator(home: Home) -> None:
    made = set_up_office(plan(calendar={2027: "Thông báo số 01/TB-UBND"}), on=TODAY)

    assert editions.binding().calendar.settled(2027)
    row = CalendarYear.objects.get()
    assert (row.year, row.source, row.made_by) == (2027, "Thông báo số 01/TB-UBND", made.administrator)


def test_a_second_time_is_refused_and_changes_nothing(made: SetUp) -> None:
    with pytest.raises(NotEmpty):
        set_up_office(plan(numbers={"letters": 500}), on=TODAY)

    assert Counter.objects.get(series="letters").last == 144


def test_a_home_with_an_account_is_refused() -> None:
    add_account(username="ai", display_name="Ai đó (thử)", password=None)

    with pytest.raises(NotEmpty):
        set_up_office(plan(), on=TODAY)

    assert not Unit.objects.exists()


TWICE = PersonPlan(name="Trần Văn Hồ (thử)", username="ntso", post="Chuyên viên", duties=("case",))


@pytest.mark.parametrize(
    "wrong",
    [
        plan(administrator=AdministratorPlan(username="quantri", name="Máy", password="ngắn")),
        plan(administrator=AdministratorPlan(username="ntso", name="Máy", password=PASSWORD)),
        plan(people=(*plan().people, TWICE)),
        plan(people=plan().people[1:]),
        plan(numbers={"letters": 0}),
        plan(numbers={"no such book": 3}),
        plan(office=replace(plan().office, numbering="term", term="")),
        plan(office=replace(plan().office, place="")),
        plan(office=replace(plan().office, code="Xã Ví Dụ")),
    ],
    ids=[
        "short password", "administrator is somebody else", "user name twice", "nobody at the desk", "number 0",
        "unknown book", "no term", "no place", "code with marks",
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_and_nothing_is_written(wrong: object) -> None:
    with pytest.raises(ValidationError):
        set_up_office(wrong, on=TODAY)  # type: ignore[arg-type]

    assert _nothing_was_written()


def test_two_at_the_same_moment_wait_for_each_other() -> None:
    set_up_office(plan(), on=TODAY)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone()[0] >= 1
