"""The pages of covering an identity: with the key open, with the key shut, for whoever works on the case."""

import io
import re
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image

from congtam.casework.letters.models import Letter, WorkingCopy
from congtam.casework.letters.redaction.panel import working_copy
from congtam.casework.letters.redaction.tests.sealed_office import SENDER, SealedOffice, held, opened
from congtam.casework.letters.redaction.tests.test_copies import made, released
from congtam.casework.letters.tests.work_pages import hidden, shows, text
from congtam.foundation.access.rls import set_scope
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.registers.custody.lifecycle import VIEWED

SECRETS = (SENDER.name, SENDER.phone, "Vườn Mẫu")


def address(name: str, letter: Letter, *more: object) -> str:
    return reverse(f"letters:{name}", args=(letter.record.code, *more))


def fields(page: Any) -> dict[str, Any]:
    """What a browser without scripts would send of the editor."""
    said = text(page)
    found: dict[str, Any] = {"go": "save", **{k: v for k, v in hidden(page).items() if k != "page"}}
    said = re.sub(r"<template.*?</template>", "", said, flags=re.S)
    for name in ("page", "x", "y", "w", "h"):
        found[name] = re.findall(rf'name="{name}" value="([^"]*)"', said)
    for place, words in re.findall(r'name="text-([\d-]+)"[^>]*>(.*?)</textarea>', said, flags=re.S):
        found[f"text-{place}"] = words
    for place in re.findall(r'name="words-([\d-]+)" value="on" checked', said):
        found[f"words-{place}"] = "on"
    return found


def test_the_editor_proposes_boxes_and_text_and_stands_in_the_journal(office: SealedOffice) -> None:
    letter = held(office)
    page = office.browser(office.hoa, unlocked=True).get(address("redaction", letter))
    assert page.status_code == 200
    assert text(page).count("<rect") >= 4
    assert shows(page, "[người tố cáo]")
    assert not any(secret in text(page) for secret in SECRETS)
    set_scope([office.cast.city.pk])
    assert JournalEntry.objects.filter(record=letter.record, event__endswith=f":{VIEWED}").count() == 1


def test_a_shut_key_answers_423_and_shows_nothing(office: SealedOffice) -> None:
    letter = held(office)
    client = office.browser(office.hoa)
    for path in (address("redaction", letter), address("redaction-picture", letter, 1, 1)):
        page = client.get(path)
        assert page.status_code == 423
        assert not any(secret in text(page) for secret in SECRETS)
    set_scope([office.cast.city.pk])
    assert not JournalEntry.objects.filter(event__endswith=f":{VIEWED}").exists()


def test_whoever_works_on_the_case_is_refused_the_editor_and_the_scan(office: SealedOffice) -> None:
    letter = held(office)
    opened(office, letter)
    client = office.browser(office.cast.chi)
    assert client.get(address("redaction", letter)).status_code == 403
    assert client.get(address("redaction-picture", letter, 1, 1)).status_code == 403
    assert office.browser(office.cast.stranger).get(address("redaction", letter)).status_code == 404


def test_a_copy_is_made_without_scripts(office: SealedOffice) -> None:
    letter = held(office)
    client = office.browser(office.hoa, unlocked=True)
    page = client.get(address("redaction", letter))
    typed = fields(page)
    typed["x"][-1], typed["y"][-1], typed["w"][-1], typed["h"][-1] = "60", "80", "30,5", "10"
    answer = client.post(address("redaction", letter), typed)
    assert answer.status_code == 302, text(answer)
    copy = WorkingCopy.objects.get()
    assert answer["Location"] == address("working-copy", letter, copy.number)


def test_more_rows_are_had_without_scripts_and_nothing_typed_is_lost(office: SealedOffice) -> None:
    letter = held(office)
    client = office.browser(office.hoa, unlocked=True)
    typed = fields(client.get(address("redaction", letter)))
    typed["x"][-1], typed["y"][-1], typed["w"][-1], typed["h"][-1] = "61", "81", "31", "11"
    page = client.post(address("redaction", letter), {**typed, "go": "add", "text-1-1": "Đã gõ lại (thử)"})
    assert page.status_code == 200
    assert shows(page, "Đã gõ lại (thử)")
    assert 'name="x" value="61"' in text(page)


