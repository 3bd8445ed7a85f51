"""Permissions for a short time: two people, an hour at most, and nothing of it without a trace."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.elevation import Elevation, grant
from congtam.foundation.access.models import Account, Holding, Relation
from congtam.foundation.access.permissions import declared, elevatable
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_post
from congtam.foundation.calendar import ChangedDay
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.registers.accounts.actions import (
    ask_elevation,
    change_post,
    end_elevation,
    grant_elevation,
    make_post,
    refuse_elevation,
    substitute,
)
from congtam.registers.accounts.queries import waiting_for
from congtam.registers.accounts.tests.conftest import DAY, Register
from congtam.registers.legislation.actions import change_days

CALENDAR = "legislation.maintain_calendar"
JOBS = "jobs.manage"
PAGE = "/people/elevation/"


def ask(
    register: Register, account: Account | None = None, *permissions: str, minutes: int = 30
) -> Elevation:
    """Quân asks, unless somebody else is named."""
    who = account or register.quan
    register.entry(who)
    return ask_elevation(
        actor=register.actor(who), unit=register.cast.city, permissions=permissions or (JOBS,), minutes=minutes,
        reason="Chạy lại việc nền bị lỗi (thử)", on=DAY,
    )  # fmt: skip


def granted(register: Register, by: Account | None = None, **more: object) -> Elevation:
    """Minh grants what Quân asks."""
    asked = ask(register, None, *more.pop("permissions", (JOBS,)), **more)  # type: ignore[misc,arg-type]
    return grant_elevation(asked, actor=register.actor(by or register.minh), on=DAY, save=register.save)


def may(register: Register, permission: str = JOBS) -> bool:
    return register.actor(register.quan).may(permission, register.cast.city)


def events(register: Register, account: Account) -> list[str]:
    record = register.entry(account).record
    return [
        each.event.partition(":")[2] for each in JournalEntry.objects.filter(record=record).order_by("seq")
    ]


def later(minutes: int) -> datetime:
    return clock.now() + timedelta(minutes=minutes)


def test_asking_alone_gives_nothing(register: Register) -> None:
    ask(register)
    assert not may(register)


def test_another_grants_and_it_begins_at_once(register: Register) -> None:
    assert granted(register).until == later(30)
    assert may(register)
    assert not register.actor(register.quan).own[register.cast.city.pk] & {JOBS}


def test_it_ends_by_itself(register: Register) -> None:
    granted(register)
    with clock.frozen(later(29)):
        assert may(register)
    with clock.frozen(later(30)):
        assert not may(register)


def test_nobody_grants_their_own(register: Register) -> None:
    asked = ask(register)
    with pytest.raises(StepBlocked, match="Không ai tự đồng ý"):
        grant_elevation(asked, actor=register.actor(register.quan), on=DAY, save=register.save)
    assert not may(register)


def test_the_database_refuses_a_grant_by_whoever_asked(register: Register) -> None:
    asked = ask(register)
    with pytest.raises(IntegrityError, match="two_people_elevate"), transaction.atomic():
        grant(asked, by=register.quan)


def test_the_database_refuses_more_than_an_hour(register: Register) -> None:
    running = granted(register)
    running.until = later(61)
    with pytest.raises(IntegrityError, match="an_hour_at_most"), transaction.atomic():
        running.save(update_fields=["until"])


@pytest.mark.parametrize("minutes", [0, 61, 600])
def test_no_other_time_can_be_asked_for(register: Register, minutes: int) -> None:
    with pytest.raises(ValidationError):
        ask(register, minutes=minutes)


@pytest.mark.parametrize("name", ["accounts.manage", "letters.triage", "letters.view", "letters.register"])
def test_what_opens_letters_or_gives_rights_is_never_had_for_a_short_time(
    register: Register, name: str
) -> None:
    with pytest.raises(ValidationError):
        ask(register, None, name)


def test_nothing_that_reads_sealed_matter_is_declared_so() -> None:
    sealed = {
        name for name in declared() if name.startswith(("denunciations.", "custody.", "keepers.", "letters."))
    }
    assert not sealed & set(elevatable())
    assert "accounts.manage" not in elevatable()


def test_whoever_does_not_manage_accounts_grants_nothing(register: Register) -> None:
    asked = ask(register)
    with pytest.raises(NotPermitted):
        grant_elevation(asked, actor=register.actor(register.cast.van), on=DAY, save=register.save)


def test_whoever_manages_accounts_elsewhere_grants_nothing(register: Register) -> None:
    asked = ask(register)
    with register.cast.acting(register.dung) as dung, pytest.raises(NotPermitted):
        grant_elevation(asked, actor=dung, on=DAY, save=register.save)


def test_whoever_only_stands_in_for_the_one_who_asks_is_no_second_person(register: Register) -> None:
    van = register.cast.van
    substitute(
        register.entry(register.quan), actor=register.actor(register.minh), by=van,
        holdings=[register.holding(register.quan)], since=DAY, until=DAY + timedelta(days=3), line="", on=DAY,
        save=register.save,
    )  # fmt: skip
    asked = ask(register)
    with pytest.raises(StepBlocked, match="đang thay chính người ấy"):
        grant_elevation(asked, actor=register.actor(van), on=DAY, save=register.save)


def test_a_declared_relative_is_no_second_person(register: Register) -> None:
    asked = ask(register)
    Relation.objects.create(
        account=register.minh, relative=register.quan, kind=Relation.Kind.SIBLING, declared_by=register.minh,
        declared_on=DAY,
    )  # fmt: skip
    with pytest.raises(StepBlocked, match="Người thân"):
        grant_elevation(asked, actor=register.actor(register.minh), on=DAY, save=register.save)


def test_it_hangs_on_a_post_in_that_unit(register: Register) -> None:
    granted(register)
    Holding.objects.filter(account=register.quan).update(held=(DAY - timedelta(days=9), DAY))
    assert not register.actor(register.quan).permissions


def test_it_does_not_reach_into_another_unit(register: Register) -> None:
    granted(register)
    assert not register.actor(register.quan).may(JOBS, register.cast.other)
    with pytest.raises(NotPermitted):
        ask_elevation(
            actor=register.actor(register.quan), unit=register.cast.other, permissions=[JOBS], minutes=30,
            reason="thử", on=DAY,
        )  # fmt: skip


def test_what_one_has_for_a_short_time_can_not_be_made_lasting(register: Register) -> None:
    """The post would keep what the hour gave."""
    granted(register)
    post = register.post("Quản trị tài khoản")
    with pytest.raises(ValidationError, match="Không ai tự giao"):
        change_post(
            post, actor=register.actor(register.quan), title=post.title, permissions=["accounts.manage", JOBS],
            on=DAY, save=register.save,
        )  # fmt: skip


def test_reason_and_both_people_stand_in_the_journal_of_the_account(register: Register) -> None:
    granted(register)
    assert events(register, register.quan)[-2:] == ["elevation_asked", "grant_elevation"]
    last = JournalEntry.objects.filter(record=register.entry(register.quan).record).latest("seq")
    assert (last.actor, last.payload["elevated"]) == (register.minh, [JOBS])


def test_without_a_reason_nothing_is_asked(register: Register) -> None:
    register.entry(register.quan)
    with pytest.raises(ValidationError):
        ask_elevation(
            actor=register.actor(register.quan), unit=register.cast.city, permissions=[JOBS], minutes=30,
            reason="  ", on=DAY,
        )  # fmt: skip


def test_what_is_done_under_it_says_so_in_the_journal(register: Register) -> None:
    granted(register, permissions=(CALENDAR,))
    day = ChangedDay(day=DAY.replace(day=22), kind="local_off", name="Ngày truyền thống (thử)")
    applied = change_days(
        actor=register.actor(register.quan),
        unit=register.cast.city,
        on=DAY,
        days=[day],
        source="Thông báo (thử)",
    )
    entry = JournalEntry.objects.filter(record=applied.record).latest("seq")
    assert entry.post_title == "Quản trị tài khoản (quyền tạm)"


def test_a_right_of_ones_own_does_not_say_so(register: Register) -> None:
    granted(register)
    made = make_post(
        actor=register.actor(register.quan), unit=register.cast.city, title="Thủ kho (thử)", permissions=[], on=DAY,
        save=register.save,
    )  # fmt: skip
    assert JournalEntry.objects.get(record=made.record).post_title == "Quản trị tài khoản"


def failed_job(register: Register) -> int:
    """A background job of the city that failed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args)"
            " VALUES ('default', 'thu', 'failed', jsonb_build_object('unit_id', %s::int)) RETURNING id",
            [register.cast.city.pk],
        )
        return int(cursor.fetchone()[0])


