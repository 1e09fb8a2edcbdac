"""What an easy read draft must keep to, after the published guidance.

Short sentences with one idea and one picture each, no initials, no figures that the brief doesn't have, and numbers to
phone only from the help lines (Department of Health 2010, "Making written information easier to understand for people
with learning disabilities"; Inclusion Europe, "Information for all").
"""

import re
from collections.abc import Collection, Iterator, Mapping

from library.briefs.rules.number_extraction import figures
from library.easy_read.models import Content
from library.forms.problems import Fault
from library.i18n.messages import Message, marked
from library.text.plain import sentences, word_count

MOST_WORDS = 15
MOST_SENTENCES = 30
SLOT = re.compile(r"\{([a-z0-9-]+)\}")
"""A help line whose number is put in."""
PHONE = re.compile(r"\b(?:999|101|111)\b|\b(?:0\d|116)[\d ]{4,}\d")
MARKS = re.compile(r"[*_<>#]")
CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
NEAR = 0.03
"""How far "2 in 10" may be from the share that the brief says."""

NO_TITLE = marked("Enter a title.")
NO_SENTENCE = marked("Write at least one sentence.")
TOO_MANY = Message("Use %(most)s sentences or fewer.", most=MOST_SENTENCES)
TOO_LONG = Message("Use %(most)s words or fewer in this sentence, or make two.", most=MOST_WORDS)
NOT_ONE = marked("Write one sentence in each box, with a full stop at its end.")
NO_PICTURE = marked("Select a picture for this sentence.")
MARKED = marked("Take out the marks: no bold, italics or underline.")
INITIALS = marked("Write initials out in full.")
TYPED_NUMBER = marked("Don’t type a phone number. Put the id of the help line in braces.")
NO_HELP_LINE = marked("There is no help line with this id.")
NOT_IN_BRIEF = marked("This number isn’t in the brief.")


def faults(content: Content, pictures: Collection[str], lines: Collection[str], known: set[float]) -> Iterator[Fault]:
    """Yield what is wrong, by the names of the form; `known` are the figures of the brief."""
    if not content.title.strip():
        yield Fault("title", NO_TITLE)
    if not content.sentences:
        yield Fault("words-0", NO_SENTENCE)
    if len(content.sentences) > MOST_SENTENCES:
        yield Fault(f"words-{MOST_SENTENCES}", TOO_MANY)
    for number, sentence in enumerate(content.sentences):
        if wrong := _wrong(sentence.words, lines, known):
            yield Fault(f"words-{number}", wrong)
        if sentence.picture not in pictures:
            yield Fault(f"picture-{number}", NO_PICTURE)


def _wrong(words: str, lines: Collection[str], known: set[float]) -> str | None:
    """Return the first thing that is wrong with a sentence."""
    slots = SLOT.findall(words)
    said = SLOT.sub("number", words)
    checks = (
        (word_count(said) > MOST_WORDS, TOO_LONG),
        (len(sentences(said)) != 1 or said[-1:] not in ".?!", NOT_ONE),
        (MARKS.search(said), MARKED),
        (CAPITALS.search(said), INITIALS),
        (PHONE.search(said), TYPED_NUMBER),
        (set(slots) - set(lines), NO_HELP_LINE),
        (not all(_known(value, known) for value in _digits(said)), NOT_IN_BRIEF),
    )
    return next((message for wrong, message in checks if wrong), None)


def _digits(words: str) -> Iterator[float]:
    return (value for said, value in figures(words) if any(letter.isdigit() for letter in said))


def _known(value: float, known: set[float]) -> bool:
    """Return whether the brief has a figure, or a share near enough to it."""
    return value in known or (value < 1 and any(abs(value - each) <= NEAR for each in known))


def filled(words: str, numbers: Mapping[str, str]) -> str | None:
    """Return a sentence with the numbers of its help lines; None where readers aren't shown one of them."""
    if any(not numbers.get(id) for id in SLOT.findall(words)):
        return None
    return SLOT.sub(lambda slot: numbers[slot[1]], words)
