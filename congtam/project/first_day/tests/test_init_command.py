"""`congtam init`: an office from a file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from typer.testing import CliRunner

from congtam.foundation.access.models import Account, Unit
from congtam.foundation.commands import CommandError
from congtam.foundation.numbering.models import Counter
from congtam.project.first_day import set_up_code
from congtam.project.first_day.commands import EXAMPLE, register
from congtam.project.first_day.tests.plans import PASSWORD
from congtam.registers.accounts.door import waiting_invitation

pytestmark = pytest.mark.django_db
Run = Callable[..., Any]


@pytest.fixture
def congtam(runtime: Any) -> Run:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app, runtime)

    def run(*arguments: str, **more: Any) -> Any:
        found = CliRunner().invoke(app, ["init", *arguments], **more)
        if found.exception and not isinstance(found.exception, SystemExit):
            raise found.exception
        return found

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """The example as a file, with changes to its parts."""

    def written(*, without_password: bool = False, **parts: Any) -> str:
        whole = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
        if not without_password:
            whole["administrator"]["password"] = PASSWORD
        for name, part in parts.items():
            whole[name] = {**whole[name], **part} if isinstance(part, dict) else part
        path = tmp_path / "office.yaml"
        path.write_text(yaml.safe_dump(whole, allow_unicode=True), encoding="utf-8")
        return str(path)

    return written


def test_the_example_makes_an_office_once_it_has_a_password(congtam: Run, write: Callable[..., str]) -> None:
    answer = json.loads(congtam(write(), "--json").stdout)

    assert answer["ok"] is True
    assert answer["unit"] == {"code": "xa_vi_du", "name": "Xã Ví Dụ"}
    assert answer["numbers"]["letters"] == 145
    assert answer["mail"] == "off"
    assert answer["two_step"] is None
    desk = next(each for each in answer["people"] if each["username"] == "ntso")
    assert waiting_invitation(desk["code"]) is not None


def test_example_prints_the_file_with_its_remarks(congtam: Run) -> None:
    shown = congtam("--example").stdout

    assert yaml.safe_load(shown)["books"]["letters"] == 145
    assert "# " in shown


def test_json_is_read_as_well(congtam: Run, write: Callable[..., str], tmp_path: Path) -> None:
    whole = yaml.safe_load(Path(write()).read_text(encoding="utf-8"))
    (tmp_path / "office.json").write_text(json.dumps(whole), encoding="utf-8")

    congtam(str(tmp_path / "office.json"))

    assert Counter.objects.get(series="letters").last == 144


def test_every_mistake_is_told_at_once_with_its_field_and_nothing_is_written(
    congtam: Run, write: Callable[..., str]
) -> None:
    people = [{"name": "Ai (thử)", "username": "Có Dấu", "post": "Văn thư", "duties": ["desk", "sing"]}]
    path = write(
        office={"place": "", "colour": "red", "since": "31/02/2025"},
        books={"letters": "many", "XX": 3},
        people=people,
        administrator={"password": "ngắn"},
    )

    with pytest.raises(CommandError) as refused:
        congtam(path)

    told = refused.value.message
    for place in (
        "office.place", "office.colour", "office.since", "books.letters", "books.XX", "people[1].username",
        "people[1].duties", "administrator.password",
    ):  # fmt: skip
        assert f"{place}: " in told, told
    assert refused.value.exit_code == 2
    assert not Unit.objects.exists()
    assert not Account.objects.exists()


@pytest.mark.parametrize("text", ["office: [", "- a list", "", "office: {name: }\n  oops"])
def test_what_is_no_such_file_is_refused(congtam: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "office.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(CommandError) as refused:
        congtam(str(tmp_path / "office.yaml"))

    assert refused.value.code == "bad_file"


def test_a_file_that_is_not_there_is_refused(congtam: Run, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        congtam(str(tmp_path / "nothing.yaml"))

    assert (refused.value.code, refused.value.exit_code) == ("file_not_read", 2)


def test_the_password_may_stand_in_a_file_of_its_own(
    congtam: Run, write: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "mat-khau").write_text(PASSWORD + "\n", encoding="utf-8")

    congtam(write(without_password=True, administrator={"password_file": "mat-khau"}))

    assert Account.objects.get(username="quantri").check_password(PASSWORD)


def test_without_a_password_and_without_a_terminal_the_field_is_named(
    congtam: Run, write: Callable[..., str]
) -> None:
    with pytest.raises(CommandError) as refused:
        congtam(write(without_password=True))

    assert "administrator.password: " in refused.value.message


def test_two_step_gives_the_key_and_ten_recovery_codes(congtam: Run, write: Callable[..., str]) -> None:
    second = json.loads(congtam(write(), "--two-step", "--json").stdout)["two_step"]

    assert second["uri"].startswith("otpauth://totp/")
    assert len(second["recovery_codes"]) == 10


def test_a_second_office_is_refused(congtam: Run, write: Callable[..., str]) -> None:
    congtam(write())

    with pytest.raises(CommandError) as refused:
        congtam(write())

    assert (refused.value.code, refused.value.exit_code) == ("not_empty", 2)


def test_the_page_is_closed_once_the_command_was_used(
    congtam: Run, write: Callable[..., str], runtime: Any
) -> None:
    set_up_code.renew(runtime.home)

    congtam(write())

    assert set_up_code.present(runtime.home) is None


def test_without_a_file_and_without_a_terminal_it_says_what_is_needed(congtam: Run) -> None:
    with pytest.raises(CommandError) as refused:
        congtam()

    assert (refused.value.code, refused.value.exit_code) == ("no_file", 2)
    assert "--example" in refused.value.hint
