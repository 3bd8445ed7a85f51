"""The desk in tests: signed in, with files to hand in and forms to send."""

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from congtam.casework.letters.models import Letter
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope

JSON = {"Accept": "application/json"}


def signed_in(account: Account) -> Client:
    """A browser of this person that shows error pages as people see them."""
    client = Client(raise_request_exception=False)
    client.force_login(account)
    return client


def handed(content: bytes, name: str = "don.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def receive(client: Client, *files: SimpleUploadedFile, script: bool = False, **typed: str) -> HttpResponse:
    """Hand in files, or begin a letter by hand where there are none."""
    data: dict[str, Any] = {"channel": "post", "received_on": "23/11/2026", "save_key": str(uuid4()), **typed}
    data |= {"file": list(files)} if files else {"by_hand": "1"}
    return client.post(reverse("letters:receive"), data, headers=JSON if script else None)  # type: ignore[return-value]


def form(letter: Letter, **typed: str) -> dict[str, str]:
    """The form of a letter as a browser sends it, with the least that is demanded."""
    return {
        "version": str(letter.record.version),
        "save_key": str(uuid4()),
        "received_on": f"{letter.received_on:%d/%m/%Y}",
        "summary": "Khiếu nại mức bồi thường đất",
        "matters-TOTAL_FORMS": "1",
        "matters-INITIAL_FORMS": "0",
        "matters-0-kind": "complaint",
        "go": "save",
        **typed,
    }


def page(name: str, letter: Letter) -> str:
    return reverse(f"letters:{name}", args=(letter.record.code,))


def in_scope(*unit_ids: int) -> None:
    """A request leaves its own scope behind in a test's transaction."""
    assert connection.in_atomic_block
    set_scope(unit_ids)


def text_of(response: Any) -> str:
    return str(response.content.decode())
