"""``congtam init``: an office from a file, or from questions on a terminal."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from congtam.foundation.commands import CommandError, ExitCode, Runtime, emit, say, show

EXAMPLE = Path(__file__).parent / "data" / "example.yaml"
_HINT = "congtam init --example in ra tệp mẫu có chú thích. Chưa có gì được ghi."


def register(app: typer.Typer, runtime: Runtime) -> None:
    """Add ``init``."""

    @app.command("init", help="Thiết lập cơ quan ở một nơi còn trống: từ tệp, hoặc hỏi từng câu.")
    def init(
        file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Tệp YAML hoặc JSON.")] = None,
        example: Annotated[bool, typer.Option("--example", help="In tệp mẫu có chú thích.")] = False,
        two_step: Annotated[
            bool, typer.Option("--two-step", help="Bật luôn xác thực hai bước, in khóa và mã dự phòng.")
        ] = False,
        json_: Annotated[bool, typer.Option("--json", help="Một đối tượng JSON ở đầu ra.")] = False,
    ) -> None:
        if example:
            show(EXAMPLE.read_text(encoding="utf-8").rstrip())
            return
        answer = _init(runtime, file, two_step=two_step)
        emit(answer) if json_ else show(_told(answer))


def _init(runtime: Runtime, file: Path | None, *, two_step: bool) -> dict[str, Any]:
    text = _text(file)
    with runtime.database(role="app"):
        from django.utils.translation import override

        from congtam.foundation import clock
        from congtam.project.first_day import set_up_code
        from congtam.project.first_day.answering import make_office
        from congtam.project.first_day.setting_up import NotEmpty

        with override("vi"):
            try:
                _refuse_unless_empty()
                plan = _plan(text, file, on=clock.today())
                answer = make_office(plan, on=clock.today(), two_step=two_step)
            except NotEmpty as error:
                raise CommandError("not_empty", str(error), "Chưa có gì bị thay đổi.") from None
        set_up_code.forget(runtime.home)
        return answer


def _text(file: Path | None) -> str | None:
    if file is None:
        if not sys.stdin.isatty():
            raise CommandError("no_file", "Cần một tệp, hoặc một cửa sổ dòng lệnh để hỏi.", _HINT)
        return None
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "không phải văn bản UTF-8"
        raise CommandError("file_not_read", f"Không đọc được {file}: {why}.", _HINT) from None


def _refuse_unless_empty() -> None:
    """Before anybody answers twenty questions; the act itself looks again."""
    from congtam.project.first_day.setting_up import NotEmpty, is_empty

    if not is_empty():
        raise NotEmpty


def _plan(text: str | None, file: Path | None, *, on: date) -> Any:
    from congtam.project.first_day.questions import asked_plan
    from congtam.project.first_day.reading import BadFile, read_plan

    if text is None or file is None:
        return asked_plan(_ask, on=on)
    try:
        return read_plan(text, on=on, folder=file.parent, ask_password=_ask_password)
    except BadFile as error:
        raise CommandError("bad_file", "\n".join(error.mistakes), _HINT, ExitCode.WRONG_CALL) from None


def _ask(question: str, default: str, hidden: bool) -> str:
    """Questions go to standard error: standard output is the answer's alone."""
    found: str = typer.prompt(
        question, default=default, hide_input=hidden, err=True, show_default=bool(default)
    )
    return found


def _ask_password() -> str | None:
    """None where nobody sits at a terminal; a password never comes as an argument."""
    if not sys.stdin.isatty():
        return None
    found: str = typer.prompt("Mật khẩu của quản trị", hide_input=True, confirmation_prompt=True, err=True)
    return found


def _told(answer: dict[str, Any]) -> str:
    """The answer for people: what to print and put away."""
    lines = [
        f"Đã tạo: {answer['unit']['name']} ({answer['unit']['code']})",
        f"Quản trị: {answer['administrator']}",
    ]
    lines += [
        f"{each['post']}: {each['name']}: {each['username']} / mã mời {each['code']}"
        for each in answer["people"]
    ]
    lines += [f"{key}: số tiếp theo {number}" for key, number in answer["numbers"].items()]
    if (second := answer["two_step"]) is not None:
        lines += ["Khóa cho ứng dụng xác thực: " + second["secret"], second["uri"]]
        lines += ["Mã dự phòng, mỗi mã dùng một lần:", *second["recovery_codes"]]
    say("Mã mời chỉ hiện lần này: in ra, đưa tận tay từng người. Không có gì được gửi bằng thư điện tử.")
    return "\n".join([*lines, *answer["next"]])
