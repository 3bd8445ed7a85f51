"""Lines of reporting and declared family: kept to keep people away from each other's matters, and for nothing else."""

import pytest
from django.core.exceptions import ValidationError

from congtam.casework.letters.tests import situations
from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.models import Account, Post, Relation
from congtam.foundation.access.rls import set_scope
from congtam.mechanisms.lifecycle import exclusions
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.mechanisms.lifecycle.tests.test_exclusions import Named
from congtam.registers.accounts.actions import (
    declare_relation,
    end_own_relation,
    end_relation,
    enter_relation,
    give_post,
    report_to,
    substitute,
)
from congtam.registers.accounts.tests.conftest import DAY, Register


def line(register: Register, title: str, above: str | None) -> None:
    report_to(
        register.post(title), actor=register.actor(), above=register.post(above) if above else None, on=DAY,
        save=register.save,
    )  # fmt: skip


def named(register: Register, *accounts: Account) -> Named:
    """A letter in which the accounts are named."""
    found = Named(register.cast, situations.registered(register.cast, on=DAY))
    found.name(*accounts)
    return found


def test_a_post_reports_to_another_and_the_journal_tells_it(register: Register) -> None:
    line(register, "Chuyên viên", "Lãnh đạo")
    assert register.post("Chuyên viên").reports_to == register.post("Lãnh đạo")
    assert JournalEntry.objects.get(event="accounts.post:report_to").payload["above"] == "Lãnh đạo"


def test_a_circle_is_refused_however_long(register: Register) -> None:
    line(register, "Chuyên viên", "Lãnh đạo")
    line(register, "Văn thư", "Chuyên viên")
    for above in ("Văn thư", "Chuyên viên", "Lãnh đạo"):
        with pytest.raises(ValidationError, match="ở dưới chức vụ ấy"):
            line(register, "Lãnh đạo", above)


def test_a_post_elsewhere_is_no_post_above_for_who_does_not_manage_there(register: Register) -> None:
    above = Post.objects.exclude(unit=register.cast.city).first()
    with pytest.raises(NotPermitted):
        report_to(register.post("Văn thư"), actor=register.actor(), above=above, on=DAY, save=register.save)


def test_a_line_drawn_later_keeps_the_new_subordinate_away(register: Register) -> None:
    found = named(register, register.cast.lan)
    assert found.away() == {register.cast.lan}
    line(register, "Chuyên viên", "Lãnh đạo")
    assert found.away() == {register.cast.lan, register.cast.chi}


def test_a_post_given_later_below_the_named_keeps_its_holder_away(register: Register) -> None:
    line(register, "Chuyên viên", "Lãnh đạo")
    found = named(register, register.cast.lan)
    give_post(
        register.entry(register.cast.van), actor=register.actor(), post=register.post("Chuyên viên"), since=DAY,
        on=DAY, save=register.save,
    )  # fmt: skip
    assert register.cast.van in found.away()


def test_who_stands_in_later_for_the_named_is_kept_away(register: Register) -> None:
    found = named(register, register.cast.lan)
    entry = register.entry(register.cast.lan)
    with clock.frozen(DAY):
        substitute(
            entry, actor=register.actor(), by=register.cast.chi, holdings=[register.holding(register.cast.lan)],
            since=DAY, until=DAY.replace(day=9), line="", on=DAY, save=register.save,
        )  # fmt: skip
    assert register.cast.chi in found.away()


def test_a_relation_declared_later_keeps_the_relative_away_and_its_end_shows_nothing_again(
    register: Register,
) -> None:
    found = named(register, register.cast.lan)
    chi = register.actor(register.cast.chi)
    relation = declare_relation(actor=chi, relative=register.cast.lan, kind="sibling", on=DAY)
    set_scope([register.cast.city.pk])
    assert register.cast.chi in found.away()
    end_own_relation(relation, actor=chi, on=DAY)
    exclusions.recompute(on=DAY)
    assert register.cast.chi in found.away()


def test_a_declared_relation_is_journaled_with_name_and_kind_sealed(register: Register) -> None:
    register.entry(register.cast.chi)
    declare_relation(
        actor=register.actor(register.cast.chi), relative=register.cast.lan, kind="spouse", on=DAY
    )
    entry = JournalEntry.objects.get(event="accounts.account:relation_declared")
    assert set(entry.payload) == {"notes"}
    assert {note.name for note in entry.notes.all()} == {"relative", "kind"}


def test_a_manager_enters_and_ends_a_relation_with_a_reason(register: Register) -> None:
    entry = register.entry(register.cast.chi)
    relation = enter_relation(
        entry, actor=register.actor(), relative=register.cast.lan, kind="in_law", reason="Theo hồ sơ cán bộ",
        on=DAY, save=register.save,
    )  # fmt: skip
    with pytest.raises(NotPermitted):
        end_own_relation(relation, actor=register.actor(register.cast.chi), on=DAY)
    end_relation(
        entry, actor=register.actor(), relation=relation, reason="Ghi nhầm", on=DAY, save=register.save
    )
    assert Relation.objects.get().ended_on == DAY


def test_the_same_two_people_are_declared_once(register: Register) -> None:
    chi = register.actor(register.cast.chi)
    declare_relation(actor=chi, relative=register.cast.lan, kind="other", on=DAY)
    with pytest.raises(ValidationError, match="đã được khai"):
        declare_relation(actor=chi, relative=register.cast.lan, kind="spouse", on=DAY)


def test_one_declares_on_ones_own_page_and_only_there_reads_it(register: Register) -> None:
    browser = register.browser(register.cast.chi)
    browser.post("/people/me/relations/", {"relative": register.cast.lan.pk, "kind": "spouse"})
    assert "Lê Thị Lan (thử) · Vợ hoặc chồng" in browser.get("/people/me/relations/").content.decode()
    relative = register.browser(register.cast.lan)
    assert "Vợ hoặc chồng ·" not in relative.get("/people/me/relations/").content.decode()
    relation = Relation.objects.get()
    assert relative.post(f"/people/me/relations/{relation.pk}/end/").status_code == 404
    assert browser.post(f"/people/me/relations/{relation.pk}/end/").status_code == 302
    assert Relation.objects.get().ended_on is not None


def test_a_declaration_without_a_person_is_refused_in_words(register: Register) -> None:
    page = register.browser(register.cast.chi).post("/people/me/relations/", {"kind": "spouse"})
    assert page.status_code == 422
    assert "Hãy chọn một người." in page.content.decode()


def test_a_manager_reads_relations_on_the_page_of_the_one_account(register: Register) -> None:
    entry = register.entry(register.cast.chi)
    declare_relation(
        actor=register.actor(register.cast.chi), relative=register.cast.lan, kind="child", on=DAY
    )
    page = register.browser(register.quan).get(f"/people/{entry.record.code}/").content.decode()
    assert "Lê Thị Lan (thử) · Con" in page


def test_the_post_page_leads_to_the_line_and_keeps_what_was_chosen(register: Register) -> None:
    browser, post = register.browser(register.quan), register.post("Chuyên viên")
    above = register.post("Lãnh đạo")
    assert f"/people/posts/{post.pk}/line/" in browser.get(f"/people/posts/{post.pk}/").content.decode()
    assert browser.post(f"/people/posts/{post.pk}/line/", {"above": above.pk}).status_code == 302
    assert "Lãnh đạo" in browser.get(f"/people/posts/{post.pk}/").content.decode()
    refused = browser.post(f"/people/posts/{above.pk}/line/", {"above": post.pk})
    assert refused.status_code == 422
    assert f'value="{post.pk}" selected' in refused.content.decode()
