"""Settings that the surroundings decide."""

import os
import subprocess
import sys

import pytest

SHOW = (
    "from congtam.project import settings as s; print(s.ALLOWED_HOSTS, s.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN)"
)
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
OURS = ("CONGTAM_HOSTS", "CONGTAM_PROXY", "HOST")


def shown(**environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    done = subprocess.run(
        [sys.executable, "-c", SHOW], env={**kept, **environment}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("environment", "hosts"),
    [
        ({}, LOOPBACK),
        ({"HOST": "192.0.2.7"}, [*LOOPBACK, "192.0.2.7"]),
        ({"HOST": "2001:db8::7"}, [*LOOPBACK, "[2001:db8::7]"]),
        ({"HOST": "0.0.0.0"}, ["*"]),
        (
            {"HOST": "0.0.0.0", "CONGTAM_HOSTS": "congtam.example, 192.0.2.7"},
            ["congtam.example", "192.0.2.7"],
        ),
    ],
)
def test_the_server_answers_to_names_that_somebody_chose(
    environment: dict[str, str], hosts: list[str]
) -> None:
    assert shown(**environment) == f"{hosts} True"


def test_behind_a_proxy_with_tls_a_passkey_is_for_this_address_only() -> None:
    assert shown(CONGTAM_PROXY="1", CONGTAM_HOSTS="congtam.example") == "['congtam.example'] False"
