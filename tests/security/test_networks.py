"""Where a request comes from: one household or office is one place, however its address is written."""

import pytest

from library.security.networks import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        (" 203.0.113.7 ", "203.0.113.7"),
        ("203.0.113.7:51234", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:DB8:1:2::1", "2001:db8:1:2::"),
        ("[2001:db8:1:2::1]:443", "2001:db8:1:2::"),
        ("[2001:db8:1:2::1]", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("::1", "::"),
        ("", None),
        ("unknown", None),
        ("203.0.113.7, 203.0.113.8", None),
        ("203.0.113.07", None),
        ("\0", None),
        ("x" * 5000, None),
    ],
)
def test_a_network_is_known_however_its_address_is_written(address: str, network: str | None) -> None:
    assert network_of(address) == network
