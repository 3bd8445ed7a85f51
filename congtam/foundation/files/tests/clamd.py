"""A real daemon of ClamAV on a socket of its own, with a signature of our own."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: how clamd names what the signature below finds
SIGNATURE = "Congtam.Test.Harmful.UNOFFICIAL"
#: the industry's harmless test text, in two parts so that no scanner takes this file for it
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()
_WAIT = 20.0


def program() -> str | None:
    """Where clamd is, if it is installed; Debian puts it where only root looks."""
    return shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def running(folder: Path) -> Iterator[Path]:
    """The socket of a daemon that knows one signature; ended afterwards."""
    signatures = folder / "signatures"
    signatures.mkdir(mode=0o755, parents=True)
    (signatures / "local.ndb").write_text(f"Congtam.Test.Harmful:0:*:{EICAR.hex()}\n")
    door = folder / "clamd.sock"
    settings = folder / "clamd.conf"
    settings.write_text(
        f"LocalSocket {door}\nDatabaseDirectory {signatures}\nForeground yes\nStreamMaxLength 60M\nMaxThreads 2\n"
        f"TemporaryDirectory {folder}\nDisableCache yes\n"
    )
    found = program()
    assert found
    with (folder / "clamd.log").open("wb") as log:
        process = subprocess.Popen([found, "--config-file", str(settings)], stdout=log, stderr=log)
        try:
            _wait_for(door, process)
            yield door
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(door: Path, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _WAIT
    while time.monotonic() < until:
        assert process.poll() is None, (door.parent / "clamd.log").read_text()
        try:
            with socket.socket(socket.AF_UNIX) as knock:
                knock.connect(str(door))
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError((door.parent / "clamd.log").read_text())
