"""What a sender wrote goes with the record, and no code answers afterwards."""

from collections.abc import Iterator

import pytest

from congtam.casework.archives import actions
from congtam.casework.archives.actions.destroying import Save
from congtam.casework.archives.tests.situations import TODAY, Archive, make_archive
from congtam.casework.letters.public.models import CodeKey, Message, MessageFile
from congtam.casework.letters.public.reading import conversation_of
from congtam.casework.letters.public.tests import citizen
from congtam.casework.letters.public.tests.test_conversing import answer, asked
from congtam.casework.letters.receiving import receipt_of
from congtam.foundation import clock
from congtam.foundation.files.models import StoredFile
from congtam.foundation.sealing.models import DataKey
from congtam.project.home import Home


@pytest.fixture
def archive(home: Home, db: None) -> Iterator[Archive]:
    with clock.frozen(TODAY):
        yield make_archive()


def test_messages_their_files_and_their_keys_go_with_the_letter(archive: Archive) -> None:
    letter = archive.refused()
    code = receipt_of(letter)
    asked(archive.cast, letter)
    assert answer(code, files=[citizen.photo()]).status_code == 200
    archive.scope()
    key = Message.objects.get(direction="sender").key_id
    actions.execute_proposal(proposal=archive.decided(letter), actor=archive.actor(), on=TODAY, save=Save())
    for model in (Message, MessageFile, CodeKey):
        assert not model.objects.exists()
    assert not StoredFile.objects.filter(data_key=key).exists()
    assert DataKey.objects.get(pk=key).key_id == "erased"
    assert conversation_of(code) is None
