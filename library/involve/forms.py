"""What public forms share: a field that only programs fill in."""

from flask import request

from library.forms.problems import Fault
from library.i18n.messages import marked

TRAP = "company_fax"
"""Nobody sees this field; a program that fills in every field fills it in too."""
TRAPPED = Fault("", marked("Leave the hidden field at the end of the form empty, then send it again."))


def trapped() -> list[Fault]:
    """Return a fault if the field that nobody sees was filled in."""
    return [TRAPPED] if request.form.get(TRAP) else []
