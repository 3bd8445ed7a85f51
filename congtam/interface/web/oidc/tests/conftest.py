"""A real identity provider on a port of its own (oidc-provider-mock: Authlib behind real HTTP), and a browser's way
there and back, step by step.

Redirects are followed by hand, so that a test can change what travels between; what the product asks the provider
itself (discovery, token, keys) goes over the network.
"""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import oidc_provider_mock
import pytest
import requests
import werkzeug.serving
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from werkzeug.wrappers import Request, Response

from congtam.foundation.access.models import Account
from congtam.interface.web.sessions.tests.conftest import account_with, sign_in

SUBJECT = "a1b2-nguoi-thu"


@dataclass
class Provider:
    """The running provider: what it was asked, and how a test lets it answer something else."""

    address: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    #: path → what becomes of the answer's JSON
    changed: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = field(default_factory=dict)

    def knows(self, subject: str, **claims: Any) -> None:
        requests.put(f"{self.address}/users/{subject}", json=claims, timeout=5).raise_for_status()

    def says_yes(self, there: str, *, subject: str = SUBJECT, **form: str) -> str:
        """The person agrees on the provider's page; where it sends the browser."""
        answer = requests.post(there, data={"sub": subject, **form}, allow_redirects=False, timeout=5)
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"


def _watched(provider: Provider, inner: Any) -> Any:
    def application(environ: Any, start_response: Any) -> Any:
        body = Request(environ).get_data()
        environ["wsgi.input"] = BytesIO(body)
        path = environ["PATH_INFO"]
        provider.asked.append((path, {name: values[0] for name, values in parse_qs(body.decode()).items()}))
        response = Response.from_app(inner, environ)
        if change := provider.changed.get(path):
            response = _changed(response, change)
        return response(environ, start_response)

    return application


def _changed(response: Response, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Response:
    return Response(json.dumps(change(response.get_json())), content_type="application/json")


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """The provider, and the product configured for it."""
    found = Provider()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = werkzeug.serving.make_server(
        "localhost", 0, _watched(found, oidc_provider_mock.app(require_nonce=True)), threaded=True
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    found.address = f"http://localhost:{server.server_port}"
    settings.OIDC = {
        "issuer": found.address,
        "name": "Cổng thử",
        "client_id": "congtam",
        "secret": "bi-mat-thu",
        "trusted_amr": (),
    }
    cache.clear()
    yield found
    server.shutdown()
    thread.join()


@pytest.fixture
def person(db: None) -> Account:
    return account_with("letters.view")


def begin(client: Client, **form: str) -> str:
    """Start here; the provider's address that the browser is sent to."""
    answer = client.post("/accounts/oidc/start/", form)
    assert answer.status_code == 200, answer.content.decode()
    there = answer.headers["Refresh"].removeprefix("0; url=")
    assert f'href="{there.replace("&", "&amp;")}"' in answer.content.decode()
    return there


def there_and_back(client: Client, provider: Provider, *, subject: str = SUBJECT) -> HttpResponse:
    """The whole way, as a browser goes it."""
    return client.get(provider.says_yes(begin(client), subject=subject))  # type: ignore[return-value]


def link(account: Account, provider: Provider, *, subject: str = SUBJECT) -> None:
    """The person signs in with a password and links."""
    client = Client()
    sign_in(client, account)
    there_and_back(client, provider, subject=subject)


def query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def with_query(address: str, **changes: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(query=urlencode(query(address) | changes)))


def signed_in(client: Client) -> bool:
    return bool(client.get("/session").json()["signed_in"])
