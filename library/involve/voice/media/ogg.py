"""Ogg with Opus (RFC 7845), as messengers record it: the page of tags is replaced by one that says nothing."""

import struct
from collections.abc import Iterator

from library.involve.voice.media.unclean import DAMAGED, OTHER_DATA, Unclean

HEAD = 27
"""Bytes of a page before its table of segments."""
SILENT = b"OpusTags" + struct.pack("<I7sI", 7, b"library", 0)


def cleaned(content: bytes) -> bytes:
    """Return the sound without its tags; raise Unclean for what is no single stream of Opus."""
    pages = list(_pages(content))
    serials = {page[14:18] for page in pages}
    if len(pages) < 3 or not _body(pages[0]).startswith(b"OpusHead"):
        raise Unclean(DAMAGED)
    if len(serials) > 1 or not _body(pages[1]).startswith(b"OpusTags") or pages[2][5] & 1:
        raise Unclean(OTHER_DATA)
    return b"".join([pages[0], _silent(pages[1]), *pages[2:]])


def _pages(content: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(content):
        if content[at : at + 4] != b"OggS" or at + HEAD > len(content):
            raise Unclean(DAMAGED)
        table = content[at + HEAD : at + HEAD + content[at + 26]]
        size = HEAD + content[at + 26] + sum(table)
        if at + size > len(content):
            raise Unclean(DAMAGED)
        yield content[at : at + size]
        at += size


def _body(page: bytes) -> bytes:
    return page[HEAD + page[26] :]


def _silent(page: bytes) -> bytes:
    """Return a page of tags that says nothing, in the place of one."""
    table = bytes([1, len(SILENT)])
    bare = page[:22] + b"\0\0\0\0" + table + SILENT
    return bare[:22] + struct.pack("<I", _sum(bare)) + bare[26:]


def _sum(data: bytes) -> int:
    """Return the checksum of a page (polynomial 0x04c11db7, neither reflected nor inverted)."""
    total = 0
    for byte in data:
        total ^= byte << 24
        for _ in range(8):
            total = (total << 1 ^ 0x04C11DB7 if total & 0x80000000 else total << 1) & 0xFFFFFFFF
    return total
