"""How the address of a library is written, and when two are the same library."""

from urllib.parse import urlsplit

from library.settings import PUBLIC_ADDRESS, WEB_ADDRESS

LONGEST_ADDRESS = 200


def address_of(text: str) -> str:
    """Return the address of a library in one spelling, without a slash at its end; "" if it is none."""
    text = text.strip()
    try:
        parts = urlsplit(text)
        if not PUBLIC_ADDRESS.fullmatch(text) or not WEB_ADDRESS.fullmatch(text) or len(text) > LONGEST_ADDRESS:
            return ""
        host = (parts.hostname or "") if parts.port is None else f"{parts.hostname}:{parts.port}"
    except ValueError:
        return ""
    return "" if "@" in parts.netloc or not host else f"{parts.scheme}://{host}{parts.path.rstrip('/')}"


def host_of(address: str) -> str:
    """Return what a library is called before it has said its name."""
    return address.partition("://")[2]


def is_same(one: str, other: str) -> bool:
    """Return whether two addresses are those of one library, which may be open with and without TLS."""
    return host_of(one) == host_of(other)


def is_of(url: str, library: str) -> bool:
    """Return whether a page stands at the address of a library."""
    return url.startswith(f"{library}/")
