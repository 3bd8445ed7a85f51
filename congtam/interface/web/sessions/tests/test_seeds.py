"""What codes are made from is nowhere readable in the database, and works all the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client

from congtam.foundation.access.models import Account
from congtam.foundation.sealing import KeyMissing, keyfiles, rotation
from congtam.interface.web.sessions.tests.conftest import code_of, sign_in, with_app

SECOND = "/accounts/2fa/authenticate/"
SETTING_UP = "/accounts/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    """An installation with key files of its own."""
    settings.CONGTAM_HOME = tmp_path
    keyfiles.write_missing(tmp_path)
    return tmp_path


def stored(account: Account) -> str:
    """Everything that the table holds of the account, as the database gives it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator WHERE user_id = %s", [account.pk])
        return "\n".join(row[0] for row in cursor.fetchall())


def plainly(account: Account) -> tuple[str, str, list[str]]:
    """Secret, seed and codes of somebody whose app was set up before seeds were sealed."""
    secret, _codes = with_app(account)
    seed = "ab" * 40
    Authenticator.objects.filter(user=account, type="totp").update(data={"secret": secret})
    row = Authenticator.objects.get(user=account, type="recovery_codes")
    row.data |= {"seed": seed}
    row.save()
    return secret, seed, row.wrap().get_unused_codes()


def enters(account: Account, code: str) -> bool:
    client = Client()
    sign_in(client, account)
    client.post(SECOND, {"code": code})
    return bool(client.get("/session").json()["signed_in"])


def test_the_row_holds_neither_the_secret_nor_what_codes_are_made_from(keeper: Account) -> None:
    secret, codes = with_app(keeper)
    kept = [json.loads(line) for line in stored(keeper).splitlines()]
    assert all((each.get("secret") or each["seed"]).startswith("sealed:1:") for each in kept)
    assert secret not in stored(keeper)
    assert not [code for code in codes if code in stored(keeper)]


def test_app_and_recovery_code_sign_in(keeper: Account) -> None:
    secret, codes = with_app(keeper)
    assert enters(keeper, code_of(secret))
    assert enters(keeper, codes[3])
    assert not enters(keeper, codes[3])


def test_while_it_is_set_up_the_session_holds_it_sealed(client: Client, keeper: Account) -> None:
    sign_in(client, keeper)
    secret = client.get(SETTING_UP).context["form"].secret
    assert secret not in json.dumps(dict(client.session))
    client.post(SETTING_UP, {"code": "1"})
    assert secret not in json.dumps(dict(client.session))
    assert client.post(SETTING_UP, {"code": code_of(secret)}).status_code == 302
    assert Authenticator.objects.filter(user=keeper, type="totp").exists()
    assert secret not in stored(keeper)


def test_a_secret_from_before_opens_and_is_sealed_at_its_next_use(keeper: Account) -> None:
    secret, seed, codes = plainly(keeper)
    assert secret in stored(keeper)
    assert enters(keeper, code_of(secret))
    assert secret not in stored(keeper)
    assert enters(keeper, codes[0])
    assert seed not in stored(keeper)
    assert enters(keeper, codes[1])
    assert not enters(keeper, codes[0])


def test_a_database_without_its_key_file_makes_no_code(keeper: Account, home: Path) -> None:
    secret, codes = with_app(keeper)
    (home / "secrets" / keyfiles.SEALING).unlink()
    for row in Authenticator.objects.filter(user=keeper):
        with pytest.raises(KeyMissing):
            row.wrap().validate_code(codes[0])
    client = Client()
    sign_in(client, keeper)
    answer = client.post(SECOND, {"code": code_of(secret)})
    assert "thiếu tệp khóa niêm phong" in answer.content.decode()
    assert not client.get("/session").json()["signed_in"]


def test_a_database_with_the_key_file_of_another_installation_makes_none_either(
    keeper: Account, home: Path
) -> None:
    secret, _codes = with_app(keeper)
    (home / "secrets" / keyfiles.SEALING).unlink()
    keyfiles.write_missing(home)
    assert not enters(keeper, code_of(secret))


def test_with_another_key_of_the_installation_everybody_still_signs_in(
    keeper: Account, clerk: Account
) -> None:
    secret, codes = with_app(keeper)
    old_secret, old_seed, old_codes = plainly(clerk)
    before = stored(keeper)
    assert rotation.rotate().texts == 4
    assert stored(keeper) != before
    assert not [each for each in (old_secret, old_seed) if each in stored(clerk)]
    assert enters(keeper, code_of(secret))
    assert enters(keeper, codes[0])
    assert enters(clerk, old_codes[0])


def test_a_kill_before_the_change_of_files_keeps_nobody_out(keeper: Account) -> None:
    secret, codes = with_app(keeper)
    rotation.write_next()
    assert enters(keeper, codes[0])
    rotation.rewrap()
    rotation.seal_texts()
    assert enters(keeper, code_of(secret))
    assert enters(keeper, codes[1])
    assert rotation.rotate().texts in {0, 2}
    assert enters(keeper, codes[2])
