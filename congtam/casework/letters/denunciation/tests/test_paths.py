"""Each way out of the first processing, and what stops the settlement."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from congtam.casework.letters.denunciation import actions
from congtam.casework.letters.denunciation.models import (
    Competent,
    Condition,
    Denunciation,
    Finding,
    Identity,
    Source,
    Transfer,
)
from congtam.casework.letters.denunciation.tests import situations
from congtam.casework.letters.denunciation.tests.situations import ACT, MONEY, Bureau
from congtam.casework.letters.tests.situations import SIGNER, save
from congtam.casework.letters.tests.work_pages import scan
from congtam.foundation import clock
from congtam.foundation.access.setup import add_account
from congtam.mechanisms.documents.dispatching import Proof, attach_signed, keep_scan, record_sent
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle import exclusions
from congtam.mechanisms.lifecycle.acts import StepBlocked, StepNotPossible
from congtam.mechanisms.lifecycle.models import Deadline

DAY = date(2026, 7, 1)
BODY = "Chủ tịch UBND phường (thử)"


@pytest.fixture(autouse=True)
def today() -> object:
    with clock.frozen(DAY):
        yield


def accept(bureau: Bureau, found: Denunciation) -> None:
    actions.accept_denunciation(
        denunciation=found, actor=bureau.actor, on=DAY, told="Việc lập danh sách", signer=SIGNER, save=save()
    )


def transfer(bureau: Bureau, found: Denunciation, *places: int) -> None:
    actions.transfer_denunciation(
        denunciation=found, actor=bureau.actor, on=DAY, body=BODY, explanation="", signer=SIGNER, save=save(),
        places=places,
    )  # fmt: skip


@pytest.mark.parametrize("result", [Identity.NOT_CONFIRMED, Identity.IMPOSSIBLE])
def test_without_a_confirmed_identity_nothing_is_accepted(bureau: Bureau, result: Identity) -> None:
    found = situations.examined(bureau, on=DAY, result=result)
    with pytest.raises(StepBlocked, match="Không rõ người tố cáo"):
        accept(bureau, found)


def test_what_is_not_ours_is_not_accepted(bureau: Bureau) -> None:
    with pytest.raises(StepBlocked, match="thẩm quyền cơ quan khác"):
        accept(bureau, situations.examined(bureau, on=DAY, competence=Competent.OTHER))


def test_with_a_condition_that_is_not_met_it_is_not_accepted_but_refused_in_writing(bureau: Bureau) -> None:
    checked = actions.Checked(competence=Competent.OURS, unmet=[Condition.BASIS])
    found = situations.examined(bureau, on=DAY, checked=checked)
    with pytest.raises(StepBlocked, match="điều kiện"):
        accept(bureau, found)
    issued = actions.refuse_denunciation(
        denunciation=found, actor=bureau.actor, on=DAY, unmet=[Condition.BASIS], explanation="Chưa nêu hành vi.",
        signer=SIGNER, save=save(),
    )  # fmt: skip
    assert [each.kind for each in issued] == ["denunciations.not_accepted"]
    assert found.record.state == "refused"


def test_an_acceptance_ends_the_first_processing(bureau: Bureau) -> None:
    found = situations.accepted(bureau, on=DAY)
    states = dict(found.record.deadlines.values_list("duty", "state"))
    assert states["denunciation.process"] == states["letters.process"] == Deadline.State.MET
    assert states["denunciation.settle"] == states["denunciation.accept_notice"] == Deadline.State.OPEN


def test_the_same_content_is_passed_on_once(bureau: Bureau) -> None:
    found = situations.examined(bureau, on=DAY, competence=Competent.OTHER)
    transfer(bureau, found)
    assert found.record.state == "transferred"
    with pytest.raises(StepNotPossible):
        transfer(bureau, found)


def test_a_repeated_denunciation_is_not_passed_on_a_second_time(bureau: Bureau) -> None:
    first = situations.examined(bureau, on=DAY, competence=Competent.OTHER)
    transfer(bureau, first)
    again = situations.examined(
        bureau, on=DAY, checked=actions.Checked(competence=Competent.OTHER, body=BODY, again=first)
    )
    with pytest.raises(StepBlocked, match="đã chuyển một lần"):
        transfer(bureau, again)
    actions.keep_information(denunciation=again, actor=bureau.actor, on=DAY, reason="Đã chuyển.", save=save())
    assert again.record.state == "kept"


def test_a_part_is_passed_on_and_the_rest_stays(bureau: Bureau) -> None:
    found = situations.examined(bureau, on=DAY, matters=(ACT, MONEY))
    transfer(bureau, found, 2)
    assert found.record.state == "examined"
    with pytest.raises(ValidationError):
        transfer(bureau, found, 2)
    accept(bureau, found)
    with pytest.raises(ValidationError):
        conclude(bureau, found, {1: Finding.RIGHT, 2: Finding.RIGHT})
    conclude(bureau, found, {1: Finding.RIGHT})


def test_the_database_keeps_one_transfer_a_content(bureau: Bureau) -> None:
    found = situations.examined(bureau, on=DAY, competence=Competent.OTHER)
    transfer(bureau, found)
    matter = found.matters.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Transfer.objects.create(matter=matter, unit=found.unit, on=DAY)


def conclude(bureau: Bureau, found: Denunciation, findings: dict[int, Finding]) -> None:
    actions.conclude_denunciation(
        denunciation=found, actor=bureau.actor, on=DAY, findings=findings, verified="Ba hộ.", measures="",
        signer=SIGNER, save=save(),
    )  # fmt: skip


def test_a_breach_of_party_rules_goes_to_the_party_body(bureau: Bureau) -> None:
    found = situations.examined(bureau, on=DAY, competence=Competent.PARTY)
    transfer(bureau, found)
    assert found.record.state == "transferred"


def test_who_comes_in_person_is_guided_at_once(bureau: Bureau) -> None:
    found = situations.examined(bureau, on=DAY, competence=Competent.OTHER, source=Source.IN_PERSON)
    actions.guide_denouncer(denunciation=found, actor=bureau.actor, on=DAY, note="", save=save())
    assert found.record.state == "guided"


@pytest.mark.parametrize("source", [Source.ANONYMOUS, Source.BORROWED, Source.OFF_FORM])
def test_what_nobody_stands_behind_has_the_third_way_alone(bureau: Bureau, source: Source) -> None:
    found = situations.opened(bureau, on=DAY, source=source)
    with pytest.raises(StepNotPossible):
        actions.check_identity(
            denunciation=found, actor=bureau.actor, on=DAY, result=Identity.CONFIRMED, note="", save=save()
        )
    with pytest.raises(ValidationError):
        pass_on(bureau, found, "wrongdoer", "evidence")
    pass_on(bureau, found, "wrongdoer", "evidence", "checkable")
    assert found.record.state == "passed_on"
    assert not found.record.deadlines.filter(state=Deadline.State.OPEN).exists()


def pass_on(bureau: Bureau, found: Denunciation, *grounded: str) -> None:
    actions.pass_on(
        denunciation=found, actor=bureau.actor, on=DAY, body="Thanh tra thành phố (thử)", grounded=grounded,
        explanation="", signer=SIGNER, save=save(),
    )  # fmt: skip


def test_without_ground_the_information_is_kept(bureau: Bureau) -> None:
    found = situations.opened(bureau, on=DAY, source=Source.ANONYMOUS)
    actions.keep_information(
        denunciation=found, actor=bureau.actor, on=DAY, reason="Không rõ ai.", save=save()
    )
    assert found.record.state == "kept"


def test_signs_of_a_crime_are_passed_on_at_once_and_the_rest_goes_on(bureau: Bureau) -> None:
    found = situations.opened(bureau, on=DAY)
    actions.pass_crime(
        denunciation=found, actor=bureau.actor, on=DAY, body="Cơ quan điều tra (thử)", explanation="",
        signer=SIGNER, save=save(),
    )  # fmt: skip
    assert found.record.state == "opened"
    assert IssuedDocument.objects.filter(record=found.record, kind="denunciations.transfer_slip").exists()


# -- withdrawal and stop ------------------------------------------------------------------------------------


def withdraw(
    bureau: Bureau, found: Denunciation, *places: int, why: tuple[actions.MustGoOn, ...] = ()
) -> None:
    actions.withdraw_denunciation(
        denunciation=found, actor=bureau.actor, on=DAY, places=places, must_go_on=why, note="", save=save()
    )


def stop(bureau: Bureau, found: Denunciation) -> None:
    actions.stop_denunciation(
        denunciation=found, actor=bureau.actor, on=DAY, ground=actions.StopGround.WITHDRAWN,
        explanation="Đã có đơn rút.", signer=SIGNER, save=save(),
    )  # fmt: skip


def test_a_whole_withdrawal_lets_it_be_stopped(bureau: Bureau) -> None:
    found = situations.accepted(bureau, on=DAY)
    withdraw(bureau, found, 1)
    stop(bureau, found)
    assert found.record.state == "stopped"
    running = found.record.deadlines.filter(state=Deadline.State.OPEN).values_list("duty", flat=True)
    assert list(running) == ["denunciation.send_suspension"]


def test_a_part_withdrawal_stops_nothing(bureau: Bureau) -> None:
    found = situations.accepted(bureau, on=DAY, matters=(ACT, MONEY))
    withdraw(bureau, found, 1)
    with pytest.raises(ValidationError):
        stop(bureau, found)
    conclude(bureau, found, {2: Finding.WRONG})


@pytest.mark.parametrize("why", list(actions.MustGoOn))
def test_with_breach_threat_bribery_or_slander_it_goes_on_though_withdrawn(
    bureau: Bureau, why: actions.MustGoOn
) -> None:
    found = situations.accepted(bureau, on=DAY)
    withdraw(bureau, found, 1, why=(why,))
    with pytest.raises(ValidationError):
        stop(bureau, found)
    conclude(bureau, found, {1: Finding.RIGHT})


def test_after_the_conclusion_nothing_is_withdrawn(bureau: Bureau) -> None:
    with pytest.raises(StepNotPossible):
        withdraw(bureau, situations.concluded(bureau, on=DAY), 1)


# -- papers that leave --------------------------------------------------------------------------------------


def send(bureau: Bureau, found: Denunciation, kind: str) -> None:
    paper = IssuedDocument.objects.select_related("record__data_key", "record__unit").get(
        record=found.record, kind=f"denunciations.{kind}"
    )
    page = scan(color=f"#{abs(hash(kind)) % 0xFFFFFF:06x}")
    file = keep_scan(paper.record, content=page, name=page.name)
    attach_signed(paper, actor=bureau.actor, on=DAY, signed_on=DAY, scan=file)
    record_sent(paper, actor=bureau.actor, on=DAY, sent_on=DAY, how="post", proof=Proof(note="Biên lai số 1"))


def test_the_term_to_tell_is_met_when_both_sides_are_told(bureau: Bureau) -> None:
    found = situations.accepted(bureau, on=DAY)
    told = found.record.deadlines.get(duty="denunciation.accept_notice")
    send(bureau, found, "accepted_denouncer")
    told.refresh_from_db()
    assert told.state == Deadline.State.OPEN
    send(bureau, found, "accepted_denounced")
    told.refresh_from_db()
    assert (told.state, told.met_on) == (Deadline.State.MET, DAY)


def test_a_case_is_not_closed_before_it_was_published(bureau: Bureau) -> None:
    found = situations.concluded(bureau, on=DAY)
    actions.inform_denouncer(
        denunciation=found, actor=bureau.actor, on=DAY, message="Tố cáo đúng.", signer=SIGNER, save=save()
    )
    with pytest.raises(StepBlocked, match="công khai"):
        actions.note_step(denunciation=found, step="close", actor=bureau.actor, on=DAY, note="", save=save())


# -- who works on it ----------------------------------------------------------------------------------------


def test_who_is_kept_away_is_not_given_it(bureau: Bureau) -> None:
    found = situations.accepted(bureau, on=DAY)
    accused = add_account(username="veVoi", display_name="Vẽ Vời (thử)", password=None)
    exclusions.name_accused(record=found.record, accounts=[accused], actor=bureau.actor, on=DAY)
    with pytest.raises(ValidationError):
        actions.assign_denunciation(
            denunciation=found, actor=bureau.actor, on=DAY, handler=accused, task="", save=save()
        )


def test_who_is_kept_away_learns_of_no_protection(bureau: Bureau) -> None:
    found = situations.opened(bureau, on=DAY)
    asked = actions.ask_protection(
        denunciation=found,
        actor=bureau.actor,
        on=DAY,
        urgent=False,
        measures=[],
        said="Bị đe dọa",
        save=save(),
    )
    accused = add_account(username="veVoi", display_name="Vẽ Vời (thử)", password=None)
    exclusions.name_accused(record=found.record, accounts=[accused], actor=bureau.actor, on=DAY)
    assert exclusions.excluded_accounts(asked.record) == exclusions.excluded_accounts(found.record)
    assert exclusions.excluded_accounts(found.letter.record) == exclusions.excluded_accounts(found.record)


def test_a_second_person_who_is_named_learns_of_no_protection_either(bureau: Bureau) -> None:
    found = situations.opened(bureau, on=DAY)
    first, second = (
        add_account(username=name, display_name=f"{name} (thử)", password=None) for name in ("mot", "hai")
    )
    exclusions.name_accused(record=found.record, accounts=[first], actor=bureau.actor, on=DAY)
    asked = actions.ask_protection(
        denunciation=found,
        actor=bureau.actor,
        on=DAY,
        urgent=False,
        measures=[],
        said="Bị đe dọa",
        save=save(),
    )
    exclusions.name_accused(record=found.record, accounts=[second], actor=bureau.actor, on=DAY)
    assert exclusions.excluded_accounts(asked.record) == {first.pk, second.pk}


def test_a_conflict_that_somebody_declares_holds_for_the_letter_too(bureau: Bureau) -> None:
    found = situations.opened(bureau, on=DAY)
    exclusions.declare_conflict(
        record=found.record, account=bureau.keeper, actor=bureau.actor, on=DAY, reason="Họ hàng (thử)"
    )
    assert exclusions.excluded_accounts(found.letter.record) == {bureau.keeper.pk}


def test_whoever_is_kept_away_from_a_denunciation_is_kept_away_from_one_that_repeats_it(
    bureau: Bureau,
) -> None:
    first = situations.opened(bureau, on=DAY)
    accused = add_account(username="mot", display_name="Một (thử)", password=None)
    exclusions.name_accused(record=first.record, accounts=[accused], actor=bureau.actor, on=DAY)
    second = situations.opened(bureau, on=DAY, again=first)
    third = situations.examined(
        bureau, on=DAY, checked=actions.Checked(competence=Competent.OURS, again=first)
    )
    for each in (second, third):
        assert exclusions.excluded_accounts(each.record) == {accused.pk}
        assert exclusions.excluded_accounts(each.letter.record) == {accused.pk}
