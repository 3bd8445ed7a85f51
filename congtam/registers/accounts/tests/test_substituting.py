"""Somebody is away: rights, work and signatures pass over for some days and come back by themselves."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from congtam.casework.letters.actions import Signer
from congtam.casework.letters.queries import letters_of
from congtam.casework.letters.tests import situations
from congtam.casework.letters.views.signing import proposed_signer
from congtam.foundation.access.actor import actor_of
from congtam.foundation.access.models import Account, Substitution
from congtam.interface.web.home.things import groups
from congtam.registers.accounts.actions import end_post, end_substitution, substitute
from congtam.registers.accounts.tests.conftest import DAY, Register

UNTIL = DAY + timedelta(days=3)


def away(register: Register, account: Account, by: Account, **more: Any) -> Substitution:
    """``by`` stands in for the account from DAY for three days."""
    given: dict[str, Any] = {"since": DAY, "until": UNTIL, "line": "KT. CHỦ TỊCH", **more}
    return substitute(
        register.entry(account), actor=register.actor(), by=by, holdings=[register.holding(account)], on=DAY,
        save=register.save, **given,
    )[0]  # fmt: skip


def test_the_substitute_has_the_rights_on_these_days_and_no_others(register: Register) -> None:
    cast = register.cast
    away(register, cast.lan, cast.van, since=DAY + timedelta(days=1))
    days = [DAY + timedelta(days=number) for number in range(4)]
    assert [actor_of(cast.van, on=day).may("letters.sign", cast.city) for day in days] == [
        False, True, True, False,
    ]  # fmt: skip


def test_an_actor_is_still_found_in_one_query(register: Register, django_assert_num_queries: Any) -> None:
    away(register, register.cast.lan, register.cast.van)
    with django_assert_num_queries(1):
        actor = actor_of(register.cast.van, on=DAY)
    assert actor.works_for == (register.cast.lan.pk,)
    assert (actor.post_title, actor.unit_name) == ("Văn thư", register.cast.city.name)


def test_the_right_does_not_outlive_the_post_that_it_comes_from(register: Register) -> None:
    cast = register.cast
    away(register, cast.lan, cast.van, until=DAY + timedelta(days=30))
    end_post(
        register.entry(cast.lan), actor=register.actor(), holding=register.holding(cast.lan),
        from_day=DAY + timedelta(days=1), on=DAY, save=register.save,
    )  # fmt: skip
    assert not actor_of(cast.van, on=DAY + timedelta(days=2)).works_for


def test_ended_early_the_rights_are_gone_today(register: Register) -> None:
    cast = register.cast
    given = away(register, cast.lan, cast.van)
    later = DAY + timedelta(days=1)
    given = Substitution.objects.select_related("holding__post", "substitute").get(pk=given.pk)
    end_substitution(
        register.entry(cast.lan),
        actor=register.actor(on=later),
        substitution=given,
        on=later,
        save=register.save,
    )
    assert actor_of(cast.van, on=DAY).works_for
    assert not actor_of(cast.van, on=later).works_for


def test_one_that_has_not_begun_is_taken_back_whole(register: Register) -> None:
    cast = register.cast
    pk = away(register, cast.lan, cast.van, since=DAY + timedelta(days=1)).pk
    given = Substitution.objects.select_related("holding__post", "substitute").get(pk=pk)
    end_substitution(
        register.entry(cast.lan), actor=register.actor(), substitution=given, on=DAY, save=register.save
    )
    assert not Substitution.objects.filter(pk=pk).exists()


def test_the_absent_persons_letters_are_mine_these_days(register: Register) -> None:
    cast = register.cast
    letter = situations.triaged(cast, on=DAY)
    away(register, cast.chi, cast.van)
    for day, mine in ((DAY, True), (UNTIL, False)):
        found = letters_of(actor_of(cast.van, on=day), tab="mine", today=day)
        assert (letter.record in found) is mine


def test_what_is_soon_due_stands_as_mine_on_the_first_page(register: Register) -> None:
    cast = register.cast
    letter = situations.accepted(cast, on=DAY - timedelta(days=27))
    assert _group_of(register, cast.van, letter.record.code) == "others"
    away(register, cast.chi, cast.van)
    assert _group_of(register, cast.van, letter.record.code) in ("today", "soon")


def _group_of(register: Register, account: Account, code: str) -> str:
    found = groups(register.actor(account), today=DAY)
    return next(group.name for group in found for thing in group.things if thing.record.code == code)


def test_the_journal_says_in_whose_place_an_act_was_done(register: Register) -> None:
    cast = register.cast
    letter = situations.triaged(cast, on=DAY)
    away(register, cast.lan, cast.van)
    situations.accept_letter(
        letter=letter,
        actor=register.actor(cast.van),
        on=DAY,
        signer=situations.SIGNER,
        save=situations.save(),
    )
    entry = letter.record.entries.get(event="letters.letter:accept")
    assert (entry.actor, entry.post_title) == (cast.van, "Lãnh đạo (thay)")


def test_what_somebody_may_do_by_their_own_post_bears_their_own_post(register: Register) -> None:
    cast = register.cast
    away(register, cast.lan, cast.van)
    letter = situations.registered(cast, on=DAY)
    assert {entry.post_title for entry in letter.record.entries.all()} == {"Văn thư"}


def test_the_paper_is_signed_with_the_line_that_the_office_chose(register: Register) -> None:
    cast = register.cast
    letter = situations.triaged(cast, on=DAY)
    away(register, cast.lan, cast.van)
    assert proposed_signer(letter, register.actor(cast.van)) == {
        "signer_authority": "KT. CHỦ TỊCH", "signer_title": "Văn thư", "signer_name": cast.van.display_name,
    }  # fmt: skip


def test_the_line_goes_onto_the_paper_and_is_read_back(register: Register) -> None:
    cast = register.cast
    letter = situations.triaged(cast, on=DAY)
    signer = Signer(title="PHÓ CHỦ TỊCH", name="Lê Thị Lan (thử)", authority="KT. CHỦ TỊCH")
    situations.accept_letter(
        letter=letter, actor=register.actor(cast.lan), on=DAY, signer=signer, save=situations.save()
    )
    assert proposed_signer(letter, register.actor(cast.chi))["signer_authority"] == "KT. CHỦ TỊCH"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"since": DAY - timedelta(days=1)}, "trước hôm nay"),
        ({"until": DAY}, "Ngày cuối"),
    ],
)
def test_days_that_make_no_sense_are_refused(register: Register, more: dict[str, date], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        away(register, register.cast.lan, register.cast.van, **more)


def test_nobody_sends_themselves_into_a_post_that_opens_letters(register: Register) -> None:
    with pytest.raises(ValidationError, match="Không ai tự giao cho mình"):
        away(register, register.cast.lan, register.quan)
    assert not register.actor().may("letters.sign", register.cast.city)


def test_a_substitute_passes_nothing_on_to_their_own_substitute(register: Register) -> None:
    cast = register.cast
    away(register, cast.lan, cast.chi)
    away(register, cast.chi, cast.van)
    assert actor_of(cast.chi, on=DAY).may("letters.sign", cast.city)
    assert not actor_of(cast.van, on=DAY).may("letters.sign", cast.city)


def test_nobody_stands_in_for_themselves(register: Register) -> None:
    with pytest.raises(ValidationError, match="một người khác"):
        away(register, register.cast.lan, register.cast.lan)


def test_the_same_substitute_twice_on_a_day_is_refused_in_words(register: Register) -> None:
    away(register, register.cast.lan, register.cast.van)
    with pytest.raises(ValidationError, match="đã thay chức vụ"):
        away(register, register.cast.lan, register.cast.van)
