"""``congtam letters receive``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from congtam.foundation.commands import CommandError, Runtime, emit, say, show

if TYPE_CHECKING:
    from congtam.casework.letters.actions import Received

CHANNELS = ("post", "hand", "web", "email", "reception")


def register(app: typer.Typer, runtime: Runtime) -> None:
    """Add the group ``letters``."""
    letters = typer.Typer(no_args_is_help=True, help="Đơn thư.")
    app.add_typer(letters, name="letters")

    @letters.command("receive", help="Tiếp nhận một bản quét (PDF hoặc ảnh) của một lá đơn.")
    def receive(
        file: Path,
        channel: Annotated[str, typer.Option(help="|".join(CHANNELS))],
        unit: Annotated[str, typer.Option(help="mã đơn vị, ví dụ vinh_yen_city")],
        received: Annotated[str | None, typer.Option(help="ngày đến, YYYY-MM-DD; mặc định hôm nay")] = None,
        account: Annotated[str | None, typer.Option("--as", help="tài khoản đứng tên tiếp nhận")] = None,
        wait: Annotated[bool, typer.Option("--wait", help="chờ đọc chữ xong")] = False,
        json_: Annotated[bool, typer.Option("--json")] = False,
    ) -> None:
        if channel not in CHANNELS:
            raise CommandError(
                "bad_channel", f"kênh “{channel}” không có", "chọn một trong: " + ", ".join(CHANNELS)
            )
        if not file.is_file():
            raise CommandError("no_file", f"không có tệp {file.name}", "kiểm tra lại đường dẫn")
        with runtime.database(role="app"):
            answer = _receive(file, channel, unit, received, account, wait)
        if json_:
            emit(answer)
        else:
            show(_sentence(answer))


def _receive(
    file: Path, channel: str, unit_code: str, received: str | None, account: str | None, wait: bool
) -> dict[str, Any]:
    from congtam.casework.letters.receiving import receive_file

    try:
        done = receive_file(
            file=file, channel=channel, unit_code=unit_code, received=received, username=account
        )
    except LookupError as error:
        raise CommandError("unknown", str(error), "xem lại mã đơn vị và tên tài khoản") from None
    return _answer(done, wait=wait)


def _answer(done: "Received", *, wait: bool) -> dict[str, Any]:
    from congtam.casework.letters.receiving import reading_state, receipt_of

    if wait:
        say("đang chờ đọc chữ…")
    return {
        "id": done.letter.record.code,
        "receipt": receipt_of(done.letter),
        "state": done.letter.record.state,
        "sha256": done.sha256,
        "duplicate_of": done.duplicate_of.record.code if done.duplicate_of else None,
        "ocr": reading_state(done.letter, wait=wait),
    }


def _sentence(answer: dict[str, Any]) -> str:
    if answer["duplicate_of"]:
        return f"Tệp này đã được tiếp nhận trước đây: hồ sơ {answer['duplicate_of']}."
    return f"Đã tiếp nhận hồ sơ {answer['id']}, mã tra cứu {answer['receipt']}."
