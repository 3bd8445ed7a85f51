"""``congtam demo load`` and ``congtam demo reset``."""

from pathlib import Path
from typing import Annotated, Any

import typer

from congtam.foundation.commands import CommandError, Runtime, emit, say, show
from congtam.project.home import Home, write_private


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
        if _mark(runtime).exists():
            runtime.empty()
        _load(runtime, json_=json_)


def _load(runtime: Runtime, *, json_: bool) -> None:
    with runtime.database(role="app"):
        from congtam.project.demo.load import NotEmpty, load_demo

        try:
            answer = load_demo(say)
        except NotEmpty as error:
            raise CommandError(
                "not_empty",
                str(error),
                "congtam demo reset nạp lại từ đầu, nhưng chỉ ở nơi chứa dữ liệu thử; dữ liệu thật không bị xóa",
            ) from None
        _mark(runtime).touch()
    told = _told(answer)
    write_private(Home(runtime.home).demo_file, told + "\n")
    if json_:
        emit(answer)
    else:
        show(told)


def _mark(runtime: Runtime) -> Path:
    """What says that a home holds the demo: nothing else may ever be emptied."""
    return runtime.home / "run" / "demo"


def _told(answer: dict[str, Any]) -> str:
    """The accounts and the citizen's code, as they are shown at every start of the demo."""
    accounts = [f"{each['role']}: {each['username']} / {each['password']}" for each in answer["accounts"]]
    keys = f"Cụm mật khẩu mở khóa niêm phong (văn thư, chuyên viên, thanh tra, giữ danh tính): {answer['passphrase']}"
    return "\n".join([*accounts, keys, f"Mã tra cứu của công dân: {answer['receipt']}"])