def test_a_text_that_names_the_sender_is_told_and_kept_on_the_page(office: SealedOffice) -> None:
    letter = held(office)
    client = office.browser(office.hoa, unlocked=True)
    typed = fields(client.get(address("redaction", letter)))
    page = client.post(address("redaction", letter), {**typed, "text-1-1": f"Đơn của {SENDER.name}"})
    assert page.status_code == 422
    assert shows(page, "tên người gửi")
    assert shows(page, f"Đơn của {SENDER.name}")
    assert not WorkingCopy.objects.exists()


@pytest.mark.parametrize("number", ["101", "-1", "mười", "nan"])
def test_a_number_that_is_no_percent_is_told(office: SealedOffice, number: str) -> None:
    letter = held(office)
    client = office.browser(office.hoa, unlocked=True)
    typed = fields(client.get(address("redaction", letter)))
    typed["w"][0] = number
    page = client.post(address("redaction", letter), typed)
    assert page.status_code == 422
    assert shows(page, "mỗi khung cần bốn số từ 0 đến 100")


def test_a_page_that_no_machine_reads_is_offered_as_words_alone(office: SealedOffice) -> None:
    letter = held(office, read=False)
    page = office.browser(office.hoa, unlocked=True).get(address("redaction", letter))
    assert shows(page, "Nét chữ cũng cho biết ai viết")
    assert 'name="words-1-1" value="on" checked' in text(page)


def test_the_second_person_releases_and_whoever_works_on_the_case_reads(office: SealedOffice) -> None:
    letter = held(office)
    copy = made(office, letter)
    path = address("working-copy", letter, copy.number)
    chi, binh = office.browser(office.cast.chi), office.browser(office.binh)
    assert chi.get(path).status_code == 404
    assert binh.post(path, {"go": "release"}).status_code == 422, "looked must be marked"
    assert binh.post(path, {"go": "release", "looked": "on"}).status_code == 302
    page = chi.get(path)
    assert page.status_code == 200
    assert shows(page, "[người tố cáo]")
    assert not any(secret in text(page) for secret in SECRETS)
    assert chi.post(path, {"go": "withdraw", "reason": "thử"}).status_code == 403


def test_the_picture_is_marked_with_who_reads_it(office: SealedOffice) -> None:
    letter = held(office)
    copy = released(office, letter)
    seen = []
    for account in (office.cast.chi, office.cast.lan):
        answer = office.browser(account).get(address("working-picture", letter, copy.number, 1))
        assert answer["Cache-Control"] == "private, no-store"
        picture = Image.open(io.BytesIO(answer.content))
        assert not picture.info
        seen.append(picture.tobytes())
    assert seen[0] != seen[1]


def test_the_page_of_the_copy_prints_who_and_when_and_the_level(office: SealedOffice) -> None:
    letter = held(office)
    copy = released(office, letter)
    page = office.browser(office.cast.chi).get(address("working-copy", letter, copy.number))
    assert shows(page, "Trần Văn Chi (thử) · 09:3")
    assert shows(page, "Niêm phong")


def test_the_page_of_the_case_leads_to_the_copy_and_shows_the_working_code(office: SealedOffice) -> None:
    letter = held(office)
    denunciation = opened(office, letter)
    copy = released(office, office.fresh(letter))
    with office.acting(office.cast.chi) as chi:
        panel = working_copy(denunciation.record, chi)
    assert panel
    assert panel.content["code"] == denunciation.code
    assert panel.content["released"] == copy
    assert not panel.content["redacts"]


def test_a_withdrawn_copy_is_no_page(office: SealedOffice) -> None:
    letter = held(office)
    copy = released(office, letter)
    path = address("working-copy", letter, copy.number)
    binh = office.browser(office.binh)
    assert binh.post(path, {"go": "withdraw", "reason": ""}).status_code == 422
    assert binh.post(path, {"go": "withdraw", "reason": "Còn chữ ký (thử)"}).status_code == 302
    assert office.browser(office.cast.chi).get(path).status_code == 404
    assert binh.get(path).status_code == 404


def test_sending_the_editor_without_opening_it_stands_in_the_journal_too(office: SealedOffice) -> None:
    """What is sent is compared with who wrote, and the answer tells it."""
    letter = held(office)
    client = office.browser(office.hoa, unlocked=True)
    assert client.post(address("redaction", letter), {"go": "add"}).status_code == 200
    set_scope([office.cast.city.pk])
    assert JournalEntry.objects.filter(record=letter.record, event__endswith=f":{VIEWED}").count() == 1
