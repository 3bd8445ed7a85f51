"""Rules in words: fields of work, roles, values, and all that the schema says of one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from congtam.mechanisms.rulebook import Extension, Rule, Rulebook
from congtam.mechanisms.rulebook.reports import say_amount, say_field, say_period, say_value

#: the fields of work, by the folder that a rule stands in
FIELDS: dict[str, Any] = {
    "letters": gettext_lazy("Đơn thư: khiếu nại, tố cáo, xử lý đơn"),
    "receptions": gettext_lazy("Tiếp công dân"),
    "organisations": gettext_lazy("Tổ chức bộ máy"),
    "correspondence": gettext_lazy("Văn thư, văn bản"),
    "inspections": gettext_lazy("Kiểm tra, giám sát của Đảng"),
    "discipline": gettext_lazy("Kỷ luật Đảng"),
    "declarations": gettext_lazy("Kê khai tài sản, thu nhập"),
    "cadres": gettext_lazy("Quy hoạch, bổ nhiệm, luân chuyển"),
    "membership": gettext_lazy("Đảng viên và sinh hoạt chi bộ"),
    "congress": gettext_lazy("Đại hội"),
    "staffing": gettext_lazy("Biên chế"),
    "reviews": gettext_lazy("Kiểm điểm, đánh giá hằng năm"),
    "directives": gettext_lazy("Chỉ đạo, điều hành"),
    "mobilisation": gettext_lazy("Dân vận"),
    "reports": gettext_lazy("Báo cáo"),
    "archives": gettext_lazy("Lưu trữ, bảo quản hồ sơ"),
    "calendar": gettext_lazy("Cách tính thời hạn và ngày nghỉ"),
}
ROLES: dict[str, Any] = {
    "deadline": pgettext_lazy("kind of rule", "Thời hạn phải xong"),
    "minimum": gettext_lazy("Thời gian tối thiểu"),
    "alarm": gettext_lazy("Mốc báo động"),
    "limitation": gettext_lazy("Thời hiệu, mốc giới hạn"),
    "threshold": gettext_lazy("Ngưỡng"),
    "frequency": gettext_lazy("Tần suất"),
    "none": gettext_lazy("Quy định khác"),
}
UNITS: dict[str, Any] = {
    "calendar_day": gettext_lazy("ngày"),
    "working_day": gettext_lazy("ngày làm việc"),
    "month": gettext_lazy("tháng"),
    "year": gettext_lazy("năm"),
    "percent": gettext_lazy("phần trăm"),
    "count": pgettext_lazy("unit of a value", "số lượng"),
    "dong": gettext_lazy("đồng"),
}
#: cases that no rule gives a label to
_CASES: dict[str, Any] = {
    "pilot": gettext_lazy("nơi thí điểm"),
    "plenum_inside_congress": gettext_lazy("hội nghị lần thứ nhất họp trong đại hội"),
    "already_in_post": gettext_lazy("đang giữ chức vụ khi quy định có hiệu lực"),
    "on_request": gettext_lazy("xác minh theo yêu cầu"),
    "reprimand": gettext_lazy("khiển trách"),
    "warning": gettext_lazy("cảnh cáo"),
    "warning_removal": gettext_lazy("cảnh cáo hoặc cách chức"),
    "cell": gettext_lazy("chi bộ"),
    "grassroots": gettext_lazy("cấp cơ sở"),
    "above_grassroots": gettext_lazy("cấp trên cơ sở"),
    "mat": gettext_lazy("bậc thấp nhất của tài liệu hạn chế"),
    "toi_mat": gettext_lazy("bậc giữa của tài liệu hạn chế"),
    "tuyet_mat": gettext_lazy("bậc cao nhất của tài liệu hạn chế"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A rule as a list shows it. ``unread``: its value or its first day is not known."""

    rule: Rule
    value: str
    period: str
    holds: bool
    unread: bool
    role: Any


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing that the schema says. ``inferred``: no text states it, we concluded it."""

    label: str
    text: str
    inferred: bool = False


def field_of(rule: Rule) -> str:
    """The field of work that a rule belongs to: the folder that its file stands in."""
    *folders, name = rule.file.split("/")
    folder = folders[-1] if folders[-1] != "rules" else folders[-2]
    return name.partition(".")[0] if folder == "rulebook" else folder


def place_of_field(field: str) -> int:
    """Where the field stands in the order of fields; one that nobody named stands last."""
    return list(FIELDS).index(field) if field in FIELDS else len(FIELDS)


def label_of_field(field: str) -> str:
    return str(FIELDS.get(field, field))


def is_unread(rule: Rule) -> bool:
    """Whether an office may fill in what nobody has read: the value, where one is due, or the first day."""
    no_value = rule.value is None and rule.fixed_day is None and rule.role != "none"
    return no_value or rule.effective_from is None


def row(rule: Rule, *, day: date) -> Row:
    """The rule as it stands on the day."""
    return Row(
        rule=rule,
        value=shown_value(rule),
        period=say_period(rule),
        holds=rule.holds_on(day),
        unread=is_unread(rule),
        role=ROLES[rule.role],
    )


def shown_value(rule: Rule) -> str:
    """The value in words; what the rule asks for where it gives no number."""
    if rule.value is None and rule.fixed_day is None:
        return "" if rule.role != "none" else rule.says
    return say_value(rule)


def case_label(case: str, book: Rulebook, rules: Iterable[str]) -> str:
    """The case as the law's rules or we call it."""
    for key in rules:
        for each in book.rule(key).extensions:
            if each.case == case:
                return each.label
    return str(_CASES.get(case, case.replace("_", " ")))


