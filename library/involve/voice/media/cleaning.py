"""Tells what kind of recording a file is by its first bytes, and returns it without anything it says about itself."""

from library.i18n.messages import Message, marked
from library.involve.voice.media import mp3, mp4, ogg, wav
from library.involve.voice.media.unclean import Unclean

LARGEST_SOUND, LARGEST_FILM = 10_000_000, 25_000_000
"""Bytes: about ten minutes of speech, and about two of film from a phone."""
UNKNOWN = marked(
    "We can't take this kind of file. Save the recording as MP3, M4A, MP4, WAV or Opus, then choose it again."
)
TOO_LARGE = Message(
    "A sound recording can be %(sound)s MB or less and a film %(film)s MB or less. Cut it shorter, or save it with "
    "lower quality.",
    sound=LARGEST_SOUND // 1_000_000,
    film=LARGEST_FILM // 1_000_000,
)
EMPTY = marked("This file is empty. Choose it again.")


def cleaned(content: bytes) -> tuple[str, bytes]:
    """Return the media type of a recording and its content without metadata; raise Unclean if it can't be taken."""
    if not content:
        raise Unclean(EMPTY)
    if len(content) > LARGEST_FILM:
        raise Unclean(TOO_LARGE)
    if content[4:8] == b"ftyp":
        kind, clean = mp4.cleaned(content)
    else:
        kind, clean = _sound(content)
    if len(content) > LARGEST_SOUND and kind.startswith("audio/"):
        raise Unclean(TOO_LARGE)
    return kind, clean


def _sound(content: bytes) -> tuple[str, bytes]:
    if len(content) > LARGEST_SOUND:
        raise Unclean(TOO_LARGE)
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav", wav.cleaned(content)
    if content[:4] == b"OggS":
        return "audio/ogg", ogg.cleaned(content)
    if content[:3] == b"ID3" or mp3.starts(content):
        return "audio/mpeg", mp3.cleaned(content)
    raise Unclean(UNKNOWN)
