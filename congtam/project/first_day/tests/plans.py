"""A small office, all invented."""

from dataclasses import replace
from datetime import date
from typing import Any

from congtam.project.first_day.plan import AdministratorPlan, OfficePlan, PersonPlan, SetUpPlan

TODAY = date(2026, 9, 14)
PASSWORD = "bốn từ rời nhau"


def plan(**changes: Any) -> SetUpPlan:
    """The office of Ví Dụ, whose paper book stands at 144."""
    office = OfficePlan(
        code="xa_vi_du", name="Ủy ban nhân dân xã Ví Dụ", short_name="Xã Ví Dụ", place="Ví Dụ", symbol="UBND",
        since=date(2025, 7, 1), phone="0000 000 000",
    )  # fmt: skip
    whole = SetUpPlan(
        office=office,
        numbers={"letters": 145, "TB": 12},
        people=(
            PersonPlan(name="Nguyễn Thị Sổ (thử)", username="ntso", post="Văn thư", duties=("desk",)),
            PersonPlan(name="Lê Thị Ký (thử)", username="ltky", post="Chủ tịch", duties=("leader",)),
        ),
        administrator=AdministratorPlan(username="quantri", name="Phạm Văn Máy (thử)", password=PASSWORD),
    )
    return replace(whole, **changes)


#: what somebody types on the screens, in their order
OFFICE = {
    "name": "Ủy ban nhân dân xã Ví Dụ", "short_name": "Xã Ví Dụ", "symbol": "UBND", "place": "Ví Dụ",
    "numbering": "year", "superior_name": "", "term": "", "address": "", "phone": "0000 000 000",
    "reception_hours": "", "since": "01/07/2025", "code": "",
}  # fmt: skip
BOOKS = {"letters": "145", "TB": "12", "QĐ": "", "CV": ""}
PEOPLE = {
    "people-TOTAL_FORMS": "2", "people-INITIAL_FORMS": "0",
    "people-0-name": "Nguyễn Thị Sổ (thử)", "people-0-username": "ntso", "people-0-post": "Văn thư",
    "people-0-duties": ["desk"],
    "people-1-name": "", "people-1-username": "", "people-1-post": "Chuyên viên", "people-1-duties": ["case"],
}  # fmt: skip
ADMINISTRATOR = {
    "name": "Phạm Văn Máy (thử)", "username": "quantri", "password": PASSWORD, "password_again": PASSWORD,
}  # fmt: skip
