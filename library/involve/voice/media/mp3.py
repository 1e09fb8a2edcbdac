"""MP3: only frames of sound are copied (ISO 11172-3), so that tags of every kind, pictures among them, stay behind."""

from library.involve.voice.media.unclean import DAMAGED, Unclean

BITRATES = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Of layer III, in kilobits a second: of MPEG 1, and of MPEG 2 and 2.5."""
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
LEAST_FRAMES = 3
MOST_FALSE = 65_536
"""Places that look like the start of a frame and are none; a file with more is not sound with tags."""


def starts(content: bytes) -> bool:
    """Return whether a file starts with a frame that another follows."""
    size = _frame(content, 0)
    return bool(size and _frame(content, size))


def cleaned(content: bytes) -> bytes:
    """Return the frames alone; raise Unclean where there are none, or much that is none."""
    frames: list[bytes] = []
    at, follows, false = _after_tags(content), False, 0
    while 0 <= at < len(content):
        size = _frame(content, at)
        if size and at + size <= len(content) and (follows or _frame(content, at + size)):
            frames.append(content[at : at + size])
            at, follows = at + size, True
            continue
        at, follows, false = content.find(b"\xff", at + 1), False, false + 1
        if false > MOST_FALSE:
            raise Unclean(DAMAGED)
    if len(frames) < LEAST_FRAMES:
        raise Unclean(DAMAGED)
    return b"".join(frames)


def _after_tags(content: bytes) -> int:
    """Return where the tags at the start end (ID3v2, of which there may be several)."""
    at = 0
    while content[at : at + 3] == b"ID3" and at + 10 <= len(content):
        size = 0
        for byte in content[at + 6 : at + 10]:
            size = size << 7 | byte & 0x7F
        at += 10 + size + (10 if content[at + 5] & 0x10 else 0)
    return at


def _frame(content: bytes, at: int) -> int:
    """Return how long the frame of layer III is that starts here, 0 where none does."""
    head = content[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, speed = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate in {0, 15} or speed == 3:
        return 0
    kilobits = BITRATES[1 if version == 3 else 2][rate]
    samples = 144 if version == 3 else 72
    return samples * kilobits * 1000 // RATES[version][speed] + (head[2] >> 1 & 1)
