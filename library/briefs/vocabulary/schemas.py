"""One term of the vocabulary, as staff edit it: its id stays for ever, its words may change."""

from marshmallow import fields, validate

from library.forms.fields import clean, line, lines
from library.forms.strict import Strict
from library.i18n.messages import marked

MOST_LAY_WORDS = 60
LAY_WORD = fields.String(validate=[clean, validate.Length(1, 80, error=marked("Use 1 to 80 characters for each."))])


class TermWordsSchema(Strict):
    """The words of a term."""

    makes = dict
    label = line(marked("Label"), most=60, hint=marked("What readers see on a filter or heading"), required=True)
    definition = line(marked("Definition"), most=300, hint=marked("One plain sentence"), required=True)
    lay_words = lines(
        marked("Words people use for it"),
        LAY_WORD,
        hint=marked("Slang, short forms, local names, common misspellings; one to a line. Only words that mean this"),
        most=MOST_LAY_WORDS,
    )


TERM_WORDS = TermWordsSchema()
"""The schema, ready to use."""
