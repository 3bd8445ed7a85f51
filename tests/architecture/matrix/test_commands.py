"""Every command: what acts in an account's name asks for its right, the rest is for whoever runs the machine."""

import io
from pathlib import Path

import pytest
from PIL import Image

from congtam.casework.letters.receiving import receive_file
from congtam.foundation.commands import CommandError
from tests.architecture.matrix.asking import permit, written
from tests.architecture.matrix.commands import acting_for_an_account, commands
from tests.architecture.matrix.pages import Page
from tests.architecture.matrix.readers import HERE, READERS, Reader
from tests.architecture.matrix.rules import FORBIDDEN, OPEN, Rule
from tests.architecture.matrix.seeding import World, undone
from tests.architecture.matrix.tables import COMMANDS

RECEIVE = Rule(
    page=Page(name="letters receive", pattern="", words=(), signed_in=True, needs=""),
    asks=("letters.receive",),
)


def test_every_command_is_known() -> None:
    assert set(commands()) == set(COMMANDS), "say in tables.COMMANDS as whom it acts"


def test_only_these_commands_act_in_the_name_of_an_account() -> None:
    """A further one needs its cells here. Those of custody ask for the account's own passphrase and its duty; their
    cells are in registers/custody/tests/test_commands.py."""
    assert acting_for_an_account() == {"letters receive", "custody check", "custody share"}


@pytest.mark.xdist_group("matrix-1")
@pytest.mark.parametrize("reader", [each for each in READERS if each.signed_in], ids=lambda each: each.name)
def test_a_letter_is_received_only_in_the_name_of_somebody_who_may(
    world: World, reader: Reader, tmp_path: Path
) -> None:
    scan = tmp_path / "don.png"
    target = io.BytesIO()
    Image.new("RGB", (200, 300), "purple").save(target, "PNG")
    scan.write_bytes(target.getvalue())
    with undone():
        permit(RECEIVE, reader, world, "POST")
        before = written()
        try:
            receive_file(
                file=scan, channel="post", unit_code=world.here.code, received=None,
                username=world.accounts[reader.name].username,
            )  # fmt: skip
            found = OPEN
        except CommandError:
            found = FORBIDDEN
            assert written() == before
    may = reader.where == HERE and "letters.receive" in reader.holds(RECEIVE, "POST")
    assert found == (OPEN if may else FORBIDDEN)
