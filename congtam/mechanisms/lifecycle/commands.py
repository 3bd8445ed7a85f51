"""``congtam verify``."""

from dataclasses import asdict
from typing import Annotated

import typer

from congtam.foundation.commands import ExitCode, Runtime, emit, show


def register(app: typer.Typer, runtime: Runtime) -> None:
    """Add the command."""

    @app.command("verify", help="Kiểm tra toàn bộ nhật ký và tệp: có bị sửa, bị thiếu ở đâu không.")
    def verify_command(json_: Annotated[bool, typer.Option("--json")] = False) -> None:
        with runtime.database(role="owner"):
            from congtam.mechanisms.lifecycle.verify import verify

            report = verify()
        if json_:
            emit(asdict(report))
        else:
            _show(report.ok, report.entries, report.records, report.files, report.first_bad)
        raise typer.Exit(0 if report.ok else ExitCode.NEGATIVE)


def _show(ok: bool, entries: int, records: int, files: int, bad: object) -> None:
    show(f"{records} hồ sơ, {entries} mục nhật ký, {files} tệp")
    show("Nguyên vẹn." if ok else f"KHÔNG KHỚP: {bad}")