def test_a_page_that_journals_nothing_leaves_a_trace_on_the_account(register: Register) -> None:
    granted(register)
    answer = register.browser(register.quan).post(reverse("job-again", args=(failed_job(register),)))
    assert answer.status_code == 302
    last = JournalEntry.objects.filter(record=register.entry(register.quan).record).latest("seq")
    assert last.event == "accounts.account:elevation_used"
    assert last.payload == {"elevated": [JOBS], "page": "job-again"}


def test_looking_leaves_no_such_trace(register: Register) -> None:
    granted(register)
    assert register.browser(register.quan).get("/jobs/").status_code == 200
    assert "elevation_used" not in events(register, register.quan)


def test_it_is_ended_by_hand(register: Register) -> None:
    running = granted(register)
    end_elevation(running, actor=register.actor(register.quan), on=DAY)
    assert not may(register)
    assert events(register, register.quan)[-1] == "elevation_ended"


def test_whoever_manages_accounts_ends_that_of_another(register: Register) -> None:
    running = granted(register)
    end_elevation(running, actor=register.actor(register.minh), on=DAY)
    assert not may(register)


def test_signing_out_ends_it(register: Register) -> None:
    granted(register)
    register.browser(register.quan).post(reverse("account_logout"))
    assert not may(register)
    set_scope([register.cast.city.pk])
    assert events(register, register.quan)[-1] == "elevation_ended"


