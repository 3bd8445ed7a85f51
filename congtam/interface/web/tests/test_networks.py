"""Whom a limiter takes for one caller."""

import pytest

from congtam.interface.web.networks import network_of


def test_all_addresses_of_one_home_are_one_caller() -> None:
    assert (
        network_of("2001:db8:1:2::7") == network_of("2001:db8:1:2:ffff::8") != network_of("2001:db8:1:3::7")
    )


def test_two_neighbours_are_two_where_the_server_listens_on_both_kinds_of_address() -> None:
    assert network_of("::ffff:203.0.113.9") == "203.0.113.9" != network_of("::ffff:198.51.100.4")


@pytest.mark.parametrize("address", ["fe80::1%eth0", "203.0.113.9:4711", "[2001:db8::1]:80", "unknown", ""])
def test_no_address_breaks_a_page(address: str) -> None:
    assert isinstance(network_of(address), str)
