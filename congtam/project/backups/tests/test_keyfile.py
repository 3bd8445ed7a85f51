"""The key file, alone and under a passphrase."""

import io
import json
import stat
import sys
from pathlib import Path

import pytest

from congtam.foundation.commands import CommandError
from congtam.project.backups.keyfile import KeyFile, read_key_file, write_key_file
from congtam.project.backups.passphrase import Passphrase

HELD = KeyFile(keys={"sealing.key": b"s" * 65})
PHRASE = "bốn chữ không ai đoán"


@pytest.fixture
def phrase(tmp_path: Path) -> Passphrase:
    path = tmp_path / "phrase"
    path.write_text(f"{PHRASE}\n")
    return Passphrase(file=path)


def refused(path: Path, passphrase: Passphrase) -> str:
    with pytest.raises(CommandError) as error:
        read_key_file(path, passphrase=passphrase)
    assert error.value.exit_code == 2
    return error.value.code


def protected(path: Path) -> Path:
    write_key_file(path, KeyFile(keys=HELD.keys, secret=PHRASE.encode()))
    return path


def test_keys_come_back_and_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    write_key_file(path, HELD)
    assert read_key_file(path, passphrase=Passphrase()) == HELD
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_under_a_passphrase_nothing_of_the_keys_is_in_the_file(tmp_path: Path, phrase: Passphrase) -> None:
    path = protected(tmp_path / "keys")
    text = path.read_text()
    assert "sealing.key" not in text
    assert "00ff00ff00ff00ff" not in text
    found = read_key_file(path, passphrase=phrase)
    assert found.keys == HELD.keys


def test_a_wrong_passphrase_is_said_to_be_wrong(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("something quite different")
    assert refused(protected(tmp_path / "keys"), Passphrase(file=other)) == "passphrase_wrong"


def test_without_a_terminal_nobody_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert refused(protected(tmp_path / "keys"), Passphrase()) == "passphrase_needed"


def test_a_short_passphrase_is_not_taken_for_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "phrase"
    path.write_text("congtam\n")
    with pytest.raises(CommandError) as error:
        Passphrase(file=path).new()
    assert error.value.code == "passphrase_short"


@pytest.mark.parametrize(
    "change", [{"memory": 1 << 40}, {"operations": 10_000}, {"salt": "%"}, {"sealed": None}]
)
def test_a_key_file_that_asks_for_too_much_or_is_broken_is_none(
    tmp_path: Path, phrase: Passphrase, change: dict[str, object]
) -> None:
    path = protected(tmp_path / "keys")
    content = json.loads(path.read_text())
    content["protected"] |= change
    path.write_text(json.dumps(content))
    assert refused(path, phrase) == "no_keys"


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"product": "congtam keys"}', '{"product": "congtam keys", "keys": {"a": "%"}}'],
)
def test_something_else_holds_no_keys(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys"
    path.write_text(text)
    assert refused(path, Passphrase()) == "no_keys"