def test_signing_out_is_possible_where_another_unit_looks_after_the_account(register: Register) -> None:
    """The record of the account is out of scope then; what one has is given back all the same."""
    running = granted(register)
    set_scope([register.cast.other.pk])
    end_elevation(running, actor=register.actor(register.quan), on=DAY)
    assert not may(register)


def test_a_refusal_needs_a_reason_and_gives_nothing(register: Register) -> None:
    asked = ask(register)
    with pytest.raises(ValidationError):
        refuse_elevation(asked, actor=register.actor(register.minh), reason="", on=DAY, save=register.save)
    refuse_elevation(
        asked, actor=register.actor(register.minh), reason="Chưa cần", on=DAY, save=register.save
    )
    with pytest.raises(StepBlocked):
        grant_elevation(asked, actor=register.actor(register.minh), on=DAY, save=register.save)
    assert not may(register)


def test_a_request_is_granted_once(register: Register) -> None:
    running = granted(register)
    with pytest.raises(StepBlocked):
        grant_elevation(running, actor=register.actor(register.minh), on=DAY, save=register.save)


def test_one_request_waits_at_a_time_and_one_that_nobody_answered_for_a_day_makes_place(
    register: Register,
) -> None:
    ask(register)
    with pytest.raises(StepBlocked, match="đang chờ"):
        ask(register)
    with clock.frozen(later(25 * 60)):
        assert ask(register).waits(clock.now())


def test_a_request_is_counted_for_the_second_person_only(register: Register) -> None:
    ask(register)
    assert waiting_for(register.actor(register.minh)) == 1
    assert waiting_for(register.actor(register.quan)) is None


def test_finding_what_somebody_may_do_is_one_query(
    register: Register, django_assert_num_queries: object
) -> None:
    granted(register)
    with django_assert_num_queries(1):  # type: ignore[operator]
        register.actor(register.quan)


# -- the pages ------------------------------------------------------------------------------------------------


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (answer.status_code, answer.headers)
    return answer.content.decode()


def test_it_is_asked_for_and_granted_on_the_page(register: Register) -> None:
    register.entry(register.quan)
    quan, minh = register.browser(register.quan), register.browser(register.minh)
    answer = quan.post(
        PAGE,
        {
            "unit": register.cast.city.pk,
            "permissions": [JOBS],
            "minutes": "30",
            "reason": "Chạy lại việc nền",
        },
    )
    assert answer.status_code == 302
    [asked] = Elevation.objects.all()
    assert "Phạm Thị Quân" in text(minh, PAGE)
    decide = reverse("accounts:elevation-decide", args=(asked.pk,))
    assert minh.post(decide, {"decision": "grant"}).status_code == 302
    assert "còn <span data-left>30</span> phút" in text(quan, "/jobs/")


def test_a_form_keeps_what_was_typed(register: Register) -> None:
    register.entry(register.quan)
    answer = register.browser(register.quan).post(
        PAGE, {"unit": register.cast.city.pk, "reason": "Một lý do dài"}
    )
    assert answer.status_code == 422
    assert "Một lý do dài" in answer.content.decode()


def test_ones_own_request_cannot_be_granted_on_the_page(register: Register) -> None:
    asked = ask(register)
    decide = reverse("accounts:elevation-decide", args=(asked.pk,))
    assert register.browser(register.quan).post(decide, {"decision": "grant"}).status_code == 422
    assert not may(register)


def test_another_office_does_not_find_it(register: Register) -> None:
    asked = ask(register)
    for name in ("decide", "end"):
        address = reverse(f"accounts:elevation-{name}", args=(asked.pk,))
        assert register.browser(register.dung).post(address).status_code == 404


def test_a_colleague_does_not_find_it(register: Register) -> None:
    asked = ask(register)
    address = reverse("accounts:elevation-end", args=(asked.pk,))
    assert register.browser(register.cast.van).post(address).status_code == 404


def test_the_page_speaks_english(register: Register) -> None:
    granted(register)
    Account.objects.filter(pk=register.quan.pk).update(language="en")
    assert "Temporary" in text(register.browser(register.quan), PAGE)


def test_a_post_made_for_it_is_not_needed(register: Register) -> None:
    """Somebody who manages no accounts asks too."""
    add_post(unit=register.cast.city, title="Chuyên viên", permissions=("letters.view",))
    asked = ask(register, register.cast.chi)
    grant_elevation(asked, actor=register.actor(register.minh), on=DAY, save=register.save)
    assert register.actor(register.cast.chi).may(JOBS, register.cast.city)
