"""The address: exactly what was asked for, or the next free one; never one that is shared."""

import socket
from collections.abc import Iterator

import pytest

from congtam.foundation.commands import CommandError
from congtam.project import ports
from congtam.project.ports import claim_address


@pytest.fixture
def free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def busy() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield int(taken.getsockname()[1])


def test_a_given_port_is_claimed(free: int) -> None:
    address = claim_address(host="127.0.0.1", port=str(free))

    assert address.url == f"http://127.0.0.1:{free}"
    address.release()


def test_a_claimed_port_is_refused_to_the_next_start(free: int) -> None:
    address = claim_address(host="127.0.0.1", port=str(free))

    with pytest.raises(CommandError) as refused:
        claim_address(host="127.0.0.1", port=str(free))

    assert refused.value.exit_code == 4
    address.release()
    claim_address(host="127.0.0.1", port=str(free)).release()


def test_a_web_server_may_listen_beside_the_claim(free: int) -> None:
    address = claim_address(host="127.0.0.1", port=str(free))

    with socket.socket() as server, socket.socket() as client:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as Granian does
        server.bind(("127.0.0.1", free))
        server.listen()
        client.connect(("127.0.0.1", free))
        assert server.accept()[1] == client.getsockname()
    address.release()


def test_a_busy_port_that_was_not_asked_for_is_passed_over_and_named(
    busy: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ports, "FIRST", busy)

    address = claim_address(host="127.0.0.1", port="")

    assert address.port > busy
    assert f"Port {busy} is busy" in capfd.readouterr().err
    address.release()


@pytest.mark.parametrize("wrong", ["eighty", "0", "70000", "-1", "٨٠٨٠", "80.0"])
def test_what_is_no_port_is_a_wrong_call(wrong: str) -> None:
    with pytest.raises(CommandError) as refused:
        claim_address(host="127.0.0.1", port=wrong)

    assert refused.value.exit_code == 2


def test_a_host_that_is_not_ours_is_refused(free: int) -> None:
    with pytest.raises(CommandError) as refused:
        claim_address(host="192.0.2.1", port=str(free))  # a documentation address (RFC 5737)

    assert refused.value.exit_code == 4


def test_an_address_of_all_interfaces_is_named_by_one_that_can_be_opened(free: int) -> None:
    address = claim_address(host="0.0.0.0", port=str(free))

    assert address.url == f"http://127.0.0.1:{free}"
    address.release()
