"""Somebody writes to an office on the public page, with a name or without."""

import pytest

from congtam.casework.letters.models import Channel, Letter, Scan, SenderKind
from congtam.casework.letters.public.tests import citizen
from congtam.casework.letters.readings import proposals_of, text_of
from congtam.casework.letters.sender import sender_of
from tests.cast import Cast


def test_a_letter_without_a_name_is_received_and_read_as_it_was_typed(cast: Cast) -> None:
    citizen.sent()
    letter = Letter.objects.select_related("record__data_key").get()
    assert letter.channel == Channel.WEB
    assert letter.record.state == "received"
    assert letter.sender_kind == SenderKind.ANONYMOUS
    assert "Bùi Văn Bịa (thử)" in text_of(letter)
    assert letter.scans.get().state == Scan.State.DONE
