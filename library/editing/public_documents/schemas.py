"""What staff say of a document that readers may have."""

from library.editing.public_documents.models import About, Licence
from library.forms.fields import choice, line, number, prose
from library.forms.strict import Strict
from library.i18n.messages import marked

FIRST_YEAR, LAST_YEAR = 1900, 2100


class AboutSchema(Strict):
    """The page of a document."""

    makes = About
    title = line(marked("Title"), most=200, required=True, needed=marked("Enter the title of the document."))
    authors = line(marked("Authors"), most=300, hint=marked("As the document names them. Leave blank if it names none"))
    publisher = line(
        marked("Publisher"), most=160, required=True, needed=marked("Enter the body that published or wrote it.")
    )
    year = number(marked("Year"), FIRST_YEAR, LAST_YEAR)
    summary = prose(marked("What is in it?"), words=60, hint=marked("One or two sentences, if you like"))
    licence = choice(
        marked("On what terms may readers have it?"),
        Licence,
        required=True,
        needed=marked("Select on what terms readers may have it."),
    )


ABOUT = AboutSchema()
