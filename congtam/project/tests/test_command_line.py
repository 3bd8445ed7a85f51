"""The command line: all commands in one list, errors as the contract says, data only where it is needed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from congtam.foundation.commands import CommandError, ExitCode
from congtam.project import cli
from congtam.project.home import Home
from congtam.project.processes import PART
from congtam.project.runtime import HomeRuntime

CONGTAM = [sys.executable, "-m", "congtam.project.cli"]


def _congtam(*arguments: str, home: Path | str = "/nonexistent/home") -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"CONGTAM_DB", PART}}
    return subprocess.run(
        [*CONGTAM, *arguments],
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=kept | {"CONGTAM_HOME": str(home)},
    )


def test_help_lists_the_commands_of_every_layer() -> None:
    shown = _congtam("--help").stdout

    for command in (
        "up",
        "init",
        "worker",
        "backup",
        "restore",
        "manage",
        "rulebook",
        "letters",
        "verify",
        "demo",
    ):
        assert f" {command} " in shown, command


def test_help_is_quick() -> None:
    before = os.times()
    _congtam("--help")
    after = os.times()

    # processor time: the other processes of a test run must not decide
    used = after.children_user + after.children_system - before.children_user - before.children_system
    assert used < 1.5


def test_a_command_without_data_touches_no_home(home_path: Path) -> None:
    assert _congtam("rulebook", "list", "--json", home=home_path).returncode == 0
    assert not home_path.exists()


def test_an_error_is_one_json_object_on_standard_output() -> None:
    refused = _congtam("verify", "--json", home="relative/home")

    answer = json.loads(refused.stdout)
    assert refused.returncode == 2
    assert answer["error"]["code"] == "home_not_absolute"
    assert set(answer["error"]) == {"code", "message", "hint"}


def test_without_json_an_error_goes_to_standard_error() -> None:
    refused = _congtam("verify", home="relative/home")

    assert refused.returncode == 2
    assert refused.stdout == ""
    assert "absolute" in refused.stderr


@pytest.mark.parametrize("wrong", [("nonsense",), ("backup",), ("up", "--sideways")])
def test_a_wrong_call_exits_with_two(wrong: tuple[str, ...]) -> None:
    refused = _congtam(*wrong, "--json")

    assert refused.returncode == 2
    assert json.loads(refused.stdout)["error"]["code"] == "wrong_call"


def test_an_unexpected_error_is_unavailable_and_not_a_negative_answer(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def build() -> typer.Typer:
        app = typer.Typer()

        @app.command()
        def breaks() -> None:
            raise ZeroDivisionError("một phép chia")

        return app

    monkeypatch.setattr(cli, "build", build)
    monkeypatch.setattr(sys, "argv", ["congtam"])

    with pytest.raises(SystemExit) as ended:
        cli.main()

    assert ended.value.code == 4
    assert "một phép chia" in capfd.readouterr().err


def test_a_package_whose_register_takes_two_parameters_gets_the_runtime() -> None:
    given: list[object] = []

    class WithTwo:
        @staticmethod
        def register(app: typer.Typer, runtime: object) -> None:
            given.append(runtime)

    class WithOne:
        @staticmethod
        def register(app: typer.Typer) -> None:
            given.append(app)

    app = typer.Typer()
    for each in (WithTwo, WithOne):
        cli._register(app, each)  # type: ignore[arg-type]

    assert given == [cli.runtime, app]


def test_a_process_acts_as_one_role(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PART, "web")  # as a child of the supervisor: no server is started
    runtime = HomeRuntime()
    with runtime.database(role="app"), runtime.database(role="app"):
        pass

    with pytest.raises(RuntimeError, match="acts as app"), runtime.database(role="owner"):
        pass


def test_exit_codes_are_those_of_the_contract() -> None:
    assert [int(code) for code in ExitCode] == [1, 2, 3, 4]
    assert CommandError("a", "b").exit_code == 2
