"""Units, posts and accounts of the demo. Units are those of Vĩnh Yên 2019 → 2026 (real places, dates from
public sources); people are invented and marked "(thử)"."""

from dataclasses import dataclass
from datetime import date

from congtam.foundation.access.actor import Actor, system_actor
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_post, add_unit, hold
from congtam.registers.accounts.actions import enter_account
from congtam.registers.organisations.actions import close_unit, describe_unit

PASSWORD = "congtam"  # noqa: S105  the demo's accounts are printed; a real office never has them
REFORM = date(2025, 7, 1)
WARD, OTHER_WARD, CITY = "phuong_vinh_yen", "phuong_vinh_phuc", "vinh_yen_city"

UNITS = (
    ("vinh_phuc_province", "Tỉnh Vĩnh Phúc"),
    ("phu_tho_province_2025", "Tỉnh Phú Thọ"),
    (CITY, "Thành phố Vĩnh Yên"),
    ("dong_da", "Phường Đống Đa"),
    ("ngo_quyen", "Phường Ngô Quyền"),
    ("lien_bao", "Phường Liên Bảo"),
    ("khai_quang", "Phường Khai Quang"),
    ("tich_son", "Phường Tích Sơn"),
    ("dong_tam", "Phường Đồng Tâm"),
    ("hoi_hop", "Phường Hội Hợp"),
    ("dinh_trung_xa", "Xã Định Trung"),
    ("dinh_trung_phuong", "Phường Định Trung"),
    ("thanh_tru", "Xã Thanh Trù"),
    (WARD, "Phường Vĩnh Yên"),
    (OTHER_WARD, "Phường Vĩnh Phúc"),
)

DESK = (
    "letters.view", "letters.receive", "letters.register", "letters.book", "letters.export", "letters.triage",
    "letters.dispatch", "letters.open_balance", "correspondence.view", "correspondence.enter",
    "correspondence.void", "correspondence.export", "denunciations.view", "custody.keep",
)  # fmt: skip
CASE = (
    "letters.view", "letters.triage", "letters.settle", "letters.dispatch", "letters.close", "custody.keep",
)  # fmt: skip
LEADER = (
    "letters.view", "letters.book", "letters.triage", "letters.accept", "letters.assign", "letters.sign",
    "letters.close", "correspondence.view", "denunciations.view", "denunciations.accept", "denunciations.assign",
    "denunciations.sign", "custody.view", "custody.name", "custody.review",
)  # fmt: skip
KEEPER = (
    "letters.view", "denunciations.view", "denunciations.redact", "denunciations.dispatch", "custody.view",
    "custody.keep", "custody.name",
)  # fmt: skip
DENUNCIATIONS = (
    "letters.view", "letters.triage", "denunciations.view", "denunciations.process", "denunciations.settle",
    "denunciations.dispatch", "denunciations.publish", "denunciations.protect", "denunciations.book",
)  # fmt: skip
ADMINISTRATOR = (
    "organisations.maintain", "upkeep.view", "files.quarantine", "accounts.manage", "legislation.maintain_calendar",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Person:
    """One account of the demo: who, in which post, with which permissions, where."""

    username: str
    name: str
    title: str
    role: str
    permissions: tuple[str, ...]
    units: tuple[str, ...] = (WARD, CITY)


PEOPLE = (
    Person(username="vanthu", name="Nguyễn Thị Sổ (thử)", title="Văn thư", role="Văn thư", permissions=DESK),
    Person(
        username="chuyenvien", name="Trần Văn Hồ (thử)", title="Chuyên viên", role="Chuyên viên", permissions=CASE
    ),
    Person(username="lanhdao", name="Lê Thị Ký (thử)", title="Chủ tịch", role="Lãnh đạo", permissions=LEADER),
    Person(
        username="thanhtra", name="Vũ Thị Thanh (thử)", title="Thanh tra", role="Xử lý tố cáo",
        permissions=DENUNCIATIONS,
    ),
    Person(
        username="giudanhtinh", name="Đinh Thị Giữ (thử)", title="Người giữ danh tính", role="Giữ danh tính",
        permissions=KEEPER,
    ),
    Person(
        username="giudanhtinh2", name="Mai Văn Kín (thử)", title="Người giữ danh tính", role="Giữ danh tính thứ hai",
        permissions=KEEPER,
    ),
    Person(
        username="quantri", name="Phạm Văn Máy (thử)", title="Quản trị", role="Quản trị", permissions=ADMINISTRATOR
    ),
    Person(
        username="quantri2", name="Đặng Thị Khóa (thử)", title="Quản trị", role="Quản trị thứ hai",
        permissions=ADMINISTRATOR,
    ),
    Person(
        username="vanthu2", name="Hoàng Thị Ngoài (thử)", title="Văn thư", role="Văn thư phường khác",
        permissions=DESK, units=(OTHER_WARD,),
    ),
)  # fmt: skip


def make_units() -> dict[str, Unit]:
    """All units; the offices that write letters are described as their letterhead needs."""
    units = {code: add_unit(code=code, name=name) for code, name in UNITS}
    set_scope(unit.pk for unit in units.values())
    _describe(units[CITY], "Ủy ban nhân dân thành phố Vĩnh Yên", since=date(2015, 1, 1))
    _describe(units[WARD], "Ủy ban nhân dân phường Vĩnh Yên", since=REFORM)
    _describe(units[OTHER_WARD], "Ủy ban nhân dân phường Vĩnh Phúc", since=REFORM)
    close_unit(
        actor=_clerk(units[CITY]), unit=units[CITY], on=REFORM, reason="Kết thúc cấp huyện từ 01/7/2025"
    )
    return units


def _clerk(unit: Unit) -> Actor:
    return system_actor("demo", unit_id=unit.pk, permissions=frozenset({"organisations.maintain"}))


def _describe(unit: Unit, name: str, *, since: date) -> None:
    describe_unit(
        actor=_clerk(unit),
        unit=unit,
        on=since,
        name=name,
        place=unit.name.removeprefix("Thành phố ").removeprefix("Phường "),
        symbol="UBND",
        phone="0000 000 000 (số thử)",
        reception_hours="Sáng thứ Tư hằng tuần, trừ ngày lễ",
    )


def make_accounts(units: dict[str, Unit]) -> dict[str, Account]:
    """The accounts by user name, each holding its posts since 2015 or the unit's first day."""
    made = {}
    for person in PEOPLE:
        account = add_account(username=person.username, display_name=person.name, password=PASSWORD)
        for code in person.units:
            post = add_post(unit=units[code], title=person.title, permissions=person.permissions)
            hold(account=account, post=post, since=date(2015, 1, 1) if code == CITY else REFORM)
        _enter(account, [units[code] for code in person.units])
        made[person.username] = account
    return made


def _enter(account: Account, units: list[Unit]) -> None:
    """Into the register of the unit that looks after the account, the first."""
    managed = {unit.pk: frozenset({"accounts.manage"}) for unit in units}
    clerk = Actor(account=None, system_name="demo", unit_id=units[0].pk, permissions=managed)
    enter_account(actor=clerk, account=account, unit=units[0], on=REFORM)
