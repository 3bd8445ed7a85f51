"""INT, TERM and HUP for a process that has others to stop first."""

import contextlib
import os
import select
import signal
from collections.abc import Iterator
from types import FrameType

_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(Exception):
    """Somebody asked the product to stop while it was starting."""


class Signals:
    """Counts requests to stop.

    A handler is installed even where a signal was inherited as ignored (``nohup``, a background job of a
    shell): asked to stop, the product always ends every process it started.
    """

    def __init__(self) -> None:
        self.requests = 0
        self._read, self._write = os.pipe()
        for end in (self._read, self._write):
            os.set_blocking(end, False)

    @property
    def requested(self) -> bool:
        return self.requests > 0

    def raise_if_requested(self) -> None:
        """Raise StopRequested after a request."""
        if self.requested:
            raise StopRequested

    def wait(self, seconds: float) -> None:
        """Sleep; a signal, also the end of a child, ends the sleep."""
        ready, _, _ = select.select([self._read], [], [], seconds)
        if ready:
            with contextlib.suppress(BlockingIOError):
                os.read(self._read, 512)

    @contextlib.contextmanager
    def installed(self) -> Iterator["Signals"]:
        """Handle the signals for the body, in the main thread."""
        before = {number: signal.getsignal(number) for number in (*_STOPPING, signal.SIGCHLD)}
        mask = signal.pthread_sigmask(signal.SIG_UNBLOCK, {*_STOPPING, signal.SIGCHLD})
        for number in _STOPPING:
            signal.signal(number, self._count)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)  # ignored, children could not be waited for
        waker = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        try:
            yield self
        finally:
            signal.set_wakeup_fd(waker)
            for number, handler in before.items():
                signal.signal(number, handler if handler is not None else signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    def _count(self, number: int, frame: FrameType | None) -> None:
        self.requests += 1


@contextlib.contextmanager
def cleaning_up() -> Iterator[None]:
    """For the body TERM and HUP raise SystemExit, as INT raises KeyboardInterrupt: what it began is taken back.

    Only in the main thread.
    """
    before = {number: signal.signal(number, _leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
