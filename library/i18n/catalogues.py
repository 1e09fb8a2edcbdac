"""Reads the catalogues of the interface, and makes the template that translators start from.

A catalogue is `<folder>/<language>/LC_MESSAGES/messages.po`. It is read at start: no build step.
"""

import io
import sys
from functools import cache, partial
from gettext import GNUTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from library.i18n.messages import Language
from library.settings import ROOT

METHODS = [("library/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "marked": None, "Message": None}
JINJA = {"trimmed": "false", "silent": "false"}


class BadCatalogue(ValueError):
    """A catalogue cannot be read; the message says which."""


@cache
def read(folder: str) -> dict[str, Language]:
    """Read every catalogue in a folder, by the code of its language; none where no folder is set."""
    found = sorted(Path(folder).glob("*/LC_MESSAGES/messages.po")) if folder else []
    return {path.parts[-3]: _language(path.parts[-3], path) for path in found}


def _language(code: str, path: Path) -> Language:
    compiled = io.BytesIO()
    try:
        locale = Locale.parse(code, sep="-")
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale, abort_invalid=True))
    except (UnknownLocaleError, PoFileError, ValueError, OSError) as error:
        raise BadCatalogue(f"{path} is not a catalogue that can be read: {error}") from error
    compiled.seek(0)
    said = GNUTranslations(compiled)
    name = locale.get_display_name(locale) or code
    long_date = partial(format_date, format="long", locale=locale)
    in_english = locale.get_display_name("en") or code
    names = code, name, in_english, locale.text_direction
    return Language(*names, said.gettext, said.ngettext, lambda day: str(long_date(day)))


def template(root: Path = ROOT) -> Catalog:
    """Gather every message of the interface, from code and templates."""
    made = Catalog(project="What Works Library", charset="utf-8", fuzzy=False)
    options = {pattern: JINJA for pattern, method in METHODS if method == "jinja2"}
    for file, line, message, comments, context in extract_from_dir(root, METHODS, options, KEYWORDS, ("Translators:",)):
        made.add(message, locations=[(file, line)], auto_comments=comments, context=context)
    return made


def main() -> None:
    """Write the template to the file that is named, or to library/translations/messages.pot."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "library" / "translations" / "messages.pot"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, template(), width=110)


if __name__ == "__main__":
    main()
