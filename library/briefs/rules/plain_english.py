"""Plain English, measured: reading age, long sentences, unexplained acronyms, and words with a plainer swap."""

import re
from collections.abc import Iterator

from library.briefs import texts
from library.briefs.models import Brief
from library.forms.problems import Fault
from library.i18n.messages import Message
from library.text import plain

OLDEST_READER = 12
"""The highest reading age a brief may ask for, in years (Flesch-Kincaid grade + 5)."""
LONGEST_SENTENCE = 32
"""Words; most sentences should have 20 or fewer."""

WELL_KNOWN = set("NHS UK US USA GP GPs BBC PE TV CV UTC PDF OK ID A&E HIV NI VRN MP MPs UN EU DVD FM".split())  # noqa: SIM905
ACRONYM = re.compile(r"\b(?:[A-Z]&[A-Z]|[A-Z]{2,}[0-9]*s?)\b")

SWAPS = {
    "stakeholder": "partners, or say who",
    "leverage": "use",
    "cohort": "group",
    "intervention": "project, help or approach",
    "utilise": "use",
    "facilitate": "help or run",
    "holistic": "say what it covers",
    "going forward": "from now on",
    "in order to": "to",
    "service user": "people who use it",
    "beneficiaries": "people it helps",
    "offender": "people who have offended",
    "fair test": "randomised trial",
    "test by lot": "randomised trial",
    "by lot": "picked at random",
    "anew": "again",
    "whoever": "say who",
    "lately": "recently",
    "likelier": "more likely",
    "surer": "more confident",
    "readier": "more willing",
    "offending again": "reoffending",
    "gang member": "young people involved in gangs",
    "perpetrator": "the person who did it",
    "evidence-based": "say what the evidence is",
    "best practice": "what others do well",
    "robust": "strong or careful",
    "we found no": "say what is not known, such as: there is no UK trial yet",
    "we could not": "leave it to the note on the source",
    "we saw no": "say what is not known",
    "we read": "leave it to the note on the source",
    "deliverables": "results",
    "wraparound": "say what help is given",
    "disadvantaged youth": "young people with less",
    "at-risk youth": "young people at risk",
    "hard to reach": "people services have not reached",
    "proven to": "say what the studies found",
    "ensure": "make sure",
    "commence": "start",
    "prior to": "before",
    "subsequent": "later",
    "methodology": "method",
    "statistically significant": "unlikely to be chance",
    "randomised controlled trial": "randomised trial",
    "meta-analysis": "a review that adds studies together",
}
"""Jargon, and what to say instead. Names and titles of sources are not checked."""


def reading_age(brief: Brief) -> float:
    """Estimate the reading age of a whole brief, in years."""
    return text_reading_age("\n".join(text for _, text in texts.whole(brief)))


def text_reading_age(text: str) -> float:
    """Estimate the reading age of a text, in years: the Flesch-Kincaid grade and five."""
    lines = [" ".join(re.findall(r"[\w'’&%£.,-]*\w", sentence)) + " ." for sentence in plain.sentences(text)]
    if not lines:
        return 0.0
    import readability  # Takes long to load, and few requests need it.

    measures = readability.getmeasures("\n".join(lines), lang="en")
    return float(measures["readability grades"]["Kincaid"]) + 5


def faults(brief: Brief) -> Iterator[Fault]:
    """Return each place where the writing is harder than it need be."""
    age = reading_age(brief)
    if age > OLDEST_READER:
        yield Fault(
            "",
            Message(
                "The reading age is %(age)s; make it %(oldest_reader)s or less with shorter sentences and words",
                age=f"{age:.1f}",
                oldest_reader=OLDEST_READER,
            ),
        )
    explained = _explained(brief)
    for field, text in texts.whole(brief):
        for sentence in plain.sentences(text):
            for message in sentence_faults(sentence, explained):
                yield Fault(field, message, sentence)


def sentence_faults(sentence: str, explained: set[str]) -> Iterator[str]:
    """Return what is wrong with one sentence, in words."""
    if (count := plain.word_count(sentence)) > LONGEST_SENTENCE:
        yield Message("This sentence has %(count)s words; split it", count=count)
    lowered = sentence.lower()
    for word, swap in SWAPS.items():
        if word in lowered and _says(sentence, word):
            yield Message("Say it in plainer words: instead of “%(word)s”, %(swap)s", word=word, swap=swap)
    for acronym in ACRONYM.findall(sentence):
        if acronym not in WELL_KNOWN and acronym.rstrip("s") not in explained | WELL_KNOWN:
            yield Message("Spell out %(acronym)s once, as in “full name (%(acronym)s)”", acronym=acronym)


def _says(sentence: str, word: str) -> bool:
    """Return whether a word stands in a sentence, other than in a name."""
    return any(not _is_name(found) for found in re.finditer(rf"\b{re.escape(word)}", sentence, re.IGNORECASE))


def _is_name(found: re.Match[str]) -> bool:
    """Return whether a word is part of a name: a capital in the middle of a sentence."""
    return found.start() > 0 and found.group()[0].isupper()


def _explained(brief: Brief) -> set[str]:
    """Collect the acronyms that a brief spells out: a name followed by them in brackets."""
    whole = "\n".join(text for _, text in texts.whole(brief))
    return {found.rstrip("s") for found in re.findall(r"\((?:the )?([A-Z][A-Z&]+[0-9]*s?)\)", whole)}
