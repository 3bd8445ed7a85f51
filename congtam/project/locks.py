"""Locks between processes, on files of a home; they vanish with their process, even after kill -9."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FileLock:
    """An advisory lock (flock) on ``path``; the file stays when the lock is given back."""

    def __init__(self, path: Path) -> None:
        # close-on-exec (Python's default): a child must not keep a lock alive after its parent is gone
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def take(self, *, shared: bool = False) -> None:
        """Wait for the lock. An exclusive lock that is held may be taken again as shared, and the reverse."""
        fcntl.flock(self._descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)

    def try_take(self) -> bool:
        """Take it exclusively if nobody else has it in any way."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        """Give it back and close the file; the object is used up."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock on ``path`` for the body."""
    lock = FileLock(path)
    try:
        lock.take()
        yield
    finally:
        lock.release()
