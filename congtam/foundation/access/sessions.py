"""What has to happen when a screen is locked or a session ends: lower layers say it here, the shell calls it."""

from collections.abc import Callable

from django.http import HttpRequest

Hook = Callable[[HttpRequest], object]

_on_lock: list[Hook] = []


def on_lock(hook: Hook) -> None:
    """Call ``hook(request)`` whenever this person's session is locked or ended, by hand, by time or by signing
    out. A private key that lies open is forgotten this way."""
    if hook not in _on_lock:
        _on_lock.append(hook)


def locking(request: HttpRequest) -> None:
    """The session of ``request`` is being locked or ended."""
    for hook in _on_lock:
        hook(request)
