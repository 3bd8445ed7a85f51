"""Who denounces stands on no list, no book, no file, no notice and no figure: a code stands there. All invented."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from congtam.casework.letters.models import Letter
from congtam.casework.letters.reading import sample_pages
from congtam.casework.letters.redaction.tests.sealed_office import LETTER, SENDER, SealedOffice, held, opened
from congtam.casework.letters.redaction.tests.test_copies import released
from congtam.casework.letters.tests.intake import receive
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_post, hold
from tests.cast import SINCE

#: how the name, the address and the telephone of the sender are written
SECRETS = (SENDER.name, SENDER.name.upper(), "Tran Van Mau", "Vườn Mẫu", "0900 000 123", "0900000123")
#: every page and file of the office that lists or counts letters or denunciations
LISTS = (
    "/", "/letters/?tab=all", "/letters/?tab=new", "/letters/?tab=open", "/letters/?tab=done", "/letters/book/",
    "/letters/book/print/", "/letters/receive/", "/letters/receive/waiting/", "/denunciations/",
    "/denunciations/?tab=all", "/denunciations/book/", "/figures/",
)  # fmt: skip


def bytes_of(answer: Any) -> str:
    """What an answer holds, also in the parts of a file that is packed."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"\n".join(parts.read(name) for name in parts.namelist())
    return str(content.decode(errors="replace"))


def leaks(answer: Any) -> list[str]:
    said = bytes_of(answer)
    return [secret for secret in SECRETS if secret in said]


def everybody(office: SealedOffice) -> dict[str, Client]:
    """Those of the unit without an open key, and one who may do everything with letters and denunciations but that."""
    permissions = (
        "letters.export",
        "letters.book",
        "denunciations.view",
        "denunciations.book",
        "letters.view",
    )
    for account in (office.cast.chi, office.cast.lan):
        hold(
            account=account,
            post=add_post(unit=office.cast.city, title="Sổ", permissions=permissions),
            since=SINCE,
        )
    people: dict[str, Account] = {
        "van": office.cast.van, "chi": office.cast.chi, "lan": office.cast.lan, "hoa": office.hoa,
    }  # fmt: skip
    return {name: office.browser(account) for name, account in people.items()}


@pytest.fixture
def case(office: SealedOffice) -> tuple[SealedOffice, Letter, Letter, Any]:
    """A letter that is held, and a denunciation with a working copy."""
    first, second = held(office), held(office, quality=61)
    made = opened(office, second)
    released(office, office.fresh(second))
    return office, first, second, made


def test_no_list_book_or_figure_names_the_sender(case: tuple[SealedOffice, Letter, Letter, Any]) -> None:
    office, _first, _second, _made = case
    for name, client in everybody(office).items():
        for path in LISTS:
            answer = client.get(path)
            assert answer.status_code in (200, 302, 403, 404), (name, path)
            assert not leaks(answer), (name, path)


def test_no_page_of_the_case_names_the_sender_while_the_key_is_shut(
    case: tuple[SealedOffice, Letter, Letter, Any],
) -> None:
    office, first, second, made = case
    pages = [reverse("letters:denunciation", args=(made.record.code,))]
    for letter in (first, second):
        names = ("record", "triage", "receipt", "slip", "register", "redaction", "same-sender")
        pages += [reverse(f"letters:{name}", args=(letter.record.code,)) for name in names]
    pages.append(reverse("letters:working-copy", args=(second.record.code, 1)))
    for name, client in everybody(office).items():
        for path in pages:
            answer = client.get(path)
            assert answer.status_code in (200, 302, 403, 404, 405, 423), (name, path, answer.status_code)
            assert not leaks(answer), (name, path)


def test_the_case_page_shows_the_working_code(case: tuple[SealedOffice, Letter, Letter, Any]) -> None:
    office, _first, second, made = case
    page = office.browser(office.cast.chi).get(reverse("letters:denunciation", args=(made.record.code,)))
    assert page.status_code == 200
    assert made.code in bytes_of(page)
    assert reverse("letters:working-copy", args=(second.record.code, 1)) in bytes_of(page)


def test_the_exported_book_names_no_sealed_sender(case: tuple[SealedOffice, Letter, Letter, Any]) -> None:
    office, _first, _second, _made = case
    client = everybody(office)["lan"]
    answer = client.post("/letters/book/export/", {"unit": office.cast.city.code, "year": "2026"})
    assert answer.status_code == 200
    assert not leaks(answer)


def test_the_same_bytes_handed_in_again_tell_nothing_of_who_sent_them(
    case: tuple[SealedOffice, Letter, Letter, Any],
) -> None:
    office, _first, _second, _made = case
    content = sample_pages.letter_pdf(sample_pages.render_letter(LETTER), quality=60)
    client = office.browser(office.cast.van)
    answer = receive(client, SimpleUploadedFile("a.pdf", content), script=True)
    assert not leaks(answer)
    answer = receive(client, SimpleUploadedFile("a.pdf", content))
    assert not leaks(answer)


def test_a_search_for_the_sender_finds_nothing(case: tuple[SealedOffice, Letter, Letter, Any]) -> None:
    office, first, second, made = case
    codes = (first.record.code, second.record.code, made.record.code, made.code)
    for client in everybody(office).values():
        for path in ("/search/", "/letters/"):
            answer = client.get(path, {"q": "Trần Văn Mẫu"})
            assert answer.status_code in (200, 404)
            if path == "/search/" and answer.status_code == 200:
                assert not any(code in bytes_of(answer) for code in codes)


def test_comparing_says_nothing_of_what_is_held_or_a_denunciation(
    case: tuple[SealedOffice, Letter, Letter, Any],
) -> None:
    from congtam.casework.letters.comparing.queries import earlier_letters
    from congtam.casework.letters.tests import situations

    office, _first, _second, _made = case
    set_scope([office.cast.city.pk])
    now = situations.received(office.cast, on=_first.received_on)
    with office.acting(office.cast.van) as van:
        assert not earlier_letters(letter=now, sender=SENDER.identifying(), actor=van, on=_first.received_on)
