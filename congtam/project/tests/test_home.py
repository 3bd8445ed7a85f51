"""The home: where it may lie, and who may enter it."""

import os
import stat
from pathlib import Path

import pytest

from congtam.foundation.commands import CommandError
from congtam.project.home import CLONE, MARK, Home


def test_a_new_home_is_closed_to_others_in_every_part(home_path: Path) -> None:
    home = Home.at(home_path).prepare()

    for folder in (home.path, home.files, home.secrets, home.run, home.logs):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder
    for key in home.secrets.iterdir():
        assert stat.S_IMODE(key.stat().st_mode) == 0o600, key


def test_keys_are_made_once_and_kept(home_path: Path) -> None:
    home = Home.at(home_path).prepare()
    before = {path.name: path.read_bytes() for path in home.secrets.iterdir()}

    Home.at(home_path).prepare()

    assert set(before) == {"django.key", "sealing.key", "lookup.key", "backup.key"}
    assert {path.name: path.read_bytes() for path in home.secrets.iterdir()} == before


def test_no_two_homes_share_a_key(home_path: Path) -> None:
    one, other = Home.at(home_path / "one").prepare(), Home.at(home_path / "other").prepare()

    for key in one.secrets.iterdir():
        assert key.read_bytes() != (other.secrets / key.name).read_bytes()


@pytest.mark.parametrize("inside", ["", "data", "congtam/home"])
def test_a_home_inside_the_clone_is_refused(inside: str) -> None:
    with pytest.raises(CommandError) as refused:
        Home.at(CLONE / inside)

    assert refused.value.exit_code == 2
    assert refused.value.code == "home_inside_clone"


def test_a_link_into_the_clone_is_refused(home_path: Path) -> None:
    home_path.mkdir()
    (home_path / "link").symlink_to(CLONE)

    with pytest.raises(CommandError, match="inside the program"):
        Home.at(home_path / "link" / "data")


def test_a_relative_home_is_refused() -> None:
    with pytest.raises(CommandError) as refused:
        Home.at("data")

    assert refused.value.exit_code == 2


def test_a_folder_that_holds_something_else_is_left_as_it_is(home_path: Path) -> None:
    home_path.mkdir(mode=0o755)
    home_path.chmod(0o755)
    (home_path / "thesis.txt").write_text("years of work")

    with pytest.raises(CommandError) as refused:
        Home.at(home_path).prepare()

    assert refused.value.exit_code == 4
    assert stat.S_IMODE(home_path.stat().st_mode) == 0o755
    assert [path.name for path in home_path.iterdir()] == ["thesis.txt"]


def test_a_home_that_was_opened_to_others_is_closed_again(home_path: Path) -> None:
    home = Home.at(home_path).prepare()
    home.path.chmod(0o755)
    home.secrets.chmod(0o755)

    home.prepare()

    assert stat.S_IMODE(home.path.stat().st_mode) == stat.S_IMODE(home.secrets.stat().st_mode) == 0o700


def test_secrets_that_are_a_link_are_refused(home_path: Path) -> None:
    home = Home.at(home_path).prepare()
    for key in home.secrets.iterdir():
        key.unlink()
    home.secrets.rmdir()
    (home_path / "elsewhere").mkdir()
    home.secrets.symlink_to(home_path / "elsewhere")

    with pytest.raises(CommandError, match="does not belong"):
        home.prepare()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_secrets_of_somebody_else_are_refused(home_path: Path) -> None:
    home = Home.at(home_path).prepare()
    os.chown(home.secrets, 65534, 65534)

    with pytest.raises(CommandError, match="does not belong"):
        home.prepare()


def test_the_mark_tells_a_home_from_other_folders(home_path: Path) -> None:
    Home.at(home_path).prepare()

    assert '"congtam"' in (home_path / MARK).read_text()
