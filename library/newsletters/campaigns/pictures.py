"""Pictures of newsletters: read in a sandboxed process, re-encoded without metadata, and kept."""

import hashlib
import subprocess

from library.forms.problems import Fault
from library.i18n.messages import marked
from library.newsletters.campaigns import repository
from library.newsletters.campaigns.models import Picture
from library.security import sandbox
from library.security.permissions import Action, Person, demand
from library.services import Services

LARGEST = 8_000_000
TOO_LARGE = marked("Choose a picture of 8 MB or less.")
NO_PICTURE = Fault("picture", marked("Choose a JPEG, PNG, GIF or WebP picture. We couldn’t read this file as one."))
CHILD = "library.newsletters.campaigns.picture_child"
SECONDS_TO_WAIT = 20.0


def keep(services: Services, person: Person, content: bytes) -> str | Fault:
    """Re-encode and keep a picture; return its hash, or what is wrong with it."""
    demand(person, Action.SEND_NEWSLETTER)
    if len(content) > LARGEST:
        return Fault("picture", TOO_LARGE)
    said = _read(content)
    head, _, written = said.partition(b"\n")
    width, _, height = head.decode("ascii", "replace").partition(" ")
    if not (written.startswith(b"\xff\xd8\xff") and width.isdecimal() and height.isdecimal()):
        return NO_PICTURE
    picture = Picture(hashlib.sha256(written).hexdigest(), written, int(width), int(height))
    with services.store.writing() as database:
        repository.keep_picture(database, picture, services.clock())
    return picture.digest


def _read(content: bytes) -> bytes:
    """Return what the child says of a picture: its size on one line, then its bytes; nothing if it is none."""
    with subprocess.Popen(**sandbox.started(CHILD, "picture"), stdin=subprocess.PIPE) as child:
        try:
            said: bytes = child.communicate(content, timeout=SECONDS_TO_WAIT)[0]
        except subprocess.TimeoutExpired:
            child.kill()
            return b""
    return said
