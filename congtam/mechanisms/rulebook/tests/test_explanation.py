"""Every date tells how it came about, in both languages, also years later."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.test import override_settings
from django.utils import translation

from congtam.mechanisms.rulebook import Due, FixedDay, NotInForce, due, due_of_rule
from congtam.mechanisms.rulebook.tests.samples import sample_rule
from congtam.mechanisms.rulebook.wording import CODES

APP = Path(__file__).parents[1]
CATALOGUES = (APP, APP.parents[1] / "foundation" / "calendar")


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.fixture
def english(tmp_path: Path) -> Iterator[None]:
    """The English catalogues as they stand in the source, compiled or not."""
    paths = []
    for number, folder in enumerate(CATALOGUES):
        target = tmp_path / str(number) / "en" / "LC_MESSAGES" / "django.mo"
        target.parent.mkdir(parents=True)
        with (folder / "locale/en/LC_MESSAGES/django.po").open("rb") as source, target.open("wb") as made:
            write_mo(made, read_po(source))
        paths.append(str(tmp_path / str(number)))
    with override_settings(LOCALE_PATHS=paths), translation.override("en"):
        yield


def lines(found: Due) -> list[str]:
    return [step.text() for step in found.steps]


def test_the_days_left_out_are_named_each_with_its_reason() -> None:
    found = due("denunciation-press-forwarded-reply", event=date(2026, 4, 10))
    assert lines(found) == [
        "Thứ Sáu 10/04/2026: nhận được tố cáo do báo chí, cơ quan khác chuyển đến (ngày 0, không tính).",
        "Cộng 20 ngày: thứ Năm 30/04/2026.",
        "Ngày cuối là ngày nghỉ: bỏ qua thứ Năm 30/04 (Ngày Chiến thắng), thứ Sáu 01/05 (Quốc tế Lao động),"
        " thứ Bảy 02/05, Chủ nhật 03/05, hạn dời sang thứ Hai 04/05/2026.",
        "Hạn cuối: hết thứ Hai 04/05/2026.",
    ]


def test_a_worked_saturday_is_told_with_the_day_it_was_swapped_for() -> None:
    found = due("reception-answer-10-working-days", event=date(2019, 4, 25))
    assert "Tính cả thứ Bảy 04/05 (làm bù cho thứ Hai 29/04)." in lines(found)


def test_a_suspension_is_told_with_the_days_left_and_its_legal_basis() -> None:
    pause = (date(2026, 7, 20), date(2026, 8, 10))
    found = due("complaint-settlement-first", event=date(2026, 7, 6), suspended=[pause])
    step = next(step for step in found.steps if step.code == "pause")
    assert step.text() == (
        "Tạm đình chỉ thứ Hai 20/07/2026, tiếp tục thứ Hai 10/08/2026; còn 16 ngày, đếm từ ngày tiếp tục:"
        " thứ Tư 26/08/2026."
    )
    assert step.citation is not None
    assert step.citation.startswith("Luật Khiếu nại, Điều 11a")


def test_each_extension_is_a_line_from_the_end_before() -> None:
    found = due("denunciation-settlement", event=date(2020, 3, 2), extensions=2)
    assert "Gia hạn lần 2 thêm 30 ngày, đếm từ thứ Sáu 01/05/2020: Chủ nhật 31/05/2020." in lines(found)


def test_a_total_says_what_it_replaces() -> None:
    found = due("complaint-settlement-first", event=date(2026, 7, 6), cases=["complex"])
    assert lines(found)[1] == "Vụ việc phức tạp: thời hạn là 45 ngày, thay cho 30 ngày."


def test_a_provisional_date_says_which_year_is_open() -> None:
    found = due("complaint-second-filing", event=date(2026, 12, 10))
    assert "Lịch nghỉ năm 2027 chưa được xác nhận: ngày này còn tạm tính." in lines(found)


def test_the_way_of_counting_is_cited_from_the_civil_code() -> None:
    found = due("complaint-second-filing", event=date(2026, 1, 17))
    cited = {step.code: step.citation for step in found.steps}
    assert cited["start"] == "Bộ luật Dân sự 91/2015/QH13, Điều 147 khoản 2, 3"
    assert cited["roll"] == "Bộ luật Dân sự 91/2015/QH13, Điều 148 khoản 5"


def test_the_same_explanation_is_told_in_english(english: None) -> None:
    found = due("denunciation-settlement", event=date(2020, 3, 2), extensions=1)
    assert lines(found) == [
        "Monday 02/03/2020: the denunciation is accepted (day 0, not counted).",
        "Plus 30 days: Wednesday 01/04/2020.",
        "Extension 1 adds 30 days, counted from Wednesday 01/04/2020: Friday 01/05/2020.",
        "The last day is a day off: Friday 01/05 (Labour Day), Saturday 02/05, Sunday 03/05 left out,"
        " the date moves to Monday 04/05/2020.",
        "Last day: the end of Monday 04/05/2020.",
    ]


def test_a_date_stored_as_json_comes_back_whole() -> None:
    pause = (date(2026, 7, 20), date(2026, 8, 10))
    found = due("complaint.settle", event=date(2026, 7, 6), cases=["remote", "complex"], suspended=[pause])
    stored = json.loads(json.dumps(found.to_json()))
    assert Due.from_json(stored) == found


def test_a_stored_date_is_explained_later_in_the_other_language(english: None) -> None:
    with translation.override("vi"):
        stored = due("complaint-send-decision-first", event=date(2026, 7, 6)).to_json()
    assert Due.from_json(stored).steps[1].text() == "Plus 3 working days: Thursday 09/07/2026."


def test_every_code_of_a_step_is_written_by_some_situation() -> None:
    pause, late = (date(2026, 7, 8), date(2026, 7, 9)), (date(2026, 12, 1), date(2026, 12, 2))
    situations = [
        due("complaint-settlement-first", event=date(2026, 7, 6), cases=["complex"], suspended=[pause, late]),
        due("denunciation-settlement", event=date(2020, 3, 2), cases=["complex"]),
        due("denunciation-settlement", event=date(2020, 3, 2), extensions=1),
        due("reception-answer-10-working-days", event=date(2019, 4, 25)),
        due("complaint-dialogue-notice", event=date(2026, 7, 10)),
        due("complaint-second-filing", event=date(2026, 12, 10)),
        due_of_rule(
            sample_rule(value=None, unit=None, roll="none", fixed_day=FixedDay(month=11, day=30)),
            event=date(2026, 1, 5),
        ),
    ]
    assert {step.code for found in situations for step in found.steps} == set(CODES)


def test_a_refusal_is_told_in_both_languages(english: None) -> None:
    with pytest.raises(NotInForce) as caught:
        due("complaint-acceptance-decree-155", event=date(2026, 6, 30))
    assert str(caught.value) == "complaint-acceptance-decree-155 is not in force on Tuesday 30/06/2026."
    with translation.override("vi"):
        assert str(caught.value) == "complaint-acceptance-decree-155 không có hiệu lực vào thứ Ba 30/06/2026."
