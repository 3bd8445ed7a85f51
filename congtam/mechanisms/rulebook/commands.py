"""``congtam rulebook``: dates and rules from the command line, without a database or a home."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from congtam.foundation.commands import CommandError, ExitCode, emit, group

if TYPE_CHECKING:
    from rich.console import Console

_ISO_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")

Key = Annotated[str, typer.Argument(metavar="KEY", help="A rule or a duty, as `rulebook list` names them.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
Event = Annotated[str, typer.Option("--event", metavar="D", help="Day of the event, such as 2026-07-06.")]
Cases = Annotated[list[str], typer.Option("--case", help="complex, several_places, remote, …; repeatable.")]
Extensions = Annotated[str, typer.Option("--extensions", metavar="N", help="How many have been decided.")]
Suspended = Annotated[
    list[str],
    typer.Option("--suspended", metavar="D..D", help="Suspended..resumed; repeatable."),
]

LawOf = Annotated[
    str, typer.Option("--law-of", metavar="D", help="Apply the law of this day instead of the event's.")
]


def register(app: typer.Typer) -> None:
    """Adds `rulebook` with its commands to the program."""
    rulebook = group(app, "rulebook", help_text="The law as data: rules, and the dates they give.")
    rulebook.command("due")(due_command)
    rulebook.command("list")(list_command)
    rulebook.command("explain")(explain_command)


def due_command(
    key: Key,
    event: Event = "",
    case: Cases = [],  # noqa: B006 -- Typer reads the default and never changes it
    extensions: Extensions = "0",
    suspended: Suspended = [],  # noqa: B006
    law_of: LawOf = "",
    as_json: AsJson = False,
) -> None:
    """Compute a date, and explain it step by step."""
    with _answering():
        facts: dict[str, Any] = {
            "event": _read_day(event, option="--event"),
            "cases": case,
            "extensions": _read_count(extensions),
            "suspended": [_read_suspension(each) for each in suspended],
            "law_of": _read_day(law_of, option="--law-of") if law_of else None,
        }
        _answer_due(key, facts, as_json=as_json)


def list_command(as_json: AsJson = False) -> None:
    """All rules and duties."""
    with _answering():
        from congtam.mechanisms.rulebook import answers, default_rulebook, reports

        book = default_rulebook()
        emit(answers.list_answer(book)) if as_json else reports.show_list(_console(), book)


def explain_command(key: Key, as_json: AsJson = False) -> None:
    """One rule or duty: what it says, and the rules that came before and after."""
    with _answering():
        from congtam.mechanisms.rulebook import answers, default_rulebook, reports

        book = default_rulebook()
        emit(answers.explain_answer(book, key)) if as_json else reports.show_history(_console(), book, key)


def _answer_due(key: str, facts: dict[str, Any], *, as_json: bool) -> None:
    from congtam.mechanisms.rulebook import answers, clock, default_rulebook, due, reports

    book = default_rulebook()
    if key in book.duties:
        found = clock(key, **facts)
        title = book.duty(key).title
        emit(answers.clock_answer(found)) if as_json else reports.show_clock(_console(), found, title=title)
        return
    single = due(key, **facts)
    title = book.rule(key).title
    emit(answers.due_answer(single)) if as_json else reports.show_due(_console(), single, title=title)


@contextmanager
def _answering() -> Iterator[None]:
    """Turns what is wrong into the error and exit status of the contract."""
    _ready()
    from django.utils.translation import gettext as _

    from congtam.foundation.calendar import CalendarGap
    from congtam.mechanisms.rulebook import RulebookError

    try:
        yield
    except RulebookError as error:
        raise CommandError(error.code, error.text(), error.hint, error.exit_status) from error
    except CalendarGap as error:
        text = _("Chưa có lịch làm việc của năm %(year)s.") % {"year": error.year}
        raise CommandError("unknown", text, exit_code=ExitCode.UNKNOWN) from error


def _ready() -> None:
    """Texts need Django: the settings a program has named, or bare ones, which start faster."""
    import django
    from django.apps import apps
    from django.conf import settings

    if not settings.configured and not os.environ.get("DJANGO_SETTINGS_MODULE"):
        settings.configure(USE_I18N=False, LANGUAGE_CODE="vi")
    if not apps.ready:
        django.setup()


def _console() -> "Console":
    from rich.console import Console

    return Console(markup=False, highlight=False)


def _read_day(text: str, *, option: str) -> date:
    from django.utils.translation import gettext as _

    if not text:
        missing = _("Thiếu %(option)s.") % {"option": option}
        raise CommandError("missing_option", missing, f"{option} 2026-07-06")
    try:
        if not _ISO_DAY.match(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        words = {"text": text, "option": option}
        message = _("Không đọc được ngày “%(text)s” của %(option)s: viết năm-tháng-ngày.") % words
        raise CommandError("bad_date", message, f"{option} 2025-12-31") from None


def _read_suspension(text: str) -> tuple[date, date]:
    from django.utils.translation import gettext as _

    start, dots, resume = text.partition("..")
    if not dots:
        message = _("Không đọc được “%(text)s”: viết ngày tạm đình chỉ..ngày tiếp tục.") % {"text": text}
        raise CommandError("bad_suspension", message, "--suspended 2026-07-20..2026-08-10")
    return _read_day(start, option="--suspended"), _read_day(resume, option="--suspended")


def _read_count(text: str) -> int:
    from django.utils.translation import gettext as _

    if not text.isascii() or not text.isdigit():
        message = _("Số lần gia hạn là một số từ 0 trở lên, không phải “%(text)s”.") % {"text": text}
        raise CommandError("bad_extensions", message, "--extensions 1")
    return int(text)
