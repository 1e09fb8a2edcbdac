"""Telling names of people from names of organisations, in the short lines at the beginning of a document."""

import re
from functools import cache

TITLED = r"(?:(?:Dr|Prof|Professor|Sir|Dame|Rev|Cllr)\.? )?"
PARTICLE = r"(?:(?:de|van|von|der|al|bin|la|le|du) )?"
NAME = re.compile(rf"{TITLED}[A-Z][\w'’.-]*(?: {PARTICLE}[A-Z][\w'’.-]*){{1,3}}")
BETWEEN = re.compile(r", and |, | and | & |; ")
NOT_OF_PEOPLE = frozenset(
    """
    report final full interim annual draft evaluation evaluating review executive summary findings results method
    methods introduction background foreword contents conclusion conclusions recommendations acknowledgements appendix
    version paper guide guidance toolkit handbook strategy plan needs assessment analysis research public health
    intelligence policy crime safety social work community violence reduction prevention youth people team lead
    officer manager director head senior project programme pilot trial study presentation learning key messages about
    this what the our evidence impact case studies summer autumn winter spring january february march april june july
    august september october november december by written prepared compiled submitted authored presented supervised
    """.split()  # noqa: SIM905
)
BODY = re.compile(
    r"\b(?:University|Council|Trust|Foundation|Institute|Office|Network|Unit|College|Department|Ministry|Partnership|"
    r"Agency|Fund|Charity|Commissioner|Commission|Authority|Centre|Police|NHS|Association|Service|Services|Society|"
    r"Academy|Board|Administration|Bureau|Committee|Division|Federation|Group|Consortium|Alliance|Coalition|Government|"
    r"Assembly|Ltd|Limited|Inc|CIC)\b",
    re.IGNORECASE,
)
SMALL = {"of", "the", "for", "and", "in", "&"}
MOST_WORDS = 9


def is_person(words: str) -> bool:
    """Return whether some words are written as the name of a person, and none of them is one that reports use."""
    plain = {word.strip(".,").casefold() for word in words.split()}
    letters = [word for word in words.split() if len(word) > 2 and word.isalpha() and word.isupper()]
    initials = letters and not words.isupper()
    return bool(NAME.fullmatch(words)) and not (initials or BODY.search(words) or plain & NOT_OF_PEOPLE)


def is_surely_person(words: str) -> bool:
    """Return whether a name begins with a title or with one that many people have."""
    return bool(re.match(TITLED[:-1], words)) or words.split()[0].casefold() in given_names()


@cache
def given_names() -> frozenset[str]:
    """Return names that people are often given."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(FREQUENCY_LISTS["female_names"]) | frozenset(FREQUENCY_LISTS["male_names"])


def is_body(words: str) -> bool:
    """Return whether some words are the name of an organisation and nothing else."""
    services = words.split()
    named = all(part[0].isupper() or part in SMALL for part in services)
    return bool(BODY.search(words)) and 1 < len(services) <= MOST_WORDS and named and services[0] not in SMALL - {"the"}


def people(line: str) -> tuple[list[str], list[str]]:
    """Return the people that a line begins with, and what else it says, part by part."""
    services = [part.strip(" .0123456789*∗†‡§¶") for part in BETWEEN.split(line.strip())]
    count = next((at for at, part in enumerate(services) if not is_person(part)), len(services))
    return services[:count], services[count:]
