"""The command line ``congtam``: the project's own commands and, by discovery, those of every package."""

import inspect
import os
import sys
import traceback
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from congtam.foundation.commands import CommandError, ExitCode, emit, say
from congtam.project.runtime import HomeRuntime

PACKAGE = Path(__file__).resolve().parents[1]
_JSON = typer.Option("--json", help="One JSON object on standard output.")
_PASSPHRASE = typer.Option(metavar="FILE", help="Holds the passphrase of the key file on one line.")

runtime = HomeRuntime()


def build() -> typer.Typer:
    """The whole command line. Importing a package's commands must stay cheap: `--help` imports them all."""
    app = typer.Typer(
        name="congtam",
        help="Công Tâm: letters of complaint answered in time.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for command in (up, worker, backup, restore, rehearse):
        app.command()(command)
    app.command(
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True}, add_help_option=False
    )(manage)
    for path in sorted(PACKAGE.glob("*/*/commands.py")):
        _register(app, _loaded(path))
    return app


def _loaded(path: Path) -> ModuleType:
    """The module by its file: importing it by name would run its package's ``__init__``, which may import
    what needs Django's settings, and those are known only once a command has chosen its role."""
    name = f"congtam.{path.parent.parent.name}.{path.parent.name}.commands"
    specification = spec_from_file_location(name, path)
    assert specification is not None
    assert specification.loader is not None
    module = module_from_spec(specification)
    sys.modules[name] = module
    specification.loader.exec_module(module)
    return module


def _register(app: typer.Typer, module: ModuleType) -> None:
    register = module.register
    if len(inspect.signature(register).parameters) == 1:
        register(app)
    else:
        register(app, runtime)


def up(demo: Annotated[bool, typer.Option("--demo", help="With the invented city as data.")] = False) -> None:
    """Run the product: database, web and worker, until Ctrl-C. The last line is READY and the address."""
    from congtam.project import supervisor
    from congtam.project.home import Home

    home = Home.from_environment(name="congtam-demo" if demo else "congtam")
    raise typer.Exit(supervisor.up(home, demo=demo))


def worker(
    once: Annotated[bool, typer.Option("--once", help="End when no job is left.")] = False,
) -> None:
    """Run background jobs (`congtam up` does this beside the web server)."""
    from congtam.project.worker import run_worker

    with runtime.database(role="worker"):
        run_worker(runtime.home, wait=not once)


def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet.")],
    keys: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the keys go; never inside DIR.")
    ] = None,
    passphrase_file: Annotated[Path | None, _PASSPHRASE] = None,
    ask_passphrase: Annotated[
        bool, typer.Option("--ask-passphrase", help="Protect the key file; asked for on the terminal.")
    ] = False,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Save database and files encrypted to DIR, and the keys to a file apart."""
    from congtam.project.backups import noting
    from congtam.project.backups.passphrase import Passphrase
    from congtam.project.backups.saving import back_up, summary
    from congtam.project.signals import cleaning_up

    home, secret = runtime.prepared, Passphrase(file=passphrase_file, ask=ask_passphrase)
    with cleaning_up():
        with noting.noting_failure(home, "backup"):
            found = back_up(home, folder, keys=keys, passphrase=secret)
        found = noting.note_result(home, "backup", found)
    emit(found) if as_json else say(summary(found))


def restore(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `congtam backup` has written.")],
    keys: Annotated[Path | None, typer.Option(metavar="FILE", help="The file of the keys.")] = None,
    passphrase_file: Annotated[Path | None, _PASSPHRASE] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Bring a backup back into an empty home, and compare rows and files with what was saved."""
    from congtam.project.backups.passphrase import Passphrase
    from congtam.project.backups.restoring import restore as bring_back
    from congtam.project.backups.restoring import summary
    from congtam.project.signals import cleaning_up

    with cleaning_up():
        found = bring_back(runtime.prepared, folder, keys=keys, passphrase=Passphrase(file=passphrase_file))
        found["erased_again"] = _erased_again()
    emit(found) if as_json else say(summary(found))
    if not found["ok"]:
        raise typer.Exit(ExitCode.NEGATIVE)


def _erased_again() -> list[str]:
    """What was erased by law after the backup was made goes again; the codes."""
    from congtam.project.erasures import apply_erasures

    with runtime.database(role="owner"):
        again = apply_erasures(runtime.home)
    if again:
        say(f"Erased again by the list of erasures: {', '.join(again)}")
    return again


def rehearse(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `congtam backup` has written.")],
    keys: Annotated[Path | None, typer.Option(metavar="FILE", help="The file of the keys.")] = None,
    passphrase_file: Annotated[Path | None, _PASSPHRASE] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Try a backup: restore it into a home of its own, compare, verify, remove it, and note the day."""
    from congtam.project.backups import noting
    from congtam.project.backups.passphrase import Passphrase
    from congtam.project.backups.rehearsing import rehearse as try_out
    from congtam.project.backups.rehearsing import summary
    from congtam.project.signals import cleaning_up

    home = runtime.prepared
    with cleaning_up():
        with noting.noting_failure(home, "rehearsal"):
            found = try_out(home, folder, keys=keys, passphrase=Passphrase(file=passphrase_file))
        found = noting.note_result(home, "rehearsal", found)
    emit(found) if as_json else say(summary(found))
    if not found["ok"]:
        raise typer.Exit(ExitCode.NEGATIVE)


def manage(context: typer.Context) -> None:
    """Django's own commands as the owner, for developers: `congtam manage showmigrations`."""
    with runtime.database(role="owner"):
        from django.core.management import execute_from_command_line

        execute_from_command_line(["congtam manage", *context.args])


def main() -> None:
    """Entry point. Errors leave with the exit codes that `congtam.foundation.commands` names."""
    try:
        code = build()(standalone_mode=False)
    except CommandError as error:
        code = _report(error)
    except typer.Abort:
        code = 130
    except Exception as error:
        code = _unexpected(error)
    sys.exit(code if isinstance(code, int) else 0)


def _unexpected(error: Exception) -> int:
    shown = getattr(error, "exit_code", None)  # Typer's own: a wrong call
    if shown is not None and hasattr(error, "format_message"):
        return _report(CommandError("wrong_call", error.format_message(), "See --help.", ExitCode.WRONG_CALL))
    if os.environ.get("CONGTAM_TRACEBACK"):
        traceback.print_exc()
    return _report(
        CommandError(
            "unexpected",
            f"{type(error).__name__}: {error}",
            "CONGTAM_TRACEBACK=1 shows where.",
            ExitCode.UNAVAILABLE,
        )
    )


def _report(error: CommandError) -> int:
    if _json_wanted():
        emit(error.as_json())
    else:
        say(f"{error.message}\n{error.hint}".rstrip())
    return error.exit_code


def _json_wanted() -> bool:
    """Asked of the arguments themselves: a call may be so wrong that no command has read its options."""
    return "--json" in sys.argv


if __name__ == "__main__":
    main()
