"""What recordings say of who made them, when and where is taken out; what can't be cleaned is refused."""

import io
import struct
import wave

import pytest

from library.involve.voice.media.cleaning import cleaned
from library.involve.voice.media.unclean import DAMAGED, OTHER_DATA, Unclean
from tests.addresses import SOUND

SECRET = b"+52.6369-001.1398/ Ann's iPhone"
"""Where and with what something was recorded."""


def box(name: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I4s", 8 + len(body), name) + body


def track(kind: bytes) -> bytes:
    handler = box(b"hdlr", bytes(8), kind, bytes(12), SECRET, b"\0")
    dated = b"\0\0\0\0" + SECRET[:8] + bytes(12)
    return box(b"trak", box(b"tkhd", dated), box(b"mdia", box(b"mdhd", dated), handler, box(b"minf", box(b"stbl"))))


def film(*kinds: bytes, more: bytes = b"") -> bytes:
    """Give a film in the way of a phone: tags in every place that programs write them to."""
    tags = box(b"udta", box(b"\xa9xyz", SECRET)), box(b"meta", bytes(4), SECRET), box(b"uuid", bytes(16), SECRET)
    movie = box(b"moov", box(b"mvhd", bytes(4), SECRET[:8], bytes(12)), *map(track, kinds), *tags, box(b"auth", SECRET))
    return box(b"ftyp", b"mp42") + movie + box(b"free", SECRET) + box(b"mdat", b"the picture") + tags[2] + more


def page(number: int, body: bytes, flags: int = 0) -> bytes:
    return struct.pack("<4sBBqIII", b"OggS", 0, flags, 0, 7, number, 0) + bytes([1, len(body)]) + body


FRAME = b"\xff\xfb\x90\x00" + b"S" * 413
"""A frame of MPEG 1, layer III, 128 kilobits at 44.1 kHz: 417 bytes."""


def test_a_film_keeps_its_picture_at_its_place_and_says_nothing_of_itself() -> None:
    before = film(b"vide", b"soun")
    kind, after = cleaned(before)
    assert kind == "video/mp4"
    assert SECRET[:8] not in after
    assert b"iPhone" not in after
    assert len(after) == len(before)
    assert after.index(b"the picture") == before.index(b"the picture")
    assert cleaned(film(b"soun"))[0] == "audio/mp4"


def test_a_film_with_a_track_of_places_is_refused() -> None:
    with pytest.raises(Unclean) as refused:
        cleaned(film(b"vide", b"meta"))
    assert refused.value.args[0] == OTHER_DATA


@pytest.mark.parametrize(
    "tagged",
    [
        b"ID3\x04\0\0\0\0\0" + bytes([len(SECRET)]) + SECRET + FRAME * 4,
        FRAME * 4 + b"TAG" + SECRET.ljust(125, b"\0"),
        FRAME * 2 + b"APETAGEX" + SECRET + b"\xff\xd8 a picture" + FRAME * 2,
    ],
    ids=["ID3v2", "ID3v1", "APE"],
)
def test_an_mp3_is_its_frames_alone(tagged: bytes) -> None:
    assert cleaned(tagged) == ("audio/mpeg", FRAME * 4)


def test_an_opus_message_keeps_its_sound_and_its_checksums() -> None:
    head, sound = page(0, b"OpusHead" + bytes(11), 2), page(2, b"sound") + page(3, b"more sound", 4)
    kind, after = cleaned(head + page(1, b"OpusTags" + SECRET) + sound)
    assert kind == "audio/ogg"
    assert b"iPhone" not in after
    assert after.startswith(head)
    assert after.endswith(sound)
    tags = after[len(head) : -len(sound)]
    assert tags[18:22] == struct.pack("<I", 1)
    assert struct.unpack("<I", tags[22:26])[0] == 0xE159AA85


def test_a_wave_keeps_format_and_samples() -> None:
    note = b"LIST" + struct.pack("<I", len(SECRET) + 1) + SECRET + b"\0"
    kind, after = cleaned(SOUND + note)
    assert (kind, after) == ("audio/wav", SOUND)
    with wave.open(io.BytesIO(after)) as played:
        assert played.getnframes() == 8_000


@pytest.mark.parametrize(
    "content",
    [
        film(b"soun")[:90],
        box(b"ftyp", b"mp42") + box(b"mdat"),
        b"ID3\x04\0\0\x7f\x7f\x7f\x7f",
        FRAME[:100],
        b"OggS" + bytes(40),
        b"RIFF\xff\xff\xff\xffWAVEdata\xff\xff\xff\xff",
        box(b"ftyp", b"mp42") + b"\0\0\0\x01moov" + b"\xff" * 8 + box(b"mdat"),
        b"ID3\x04\0\0\0\0\0\0" + b"\xff" * 200_000,
    ],
)
def test_damaged_files_are_refused(content: bytes) -> None:
    with pytest.raises(Unclean):
        cleaned(content)


def test_boxes_within_boxes_without_end_are_refused() -> None:
    nested = box(b"trak")
    for _ in range(50):
        nested = box(b"trak", nested)
    with pytest.raises(Unclean) as refused:
        cleaned(box(b"ftyp", b"mp42") + box(b"moov", nested) + box(b"mdat"))
    assert refused.value.args[0] == DAMAGED
