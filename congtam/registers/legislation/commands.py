"""``congtam rulebook impact``: what a change would move, before anybody applies it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from congtam.foundation.commands import CommandError, ExitCode, Runtime, emit, group, show

if TYPE_CHECKING:
    from congtam.registers.legislation.proposals import Proposal

_File = Annotated[Path, typer.Argument(metavar="FILE", help="YAML with values and calendar days.")]
_Units = Annotated[list[str], typer.Option("--unit", metavar="CODE", help="Only this unit; repeatable.")]
_Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


def register(app: typer.Typer, runtime: Runtime) -> None:
    """Add the command to the group of the rulebook."""

    @group(app, "rulebook").command("impact")
    def impact_command(file: _File, unit: _Units = [], json_: _Json = False) -> None:  # noqa: B006
        """Which open deadlines a change of values or days would move, by how many days. Changes nothing."""
        # As the owner: row-level security shows the other roles the units of one person only, and a change of law or
        # calendar moves the deadlines of all. Nothing is written: the transaction is read-only.
        with runtime.database(role="owner"):
            found = _answer(file, unit)
        emit(found) if json_ else _show(found)


def _answer(file: Path, codes: list[str]) -> dict[str, Any]:
    from django.db import transaction

    from congtam.mechanisms.rulebook import editions
    from congtam.registers.legislation import foresight

    proposal = _read(file)
    with transaction.atomic():
        _read_only()
        edition = editions.shown()
        _check(proposal, edition)
        return foresight.answer(proposal, edition=edition, units=_unit_ids(codes))


def _read(file: Path) -> "Proposal":
    from congtam.registers.legislation.impact_file import WrongFile, read_file

    try:
        return read_file(file)
    except WrongFile as wrong:
        raise CommandError("bad_file", str(wrong), str(file)) from wrong


def _check(proposal: "Proposal", edition: Any) -> None:
    from congtam.mechanisms.rulebook import RulebookError
    from congtam.registers.legislation.impact_file import WrongFile, check

    try:
        check(proposal, edition)
    except WrongFile as wrong:
        raise CommandError("bad_file", str(wrong)) from wrong
    except RulebookError as error:
        raise CommandError(error.code, error.text(), error.hint, error.exit_status) from error


def _unit_ids(codes: list[str]) -> list[int] | None:
    from django.utils.translation import gettext as _

    from congtam.foundation.access.models import Unit

    if not codes:
        return None
    known = dict(Unit.objects.filter(code__in=codes).values_list("code", "pk"))
    if missing := [code for code in codes if code not in known]:
        text = _("Không có đơn vị nào có mã %(codes)s.") % {"codes": ", ".join(missing)}
        raise CommandError("unknown_unit", text, exit_code=ExitCode.WRONG_CALL)
    return list(known.values())


def _read_only() -> None:
    from django.db import connection

    if not connection.in_atomic_block or connection.savepoint_ids:
        return  # inside a transaction of somebody else, which may have written
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")


def _show(found: dict[str, Any]) -> None:
    show(
        f"{found['open']} hạn đang chạy, {found['moved']} hạn dời ngày, {found['settled']} hạn đổi trạng thái tạm tính."
    )
    for move in found["moves"]:
        note = " (tạm tính)" if move["provisional"] else ""
        show(f"{move['record']}  {move['duty']}  {move['from']} -> {move['to']}{note}  {move['days']:+d}")
    for each in found["stuck"]:
        show(f"{each['record']}  {each['duty']}  {each['from']}  {each['reason']}")
