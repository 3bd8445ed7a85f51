"""Reading an identity: asked for by one, granted by another, for a time, and told."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.models import Holding, Substitution
from congtam.foundation.access.rls import set_scope
from congtam.foundation.custody import holders
from congtam.foundation.custody.models import Custodian, Share, UnitCustody
from congtam.foundation.sealing import SealLocked
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.mechanisms.lifecycle.models import Exclusion, JournalNote, Record
from congtam.registers.custody.actions import asking, deciding
from congtam.registers.custody.actions.sweeping import SYSTEM, sweep, watch
from congtam.registers.custody.models import IdentityRequest
from congtam.registers.custody.said import Said, said_of
from congtam.registers.custody.tests.conftest import DAY, SECRET, Office, at


def events(office: Office, record: Record, by: str = "chi") -> list[str]:
    office.enter(by)
    return [entry.event.partition(":")[2] for entry in record.entries.order_by("seq")]


def test_asking_alone_opens_nothing(kept: Office) -> None:
    record = kept.record()
    kept.ask(record)
    with pytest.raises(SealLocked):
        kept.read(record, "chi")


def test_what_a_custodian_grants_opens_with_the_askers_own_key(kept: Office) -> None:
    record = kept.record()
    kept.grant(kept.ask(record))
    assert kept.read(record, "chi") == SECRET


def test_a_grant_ends_by_itself_and_its_share_goes(kept: Office) -> None:
    record = kept.record()
    kept.grant(kept.ask(record, minutes=60))
    with clock.frozen("2026-07-01T13:00:00"):
        with pytest.raises(SealLocked):
            kept.read(record, "chi")
        from congtam.foundation.access.actor import system_actor
        from congtam.foundation.access.scope import scope_of

        system = system_actor(SYSTEM, unit_id=kept.city.pk)
        scope_of(system)
        assert sweep(actor=system, on=DAY) == 1
        assert sweep(actor=system, on=DAY) == 0
        assert not Share.objects.filter(why="grant").exists()
    assert events(kept, record)[-1] == "identity_ended"


def test_only_a_part_of_the_system_sweeps(kept: Office) -> None:
    with pytest.raises(NotPermitted):
        sweep(actor=kept.enter("hoa"), on=DAY)


def test_a_grant_is_closed_by_hand_before_its_time(kept: Office) -> None:
    record = kept.record()
    request = kept.grant(kept.ask(record))
    asking.close(request, actor=kept.enter("chi"), on=DAY)
    with pytest.raises(SealLocked):
        kept.read(record, "chi")


def test_nobody_else_closes_it(kept: Office) -> None:
    request = kept.grant(kept.ask(kept.record()))
    with pytest.raises(NotPermitted):
        asking.close(request, actor=kept.enter("van"), on=DAY)


def test_a_custodian_asks_another_and_never_grants_themselves(kept: Office) -> None:
    holding = Holding.objects.get(account=kept.chi)
    Holding.objects.create(account=kept.hoa, post=holding.post, held=holding.held)
    request = kept.ask(kept.record(), by="hoa")
    with pytest.raises(StepBlocked, match="tự đồng ý"):
        kept.grant(request, by="hoa")
    kept.grant(request, by="binh")


def test_the_database_refuses_a_grant_by_the_asker(kept: Office) -> None:
    request = kept.ask(kept.record())
    kept.enter("hoa")
    with pytest.raises(IntegrityError, match="nobody_grants_themselves"), transaction.atomic():
        IdentityRequest.objects.filter(pk=request.pk).update(
            outcome="granted", decided_by=kept.chi, until=clock.now()
        )


@pytest.mark.parametrize("name", ["van", "lan", "quan", "soat", "thu"])
def test_whoever_keeps_no_identities_decides_nothing(kept: Office, name: str) -> None:
    request = kept.ask(kept.record())
    for act in (deciding.grant, deciding.refuse):
        with pytest.raises(NotPermitted):
            act(request, actor=kept.enter(name), answer="Đồng ý", on=DAY)


def test_whoever_may_be_named_and_was_not_decides_nothing(kept: Office) -> None:
    request = kept.ask(kept.record())
    holders.release(unit=kept.city, account=kept.hoa, duty=Custodian.Duty.IDENTITY)
    with pytest.raises(NotPermitted):
        deciding.refuse(request, actor=kept.enter("hoa"), answer="Không", on=DAY)


def stands_in(office: Office, away: str, by: str) -> None:
    holding = Holding.objects.get(account=office.people[away])
    Substitution.objects.create(
        holding=holding, substitute=office.people[by], during=(DAY, DAY + timedelta(days=3))
    )


@pytest.mark.parametrize(("away", "by"), [("chi", "hoa"), ("hoa", "chi")])
def test_nobody_decides_who_stands_in_for_the_asker_or_the_other_way_round(
    kept: Office, away: str, by: str
) -> None:
    request = kept.ask(kept.record())
    stands_in(kept, away, by)
    with pytest.raises(StepBlocked, match="thay"):
        kept.grant(request)


def test_a_right_that_is_only_lent_decides_nothing(kept: Office) -> None:
    request = kept.ask(kept.record())
    kept.enter("quan")
    Custodian.objects.create(unit=kept.city, account=kept.lan, duty="identity", since=clock.now())
    stands_in(kept, "hoa", "lan")
    with pytest.raises(NotPermitted):
        deciding.refuse(request, actor=kept.enter("lan"), answer="Không", on=DAY)


def test_a_custodian_whose_own_key_is_closed_grants_nothing(kept: Office) -> None:
    request = kept.ask(kept.record())
    with pytest.raises(SealLocked):
        deciding.grant(request, actor=kept.enter("hoa"), answer="Đồng ý", on=DAY)
    assert IdentityRequest.objects.get(pk=request.pk).outcome == ""


def test_a_refusal_tells_why_and_opens_nothing(kept: Office) -> None:
    record = kept.record()
    request = kept.ask(record)
    deciding.refuse(request, actor=kept.enter("hoa"), answer="Chưa cần (thử)", on=DAY)
    assert "Chưa cần (thử)" in kept.browser("chi").get(f"/identity/{record.code}/").content.decode()
    with pytest.raises(SealLocked):
        kept.read(record, "chi")


def test_a_request_is_decided_once(kept: Office) -> None:
    request = kept.grant(kept.ask(kept.record()))
    with pytest.raises(StepBlocked, match="đã có quyết định"):
        kept.grant(request, by="binh")


@pytest.mark.parametrize(
    "wrong",
    [{"said": Said(reason=" ")}, {"minutes": 99999}, {"purpose": "curiosity"}, {"purpose": "disclose"}],
)
def test_a_request_needs_a_reason_a_purpose_and_a_time(kept: Office, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        kept.ask(kept.record(), **wrong)


def test_whoever_may_not_see_the_record_does_not_ask(kept: Office) -> None:
    with pytest.raises(NotPermitted):
        kept.ask(kept.record(), by="hoa")


def test_whoever_has_no_key_is_told_to_make_one(kept: Office) -> None:
    with pytest.raises(StepBlocked, match="Khóa của tôi"):
        kept.ask(kept.record(), by="lan")


def test_what_was_typed_is_nowhere_readable_in_the_rows(kept: Office) -> None:
    request = kept.ask(kept.record(), said=Said(reason="Ly do rat rieng"))
    with connection.cursor() as cursor:
        for table in ("keepers_identityrequest", "lifecycle_journalentry", "lifecycle_journalnote"):
            cursor.execute(f"SELECT string_agg(t::text, '') FROM {table} t")
            assert "Ly do rat rieng" not in (cursor.fetchone()[0] or "")
    assert said_of(request).reason == "Ly do rat rieng"
    assert JournalNote.objects.filter(name="reason", entry__event="letters.letter:identity_asked").exists()


# -- outside ------------------------------------------------------------------------------------------------

OUTSIDE = Said(
    reason="Theo yêu cầu (thử)", basis="Điều 1 (thử)", receiver="Công an (thử)", extent="Họ tên (thử)"
)


def test_a_disclosure_needs_a_second_person_and_is_told_once(kept: Office) -> None:
    record = kept.record()
    request = kept.ask(record, purpose="disclose", said=OUTSIDE)
    with pytest.raises(StepBlocked):
        deciding.provide(request, actor=kept.enter("chi"), on=DAY)
    kept.grant(request)
    deciding.provide(request, actor=kept.enter("chi"), on=DAY)
    with pytest.raises(StepBlocked):
        deciding.provide(request, actor=kept.enter("chi"), on=DAY)
    newest = record.entries.order_by("-seq").first()
    assert newest is not None
    assert set(newest.payload["notes"]) == {"basis", "receiver", "extent"}


def test_what_was_granted_for_work_inside_is_no_disclosure(kept: Office) -> None:
    request = kept.grant(kept.ask(kept.record()))
    with pytest.raises(StepBlocked):
        deciding.provide(request, actor=kept.enter("chi"), on=DAY)


# -- the unit above -----------------------------------------------------------------------------------------


@pytest.fixture
def above(kept: Office) -> Office:
    """The other unit is small and leaves its decisions to the city; its desk officer has a key."""
    kept.key_for("khach")
    kept.enter("khach")
    UnitCustody.objects.create(unit=kept.cast.other, grants_to=kept.city)
    return kept


def test_the_unit_above_decides_for_a_small_one(above: Office) -> None:
    record = above.record(unit=above.cast.other, by="khach")
    request = above.ask(record, by="khach")
    assert request.decider == above.city
    above.grant(request)
    assert above.read(record, "khach") == SECRET


def test_the_unit_above_sees_the_request_and_nothing_of_the_record(above: Office) -> None:
    record = above.record(unit=above.cast.other, by="khach")
    request = above.ask(record, by="khach")
    above.enter("hoa")
    assert IdentityRequest.objects.filter(pk=request.pk).exists()
    assert not Record.objects.filter(pk=record.pk).exists()
    page = above.browser("hoa").get(f"/identity/requests/{request.pk}/").content.decode()
    assert record.code in page
    assert "Cần xác minh (thử)" in page
    assert above.cast.stranger.display_name not in page
    assert above.browser("hoa").get(f"/identity/{record.code}/").status_code == 404


def test_the_scope_is_as_before_once_the_unit_above_has_decided(above: Office) -> None:
    record = above.record(unit=above.cast.other, by="khach")
    above.grant(above.ask(record, by="khach"))
    assert not Record.objects.filter(pk=record.pk).exists()


def test_a_third_unit_sees_no_request(above: Office) -> None:
    request = above.ask(above.record(unit=above.cast.other, by="khach"), by="khach")
    for scope, seen in (([above.city.pk], True), ([above.cast.other.pk], True), ([], False), ([999], False)):
        set_scope(scope)
        assert IdentityRequest.objects.filter(pk=request.pk).exists() is seen


# -- nobody who is named ------------------------------------------------------------------------------------


def exclude(office: Office, record: Record, name: str) -> None:
    office.enter("van")
    Exclusion.objects.create(record=record, unit=office.city, account=office.people[name], why="named")


def test_a_custodian_who_is_named_in_the_matter_finds_no_request(kept: Office) -> None:
    record = kept.record()
    request = kept.ask(record)
    exclude(kept, record, "hoa")
    assert kept.browser("hoa").get(f"/identity/requests/{request.pk}/").status_code == 404
    assert record.code not in kept.browser("hoa").get("/identity/requests/").content.decode()
    with pytest.raises(IdentityRequest.DoesNotExist):
        kept.grant(request)
    kept.grant(request, by="binh")


def test_an_asker_who_is_named_is_granted_nothing(kept: Office) -> None:
    record = kept.record()
    request = kept.ask(record)
    exclude(kept, record, "chi")
    with pytest.raises(StepBlocked, match="không được tham gia"):
        kept.grant(request)


def test_whoever_turns_out_to_be_named_loses_shares_requests_and_grants(kept: Office) -> None:
    record = kept.record()
    kept.grant(kept.ask(record))
    waiting = kept.ask(record, minutes=15)
    kept.enter("van")
    for name in ("chi", "hoa"):
        Exclusion.objects.create(record=record, unit=kept.city, account=kept.people[name], why="named")
    watch(record, frozenset({kept.chi.pk, kept.hoa.pk}))
    kept.enter("binh")
    left = set(
        Share.objects.filter(data_key=kept.keys[record.pk][0]).values_list("pair__account_id", flat=True)
    )
    assert left == {kept.binh.pk, kept.thu.pk}
    assert IdentityRequest.objects.get(pk=waiting.pk).outcome == "lapsed"
    assert not IdentityRequest.objects.filter(ended_at__isnull=True, outcome="granted").exists()


def test_what_was_granted_by_somebody_who_is_named_ends(kept: Office) -> None:
    record = kept.record()
    kept.grant(kept.ask(record), by="hoa")
    exclude(kept, record, "hoa")
    kept.enter("van")
    watch(record, frozenset({kept.hoa.pk}))
    with pytest.raises(SealLocked):
        kept.read(record, "chi")


def test_a_new_custodian_gets_no_share_of_what_they_are_named_in(kept: Office) -> None:
    from congtam.registers.custody.actions import sharing

    own, other = kept.record(), kept.record()
    kept.add("nam", kept.city, "Giữ danh tính", ())
    kept.key_for("nam")
    exclude(kept, own, "nam")
    kept.named("nam")
    row = Custodian.objects.get(account=kept.nam)
    with kept.unlocked("hoa") as actor:
        shared = sharing.share(kept.keeping(), actor=actor, to=row, on=DAY, save=kept.save)
    assert (shared.given, shared.shut) == (1, 0)
    assert Share.objects.filter(pair__account=kept.nam).get().data_key == kept.keys[other.pk][0]


# -- pages --------------------------------------------------------------------------------------------------


def test_from_the_request_to_the_countdown_in_the_browser(kept: Office) -> None:
    record = kept.record()
    chi, hoa = kept.unlocked_browser("chi"), kept.unlocked_browser("hoa")
    chi.post(f"/identity/{record.code}/", {"purpose": "verify", "reason": "Cần (thử)", "minutes": "60"})
    request = IdentityRequest.objects.get()
    assert "Có đề nghị xem danh tính đang chờ anh/chị" in hoa.get("/").content.decode()
    assert record.code not in hoa.get("/").content.decode()
    hoa.post(f"/identity/requests/{request.pk}/", {"answer": "Được (thử)", "decision": "grant"})
    with clock.frozen(at(12, 10)):
        page = chi.get(f"/identity/{record.code}/").content.decode()
        assert "Còn 50 phút" in page
        assert f"Đang được xem {record.code}, còn 50 phút" in page
    chi.post(f"/identity/requests/{request.pk}/close/")
    assert "Còn 50 phút" not in chi.get(f"/identity/{record.code}/").content.decode()


def test_a_custodian_with_a_closed_key_loses_nothing_that_was_typed(kept: Office) -> None:
    request = kept.ask(kept.record())
    hoa = kept.browser("hoa")
    typed = {"answer": "Được, vì cần (thử)", "decision": "grant"}
    locked = hoa.post(f"/identity/requests/{request.pk}/", typed)
    assert locked.status_code == 423
    assert "Được, vì cần (thử)" in locked.content.decode()
    assert IdentityRequest.objects.get().outcome == ""
    again = hoa.post(
        "/keys/unlock/",
        {**typed, "custody_passphrase": "bốn từ rời nhau (thử)", "custody_resend": "1",
         "next": f"/identity/requests/{request.pk}/"},
    )  # fmt: skip
    assert (again.status_code, again["Location"]) == (307, f"/identity/requests/{request.pk}/")
    hoa.post(again["Location"], typed)
    assert IdentityRequest.objects.get().outcome == "granted"


@pytest.mark.parametrize(
    "away", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_an_opened_key_leads_to_no_other_site(kept: Office, away: str) -> None:
    answer = kept.browser("hoa").post(
        "/keys/unlock/", {"custody_passphrase": "bốn từ rời nhau (thử)", "next": away}
    )
    assert answer["Location"] == "/keys/"


def test_whoever_is_named_at_the_moment_of_a_grant_waits_for_it(kept: Office) -> None:
    """Otherwise neither would see the other, and the share would stay with somebody who is kept away."""
    request = kept.ask(kept.record())
    with CaptureQueriesContext(connection) as asked:
        kept.grant(request)
    said = [each["sql"] for each in asked]
    locks = next(place for place, sql in enumerate(said) if 'FOR UPDATE OF "lifecycle_record"' in sql)
    looks = next(place for place, sql in enumerate(said) if 'FROM "lifecycle_exclusion"' in sql)
    assert locks < looks
