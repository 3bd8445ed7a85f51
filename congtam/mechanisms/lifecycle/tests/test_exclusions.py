"""Conflict of interest: whoever is named, works below, is a relative or stands in does not learn of the matter."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from congtam.casework.letters.actions import triage_letter
from congtam.casework.letters.models import Competence, Letter
from congtam.casework.letters.tests import situations
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.models import Account, Holding, Post, Relation, Substitution
from congtam.foundation.access.policies import policy_for
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.mechanisms.lifecycle import exclusions
from congtam.mechanisms.lifecycle.acts import Conflicted, StepBlocked, note_event, perform
from congtam.mechanisms.lifecycle.models import Exclusion, JournalEntry, Record
from congtam.mechanisms.lifecycle.work import hand_over_work
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.usefixtures("home")

DAY = date(2026, 7, 1)
SINCE = date(2015, 1, 1)


@dataclass
class Named:
    """The city with a registered letter. Lan leads: Chi's post is below hers. Văn, who triages, is below nobody."""

    cast: Cast
    letter: Letter

    @property
    def record(self) -> Record:
        return self.letter.record

    def person(self, username: str, title: str, *permissions: str) -> Account:
        account = add_account(username=username, display_name=f"{username} (thử)", password=None)
        post = add_post(unit=self.cast.city, title=title, permissions=permissions)
        hold(account=account, post=post, since=SINCE)
        return account

    def name(self, *accounts: Account) -> list[Exclusion]:
        found = exclusions.name_accused(
            record=self.record, accounts=accounts, actor=self.cast.actor(self.cast.van), on=DAY
        )
        self.whole()
        return found

    def whole(self) -> None:
        set_scope([self.cast.city.pk])

    def away(self) -> set[Account]:
        return set(Account.objects.filter(pk__in=exclusions.excluded_accounts(self.record)))


@pytest.fixture
def named(db: None) -> Named:
    return make_named()


def make_named() -> Named:
    """The city with its line, and the letter."""
    cast = make_cast()
    set_scope([cast.city.pk])
    leader = Post.objects.get(title="Lãnh đạo")
    Post.objects.filter(title="Chuyên viên", unit=cast.city).update(reports_to=leader)
    return Named(cast, situations.registered(cast, on=DAY))


def test_the_named_and_everybody_below_at_any_depth_are_kept_away(named: Named) -> None:
    deeper = named.person("duoi", "Tập sự", "letters.view")
    chi_post = Post.objects.get(title="Chuyên viên", unit=named.cast.city)
    Post.objects.filter(title="Tập sự").update(reports_to=chi_post)
    named.name(named.cast.lan)
    assert named.away() == {named.cast.lan, named.cast.chi, deeper}


def test_whoever_is_above_is_not_kept_away(named: Named) -> None:
    named.name(named.cast.chi)
    assert named.away() == {named.cast.chi}


def test_a_post_that_ended_makes_nobody_a_subordinate_and_one_that_begins_does(named: Named) -> None:
    gone, coming = named.person("cu", "Trợ lý cũ"), named.person("moi", "Trợ lý mới")
    Post.objects.filter(title__startswith="Trợ lý").update(reports_to=Post.objects.get(title="Lãnh đạo"))
    Holding.objects.filter(account=gone).update(held=(SINCE, DAY))
    Holding.objects.filter(account=coming).update(held=(DAY + timedelta(days=30), None))
    named.name(named.cast.lan)
    assert named.away() == {named.cast.lan, named.cast.chi, coming}


def test_whoever_stands_in_for_the_named_or_for_somebody_below_is_kept_away(named: Named) -> None:
    instead, below, done = (named.person(name, f"Chức vụ {name}") for name in ("thay", "thay2", "thay3"))
    holding = Holding.objects.get(account=named.cast.lan)
    week = (DAY, DAY + timedelta(days=7))
    Substitution.objects.create(holding=holding, substitute=instead, during=week)
    Substitution.objects.create(
        holding=Holding.objects.get(account=named.cast.chi), substitute=below, during=week
    )
    Substitution.objects.create(holding=holding, substitute=done, during=(DAY - timedelta(days=9), DAY))
    named.name(named.cast.lan)
    assert named.away() == {named.cast.lan, named.cast.chi, instead, below}


