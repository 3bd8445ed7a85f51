"""Posts and their permissions; who holds them from which day until which."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted, actor_of
from congtam.foundation.access.models import Account, Holding
from congtam.mechanisms.lifecycle.acts import AlreadyDone
from congtam.registers.accounts.actions import change_post, close_post, end_post, give_post, make_post
from congtam.registers.accounts.sets import SETS
from congtam.registers.accounts.tests.conftest import DAY, Register

NEXT = DAY + timedelta(days=1)


def give(
    register: Register, account: Account, title: str, *, since: date, until: date | None = None
) -> Holding:
    return give_post(
        register.entry(account), actor=register.actor(), post=register.post(title), since=since, until=until,
        on=DAY, save=register.save,
    )  # fmt: skip


def end(register: Register, account: Account, *, from_day: date) -> None:
    end_post(
        register.entry(account), actor=register.actor(), holding=register.holding(account), from_day=from_day,
        on=DAY, save=register.save,
    )  # fmt: skip


def test_a_post_gives_its_permissions_from_its_first_day_to_the_day_before_its_end(
    register: Register,
) -> None:
    give(register, register.cast.van, "Lãnh đạo", since=NEXT, until=NEXT + timedelta(days=1))
    may = [
        actor_of(register.cast.van, on=DAY + timedelta(days=days)).may("letters.sign", register.cast.city)
        for days in range(3)
    ]
    assert may == [False, True, False]


def test_the_same_post_twice_on_a_day_is_refused_in_words(register: Register) -> None:
    with pytest.raises(ValidationError, match="đã giữ chức vụ “Văn thư”"):
        give(register, register.cast.van, "Văn thư", since=DAY)


def test_a_period_without_a_day_is_refused(register: Register) -> None:
    with pytest.raises(ValidationError, match="Ngày thôi phải sau"):
        give(register, register.cast.van, "Lãnh đạo", since=DAY, until=DAY)


def test_a_post_ends_on_the_day_that_is_named(register: Register) -> None:
    end(register, register.cast.chi, from_day=NEXT)
    assert actor_of(register.cast.chi, on=DAY).unit_ids
    assert not actor_of(register.cast.chi, on=NEXT).unit_ids


def test_a_post_that_has_not_begun_is_taken_back_whole(register: Register) -> None:
    held = give(register, register.cast.chi, "Lãnh đạo", since=NEXT)
    end_post(
        register.entry(register.cast.chi), actor=register.actor(),
        holding=Holding.objects.select_related("post").get(pk=held.pk), from_day=DAY, on=DAY, save=register.save,
    )  # fmt: skip
    assert not Holding.objects.filter(pk=held.pk).exists()


def test_a_post_does_not_end_before_it_began(register: Register) -> None:
    with pytest.raises(ValidationError, match="chưa bắt đầu"):
        end(register, register.cast.chi, from_day=date(2014, 1, 1))


def test_every_act_on_posts_stands_in_the_journal_of_the_account(register: Register) -> None:
    give(register, register.cast.van, "Lãnh đạo", since=NEXT)
    last = register.entry(register.cast.van).record.entries.order_by("-seq")[0]
    assert (last.event, last.actor) == ("accounts.account:give_post", register.quan)
    assert last.payload["title"] == "Lãnh đạo"


def test_nobody_without_the_permission_gives_a_post(register: Register) -> None:
    entry = register.entry(register.cast.van)
    with pytest.raises(NotPermitted):
        give_post(
            entry, actor=register.actor(register.cast.lan), post=register.post("Lãnh đạo"), since=DAY, on=DAY,
            save=register.save,
        )  # fmt: skip


def test_nobody_gives_themselves_a_post_that_opens_letters(register: Register) -> None:
    with pytest.raises(ValidationError, match="Không ai tự giao cho mình"):
        give(register, register.quan, "Lãnh đạo", since=NEXT)
    assert not actor_of(register.quan, on=NEXT).may("letters.sign", register.cast.city)


def test_nobody_gives_their_own_post_what_opens_letters(register: Register) -> None:
    post = register.post("Quản trị tài khoản")
    with pytest.raises(ValidationError, match="Không ai tự giao cho mình"):
        change_post(
            post, actor=register.actor(), title=post.title, permissions=[*post.permissions, "letters.view"],
            on=DAY, save=register.save,
        )  # fmt: skip
    assert not register.actor().may("letters.view", register.cast.city)


def test_an_administrator_alone_may_take_what_administrators_have(register: Register) -> None:
    post = register.post("Quản trị tài khoản")
    change_post(
        post, actor=register.actor(), title=post.title, permissions=[*post.permissions, "upkeep.view"], on=DAY,
        save=register.save,
    )  # fmt: skip
    assert register.actor().may("upkeep.view", register.cast.city)


def test_a_post_of_another_unit_is_not_given(register: Register) -> None:
    foreign = register.holding(register.cast.stranger).post
    with pytest.raises(NotPermitted):
        give_post(
            register.entry(register.cast.van), actor=register.actor(), post=foreign, since=DAY, on=DAY,
            save=register.save,
        )  # fmt: skip


def test_the_last_who_manages_accounts_keeps_the_post(register: Register) -> None:
    end(register, register.minh, from_day=DAY)
    with pytest.raises(ValidationError, match="không còn ai quản lý tài khoản"):
        end(register, register.quan, from_day=NEXT)


def test_the_last_post_that_manages_accounts_keeps_its_permission(register: Register) -> None:
    with pytest.raises(ValidationError, match="không còn ai quản lý tài khoản"):
        change_post(
            register.post("Quản trị tài khoản"), actor=register.actor(), title="Quản trị tài khoản",
            permissions=[], on=DAY, save=register.save,
        )  # fmt: skip


def test_a_changed_post_holds_at_once_and_the_journal_says_what_was_added(register: Register) -> None:
    post = register.post("Văn thư")
    change_post(
        post, actor=register.actor(), title="Văn thư", permissions=[*post.permissions, "letters.close"], on=DAY,
        save=register.save,
    )  # fmt: skip
    assert register.actor(register.cast.van).may("letters.close", register.cast.city)
    assert post.entry.record.entries.get(event="accounts.post:change").payload["added"] == ["letters.close"]


def test_two_posts_of_a_unit_do_not_share_a_title(register: Register) -> None:
    with pytest.raises(ValidationError, match="đã có chức vụ mang tên này"):
        make_post(
            actor=register.actor(), unit=register.cast.city, title="Văn thư", permissions=[], on=DAY,
            save=register.save,
        )  # fmt: skip


def test_a_save_that_is_sent_twice_makes_one_post(register: Register) -> None:
    save = register.save
    given = {"actor": register.actor(), "unit": register.cast.city, "title": "Thủ quỹ", "permissions": []}
    make_post(**given, on=DAY, save=save)  # type: ignore[arg-type]
    with pytest.raises(AlreadyDone):
        make_post(**given, on=DAY, save=save)  # type: ignore[arg-type]


def test_a_post_that_somebody_holds_is_not_closed(register: Register) -> None:
    with pytest.raises(ValidationError, match="Còn người giữ"):
        close_post(register.post("Văn thư"), actor=register.actor(), on=DAY, save=register.save)


def test_a_closed_post_is_not_given(register: Register) -> None:
    make_post(
        actor=register.actor(), unit=register.cast.city, title="Thủ quỹ", permissions=[], on=DAY,
        save=register.save,
    )  # fmt: skip
    close_post(register.post("Thủ quỹ"), actor=register.actor(), on=clock.today(), save=register.save)
    with pytest.raises(ValidationError, match="đã bỏ"):
        give(register, register.cast.van, "Thủ quỹ", since=DAY)


def test_every_ready_made_set_names_permissions_that_are_declared() -> None:
    assert not [name for each in SETS for name in each.permissions if name not in each.known]
