"""Naming who keeps identities, sharing what was sealed before, the printed key."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.custody import holders
from congtam.foundation.custody.models import Custodian, KeyPair, Share
from congtam.foundation.custody.recovery import WrongRecoveryKey
from congtam.foundation.sealing import SealLocked
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.registers.custody import queries
from congtam.registers.custody.actions import keeping, recovering, sharing
from congtam.registers.custody.models import Proposal
from congtam.registers.custody.tests.conftest import DAY, SECRET, Office

IDENTITY = Custodian.Duty.IDENTITY


def test_one_person_alone_names_nobody(office: Office) -> None:
    office.proposed("hoa")
    assert not Custodian.objects.exists()


def test_a_second_person_confirms_and_the_duty_begins(office: Office) -> None:
    office.named("hoa")
    assert holders.keeps(office.hoa, office.city, duty=IDENTITY)


def test_whoever_proposed_does_not_confirm(office: Office) -> None:
    with pytest.raises(StepBlocked, match="một người khác"):
        keeping.confirm(office.proposed("hoa"), actor=office.enter("quan"), on=DAY, save=office.save)
    assert not Custodian.objects.exists()


def test_nobody_confirms_their_own_duty(office: Office) -> None:
    from congtam.foundation.access.models import Holding, Post

    post = Post.objects.get(unit=office.city, title="Giữ danh tính")
    Holding.objects.create(account=office.minh, post=post, held=Holding.objects.filter(post=post)[0].held)
    office.key_for("minh")
    with pytest.raises(StepBlocked, match="việc của mình"):
        keeping.confirm(office.proposed("minh"), actor=office.enter("minh"), on=DAY, save=office.save)


def test_the_database_knows_that_two_people_are_needed(office: Office) -> None:
    proposal = office.proposed("hoa")
    for wrong in (office.quan, office.hoa):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=proposal.pk).update(outcome="confirmed", decided_by=wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(outcome="confirmed")


@pytest.mark.parametrize("name", ["van", "hoa", "soat", "khach"])
def test_whoever_may_not_name_neither_proposes_nor_confirms(office: Office, name: str) -> None:
    proposal = office.proposed("hoa")
    with pytest.raises((NotPermitted, StepBlocked, Proposal.DoesNotExist)):
        keeping.confirm(proposal, actor=office.enter(name), on=DAY, save=office.save)
    assert not Custodian.objects.exists()


def test_a_post_without_the_right_keeps_nothing(office: Office) -> None:
    with pytest.raises(StepBlocked, match="chưa có quyền"):
        office.proposed("chi")


def test_somebody_without_a_key_is_asked_to_make_one_first(office: Office) -> None:
    office.add("nam", office.city, "Giữ danh tính", ())
    with pytest.raises(StepBlocked, match="chưa lập khóa"):
        office.proposed("nam")


def test_a_custodian_who_is_released_opens_nothing_more(kept: Office) -> None:
    record = kept.record()
    keeping.release(
        kept.keeping(), actor=kept.enter("quan"), account=kept.binh, duty=IDENTITY, reason="Thôi (thử)", on=DAY,
        save=kept.save,
    )  # fmt: skip
    with pytest.raises(SealLocked):
        kept.read(record, "binh")
    assert kept.read(record, "hoa") == SECRET


def test_the_journal_names_accounts_by_id_and_nobody_by_name(kept: Office) -> None:
    kept.enter("quan")
    payloads = [entry.payload for entry in kept.keeping().record.entries.all()]
    assert {"account": kept.hoa.pk, "duty": "identity"}.items() <= payloads[1].items()
    assert not [each for each in payloads if "(thử)" in str(each)]


# -- sharing ------------------------------------------------------------------------------------------------


@pytest.fixture
def newcomer(kept: Office) -> Office:
    """Three records were sealed before Nam was named."""
    kept.three = [kept.record() for _each in range(3)]  # type: ignore[attr-defined]
    kept.add("nam", kept.city, "Giữ danh tính", ())
    kept.key_for("nam")
    kept.named("nam")
    return kept


def shared(office: Office, by: str = "hoa", **more: int) -> sharing.Shared:
    row = Custodian.objects.get(account=office.nam, until__isnull=True)
    with office.unlocked(by) as actor:
        return sharing.share(office.keeping(), actor=actor, to=row, on=DAY, save=office.save, **more)


def test_what_was_sealed_before_stays_shut_until_another_shares_it(newcomer: Office) -> None:
    first = newcomer.__dict__["three"][-1]
    with pytest.raises(SealLocked):
        newcomer.read(first, "nam")
    assert shared(newcomer).given == 3
    assert newcomer.read(first, "nam") == SECRET


def test_a_large_share_goes_in_portions_and_forgets_none(newcomer: Office) -> None:
    first = shared(newcomer, most=2)
    assert (first.given, first.more) == (2, True)
    second = shared(newcomer, most=2, after=first.after)
    assert (second.given, second.more) == (1, False)


def test_whoever_keeps_no_identities_shares_nothing(newcomer: Office) -> None:
    for name in ("thu", "chi"):
        with pytest.raises(NotPermitted):
            shared(newcomer, by=name)


def test_a_closed_key_shares_nothing(newcomer: Office) -> None:
    row = Custodian.objects.get(account=newcomer.nam)
    with pytest.raises(SealLocked):
        sharing.share(newcomer.keeping(), actor=newcomer.enter("hoa"), to=row, on=DAY, save=newcomer.save)
    assert not Share.objects.filter(pair__account=newcomer.nam).exists()


def test_the_page_counts_what_a_holder_lacks(newcomer: Office) -> None:
    page = newcomer.browser("hoa").get(f"/custodians/{newcomer.keeping().record.code}/").content.decode()
    assert "thiếu 3 phần" in page


def test_the_count_does_not_tell_that_somebody_is_named(newcomer: Office) -> None:
    from congtam.mechanisms.lifecycle.models import Exclusion

    newcomer.enter("van")
    record = newcomer.__dict__["three"][0]
    Exclusion.objects.create(record=record, unit=newcomer.city, account=newcomer.nam, why="named")
    shared(newcomer)
    newcomer.enter("quan")
    row = next(each for each in queries.holders_of(newcomer.city) if each.custodian.account == newcomer.nam)
    assert row.lacking == 0


# -- the unit above -----------------------------------------------------------------------------------------


def test_two_people_choose_the_unit_that_decides(kept: Office) -> None:
    other = kept.cast.other
    kept.enter("quan")
    with pytest.raises(StepBlocked, match="chưa có người giữ"):
        keeping.propose_decider(
            kept.keeping(), actor=kept.actor("quan"), to_unit=other, reason="", on=DAY, save=kept.save
        )
    kept.enter("khach")
    Custodian.objects.create(unit=other, account=kept.khach, duty="identity", since=clock.now())
    proposal = keeping.propose_decider(
        kept.keeping_as("quan"), actor=kept.actor("quan"), to_unit=other, reason="", on=DAY, save=kept.save
    )
    assert holders.decided_by(kept.city) == kept.city
    keeping.confirm(proposal, actor=kept.enter("minh"), on=DAY, save=kept.save)
    assert holders.decided_by(kept.city) == other


# -- the printed key ----------------------------------------------------------------------------------------


def confirmed(office: Office, act: Proposal.Act, account: object = None) -> Proposal:
    proposal = keeping.propose_recovery(
        office.keeping_as("quan"), actor=office.actor("quan"), act=act, account=account,  # type: ignore[arg-type]
        reason="Cần (thử)", on=DAY, save=office.save,
    )  # fmt: skip
    return keeping.confirm(proposal, actor=office.enter("minh"), on=DAY, save=office.save)


def printed(office: Office) -> str:
    proposal = confirmed(office, Proposal.Act.PRINT)
    return recovering.print_key(proposal, actor=office.enter("quan"), on=DAY, save=office.save)


def test_a_printed_key_needs_a_second_person(kept: Office) -> None:
    proposal = keeping.propose_recovery(
        kept.keeping_as("quan"), actor=kept.actor("quan"), act=Proposal.Act.PRINT, account=None, reason="Cần",
        on=DAY, save=kept.save,
    )  # fmt: skip
    with pytest.raises(StepBlocked, match="xác nhận trước"):
        recovering.print_key(proposal, actor=kept.actor("quan"), on=DAY, save=kept.save)
    assert not KeyPair.objects.filter(kind="recovery").exists()


def test_a_printed_key_is_shown_once(kept: Office) -> None:
    proposal = confirmed(kept, Proposal.Act.PRINT)
    browser = kept.browser("quan")
    address = f"/custodians/proposals/{proposal.pk}/carry-out/"
    sheet = browser.post(address).content.decode()
    assert sheet.count("<li>") >= 14
    assert browser.post(address).status_code == 422


def test_a_word_that_is_older_than_an_hour_is_none(kept: Office) -> None:
    proposal = confirmed(kept, Proposal.Act.PRINT)
    with clock.frozen(clock.now() + timedelta(minutes=61)), pytest.raises(StepBlocked, match="quá một giờ"):
        recovering.print_key(proposal, actor=kept.enter("quan"), on=DAY, save=kept.save)


def test_the_sheet_is_stored_nowhere(kept: Office) -> None:
    from django.db import connection

    key = printed(kept)
    with connection.cursor() as cursor:
        for table in (
            "custody_keypair",
            "keepers_proposal",
            "lifecycle_journalentry",
            "lifecycle_journalnote",
        ):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ''), '') FROM {table} t")
            assert key[:4] + "-" not in cursor.fetchone()[0]


def test_rehearsing_opens_everything_and_changes_nothing(kept: Office) -> None:
    key = printed(kept)
    kept.record()
    before = Share.objects.count()
    assert recovering.rehearse(
        kept.keeping_as("quan"), actor=kept.actor("quan"), typed=key, on=DAY, save=kept.save
    ) == (1, 0)
    assert Share.objects.count() == before
    kept.enter("quan")
    assert queries.recovery_of(kept.keeping()).rehearsed_on == DAY


def test_a_wrong_key_is_told_and_journals_nothing(kept: Office) -> None:
    printed(kept)
    length = kept.keeping_as("quan").record.entries.count()
    with pytest.raises(WrongRecoveryKey):
        recovering.rehearse(kept.keeping(), actor=kept.actor("quan"), typed="0" * 56, on=DAY, save=kept.save)
    assert kept.keeping().record.entries.count() == length


def test_when_nobody_can_open_any_more_the_printed_key_does_with_two_people(kept: Office) -> None:
    from congtam.registers.custody.actions import own

    key = printed(kept)
    record = kept.record()
    lost = "cụm mới sau khi quên (thử)"
    for name in ("hoa", "binh"):
        own.replace_lost_key(actor=kept.enter(name), passphrase=lost, on=DAY)
    with pytest.raises(SealLocked):
        kept.read(record, "hoa", lost)
    proposal = confirmed(kept, Proposal.Act.RECOVER, kept.hoa)
    done = recovering.recover(proposal, actor=kept.enter("quan"), typed=key, on=DAY, save=kept.save)
    assert done.given == 1
    assert kept.read(record, "hoa", lost) == SECRET


def test_a_printed_key_made_later_opens_what_a_custodian_shared_with_it(kept: Office) -> None:
    kept.record()
    key = printed(kept)
    with kept.unlocked("hoa") as actor:
        assert sharing.share(kept.keeping(), actor=actor, to=None, on=DAY, save=kept.save).given == 1
    assert recovering.rehearse(
        kept.keeping_as("quan"), actor=kept.actor("quan"), typed=key, on=DAY, save=kept.save
    ) == (1, 0)


# -- what is missing ----------------------------------------------------------------------------------------


def test_the_first_page_tells_what_is_missing(office: Office) -> None:
    browser = office.browser("quan")
    assert "khóa của máy chủ" in browser.get("/").content.decode()
    office.named("hoa")
    page = browser.get("/").content.decode()
    assert "Chỉ có một người giữ danh tính" in page
    assert "Chưa có khóa khôi phục" in page
    assert "Người giữ danh tính" not in office.browser("chi").get("/").content.decode()


def test_a_key_that_was_not_rehearsed_for_a_year_is_told(kept: Office) -> None:
    key = printed(kept)
    recovering.rehearse(kept.keeping_as("quan"), actor=kept.actor("quan"), typed=key, on=DAY, save=kept.save)
    for days, told in ((365, False), (366, True)):
        with clock.frozen(clock.now() + timedelta(days=days)):
            assert ("hơn một năm" in kept.browser("quan").get("/").content.decode()) is told


@pytest.mark.parametrize("act", ["name", "decider", "print", "recover", "release", "rehearse", "close"])
def test_every_act_has_a_page_for_whoever_may_and_none_for_others(kept: Office, act: str) -> None:
    code = kept.keeping_as("quan").record.code
    assert kept.browser("quan").get(f"/custodians/{code}/{act}/").status_code == 200
    assert kept.browser("chi").get(f"/custodians/{code}/{act}/").status_code == 403
    assert kept.browser("khach").get(f"/custodians/{code}/{act}/").status_code in (403, 404)
