"""One transaction a request: what a view that fails leaves, and who needs no transaction."""

import json

import pytest
from django.db import OperationalError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import override_settings

from congtam.foundation.access.middleware import ScopedTransaction
from congtam.foundation.access.models import Unit


def scope() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('congtam.units', true)")
        row = cursor.fetchone()
    return str(row[0] or "") if row else ""


@pytest.mark.parametrize("status", [500, 503])
def test_an_answer_that_says_broken_leaves_nothing_written(db: None, status: int) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        Unit.objects.create(code="half", name="Nửa chừng (thử)")
        return HttpResponse(status=status)

    ScopedTransaction(view)(RequestFactory().post("/"))
    assert not Unit.objects.filter(code="half").exists()


@pytest.mark.parametrize("raised", [Http404(), PermissionError(), RuntimeError()])
def test_a_view_that_raises_leaves_nothing_written(fresh_database: object, raised: Exception) -> None:
    """Django makes the answer of the exception inside; the transaction is undone all the same."""
    inner: list[ScopedTransaction] = []

    def handler(request: HttpRequest) -> HttpResponse:
        Unit.objects.create(code="half", name="Nửa chừng (thử)")
        inner[0].process_exception(request, raised)
        return HttpResponse(status=404)

    inner.append(ScopedTransaction(handler))
    inner[0](RequestFactory().post("/"))
    assert not Unit.objects.filter(code="half").exists()


def test_a_request_of_nobody_has_an_empty_scope_and_leaves_none(fresh_database: object) -> None:
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(scope())
        return HttpResponse()

    ScopedTransaction(view)(RequestFactory().get("/"))
    assert seen == ["{}"]
    assert scope() == ""


def test_the_state_of_the_product_is_told_when_no_transaction_can_be_opened(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*args: object, **kwargs: object) -> None:
        raise OperationalError("the server closed the connection")

    # the addresses are imported now, and what they import is decorated with the real one
    Client().get("/healthz")
    monkeypatch.setattr(transaction, "atomic", gone)
    answer = Client().get("/healthz")
    assert answer.status_code == 503
    assert json.loads(answer.content)["status"] == "unavailable"


def test_no_other_address_goes_without_a_scope(db: None) -> None:
    with override_settings(WITHOUT_SCOPE=("/elsewhere",)):
        seen = []

        def view(request: HttpRequest) -> HttpResponse:
            seen.append(hasattr(request, "actor"))
            return HttpResponse()

        for path in ("/elsewhere", "/elsewhere/", "/"):
            ScopedTransaction(view)(RequestFactory().get(path))
    assert seen == [False, True, True]
