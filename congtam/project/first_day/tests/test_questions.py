"""The questions on a terminal: wrong answers are asked again, the others stay."""

from collections.abc import Iterator

import pytest

from congtam.project.first_day.questions import asked_plan
from congtam.project.first_day.tests.plans import PASSWORD, TODAY

ANSWERS = {
    "Tên cơ quan, như trên văn bản": ["", "Ủy ban nhân dân xã Ví Dụ"],
    "Tên gọi tắt": ["Xã Ví Dụ"],
    "Ký hiệu cơ quan trong số văn bản": ["UBND"],
    "Địa danh trước ngày tháng": ["Ví Dụ"],
    "Sổ đơn năm 2026": ["một trăm", "145"],
    "Họ và tên": ["Nguyễn Thị Sổ (thử)", ""],
    "Tên đăng nhập": ["Có Dấu", "ntso"],
    "Họ và tên quản trị": ["Phạm Văn Máy (thử)"],
    "Mật khẩu": ["ngắn", PASSWORD],
    "Gõ lại mật khẩu": ["ngắn", PASSWORD],
}


def test_the_answers_make_a_plan() -> None:
    waiting: dict[str, Iterator[str]] = {question: iter(answers) for question, answers in ANSWERS.items()}

    def ask(question: str, default: str, hidden: bool) -> str:
        assert hidden == ("ật khẩu" in question)
        answers = waiting.get(question.partition(" (")[0])
        return next(answers, default) if answers else default

    plan = asked_plan(ask, on=TODAY)

    assert plan.office.code == "xa_vi_du"
    assert plan.office.numbering == "year"
    assert plan.numbers["letters"] == 145
    assert [(person.username, person.post, person.duties) for person in plan.people] == [
        ("ntso", "Văn thư", ("desk",))
    ]
    assert plan.administrator.password == PASSWORD


@pytest.fixture(autouse=True)
def in_vietnamese() -> Iterator[None]:
    from django.utils.translation import override

    with override("vi"):
        yield
