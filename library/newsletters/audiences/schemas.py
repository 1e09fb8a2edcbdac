"""What staff say of a list: its name, and which topics it is, or why we may write to it."""

from library.forms.fields import choice, line, prose
from library.forms.strict import Strict
from library.i18n.messages import marked
from library.newsletters.audiences.models import Basis, Import


class ImportSchema(Strict):
    """A list of addresses that staff bring."""

    makes = Import
    name = line(
        marked("Name of the list"),
        most=80,
        required=True,
        hint=marked("People on it see this name. Such as: Members of the partners’ forum"),
        needed=marked("Enter a name for the list."),
    )
    basis = choice(
        marked("Why may we write to them?"),
        Basis,
        required=True,
        needed=marked("Select why we may write to them."),
    )
    basis_words = prose(
        marked("How and when did they agree, or where do the addresses come from?"),
        words=60,
        required=True,
        hint=marked("Such as: ticked “keep me informed” on the sign-in sheet of the meeting in June 2026"),
        needed=marked("Say how and when they agreed, or where the addresses come from."),
    )


IMPORT = ImportSchema()
