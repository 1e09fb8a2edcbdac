"""The words of a brief as one reads them: which fields hold prose, which make its front, how long they are."""

import re
from collections.abc import Iterator

from library.domain.briefs import Brief

CITATION = re.compile(r"(?<!\s)\s*\[([a-z]{1,2})\](?!\()")
"""A citation of a source by its letter, such as [a]; not a Markdown link."""
LIST_MARK = re.compile(r"^[^\S\n]*(?:[-*+]|\d+\.|#+)\s+", re.MULTILINE)
EMPHASIS = re.compile(r"[*_`]+")
LEANING = re.compile(r"(?:It|Its|They|Their|That|This|These|Those|Treat|But|So|Both|For us)\b")
"""How a sentence begins that says something else, or nothing, without the one before."""
LONGEST_MESSAGE = 300
"""Characters, the link included."""
CAREFUL = " Take care: "
LINK = re.compile(r"\[([^\[\]]{1,500})\]\([^)]{0,500}\)")


def front(brief: Brief) -> Iterator[tuple[str, str]]:
    """Give (field, text) for the part that fits one A4 side."""
    yield "title", brief.title
    yield "one_line", brief.one_line
    yield "short_answer", brief.short_answer
    for number, point in enumerate(brief.key_points):
        yield f"key_points-{number}", point
    for number, outcome in enumerate(brief.outcomes):
        yield f"outcomes-{number}-why", outcome.why
    if brief.cautions:
        yield "cautions", brief.cautions


def whole(brief: Brief) -> Iterator[tuple[str, str]]:
    """Give (field, text) for all that a reader reads, sources aside."""
    yield from front(brief)
    for name, text in brief.sections():
        if name != "cautions":
            yield name, text
    for name, text in brief.lenses.told():
        yield f"lenses-{name}", text
    if brief.cost_note:
        yield "cost_note", brief.cost_note
    yield from beside_bars(brief)


def beside_bars(brief: Brief) -> Iterator[tuple[str, str]]:
    """Give (field, text) for the words that stand beside two bars."""
    for number, figure in enumerate(brief.figures):
        for name in ("measure", "label", "other_label", "note"):
            yield f"figures-{number}-{name}", getattr(figure, name)


def plain(text: str) -> str:
    """Take Markdown marks and citations out of a text, leaving what is read aloud."""
    if "[" in text:
        text = LINK.sub(r"\1", CITATION.sub("", text))
    return EMPHASIS.sub("", LIST_MARK.sub("", text))


def word_count(text: str) -> int:
    """Count the words as a reader would."""
    return len(re.findall(r"[^\W_](?:[\w'’.,%/-]*\w)?%?", plain(text)))


def total_words(parts: Iterator[tuple[str, str]]) -> int:
    """Count the words of several parts together."""
    return sum(word_count(text) for _, text in parts)


def citations(text: str) -> set[str]:
    """Give the source letters that a text cites."""
    return set(CITATION.findall(text))


def sentences(text: str) -> list[str]:
    """Split a text into sentences; a line or a list item ends one too."""
    lines = [line.strip() for line in plain(text).splitlines() if line.strip()]
    return [part.strip() for line in lines for part in re.split(r"(?<=[.!?])[\"”')]*\s+(?=[\"“'(]?[A-Z0-9£])", line)]


def main_caution(brief: Brief, most: int) -> str:
    """Give the first caution that fits `most` characters, with sentences that lean on it; or cut it."""
    cautions: list[list[str]] = []
    for sentence in sentences(brief.cautions):
        if cautions and LEANING.match(sentence):
            cautions[-1].append(sentence)
        else:
            cautions.append([sentence])
    fitting = next((told for caution in cautions if (told := _as_much_as_fits(caution, most))), "")
    return fitting or (cautions[0][0][: max(most - 1, 0)].rpartition(" ")[0] + "…" if cautions else "")


def _as_much_as_fits(caution: list[str], most: int) -> str:
    """Join as many sentences as fit, but not a first alone that another leans on: it may be what we warn of."""
    tries = (" ".join(caution[:count]) for count in range(len(caution), min(len(caution), 2) - 1, -1))
    return next((told for told in tries if len(told) <= most), "")


def message(brief: Brief, address: str) -> str:
    """Write a brief in up to 300 characters, for a phone: the answer, the main caution and the link."""
    link, answer = f" {address}", plain(brief.one_line)
    room = LONGEST_MESSAGE - len(link) - len(answer)
    caution = main_caution(brief, room - len(CAREFUL))
    return answer + (f"{CAREFUL}{caution}" if caution else "") + link
