"""What a session knows of itself: when it began, when its person last did something, whether it is locked, and
whether they showed a second step in it."""

from importlib import import_module
from typing import Any, cast

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from congtam.foundation import clock
from congtam.foundation.access import sessions

BEGAN, SEEN, LOCKED, UNLOCKED, PROVEN = (
    "began",
    "seen",
    "locked",
    "unlocked",
    "second_step",
)
#: not every request writes to the database that its person is still there
SEEN_EVERY = 20.0


def begin(request: HttpRequest) -> None:
    """The session belongs to somebody from now on."""
    now = clock.now().timestamp()
    request.session[BEGAN] = request.session[SEEN] = now
    for name in (LOCKED, UNLOCKED):
        request.session.pop(name, None)


def too_old(request: HttpRequest) -> bool:
    """Whether the session has lasted as long as any may, however busy it was."""
    return bool(settings.SESSION_HOURS) and _since(request, BEGAN) >= settings.SESSION_HOURS * 3600


def is_locked(request: HttpRequest) -> bool:
    """Whether the screen is locked, by hand or because nobody did anything for so long: then it is locked now."""
    if LOCKED in request.session:
        return True
    if settings.IDLE_MINUTES and _since(request, SEEN) >= settings.IDLE_MINUTES * 60:
        lock(request)
        return True
    return False


def lock(request: HttpRequest) -> None:
    """Lock the session; private keys that lie open are forgotten."""
    if LOCKED not in request.session:
        request.session[LOCKED] = clock.now().timestamp()
        request.session.pop(UNLOCKED, None)
        sessions.locking(request)


def unlock(request: HttpRequest) -> None:
    """The person showed that it is them. Which lock was opened is remembered, see ``keep_lock``."""
    request.session[UNLOCKED] = request.session.pop(LOCKED, 0)
    request.session[SEEN] = clock.now().timestamp()


def keep_lock(request: HttpRequest) -> None:
    """A request that began before the screen was locked and is saved after it must not open the lock again."""
    session = request.session
    if not session.modified or LOCKED in session or session.session_key is None or BEGAN not in session:
        return
    stored = _stored(session.session_key)
    locked = stored.get(LOCKED)
    if locked is not None and stored.get(BEGAN) == session[BEGAN] and session.get(UNLOCKED) != locked:
        session[LOCKED] = locked


def _stored(key: str) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(key)


def seen(request: HttpRequest) -> None:
    """The person did something."""
    if _since(request, SEEN) >= SEEN_EVERY:
        request.session[SEEN] = clock.now().timestamp()
    request.session.setdefault(BEGAN, clock.now().timestamp())


def _since(request: HttpRequest, name: str) -> float:
    """Seconds since then. A clock that was put back makes nothing younger than it is."""
    then = request.session.get(name)
    if then is None:  # a session from before an upgrade: it begins to count now
        then = request.session[name] = clock.now().timestamp()
    return abs(clock.now().timestamp() - float(then))


def prove(request: HttpRequest) -> None:
    """A second step was set up or shown in this session, by the person it belongs to."""
    request.session[PROVEN] = request.user.pk


def disprove(request: HttpRequest) -> None:
    """The means by which it was shown are gone."""
    request.session.pop(PROVEN, None)
    request.session["account_authentication_methods"] = [
        record for record in _records(request) if record.get("method") != "mfa"
    ]


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    """By which means the person signed in, in this session."""
    found: list[dict[str, Any]] = get_authentication_records(request, cast("AbstractBaseUser", request.user))
    return found


def is_proven(request: HttpRequest) -> bool:
    """Whether the person showed a second step in this very session, or a passkey, which is two at once."""
    if request.session.get(PROVEN) == request.user.pk:
        return True
    return any(record.get("method") == "mfa" for record in _records(request))
