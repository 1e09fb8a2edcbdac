"""MP4 and M4A (ISO 14496-12): boxes that describe the file are blanked in place, so that the rest stays where it is.

Phones write where and with what a film was made into `udta`, `meta` and `uuid`, and when into the headers. A track that
is neither sound nor picture, such as positions by the second, cannot be taken out safely, so its file is refused.
"""

import struct
from collections.abc import Iterator

from library.involve.voice.media.unclean import DAMAGED, OTHER_DATA, Unclean

NEEDED = {b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"styp", b"pdin"}
"""The boxes of a file that may stay; others are blanked."""
HOLDERS = {b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf", b"mvex", b"edts", b"dinf"}
PLAYED = frozenset(
    b"iods mvhd tkhd tref elst mdhd hdlr elng vmhd smhd nmhd gmhd dref stbl mehd trex mfhd tfhd tfdt trun sdtp sbgp "
    b"sgpd subs saiz saio".split()
)
"""The boxes within those that a player needs; others are blanked."""
DATED = {b"mvhd", b"tkhd", b"mdhd"}
SOUND, PICTURE = b"soun", b"vide"
OF_DATA = b"dhlr"
"""Says where samples are, and not what a track is of (QuickTime)."""
DEEPEST = 8
Box = tuple[bytes, int, int, int]
"""Name, where it starts, where its body starts, where it ends."""


def cleaned(content: bytes) -> tuple[str, bytes]:
    """Return the media type and the content without what describes it; raise Unclean."""
    clean, tracks = bytearray(content), set[bytes]()
    names = {box[0] for box in _boxes(content, 0, len(content))}
    if not {b"moov", b"mdat"} <= names:
        raise Unclean(DAMAGED)
    for box in _boxes(content, 0, len(content)):
        if box[0] not in NEEDED:
            _blank(clean, box)
        else:
            _clean(clean, box, tracks, 0)
    if not tracks:
        raise Unclean(DAMAGED)
    if tracks - {SOUND, PICTURE}:
        raise Unclean(OTHER_DATA)
    return ("video/mp4" if PICTURE in tracks else "audio/mp4"), bytes(clean)


def _boxes(content: bytes | bytearray, start: int, end: int) -> Iterator[Box]:
    at = start
    while at + 8 <= end:
        size, name = struct.unpack_from(">I4s", content, at)
        body = at + 8
        if size == 1 and at + 16 <= end:
            size, body = struct.unpack_from(">Q", content, body)[0], at + 16
        stop = end if size == 0 else at + size
        if stop < body or stop > end:
            raise Unclean(DAMAGED)
        yield bytes(name), at, body, stop
        at = stop


def _clean(clean: bytearray, box: Box, tracks: set[bytes], depth: int) -> None:
    """Blank what describes the file within a box, and note what kinds of track there are."""
    name, _, body, stop = box
    if depth > DEEPEST:
        raise Unclean(DAMAGED)
    if name in HOLDERS:
        for inner in list(_boxes(clean, body, stop)):
            _clean(clean, inner, tracks, depth + 1)
    elif name in DATED:
        _undate(clean, body, stop)
    elif name == b"hdlr":
        if clean[body + 4 : body + 8] != OF_DATA:
            tracks.add(bytes(clean[body + 8 : body + 12]))
        clean[body + 24 : stop] = bytes(max(stop - body - 24, 0))
    elif name not in PLAYED and depth:
        _blank(clean, box)


def _blank(clean: bytearray, box: Box) -> None:
    """Make a box one that players skip, with nothing in it."""
    _, start, body, stop = box
    clean[start + 4 : start + 8] = b"free"
    clean[body:stop] = bytes(stop - body)


def _undate(clean: bytearray, body: int, stop: int) -> None:
    """Take the days out of a header on which the file was made and changed."""
    wide = 8 if stop > body and clean[body] == 1 else 4
    if body + 4 + 2 * wide > stop:
        raise Unclean(DAMAGED)
    clean[body + 4 : body + 4 + 2 * wide] = bytes(2 * wide)
