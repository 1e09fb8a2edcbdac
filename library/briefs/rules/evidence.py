"""The rules of evidence over a brief and over a set of briefs, as far as a machine can check them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from library.briefs import texts
from library.briefs.models import Brief
from library.briefs.rules import claims, number_extraction, plain_english, publishing
from library.forms.problems import Fault
from library.text import plain


def faults(brief: Brief, vocabulary: Mapping[str, frozenset[str]], records: Iterable[Any]) -> list[Fault]:
    """List every rule that one brief breaks; `records` are the fact records it draws on."""
    return [
        *publishing.faults(brief, vocabulary),
        *number_extraction.unknown_figures(brief, records),
        *plain_english.faults(brief),
        *claims.faults(brief),
    ]


def repeated_sentences(briefs: Sequence[Brief]) -> Iterator[Fault]:
    """Yield each sentence of eight words or more that two briefs share; the same action may fit several briefs."""
    first: dict[str, str] = {}
    for brief in briefs:
        for field, text in texts.whole(brief):
            if field.startswith("actions-"):
                continue
            for sentence in plain.sentences(text):
                key = " ".join(sentence.lower().split())
                owner = first.setdefault(key, brief.slug)
                if owner != brief.slug and plain.word_count(sentence) >= 8:
                    yield Fault(f"{brief.slug}: {field}", f"{owner} has the same sentence", sentence)


def broken_links(briefs: Sequence[Brief]) -> Iterator[Fault]:
    """Return each related brief that does not exist."""
    slugs = {brief.slug for brief in briefs}
    for brief in briefs:
        for slug in brief.related:
            if slug not in slugs:
                yield Fault(f"{brief.slug}: related", f"There is no brief “{slug}”")
