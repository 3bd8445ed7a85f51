"""Who sent a letter that turned out to be a denunciation goes on with the code that they have."""

from uuid import uuid4

import pytest
from django.test import Client

from congtam.casework.letters.denunciation.tests import situations
from congtam.casework.letters.public.actions import write_to_sender
from congtam.casework.letters.public.models import Message
from congtam.casework.letters.public.office import conversation_panel
from congtam.casework.letters.public.reading import messages_for_office
from congtam.casework.letters.public.tests.test_conversing import ANSWER, QUESTION, answer, story
from congtam.casework.letters.public.waiting import messages_waiting
from congtam.casework.letters.receiving import receipt_of
from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.scope import scope_of
from congtam.foundation.access.setup import add_account, add_post, hold
from tests.cast import SINCE, Cast


@pytest.fixture
def bureau(cast: Cast) -> situations.Bureau:
    made = situations.bureau_of(cast)
    scope_of(made.actor)
    return made


def test_the_old_code_reads_and_answers_what_is_asked_in_the_denunciation(bureau: situations.Bureau) -> None:
    found = situations.opened(bureau, on=clock.today())
    code, record = receipt_of(found.letter), found.record
    write_to_sender(record=record, actor=bureau.actor, on=clock.today(), text=QUESTION, save_key=uuid4())
    assert QUESTION in story(code)
    assert answer(code).status_code == 200
    scope_of(bureau.actor)
    assert Message.objects.get(direction="sender").record_id == record.pk
    assert [each.text for each in messages_for_office(record)] == [QUESTION, ANSWER]
    (line,) = messages_waiting(bureau.actor)
    assert record.code in line.title


def test_who_does_not_work_on_denunciations_is_told_nothing_of_messages(bureau: situations.Bureau) -> None:
    """Chi triages letters and may know that there is a denunciation; she does not work on it."""
    found = situations.opened(bureau, on=clock.today())
    answer(receipt_of(found.letter))
    chi = bureau.cast.actor(bureau.cast.chi)
    scope_of(chi)
    assert not list(messages_waiting(chi))
    assert conversation_panel(found.record, chi) is None
    with pytest.raises(NotPermitted):
        write_to_sender(record=found.record, actor=chi, on=clock.today(), text="?", save_key=uuid4())
    browser = Client()
    browser.force_login(bureau.cast.chi)
    assert browser.get(f"/messages/{found.record.code}/").status_code == 403


def test_without_a_right_to_what_is_sealed_the_database_itself_shows_no_message(
    bureau: situations.Bureau,
) -> None:
    found = situations.opened(bureau, on=clock.today())
    answer(receipt_of(found.letter))
    account = add_account(username="nga", display_name="Hồ Thị Nga (thử)", password=None)
    post = add_post(
        unit=bureau.cast.city, title="Chuyên viên", permissions=("letters.view", "letters.settle")
    )
    hold(account=account, post=post, since=SINCE)
    scope_of(bureau.actor)
    assert Message.objects.filter(record=found.record).exists()
    scope_of(bureau.cast.actor(account))
    assert not Message.objects.exists()
    browser = Client()
    browser.force_login(account)
    assert browser.get(f"/messages/{found.record.code}/").status_code == 404
