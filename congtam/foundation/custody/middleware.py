"""The reader's private key for the length of a request, looked up only if something sealed is read."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from nacl.public import PrivateKey

from congtam.foundation.access.models import Account
from congtam.foundation.custody import keyring, unlocking
from congtam.foundation.sealing import SealLocked

#: makes the answer to a request that met a closed seal
Answer = Callable[[HttpRequest], HttpResponse]
_locked: list[Answer] = []


def answer_locked(answer: Answer) -> None:
    """Let ``answer`` make the page of a request that met a closed seal (`SealLocked`); the first that was registered
    does."""
    if answer not in _locked:
        _locked.append(answer)


class Keys:
    """Stands inside the request's transaction, so that row-level security knows the reader."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with keyring.using(lambda: _keys(request)):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """An act that could not read has done nothing: the page is made, then the transaction is undone."""
        if not isinstance(exception, SealLocked) or getattr(request, "actor", None) is None or not _locked:
            return None
        response = _locked[0](request)
        transaction.set_rollback(True)
        return response


def _keys(request: HttpRequest) -> Mapping[int, PrivateKey]:
    actor = getattr(request, "actor", None)
    cookie = request.COOKIES.get(unlocking.COOKIE, "")
    if actor is None or actor.account_id is None or not cookie:
        return {}
    return unlocking.keys_of_visit(cookie, account_id=actor.account_id)


def unlock(request: HttpRequest, response: HttpResponse, *, account: Account, passphrase: str) -> None:
    """Open the reader's key and give the browser its half: for this visit, never to scripts, never to other sites.
    Raises WrongPassphrase."""
    half = unlocking.unlock(account=account, passphrase=passphrase)
    response.set_cookie(
        unlocking.COOKIE, half, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Strict"
    )


def lock(request: HttpRequest, response: HttpResponse | None = None) -> None:
    """Forget the reader's key here and in the browser."""
    actor = getattr(request, "actor", None)
    if actor is not None and actor.account_id is not None:
        unlocking.lock(account_id=actor.account_id)
    if response is not None:
        response.delete_cookie(unlocking.COOKIE, samesite="Strict")