def facts(rule: Rule, book: Rulebook) -> list[Fact]:
    """All that is known of a rule, in words; what is empty is left out."""
    found = [*_what(rule), *_how(rule, book), *_ground(rule)]
    return [fact for fact in found if fact.text]


def _what(rule: Rule) -> Iterator[Fact]:
    value = say_value(rule) if rule.value is not None or rule.fixed_day else _("chưa có, cần điền")
    if rule.value is None and rule.role == "none":
        value = ""
    yield _fact(rule, pgettext("of a rule", "Giá trị"), value, "value", "value_max", "unit", "fixed_day")
    yield _fact(rule, _("Nội dung"), rule.says, "says_vi", "says_en")
    yield _fact(rule, _("Đếm gì"), rule.counted, "counted_vi")
    yield _fact(rule, _("Loại"), str(ROLES[rule.role]), "role")
    yield _fact(rule, _("Kỳ"), _period(rule), "per")
    yield _fact(rule, pgettext("of a rule", "Tính từ"), rule.trigger, "trigger_vi", "trigger_en")


def _how(rule: Rule, book: Rulebook) -> Iterator[Fact]:
    if rule.is_time:
        backward = rule.direction == "backward"
        yield _fact(rule, _("Cách đếm"), _("đếm ngược") if backward else _("đếm xuôi"), "direction")
        yield _fact(rule, _("Ngày cuối là ngày nghỉ"), _roll(rule), "roll")
    cases = ", ".join(case_label(case, book, [rule.id]) for case in rule.for_cases)
    yield _fact(rule, _("Chỉ áp dụng cho"), cases, "for_cases")
    for extension in rule.extensions:
        yield _fact(rule, extension.label, _extension(extension), "extensions")
    if rule.pause:
        pause = book.rule(rule.pause)
        yield _fact(rule, _("Được tạm đình chỉ theo"), f"{pause.citation} ({say_period(pause)})", "pause")
    if (get_language() or "").startswith("en"):  # kept in English only
        yield _fact(rule, _("Ai thực hiện"), rule.actor, "actor")
        yield _fact(rule, _("Áp dụng cho"), rule.applies_to, "applies_to")
    yield _fact(rule, pgettext("of a rule", "Mẫu văn bản"), rule.produces_form or "", "produces_form")


def _ground(rule: Rule) -> Iterator[Fact]:
    yield _fact(rule, pgettext("of a rule", "Hiệu lực"), say_period(rule), "effective_from", "effective_to")
    yield _fact(rule, pgettext("of a rule", "Căn cứ"), rule.citation, "citation")
    yield _fact(rule, _("Ghi chú"), rule.note)


def _fact(rule: Rule, label: str, text: str, *names: str) -> Fact:
    return Fact(label=label, text=text, inferred=bool(set(names) & set(rule.inferred)))


def inferred_parts(rule: Rule) -> list[str]:
    """The names of what we concluded, in words."""
    return list(dict.fromkeys(map(say_field, rule.inferred)))


def _roll(rule: Rule) -> str:
    if rule.roll == "next_working_day":
        return _("dời sang ngày làm việc tiếp theo")
    return _("không dời")


def _period(rule: Rule) -> str:
    periods = {
        "week": _("hằng tuần"),
        "month": _("hằng tháng"),
        "quarter": _("hằng quý"),
        "year": _("hằng năm"),
    }
    return periods[rule.per] if rule.per else ""


def _extension(extension: Extension) -> str:
    amount = say_amount(extension.value, None, extension.unit)
    if extension.mode == "total":
        return _("cả thời hạn là %(amount)s") % {"amount": amount}
    return _("thêm %(amount)s bằng quyết định gia hạn") % {"amount": amount}
