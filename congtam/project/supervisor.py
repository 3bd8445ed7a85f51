"""``congtam up``: database → migrations → web → worker, and back in the other order.

One product a home: the lock says so. A supervisor that was killed leaves nothing that the next one does not
find: its children get SIGTERM from the kernel, what survives is known by its environment, and the server is
shared on.
"""

import http.client
import json
import os
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field

from congtam.foundation.commands import CommandError, ExitCode, say, show
from congtam.project import processes
from congtam.project.children import Child
from congtam.project.database import Server, ensure_server, migrate
from congtam.project.database.migrations import environment
from congtam.project.demo_data import demo_accounts
from congtam.project.first_day import set_up_code, waiting
from congtam.project.home import Home, write_private
from congtam.project.locks import FileLock
from congtam.project.ports import Address, claim_address
from congtam.project.signals import Signals, StopRequested

WEB_PATIENCE = 12.0
WORKER_PATIENCE = 20.0
_READY_SECONDS = 60.0
_WORKER_SECONDS = 30.0
_GIVES_UP = 3
_THREADS = 8


def up(home: Home, *, demo: bool = False) -> int:
    """Run the product in ``home`` until a signal; the exit code.

    Where it runs already, its address is printed instead. Raises CommandError where it cannot start.
    """
    home.prepare()
    lock = FileLock(home.run / "up.lock")
    try:
        while not lock.try_take():
            if (url := _running_url(home)) is not None:
                say(f"The product already runs in {home.path}.")
                if demo and home.demo_file.exists():
                    show(home.demo_file.read_text().strip())
                if (code := set_up_code.present(home.path)) is not None:
                    show(waiting.invitation(url, code))
                show(f"READY {url}")
                return 0
            time.sleep(0.2)
        return _run(home, demo=demo)
    finally:
        lock.release()


def is_up(home: Home) -> bool:
    """Whether a product runs, or starts, in ``home``."""
    if not (home.run / "up.lock").exists():
        return False
    lock = FileLock(home.run / "up.lock")
    try:
        return not lock.try_take()
    finally:
        lock.release()


def _running_url(home: Home) -> str | None:
    try:
        return home.url_file.read_text().strip() or None
    except OSError:
        return None


def _run(home: Home, *, demo: bool) -> int:
    signals = Signals()
    with signals.installed(), ExitStack() as undo:
        product = Product(home, signals, demo=demo)
        undo.callback(product.stop)
        try:
            product.start()
        except StopRequested:
            say("Stopped before it was ready.")
            return 0
        product.watch()
    return 0


@dataclass
class Product:
    """The running parts of one home."""

    home: Home
    signals: Signals
    demo: bool = False
    address: Address | None = None
    server: Server | None = None
    children: list[Child] = field(default_factory=list)

    def start(self) -> None:
        """Start everything and print the address. Raises CommandError, or StopRequested after a signal."""
        self.home.url_file.unlink(missing_ok=True)
        self._end_leftovers()
        self.address = claim_address(
            host=os.environ.get("HOST") or "127.0.0.1", port=os.environ.get("PORT", "")
        )
        say("Starting the database …")
        self.server = ensure_server(self.home)
        self.signals.raise_if_requested()
        say("Bringing the database to this version …")
        migrate(self.home, self.server)
        self.signals.raise_if_requested()
        told = demo_accounts(self.home, self.signals) if self.demo else ""
        if (code := waiting.prepare(self.home.path, self.server)) is not None:
            told = waiting.invitation(self.address.url, code)
        say("Starting web and worker …")
        self._start_children(self.server, self.address)
        self._wait_until_ready(self.address)
        self._announce(self.address, told)

    def _end_leftovers(self) -> None:
        if left := processes.parts_of(self.home.path):
            say("Ending what an earlier start left running …")
            processes.end(left)

    def _start_children(self, server: Server, address: Address) -> None:
        shared = {"CONGTAM_DEMO": "1"} if self.demo else {}
        web = environment(self.home, server.url("app")) | shared
        worker = environment(self.home, server.url("worker")) | shared
        self.children = [
            Child("web", _web_command(address), web, self.home.logs / "web.log"),
            Child(
                "worker",
                [sys.executable, "-m", "congtam.project.cli", "worker"],
                worker,
                self.home.logs / "worker.log",
            ),
        ]
        for child in self.children:
            child.start()

    def _wait_until_ready(self, address: Address) -> None:
        begun = time.monotonic()
        while (state := health_of(address)).get("status") != "ok":
            self.signals.raise_if_requested()
            self._look_after_children()
            waited = time.monotonic() - begun
            if state and state.get("worker") != "ok" and waited > _WORKER_SECONDS:
                say("The worker does not answer yet: scans wait. See logs/worker.log")
                return
            self._refuse_hopeless(waited)
            self.signals.wait(0.1)

    def _refuse_hopeless(self, waited: float) -> None:
        web = self.children[0]
        if web.failures >= _GIVES_UP or waited > _READY_SECONDS:
            raise CommandError(
                "web_not_started",
                f"The web server does not start. Its log ends: {web.last_words()}",
                f"See {web.log}",
                ExitCode.UNAVAILABLE,
            )

    def _announce(self, address: Address, told: str) -> None:
        """``told``: the demo's accounts, or the way to set up an office."""
        write_private(self.home.url_file, address.url + "\n")
        if told:
            show(told)
        show(f"READY {address.url}")

    def watch(self) -> None:
        """Until a signal: start again what dies."""
        while not self.signals.requested:
            if self.server is not None and self.server.recover():
                say("The database had ended; it runs again.")
            self._look_after_children()
            self.signals.wait(1.0)

    def _look_after_children(self) -> None:
        for child in self.children:
            if (code := child.died()) is not None:
                say(f"{child.name} ended ({code}); it starts again in {child.pause:.0f} s. See {child.log}")
            child.start_when_due()

    def stop(self) -> None:
        """Web, then worker, then the database, unless another command still uses it."""
        if self.children:
            say("Stopping …")
        self.home.url_file.unlink(missing_ok=True)
        for child, patience in zip(self.children, (WEB_PATIENCE, WORKER_PATIENCE), strict=False):
            child.stop(patience=patience)
        if self.server is not None:
            self.server.stop_if_ours()
        if self.address is not None:
            self.address.release()


def _web_command(address: Address) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", address.host, "--port", str(address.port), "--no-ws"),
        *("--workers", "1", "--blocking-threads", str(_THREADS), "--backpressure", str(_THREADS * 8)),
        *(
            "--no-access-log",
            "--log-level",
            "warning",
            "--respawn-failed-workers",
            "--workers-kill-timeout",
            "10",
        ),
        "congtam.project.wsgi:application",
    ]


def health_of(address: Address) -> dict[str, str]:
    """What /healthz says; empty while nobody answers."""
    connection = http.client.HTTPConnection(address.reachable, address.port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        found = json.loads(connection.getresponse().read())
        return found if isinstance(found, dict) else {}
    except (OSError, http.client.HTTPException, ValueError):
        return {}
    finally:
        connection.close()
