"""Days, numbers, badges and controls as templates say them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.utils import translation

from congtam.interface.web.templatetags import congtam_dates as dates
from congtam.interface.web.templatetags import congtam_ui as ui

TUESDAY = date(2025, 10, 14)


def test_a_day_is_said_with_its_weekday_whatever_it_comes_as() -> None:
    with translation.override("vi"):
        assert dates.day(TUESDAY) == "thứ Ba 14/10/2025"
        assert dates.day("2025-10-14") == "thứ Ba 14/10/2025"
        # 18:00 in London is the next day in Vietnam
        assert dates.day(datetime(2025, 10, 13, 18, tzinfo=UTC)) == "thứ Ba 14/10/2025"
        assert dates.day(None) == ""


def test_a_moment_is_told_in_vietnams_time() -> None:
    with translation.override("vi"):
        assert dates.moment(datetime(2025, 10, 14, 3, 42, tzinfo=UTC)) == "10:42 thứ Ba 14/10/2025"


@pytest.mark.parametrize(
    ("due", "said", "urgency"),
    [
        (date(2025, 10, 9), "quá hạn 5 ngày", "late"),
        (date(2025, 10, 14), "hạn hôm nay", "soon"),
        (date(2025, 10, 17), "còn 3 ngày làm việc", "soon"),
        (date(2025, 10, 20), "còn 4 ngày làm việc", ""),
    ],
)
def test_what_is_left_is_told_in_working_days(due: date, said: str, urgency: str) -> None:
    with translation.override("vi"):
        assert dates.days_left(due, TUESDAY) == said
    assert dates.urgency(due, TUESDAY) == urgency


def test_no_deadline_says_nothing() -> None:
    assert dates.days_left(None, TUESDAY) == ""
    assert dates.urgency(None, TUESDAY) == ""


@pytest.mark.parametrize(
    ("start", "due", "percent"),
    [
        (date(2025, 10, 4), date(2025, 10, 24), 50),
        (date(2025, 10, 1), date(2025, 10, 9), 100),
        (date(2025, 10, 20), date(2025, 10, 30), 0),
        (TUESDAY, TUESDAY, 100),
    ],
)
def test_the_bar_stays_between_nothing_and_all(start: date, due: date, percent: int) -> None:
    assert dates.elapsed_percent(start, due, TUESDAY) == percent


def test_numbers_are_grouped_as_the_language_does() -> None:
    with translation.override("vi"):
        assert dates.number(1234567) == "1.234.567"
        assert dates.number(-1234.56, 1) == "-1.234,6"
        assert dates.number(-0.4, 1) == "-0,4"
        assert dates.file_size(1_834_000) == "1,8 MB"
        assert dates.file_size(84_223_900_000) == "84,2 GB"
    with translation.override("en"):
        assert dates.number(1234567) == "1,234,567"
        assert dates.file_size(120) == "1 kB"


@pytest.mark.parametrize("value", ui.CONFIDENCE)
def test_how_sure_a_value_is_stands_in_words_with_a_sign(value: str) -> None:
    badge = ui.confidence_badge(value)
    assert "<svg" in badge
    assert "title=" in badge
    assert str(ui.CONFIDENCE[value].label) in badge


def test_what_a_badge_says_is_escaped() -> None:
    assert "&lt;script&gt;" in ui.badge("<script>")


def test_initials_are_of_the_first_and_the_last_word() -> None:
    assert ui.initials("Nguyễn Thị Hoa") == "NH"
    assert ui.initials("Hoa") == "H"
    assert ui.initials("") == ""


class _Form(forms.Form):
    sender = forms.CharField(help_text="Như ghi trên đơn.")
    text = forms.CharField(widget=forms.Textarea)


def test_a_proposal_is_told_to_the_control_but_is_not_its_value() -> None:
    proposal = SimpleNamespace(value='A "B"', anchor="p1")
    shown = ui.control(_Form()["sender"], proposal)
    assert 'data-proposal="A &quot;B&quot;"' in shown
    assert " value=" not in shown
    assert 'aria-describedby="id_sender_helptext id_sender_proposal"' in shown


def test_what_a_person_typed_stands_before_any_proposal() -> None:
    shown = ui.control(_Form({"sender": "C"})["sender"], SimpleNamespace(value="A"))
    assert 'value="C"' in shown
    assert "data-proposal" not in shown


def test_a_text_area_that_asks_for_nothing_gets_four_lines() -> None:
    assert 'rows="4"' in ui.control(_Form()["text"])
