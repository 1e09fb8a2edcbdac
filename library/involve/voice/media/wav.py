"""WAV (RIFF): only the chunks that a player needs are copied."""

import struct

from library.involve.voice.media.unclean import DAMAGED, Unclean

WANTED = {b"fmt ", b"fact", b"data"}


def cleaned(content: bytes) -> bytes:
    """Return the format and the samples, without tags, cues or notes of a recorder; raise Unclean."""
    kept, seen, at = [], set(), 12
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        body = content[at + 8 : at + 8 + size]
        if name in WANTED and name not in seen:
            if len(body) < size and name != b"data":
                raise Unclean(DAMAGED)
            kept.append(struct.pack("<4sI", name, len(body)) + body + b"\0" * (len(body) % 2))
            seen.add(name)
        at += 8 + size + size % 2
    if not {b"fmt ", b"data"} <= seen:
        raise Unclean(DAMAGED)
    inside = b"WAVE" + b"".join(kept)
    return struct.pack("<4sI", b"RIFF", len(inside)) + inside