def test_a_declared_relative_is_kept_away_whoever_of_the_two_declared_it(named: Named) -> None:
    one, two, no_more = (named.person(name, f"Chức vụ {name}") for name in ("vo", "anh", "cu"))
    chi = named.cast.chi
    for account, relative, ended in ((chi, one, None), (two, chi, None), (chi, no_more, DAY)):
        Relation.objects.create(
            account=account,
            relative=relative,
            kind="other",
            declared_by=account,
            declared_on=SINCE,
            ended_on=ended,
        )
    named.name(chi)
    assert named.away() == {chi, one, two}


def test_the_journal_tells_it_without_a_name(named: Named) -> None:
    named.name(named.cast.lan)
    entry = JournalEntry.objects.get(event="letters.letter:accused_named")
    assert entry.payload == {"named": [named.cast.lan.pk], "kept_away": 2}
    assert not entry.notes.exists()


def test_who_may_not_triage_names_nobody(named: Named) -> None:
    reader = named.cast.actor(named.person("doc", "Người đọc", "letters.view"))
    with pytest.raises(NotPermitted):
        exclusions.name_accused(record=named.record, accounts=[named.cast.lan], actor=reader, on=DAY)


def test_nobody_is_named_where_the_letter_is_worked_on_already(named: Named) -> None:
    letter = situations.triaged(named.cast, on=DAY)
    with pytest.raises(StepBlocked):
        exclusions.name_accused(
            record=letter.record, accounts=[named.cast.lan], actor=named.cast.actor(named.cast.van), on=DAY
        )


def test_for_the_excluded_the_record_does_not_exist(named: Named) -> None:
    named.name(named.cast.lan)
    with named.cast.acting(named.cast.lan):
        assert not Record.objects.filter(pk=named.record.pk).exists()
        assert not Letter.objects.filter(pk=named.record.pk).exists()
        assert not JournalEntry.objects.filter(record=named.record.pk).exists()
        assert not Exclusion.objects.exists()


def test_an_administrator_who_is_named_does_not_see_it_either(named: Named) -> None:
    permissions = {name for post in Post.objects.all() for name in post.permissions} | {"accounts.manage"}
    everything = named.person("quantri", "Quản trị", *permissions)
    named.name(everything)
    with named.cast.acting(everything):
        assert not Record.objects.filter(pk=named.record.pk).exists()


def test_the_policies_answer_the_same_without_the_wall_of_the_database(named: Named) -> None:
    """The scope shows everything here; the policies alone are asked."""
    lan = named.cast.actor(named.cast.lan)
    before = policy_for(Record).may(lan, "letters.triage", named.record)
    named.name(named.cast.lan)
    assert before
    assert Record.objects.filter(pk=named.record.pk).exists()
    assert not policy_for(Record).may(lan, "letters.triage", named.record)
    assert not policy_for(Letter).may(lan, "letters.triage", named.letter)
    for row in (*named.letter.matters.all(), *named.letter.scans.all()):
        assert not policy_for(type(row)).may(lan, "letters.triage", row)


def test_an_excluded_actor_is_told_that_there_is_no_such_record(named: Named) -> None:
    named.name(named.cast.lan)
    lan = named.cast.actor(named.cast.lan)
    with pytest.raises(Record.DoesNotExist), transaction.atomic():
        perform(named.record, "hold", actor=lan, on=DAY)
    with pytest.raises(Record.DoesNotExist), transaction.atomic():
        note_event(named.record, "scan_read", actor=lan, on=DAY, needs="letters.triage")


def test_an_excluded_person_does_not_get_the_record_to_hold(named: Named) -> None:
    named.name(named.cast.chi)
    with pytest.raises(Conflicted, match="có xung đột lợi ích với hồ sơ này"):
        triage_letter(
            letter=named.letter, actor=named.cast.actor(named.cast.van), on=DAY, competence=Competence.OURS,
            matters=(situations.COMPLAINT,), handler=named.cast.chi,
        )  # fmt: skip


