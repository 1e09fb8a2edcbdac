"""Why a recording is not taken."""

from library.i18n.messages import marked

DAMAGED = marked("This file is damaged or was cut short. Save the recording again, then choose it again.")
OTHER_DATA = marked(
    "This file carries other data beside the sound and the picture, such as where it was made, and we can't take that "
    "out. Save a copy as MP3 or MP4 with another program, then choose that."
)


class Unclean(ValueError):
    """A file cannot be taken as a recording; the message says what to do."""
