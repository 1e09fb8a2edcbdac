"""Where a request comes from, as attempts are counted: one line of a household or an office, not each address on it."""

import re
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

OF_ONE_LINE = 64
"""Bits: providers hand out IPv6 in blocks of this size or larger; a customer can use every address in theirs."""
WITH_PORT = re.compile(r"\[(?P<six>[^\]]+)\](?::\d+)?|(?P<four>[\d.]+):\d+")


@lru_cache(maxsize=1024)
def is_within(address: str, networks: str) -> bool:
    """Return whether an address is in one of some networks, with spaces between them."""
    try:
        return any(ip_address(address) in ip_network(network) for network in networks.split())
    except ValueError:
        return False


def network_of(address: str) -> str | None:
    """Return the network of an address: an IPv4 address as it is, of an IPv6 address its first 64 bits; else None."""
    found = WITH_PORT.fullmatch(address.strip())
    try:
        read = ip_address((found["six"] or found["four"] if found else address.strip()).partition("%")[0])
    except ValueError:
        return None
    if not isinstance(read, IPv6Address):
        return str(read)
    return str(read.ipv4_mapped) if read.ipv4_mapped else str(IPv6Address(int(read) >> OF_ONE_LINE << OF_ONE_LINE))