def test_work_is_not_handed_over_to_an_excluded_person(named: Named) -> None:
    named.record.holder = named.cast.van
    named.record.save(update_fields=["holder"])
    named.name(named.cast.chi)
    with pytest.raises(Conflicted):
        hand_over_work(
            actor=named.cast.actor(named.cast.van), from_account=named.cast.van, to_account=named.cast.chi,
            on=DAY, reason="nghỉ",
        )  # fmt: skip


def test_whoever_held_the_record_and_is_kept_away_holds_it_no_more_and_watchers_are_told(
    named: Named, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, frozenset[int]]] = []
    monkeypatch.setattr(
        exclusions, "_watchers", [lambda record, accounts: told.append((record.pk, accounts))]
    )
    named.record.holder = named.cast.chi
    named.record.save(update_fields=["holder"])
    named.name(named.cast.chi)
    assert Record.objects.get(pk=named.record.pk).holder is None
    assert told == [(named.record.pk, frozenset({named.cast.chi.pk}))]


def test_somebody_declares_a_conflict_of_their_own(named: Named) -> None:
    chi = named.cast.actor(named.cast.chi)
    with named.cast.acting(named.cast.chi):
        exclusions.declare_conflict(
            record=named.record, account=named.cast.chi, actor=chi, on=DAY, reason="Bạn thân của người gửi"
        )
    with named.cast.acting(named.cast.chi):
        assert not Record.objects.filter(pk=named.record.pk).exists()


def test_another_is_said_to_be_in_conflict_with_a_reason_only(named: Named) -> None:
    with pytest.raises(ValidationError):
        exclusions.declare_conflict(
            record=named.record,
            account=named.cast.chi,
            actor=named.cast.actor(named.cast.van),
            on=DAY,
            reason=" ",
        )


def test_only_a_second_person_shows_the_record_again(named: Named) -> None:
    second = named.person("hai", "Phó văn thư", "letters.view", "letters.triage")
    named.name(named.cast.lan)
    lift = partial(
        exclusions.lift, record=named.record, account=named.cast.chi, on=DAY, reason="Đã chuyển đơn vị"
    )
    with pytest.raises(ValidationError, match="Người khác"):
        lift(actor=named.cast.actor(named.cast.van))
    lift(actor=named.cast.actor(second))
    named.whole()
    assert named.away() == {named.cast.lan}
    with named.cast.acting(named.cast.chi):
        assert Record.objects.filter(pk=named.record.pk).exists()


def test_a_later_subordinate_is_kept_away_though_whoever_gave_the_post_knows_nothing(named: Named) -> None:
    named.name(named.cast.lan)
    late = named.person("sau", "Trợ lý", "letters.view")
    Post.objects.filter(title="Trợ lý").update(reports_to=Post.objects.get(title="Lãnh đạo"))
    with named.cast.acting(named.cast.stranger):
        exclusions.recompute(on=DAY)
        assert not Record.objects.filter(unit=named.cast.city).exists()
    named.whole()
    assert late in named.away()
    entry = JournalEntry.objects.get(event="letters.letter:conflict_found")
    assert (entry.actor, entry.payload) == (None, {"accounts": [late.pk]})


def test_what_a_second_person_lifted_stays_lifted_when_posts_change(named: Named) -> None:
    second = named.person("hai", "Phó văn thư", "letters.view", "letters.triage")
    named.name(named.cast.lan)
    exclusions.lift(
        record=named.record,
        account=named.cast.chi,
        actor=named.cast.actor(second),
        on=DAY,
        reason="Không liên quan",
    )
    exclusions.recompute(on=DAY)
    named.whole()
    assert named.away() == {named.cast.lan}


def test_who_is_named_and_who_would_be_kept_away_can_be_asked_before(named: Named) -> None:
    found = exclusions.kept_away([named.cast.lan.pk], on=DAY)
    assert [(each.account_id, each.why, each.because_of) for each in found] == [
        (named.cast.chi.pk, "line", named.cast.lan.pk),
        (named.cast.lan.pk, "named", named.cast.lan.pk),
    ]
