"""`congtam custody`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from congtam.foundation.access.rls import set_scope
from congtam.foundation.commands import CommandError
from congtam.foundation.custody.models import Share
from congtam.registers.custody import commands
from congtam.registers.custody.tests.conftest import PASSPHRASE, Office


class Runtime:
    """The database of the test, with every unit in scope as the owner has it."""

    def __init__(self, office: Office, *, running: bool = False) -> None:
        self.office, self.running = office, running

    @contextmanager
    def database(self, *, role: str = "app") -> Iterator[None]:
        if role == "owner":
            set_scope([self.office.city.pk, self.office.cast.other.pk])
        yield

    def refuse_running(self) -> None:
        if self.running:
            raise CommandError("product_running", "It runs.", exit_code=4)


def run(office: Office, *arguments: str, typed: str = "", running: bool = False) -> Any:
    app = typer.Typer()
    commands.register(app, Runtime(office, running=running))  # type: ignore[arg-type]
    return CliRunner().invoke(app, ["custody", *arguments, "--json"], input=typed)


def answer(result: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_status_counts_people_and_keys_and_names_nobody(kept: Office) -> None:
    kept.record()
    result = run(kept, "status")
    found = answer(result)
    city = next(each for each in found["units"] if each["unit"] == "vinh_yen_city")
    assert city == {"unit": "vinh_yen_city", "identity": 2, "intake": 1, "recovery": False}
    assert found["keys"]["custody"] == 1
    assert (found["ok"], result.exit_code) == (False, 1)  # no recovery key yet
    assert "(thử)" not in result.stdout


def test_check_says_what_a_custodian_can_open(kept: Office) -> None:
    kept.record()
    result = run(kept, "check", "--unit", "vinh_yen_city", "--as", "hoa", typed=PASSPHRASE + "\n")
    assert (answer(result), result.exit_code) == ({"ok": True, "opened": 1, "not_opened": 0}, 0)


def test_check_as_somebody_who_keeps_nothing_opens_nothing(kept: Office) -> None:
    kept.record()
    result = run(kept, "check", "--unit", "vinh_yen_city", "--as", "chi", typed=PASSPHRASE + "\n")
    assert (answer(result), result.exit_code) == ({"ok": False, "opened": 0, "not_opened": 1}, 1)


def test_a_wrong_passphrase_is_told_as_such(kept: Office) -> None:
    result = run(kept, "check", "--unit", "vinh_yen_city", "--as", "hoa", typed="không phải cụm này\n")
    assert isinstance(result.exception, CommandError)
    assert result.exception.code == "wrong_passphrase"


def test_share_gives_a_new_holder_what_was_sealed_before(kept: Office) -> None:
    kept.record()
    kept.add("nam", kept.city, "Giữ danh tính", ())
    kept.key_for("nam")
    kept.named("nam")
    arguments = ("share", "--unit", "vinh_yen_city", "--as", "hoa", "--to", "nam")
    assert answer(run(kept, *arguments, typed=PASSPHRASE + "\n")) == {
        "ok": True,
        "shared": 1,
        "not_opened": 0,
    }
    kept.enter("nam")
    assert Share.objects.filter(pair__account=kept.nam).count() == 1


def test_the_key_of_the_installation_is_not_replaced_while_the_product_runs(kept: Office) -> None:
    result = run(kept, "rotate-installation-key", running=True)
    assert isinstance(result.exception, CommandError)
    assert result.exception.exit_code == 4


@pytest.mark.parametrize("name", ["chi", "thu", "quan", "soat", "lan"])
def test_share_in_the_name_of_somebody_who_keeps_no_identities_is_refused(kept: Office, name: str) -> None:
    """With their own passphrase, where they have one: the act asks for the duty."""
    kept.record()
    before = Share.objects.count()
    result = run(
        kept, "share", "--unit", "vinh_yen_city", "--as", name, "--to", "binh", typed=PASSPHRASE + "\n"
    )
    assert isinstance(result.exception, CommandError)
    assert result.exception.code in ("refused", "unknown_unit", "wrong_passphrase")
    kept.enter("hoa")
    assert Share.objects.count() == before
