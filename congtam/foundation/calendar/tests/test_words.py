"""Days as people say them."""

from datetime import date

from congtam.foundation.calendar import default_calendar, say_day, say_day_month, say_left

TUESDAY = date(2025, 10, 14)


def left(today: date) -> str:
    return say_left(TUESDAY, today=today, calendar=default_calendar())


def test_a_day_is_said_with_its_weekday() -> None:
    assert say_day(TUESDAY) == "thứ Ba 14/10/2025"
    assert say_day_month(date(2025, 10, 5)) == "Chủ nhật 05/10"


def test_what_is_left_is_told_in_working_days() -> None:
    assert left(date(2025, 10, 9)) == "còn 3 ngày làm việc"


def test_on_the_last_day_it_is_due_today() -> None:
    assert left(TUESDAY) == "hạn hôm nay"


def test_lateness_is_told_in_days() -> None:
    assert left(date(2025, 10, 16)) == "quá hạn 2 ngày"


def test_a_last_day_off_may_leave_no_working_day() -> None:
    sunday = date(2025, 10, 12)
    assert (
        say_left(sunday, today=date(2025, 10, 11), calendar=default_calendar())
        == "không còn ngày làm việc nào"
    )
