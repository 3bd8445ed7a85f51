"""One transaction a request, with the reader's units set inside it."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, actor_of
from congtam.foundation.access.models import Account
from congtam.foundation.access.scope import scope_of


class ScopedTransaction:
    """Opens the request's transaction, finds the actor, sets the scope of row-level security.

    ``set_config(…, true)`` holds until the end of the transaction only, so the next request on the same
    pooled connection starts without any scope. A view that raises leaves nothing half written. The addresses
    in ``WITHOUT_SCOPE`` must answer when there is no database to open a transaction on.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in settings.WITHOUT_SCOPE:
            return self.get_response(request)
        with transaction.atomic():
            actor = self._actor(request)
            request.actor = actor  # type: ignore[attr-defined]
            scope_of(actor)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Undo the whole request; Django makes the answer."""
        transaction.set_rollback(True)

    @staticmethod
    def _actor(request: HttpRequest) -> Actor | None:
        user = getattr(request, "user", None)
        if isinstance(user, Account) or getattr(user, "is_authenticated", False):
            return actor_of(user, on=clock.today())  # type: ignore[arg-type]
        return None
