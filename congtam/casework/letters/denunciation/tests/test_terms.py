"""The legal days of a denunciation; each date is that of a worked example or of the law's own words."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from congtam.casework.letters.denunciation import actions
from congtam.casework.letters.denunciation.models import Competent, Denunciation
from congtam.casework.letters.denunciation.tests import situations
from congtam.casework.letters.denunciation.tests.situations import Bureau
from congtam.casework.letters.tests.situations import SIGNER, save
from congtam.foundation import clock
from congtam.mechanisms.lifecycle.clocks import ClockRefused
from congtam.mechanisms.lifecycle.models import Deadline


def due(found: Denunciation, duty: str) -> date:
    rows = found.record.deadlines.exclude(state=Deadline.State.CANCELLED)
    return rows.filter(duty=f"denunciation.{duty}").order_by("-pk")[:1].get().due_on


def test_it_is_processed_in_seven_working_days_before_tet_2019(bureau: Bureau) -> None:
    with clock.frozen(date(2019, 1, 30)):
        found = situations.opened(bureau, on=date(2019, 1, 30))
    assert due(found, "process") == date(2019, 2, 15)


def test_with_checks_in_several_places_it_is_processed_in_ten(bureau: Bureau) -> None:
    with clock.frozen(date(2019, 1, 30)):
        checked = actions.Checked(competence=Competent.OURS, several_places=True)
        found = situations.examined(bureau, on=date(2019, 1, 30), checked=checked)
    assert due(found, "process") == date(2019, 2, 20)


@pytest.mark.parametrize(
    ("received", "passed_on"),
    [
        (date(2019, 1, 30), date(2019, 2, 13)),
        (date(2020, 3, 31), date(2020, 4, 8)),
        (date(2026, 8, 19), date(2026, 8, 25)),
    ],
)
def test_what_is_not_ours_is_passed_on_in_five_working_days_from_the_receipt(
    bureau: Bureau, received: date, passed_on: date
) -> None:
    with clock.frozen(received):
        found = situations.examined(bureau, on=received, competence=Competent.OTHER)
    assert due(found, "transfer") == passed_on


def test_a_worked_saturday_counts(bureau: Bureau) -> None:
    with clock.frozen(date(2026, 8, 19)):
        found = situations.opened(bureau, on=date(2026, 8, 19))
    assert due(found, "process") == date(2026, 8, 27)


def test_the_newspaper_that_forwarded_it_is_answered_in_twenty_days(bureau: Bureau) -> None:
    with clock.frozen(date(2026, 4, 10)):
        found = situations.opened(bureau, on=date(2026, 4, 10), forwarder="Báo Ví Dụ (thử)")
    assert due(found, "answer_forwarder") == date(2026, 5, 4)


def test_it_is_settled_in_thirty_days_from_the_acceptance(bureau: Bureau) -> None:
    with clock.frozen(date(2020, 3, 2)):
        found = situations.accepted(bureau, on=date(2020, 3, 2))
    assert due(found, "settle") == date(2020, 4, 1)


def extend(bureau: Bureau, found: Denunciation, on: date, *criteria: str) -> None:
    actions.extend_denunciation(
        denunciation=found, actor=bureau.actor, on=on, criteria=criteria, signer=SIGNER, save=save()
    )


def test_one_criterion_gives_thirty_days_more_and_two_give_thirty_again(bureau: Bureau) -> None:
    with clock.frozen(date(2020, 3, 2)):
        found = situations.accepted(bureau, on=date(2020, 3, 2))
    with clock.frozen(date(2020, 4, 1)):
        extend(bureau, found, date(2020, 4, 1), "several_places", "many_people")
        assert due(found, "settle") == date(2020, 5, 4)
    with clock.frozen(date(2020, 5, 4)):
        extend(bureau, found, date(2020, 5, 4), "several_places", "many_people")
        assert due(found, "settle") == date(2020, 6, 1)


def test_one_criterion_is_too_few_for_the_second_extension(bureau: Bureau) -> None:
    with clock.frozen(date(2020, 3, 2)):
        found = situations.accepted(bureau, on=date(2020, 3, 2))
    with clock.frozen(date(2020, 4, 1)):
        extend(bureau, found, date(2020, 4, 1), "many_people")
        with pytest.raises(ValidationError):
            extend(bureau, found, date(2020, 4, 1), "many_people")


def test_there_is_no_third_extension(bureau: Bureau) -> None:
    both = ("several_places", "many_people")
    with clock.frozen(date(2020, 3, 2)):
        found = situations.accepted(bureau, on=date(2020, 3, 2))
        extend(bureau, found, date(2020, 3, 2), *both)
        extend(bureau, found, date(2020, 3, 2), *both)
        with pytest.raises(ClockRefused):
            extend(bureau, found, date(2020, 3, 2), *both)


def test_suspended_days_are_left_out(bureau: Bureau) -> None:
    with clock.frozen(date(2020, 3, 2)):
        found = situations.accepted(bureau, on=date(2020, 3, 2))
    with clock.frozen(date(2020, 3, 12)):
        actions.suspend_denunciation(
            denunciation=found, actor=bureau.actor, on=date(2020, 3, 12), ground="further_expertise",
            explanation="Chờ giám định lại chữ ký trên danh sách.", signer=SIGNER, save=save(),
        )  # fmt: skip
        assert due(found, "send_suspension") == date(2020, 3, 19)
    with clock.frozen(date(2020, 3, 23)):
        actions.resume_denunciation(
            denunciation=found, actor=bureau.actor, on=date(2020, 3, 23), explanation="Đã có kết quả.",
            signer=SIGNER, save=save(),
        )  # fmt: skip
    row = found.record.deadlines.get(duty="denunciation.settle")
    assert row.explanation[0]["unrolled"] == "2020-04-12"


def test_the_conclusion_is_sent_in_five_and_published_in_seven_working_days(bureau: Bureau) -> None:
    with clock.frozen(date(2026, 8, 25)):
        found = situations.concluded(bureau, on=date(2026, 8, 25), accepted_on=date(2026, 8, 3))
    assert due(found, "send_conclusion") == date(2026, 9, 4)
    assert due(found, "publish") == due(found, "handle_conclusion") == date(2026, 9, 8)


def test_it_stays_posted_for_fifteen_days_at_least(bureau: Bureau) -> None:
    with clock.frozen(date(2026, 7, 10)):
        found = situations.concluded(bureau, on=date(2026, 7, 10))
        actions.publish_conclusion(
            denunciation=found, actor=bureau.actor, on=date(2026, 7, 10), content="Việc hỗ trợ năm 2025",
            told="Danh sách có ba hộ không đủ điều kiện.", signer=SIGNER, save=save(),
        )  # fmt: skip
    assert due(found, "posting") == date(2026, 7, 25)
    with clock.frozen(date(2026, 7, 24)), pytest.raises(ValidationError):
        note(bureau, found, "take_down", date(2026, 7, 24))
    with clock.frozen(date(2026, 7, 25)):
        note(bureau, found, "take_down", date(2026, 7, 25))
    assert not found.record.deadlines.filter(duty="denunciation.posting", state="open").exists()


def note(bureau: Bureau, found: Denunciation, step: str, on: date) -> None:
    actions.note_step(denunciation=found, step=step, actor=bureau.actor, on=on, note="Đã làm", save=save())


@pytest.mark.parametrize(
    ("step", "duty", "day"),
    [
        ("take_further", "further", date(2026, 7, 21)),
        ("take_overdue", "overdue_request", date(2026, 7, 8)),
    ],
)
def test_a_further_denunciation_has_the_term_of_the_superior(
    bureau: Bureau, step: str, duty: str, day: date
) -> None:
    with clock.frozen(date(2026, 7, 1)):
        found = situations.opened(bureau, on=date(2026, 7, 1))
        note(bureau, found, step, date(2026, 7, 1))
    assert due(found, duty) == day


def test_the_superior_who_asks_why_it_is_late_is_answered_in_five_working_days(bureau: Bureau) -> None:
    with clock.frozen(date(2026, 7, 1)):
        found = situations.accepted(bureau, on=date(2026, 7, 1))
        note(bureau, found, "asked_report", date(2026, 7, 1))
        assert due(found, "overdue_report") == date(2026, 7, 8)
        note(bureau, found, "report_overdue", date(2026, 7, 1))
    assert not found.record.deadlines.filter(duty="denunciation.overdue_report", state="open").exists()


def test_the_monthly_report_has_no_term_since_july_2026(bureau: Bureau) -> None:
    with clock.frozen(date(2026, 7, 10)):
        found = situations.concluded(bureau, on=date(2026, 7, 10))
        note(bureau, found, "entrust_follow_up", date(2026, 7, 10))
    assert not found.record.deadlines.filter(duty="denunciation.follow_up").exists()
