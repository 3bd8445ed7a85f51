"""Opening the pages of the books as somebody."""

import io
import re
from typing import Any
from zipfile import ZipFile

from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from congtam.foundation.access.models import Account
from congtam.mechanisms.lifecycle.models import Record

#: Django's answer to a test, for which the stubs have a private name
Answer = Any


def browser(account: Account) -> Client:
    """A session hangs on the password as it is stored, so the account is read again."""
    client = Client()
    client.force_login(Account.objects.get(pk=account.pk))
    return client


def address(name: str, *args: object) -> str:
    return reverse(f"correspondence:{name}", args=args)


def text(response: Answer) -> str:
    return str(response.content.decode())


def hidden(response: Answer) -> dict[str, str]:
    """The hidden fields of the page, as a browser would send them."""
    fields = {}
    for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", text(response)):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and name[1] not in ("csrfmiddlewaretoken", "next"):
            fields[name[1]] = value[1] if value else ""
    return fields


def send(client: Client, page: str, **typed: Any) -> Answer:
    """Open the page and send its form with what was typed."""
    opened = client.get(page)
    assert opened.status_code == 200, opened.status_code
    return client.post(page, {**hidden(opened), **typed})


def content(response: Answer) -> bytes:
    return b"".join(response.streaming_content)


def table(content: bytes) -> list[list[Any]]:
    """All cells of the first sheet."""
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def sheet_xml(content: bytes) -> str:
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def exports(kind: str = "correspondence.export") -> list[dict[str, Any]]:
    """What the journal says of exports, in order."""
    found = Record.objects.filter(kind=kind).order_by("pk")
    return [record.entries.get().payload for record in found]
