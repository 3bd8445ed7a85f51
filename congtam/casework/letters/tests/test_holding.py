"""A letter that turns out to be, or may be, a denunciation is closed, whatever it was taken for before."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from congtam.casework.letters.actions import assign_letter, hold_letter, triage_again, triage_letter
from congtam.casework.letters.models import Competence, Letter
from congtam.casework.letters.sender import sender_of
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import Office
from congtam.foundation import clock
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.mechanisms.lifecycle.models import Level

DAY = date(2026, 7, 1)
SEALED = ("sender_name", "sender_address", "sender_phone", "sender_sort", "text")


@pytest.fixture
def held(office: Office) -> Letter:
    """Taken for a complaint and opened; then brought back to triage, and held."""
    cast = office.cast
    with clock.frozen(DAY):
        letter = situations.triaged(cast, on=DAY)
        triage_again(letter=letter, actor=cast.actor(cast.chi), on=DAY, reason="Có nội dung tố cáo")
        hold_letter(letter=letter, actor=cast.actor(cast.chi), on=DAY)
    return Letter.objects.select_related("record__data_key").get(pk=letter.pk)


def test_a_letter_that_was_open_is_sealed_again(held: Letter) -> None:
    assert held.opened_at is None
    assert [getattr(held, name) for name in SEALED] == [""] * len(SEALED)
    assert sender_of(held) == situations.SENDER.identifying()


def viewer_of(office: Office, *further: str) -> Client:
    """Somebody who may look at letters, what ``further`` permits, and nothing else."""
    viewer = add_account(username="xem", display_name="Người xem (thử)", password=None)
    post = add_post(unit=office.cast.city, title="Người xem", permissions=["letters.view", *further])
    hold(account=viewer, post=post, since=date(2015, 1, 1))
    reading = Client()
    reading.force_login(viewer)
    return reading


def test_who_may_not_know_of_sealed_records_does_not_know_of_it(office: Office, held: Letter) -> None:
    reading = viewer_of(office)
    assert held.record.code not in reading.get("/letters/?tab=all").content.decode()
    assert reading.get(f"/letters/{held.record.code}/").status_code == 404


def test_neither_list_nor_page_tells_its_sender_or_subject(office: Office, held: Letter) -> None:
    reading = viewer_of(office, "denunciations.view")
    for address in ("/letters/?tab=all", f"/letters/{held.record.code}/"):
        page = reading.get(address)
        assert page.status_code == 200
        text = page.content.decode()
        assert held.record.code in text
        for secret in (
            situations.SENDER.name,
            held.record.subject,
            held.concerned,
            situations.COMPLAINT.summary,
        ):
            assert secret not in text


def test_a_paper_issued_before_is_closed_too(office: Office) -> None:
    cast = office.cast
    with clock.frozen(DAY):
        letter = situations.triaged(cast, on=DAY)
        paper = assign_letter(
            letter=letter, actor=cast.actor(cast.lan), on=DAY, handler=cast.chi, signer=situations.SIGNER,
            task="Xác minh", save=situations.save(),
        )  # fmt: skip
        triage_again(letter=letter, actor=cast.actor(cast.chi), on=DAY, reason="Có nội dung tố cáo")
        hold_letter(letter=letter, actor=cast.actor(cast.chi), on=DAY)
    assert paper is not None
    address = f"/letters/{letter.record.code}/papers/{paper.uid}/docx/"
    assert viewer_of(office, "denunciations.view").get(address).status_code == 403


def test_what_it_is_about_stands_in_no_list_of_work_or_figures(office: Office, held: Letter) -> None:
    reading = Client()
    reading.force_login(office.cast.lan)
    with clock.frozen(date(2026, 7, 13)):
        for address in (reverse("home"), reverse("figure", args=("letters.received", "civil-2026-month-7"))):
            page = reading.get(address).content.decode()
            assert held.record.code in page
            assert held.record.subject not in page


def test_it_can_be_opened_again_by_triage(office: Office, held: Letter) -> None:
    cast = office.cast
    with clock.frozen(DAY):
        triage_again(letter=held, actor=cast.actor(cast.chi), on=DAY, reason="Xem lại: đúng là khiếu nại")
        triage_letter(
            letter=held, actor=cast.actor(cast.chi), on=DAY, competence=Competence.OURS,
            matters=(situations.COMPLAINT,),
        )  # fmt: skip
    opened = Letter.objects.select_related("record").get(pk=held.pk)
    assert opened.sender_name == situations.SENDER.name
    assert opened.record.level == Level.ORDINARY


def test_what_stands_sealed_before_is_left_as_it_is(office: Office) -> None:
    cast = office.cast
    with clock.frozen(DAY):
        letter = situations.registered(cast, on=DAY)
        before = bytes(letter.sealed or b"")
        hold_letter(letter=letter, actor=cast.actor(cast.chi), on=DAY)
    assert bytes(Letter.objects.get(pk=letter.pk).sealed or b"") == before
