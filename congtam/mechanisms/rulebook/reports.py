"""What the commands show to people: short Vietnamese text through Rich."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from rich.console import Console
from rich.table import Table

from congtam.foundation.calendar import say_day
from congtam.mechanisms.rulebook.book import Rulebook
from congtam.mechanisms.rulebook.clocks import Clock
from congtam.mechanisms.rulebook.dues import Due
from congtam.mechanisms.rulebook.schema import TIME_UNITS, FixedDay, Rule, Value
from congtam.mechanisms.rulebook.wording import capital, say_confidence, say_term


def show_due(console: Console, due: Due, *, title: str) -> None:
    console.print(title, style="bold")
    console.print(capital(say_day(due.due)), style="bold green")
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for step in due.steps:
        table.add_row(step.date.strftime("%d/%m/%Y"), step.text(), step.citation or "")
    console.print(table)
    words = {"citation": due.citation, "confidence": say_confidence(due.confidence)}
    console.print(_("Căn cứ: %(citation)s (%(confidence)s).") % words)


def show_clock(console: Console, clock: Clock, *, title: str) -> None:
    show_due(console, clock.outer, title=title)
    if len(clock.parallel) == 1:
        return
    console.print(_("Các văn bản cùng quy định:"))
    for each in clock.parallel:
        console.print(f"  {say_day(each.due)}  {each.citation}")
    words = {"day": say_day(clock.warn.due), "citation": clock.warn.citation}
    console.print(_("Cảnh báo theo ngày sớm nhất: %(day)s (%(citation)s).") % words)


def show_list(console: Console, book: Rulebook) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in (_("Quy tắc"), _("Nội dung"), _("Thời hạn"), _("Hiệu lực")):
        table.add_column(heading, overflow="fold")
    for rule in book.rules.values():
        table.add_row(rule.id, rule.title, say_value(rule), say_period(rule))
    for duty in book.duties.values():
        table.add_row(duty.id, duty.title, "", "")
    console.print(table)


def show_history(console: Console, book: Rulebook, key: str) -> None:
    for rule in book.history(key):
        console.print(f"{rule.title} ({rule.id})", style="bold")
        console.print(f"  {say_value(rule)} · {say_period(rule)}")
        console.print(f"  {rule.citation} · {say_confidence(rule.confidence)}")
        if rule.note:
            console.print(f"  {rule.note}")
        if rule.inferred:
            fields = ", ".join(map(say_field, rule.inferred))
            console.print("  " + _("Phần suy luận: %(fields)s") % {"fields": fields})


def say_field(name: str) -> str:
    """A field that was concluded, as a person would name it."""
    names = {
        "roll": _("dời khi ngày cuối là ngày nghỉ"),
        "role": _("loại thời hạn"),
        "unit": _("ngày thường hay ngày làm việc"),
        "effective_to": _("ngày hết hiệu lực"),
        "effective_from": _("ngày bắt đầu có hiệu lực"),
        "value": _("giá trị"),
        "value_max": _("giá trị lớn nhất"),
        "direction": _("đếm xuôi hay đếm ngược"),
        "extensions": _("trường hợp được dài hơn"),
        "for_cases": _("trường hợp áp dụng"),
        "fixed_day": _("mốc ngày cố định"),
        "per": _("kỳ"),
        "says_vi": pgettext("field of a rule", "nội dung"),
        "says_en": pgettext("field of a rule", "nội dung"),
        "trigger_vi": _("ngày bắt đầu tính"),
        "trigger_en": _("ngày bắt đầu tính"),
        "actor": _("người thực hiện"),
        "citation": _("căn cứ"),
    }
    return names.get(name, name)


def say_value(rule: Rule) -> str:
    """ "30 ngày", a bare number for what is no term, or that none is known."""
    if rule.fixed_day is not None:
        return _say_fixed(rule.fixed_day)
    if rule.value is None or rule.unit is None:
        return _("không nêu số")
    if rule.unit in TIME_UNITS and rule.value_max is None:
        return say_term(int(rule.value), rule.unit)
    return say_amount(rule.value, rule.value_max, rule.unit, counted=rule.counted)


def say_amount(value: Value, value_max: Value | None, unit: str, *, counted: str = "") -> str:
    """ "15 %", "50.000.000 đồng", "27–33 đảng viên", "18–60 năm"."""
    number = say_number(value) if value_max is None else f"{say_number(value)}–{say_number(value_max)}"
    if unit == "percent":
        return f"{number} %"
    if unit == "dong":
        return _("%(number)s đồng") % {"number": number}
    if unit in TIME_UNITS:
        return say_term(int(value_max or value), unit).replace(str(value_max or value), number, 1)
    return f"{number} {counted}".rstrip()


def say_number(value: Value) -> str:
    """Grouped as the reader's language writes it: "50.000.000", "1,5" in Vietnamese."""
    return formats.number_format(value, use_l10n=True, force_grouping=True)


def _say_fixed(fixed: FixedDay) -> str:
    """ "31/3 năm sau", "30/11 hằng năm", "31/3/2021"."""
    if fixed.year is not None:
        return f"{fixed.day:02d}/{fixed.month:02d}/{fixed.year}"
    day = f"{fixed.day:02d}/{fixed.month:02d}"
    return _("%(day)s hằng năm") % {"day": day} if not fixed.years else _("%(day)s năm sau") % {"day": day}


def say_period(rule: Rule) -> str:
    """ "từ 01/07/2026", "10/12/2020 – 30/06/2026" (the last day in force, as people read it)."""
    if rule.effective_from is None:
        return _("chưa rõ ngày có hiệu lực")
    start = rule.effective_from.strftime("%d/%m/%Y")
    if rule.effective_to is None:
        return _("từ %(start)s") % {"start": start}
    last = date.fromordinal(rule.effective_to.toordinal() - 1).strftime("%d/%m/%Y")
    return _("%(start)s – %(last)s") % {"start": start, "last": last}
