"""What the tests of the work pages share: the office, a browser without scripts, the fields of a page."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from PIL import Image

from congtam.casework.letters.actions import accept_letter, decide_letter
from congtam.casework.letters.models import Letter, Outcome
from congtam.casework.letters.tests import situations
from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from tests.cast import Cast

DAY = date(2026, 7, 1)
#: Django's answer to a test, for which the stubs have a private name
Answer = Any
SIGNER = {"signer_title": "CHỦ TỊCH", "signer_name": "Lê Thị Lan (thử)"}


@dataclass(frozen=True)
class Office:
    """The city's office, on a day of its own."""

    cast: Cast

    def browser(self, account: Account) -> Client:
        """A session hangs on the password as it is stored, so the account is read again."""
        client = Client()
        client.force_login(Account.objects.get(pk=account.pk))
        return client

    def fresh(self, letter: Letter) -> Letter:
        """The letter as the database has it now."""
        set_scope([self.cast.city.pk])
        return Letter.objects.select_related("record__data_key", "unit").get(pk=letter.pk)

    def decided(self, on: date = DAY) -> Letter:
        letter = situations.accepted(self.cast, on=on)
        decide_letter(
            letter=letter, actor=self.cast.actor(self.cast.lan), on=on, signer=situations.SIGNER,
            outcomes={1: Outcome.PARTLY}, findings="Đã đo lại.", decision="Đo đạc lại.", save=situations.save(),
        )  # fmt: skip
        return letter

    def accepted(self, letter: Letter, on: date = DAY) -> Letter:
        accept_letter(
            letter=letter, actor=self.cast.actor(self.cast.lan), on=on, signer=situations.SIGNER,
            save=situations.save(),
        )  # fmt: skip
        return letter


@contextmanager
def day(on: date = DAY) -> Iterator[None]:
    with clock.frozen(on):
        yield


def address(name: str, letter: Letter, *more: object) -> str:
    return reverse(f"letters:{name}", args=(letter.record.code, *more))


def text(response: Answer) -> str:
    return str(response.content.decode())


def shows(response: Answer, words: str) -> bool:
    return escape(words) in text(response)


def hidden(response: Answer) -> dict[str, str]:
    """The hidden fields of the page's own form, as a browser would send them."""
    fields = {}
    for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", text(response)):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and name[1] not in ("csrfmiddlewaretoken", "next"):
            fields[name[1]] = value[1] if value else ""
    return fields


def send(client: Client, page: str, **typed: Any) -> Answer:
    """Open the page and send its form with what was typed."""
    opened = client.get(page)
    assert opened.status_code == 200, (opened.status_code, opened.headers.get("Location"))
    return client.post(page, {**hidden(opened), **typed})


def scan(name: str = "ban-ky.png", color: str = "white") -> io.BytesIO:
    """A scanned page as an upload."""
    target = io.BytesIO()
    Image.new("RGB", (240, 340), color).save(target, "PNG")
    target.seek(0)
    target.name = name
    return target
