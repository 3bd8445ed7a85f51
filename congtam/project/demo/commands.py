"""``congtam demo load`` and ``congtam demo reset``."""

from pathlib import Path
from typing import Annotated, Any

import typer

from congtam.foundation.commands import CommandError, Runtime, emit, say, show


def register(app: typer.Typer, runtime: Runtime) -> None:
    """Add the group ``demo``."""
    demo = typer.Typer(no_args_is_help=True, help="Dữ liệu thử: thành phố bịa đặt để dùng thử.")
    app.add_typer(demo, name="demo")
    json_option = typer.Option("--json", help="Một đối tượng JSON ở đầu ra.")

    @demo.command("load", help="Nạp dữ liệu thử vào một nơi còn trống.")
    def load(json_: Annotated[bool, json_option] = False) -> None:
        _load(runtime, json_=json_)

    @demo.command("reset", help="Xóa hết và nạp lại dữ liệu thử.")
    def reset(json_: Annotated[bool, json_option] = False) -> None:
        if not _mark(runtime).exists():
            raise CommandError(
                "not_a_demo",
                "Nơi này không phải dữ liệu thử nên không xóa.",
                "Đặt CONGTAM_HOME tới nơi của bản dùng thử (make demo in ra), hoặc chạy congtam demo load ở nơi trống.",
            )
        runtime.empty()
        _load(runtime, json_=json_)


def _load(runtime: Runtime, *, json_: bool) -> None:
    with runtime.database(role="app"):
        from congtam.project.demo.load import NotEmpty, load_demo

        try:
            answer = load_demo(say)
        except NotEmpty as error:
            raise CommandError("not_empty", str(error), "congtam demo reset xóa hết rồi nạp lại") from None
        _mark(runtime).touch()
    if json_:
        emit(answer)
    else:
        _show(answer)


def _mark(runtime: Runtime) -> Path:
    """What says that a home holds the demo: nothing else may ever be emptied."""
    return runtime.home / "run" / "demo"


def _show(answer: dict[str, Any]) -> None:
    for account in answer["accounts"]:
        show(f"{account['role']}: {account['username']} / {account['password']}")
    show(f"Mã tra cứu của công dân: {answer['receipt']}")
