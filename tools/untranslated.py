"""Says what pages for readers still say in English: `python -m tools.untranslated` counts, `… pa` lists for Punjabi.

Pages for staff stay in English. Which these are is told by where a message stands, so the list below is of folders.
"""

import sys
from functools import cache

from babel.messages.pofile import read_po

from library.briefs import seed_files
from library.i18n import catalogues
from library.settings import LANGUAGES

FOR_STAFF = tuple(
    """
    templates/accounts templates/demo templates/editing templates/involve/staff templates/reports templates/transfer
    templates/upkeep templates/easy_read/desk templates/easy_read/edit templates/help_lines/edit
    templates/help_lines/list templates/involve/asks/desk templates/involve/asks/edit templates/involve/asks/late
    templates/involve/asks/write templates/involve/voice/bring templates/involve/voice/desk
    templates/involve/voice/edit templates/involve/voice/one_ templates/involve/voice/staff
    templates/newsletters/audiences templates/newsletters/digests/desk templates/newsletters/digests/draft
    templates/newsletters/letters templates/newsletters/campaigns/desk templates/newsletters/campaigns/edit
    templates/newsletters/campaigns/follow templates/newsletters/campaigns/items
    templates/newsletters/campaigns/send templates/peers/decide templates/peers/libraries templates/peers/unfollow
    templates/briefs/usage templates/browse/style templates/components/known templates/components/staff_menu
    templates/search/outside templates/search/unanswered/waiting library/accounts library/cli library/db
    library/demo library/editing library/reports library/transfer library/upkeep library/briefs/emmie
    library/briefs/rules library/briefs/schemas library/easy_read/models library/easy_read/rules
    library/easy_read/service library/involve/asks/desk_views library/involve/asks/replies
    library/involve/asks/schemas library/involve/asks/service library/involve/asks/steps
    library/involve/asks/writing library/involve/voice/media library/involve/voice/schemas
    library/involve/voice/service library/involve/you_said/schemas library/involve/you_said/service
    library/involve/bodies library/involve/contact/schemas library/involve/meetings/schemas
    library/involve/subjects/schemas library/newsletters/audiences library/newsletters/campaigns
    library/peers/deciding library/peers/fetching library/peers/looking library/peers/models library/peers/service
    library/help_lines/schemas library/mail/models library/search/outside library/security library/translations
    """.split()  # noqa: SIM905
)
"""How the paths of messages begin that only staff see."""


@cache
def of_readers() -> dict[object, str]:
    """Return every message that readers may see, with the file it stands in."""
    places = ((message.id, [str(file) for file, _ in message.locations]) for message in catalogues.template())
    seen = ((id, [file for file in files if not file.startswith(FOR_STAFF)]) for id, files in places if id)
    return {id: files[0] for id, files in seen if files}


def missing(code: str) -> dict[object, str]:
    """Return the messages that readers of a language see in English, with the file each stands in."""
    with (LANGUAGES / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        known = {message.id for message in read_po(file, code) if message.id and message.string}
    return {id: where for id, where in of_readers().items() if id not in known}


def main() -> None:
    """Print how many messages lack a translation, or those that lack one into the languages that are named."""
    for code in sys.argv[1:]:
        for id, where in sorted(missing(code).items(), key=lambda pair: pair[1]):
            sys.stdout.write(f"{code} {where}: {id}\n")
    for code in () if sys.argv[1:] else seed_files.languages():
        sys.stdout.write(f"{code}: {len(missing(code))} of {len(of_readers())} messages are in English\n")


if __name__ == "__main__":
    main()
