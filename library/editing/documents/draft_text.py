"""Finding in a document the words that a draft can begin with: what it is, what was found, what it costs.

Every word is the document's own. A section of a brief is begun with what stands under a heading that asks the same;
the short answer and the key points are sentences that tell a result. A person makes them plainer, or accepts them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from library.editing.documents.models import NUMBERED, Block, Document, FileKind, Suggestion, told
from library.text.plain import sentences, word_count

LEANING = re.compile(r"(?:It|Its|They|Their|That|This|These|Those|Treat|But|So|Both|For us)\b")
"""How a sentence begins that says something else, or nothing, without the one before."""
SECTION_WORDS, ANSWER_WORDS = 110, 60
ONE_LINE, LONGEST_POINT = 140, 380
"""Characters."""
LEAST_POINTS, MOST_POINTS = 3, 5
SHORTEST, SHORTEST_OPEN = 3, 5
"""Words of a line that tells something; more where it does not end as a sentence, and is on no slide."""
HEADINGS = {
    "key_points": r"(?:key|main|headline) (?:messages|findings|points|results|learning)|headlines\b|at a glance",
    "summary": r"(?:executive |plain |short )*summary|abstract|in brief",
    "what_we_dont_know": r"what (?:we|is|was) (?:do not|don.t|did not|could not|can ?not|can.t|not)\b|"
    r"(?:strengths and )?limit(?:s|ations)\b|gaps\b",
    "does_it_work": r"what (?:we |was |has )?(?:found|saw|learned|learnt|changed|happened|difference)|"
    r"(?:our |the )?(?:findings|results|impact|outcomes)\b|d(?:oes|id) it work",
    "how_to_do_it": r"(?:our )?recommendations?\b|next steps|what (?:next|should happen)|the next\b|"
    r"how to\b|lessons\b|what (?:helped|worked well)|making it work",
    "who_for": r"who (?:it is for|is it for|it.s for|can (?:come|join|take part|be referred)|took part)|eligibility|"
    r"target group",
    "costs": r"(?:the )?costs?\b|what it costs?\b|value for money|budget\b",
    "what_it_is": r"about the\b|introduction\b|background\b|the (?:project|programme|scheme|service)\b|"
    r"what (?!we\b|works\b)(?:[\w'’-]+ ){1,5}?(?:is|are|does?|did)$|how (?:it|the .{2,30}) works",
}
"""Part of a brief, or of a report -> how headings begin under which it stands; the first that fits."""
SECTIONS = ("what_it_is", "does_it_work", "who_for", "how_to_do_it", "costs", "what_we_dont_know")
RESULT = re.compile(
    r"\d|\b(?:fell|rose|fewer|reduc\w+|decreas\w+|increas\w+|dropped|improv\w+|less (?:likely|often|frequent)|"
    r"more likely|no (?:clear )?(?:difference|effect|change|evidence))\b",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(?:fell|rose|fewer|reduc\w+|decreas\w+|increas\w+|dropped|improv\w+|less|change)\b|%", re.IGNORECASE
)
ABOUT_ITSELF = re.compile(
    r"(?:this|the|our) (?:report|paper|study|guide|evaluation|review|document)\b|"
    r"we (?:look|compare|ask|count|spoke|speak|interview|survey|analy[sz])",
    re.IGNORECASE,
)
NO_RESULT = re.compile(r"\b(?:19|20)\d\d\b|\b(?:aged?|years?) \d+(?:(?: to | and |[–-])\d+)?", re.IGNORECASE)
"""Numbers that tell no result: years, ages."""
MARK = re.compile(r"^(?:[*–-]\s+|\d{1,2}[.)]\s+)|\s*[•‣▪●◦]\s*")
"""What begins an item of a list; a PDF may have several in one paragraph."""
NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[A-Z]\.)\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a document, the heading it stands under, and its page."""

    words: str
    heading: str
    page: int


def beginnings(document: Document, letter: str) -> Iterator[Suggestion]:
    """Suggest words for parts of a brief; those with figures cite the document by its letter."""
    parts = _parts(document)
    results = [said for said in _all(parts, "key_points", "summary", "does_it_work") if _tells_result(said)]
    results = results or [said for said in _all(parts, *parts) if _tells_result(said)]
    if line := _one_line(results):
        yield _suggested("one_line", [line])
    if answer := _up_to(ANSWER_WORDS, _in_answer(parts, results)):
        yield _suggested("short_answer", answer)
    for number, point in enumerate(_points(parts, results)):
        yield _suggested(f"key_points-{number}", [point], letter)
    for name in SECTIONS:
        if lines := _up_to(SECTION_WORDS, _of_section(parts, name)):
            yield _suggested(name, lines, letter)


def _parts(document: Document) -> dict[str, list[Said]]:
    """Part what a document tells by what its headings ask; a heading below another belongs to it."""
    parts: dict[str, list[Said]] = {}
    telling = {id(block) for block in told(document.blocks)}
    part, depth, heading = "", 0, ""
    for block in document.blocks:
        if block.level:
            found = part_of(block.text)
            if found or block.level <= depth or not part:
                part, depth, heading = found, block.level, _named(block.text)
        elif id(block) in telling and _is_prose(block, document.kind):
            parts.setdefault(part, []).extend(
                Said(_ended(words), heading, block.page) for item in MARK.split(block.text) for words in sentences(item)
            )
    return parts


def _named(heading: str) -> str:
    return NUMBER.sub("", heading).strip(" .:")


def part_of(heading: str) -> str:
    """Return the part of a brief or report that a heading opens; none for one that says what it is about."""
    said = _named(heading).casefold()
    return next((part for part, begins in HEADINGS.items() if re.match(begins, said)), "")


def _is_prose(block: Block, kind: FileKind) -> bool:
    """Tell a line that says something from the row of a table, a caption or a name."""
    words = block.text.split()
    numbers = sum(word[:1].isdigit() for word in words)
    caption = NUMBERED.match(block.text) or " | " in block.text
    ended = kind is FileKind.SLIDES or block.text.endswith((".", "!", "?"))
    return len(words) >= (SHORTEST if ended else SHORTEST_OPEN) and numbers * 3 <= len(words) and not caption


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?", "”", ")")) else f"{words.rstrip(',;:')}."


def _all(parts: dict[str, list[Said]], *names: str) -> Iterator[Said]:
    return (said for name in names for said in parts.get(name, []))


def _tells_result(said: Said) -> bool:
    return bool(RESULT.search(NO_RESULT.sub("", said.words))) and not ABOUT_ITSELF.match(said.words)


def _one_line(results: list[Said]) -> Said | None:
    """Choose the first short sentence that says what moved; else the first short one that gives a result."""
    short = [said for said in results if len(said.words) <= ONE_LINE and not LEANING.match(said.words)]
    return next((said for said in short if MOVED.search(said.words)), next(iter(short), None))


def _in_answer(parts: dict[str, list[Said]], results: list[Said]) -> Iterable[Said]:
    """Return the summary from its first result on, or else the results."""
    summary = [said for said in parts.get("summary", []) if not ABOUT_ITSELF.match(said.words)]
    first = next((number for number, said in enumerate(summary) if _tells_result(said)), None)
    return results if first is None else summary[first:]


def _points(parts: dict[str, list[Said]], results: list[Said]) -> list[Said]:
    """Return the key findings; where there are too few, also results, and then what each part says first."""
    own = _standing_alone(parts.get("key_points", []))
    if len(own) >= LEAST_POINTS:
        return own[:MOST_POINTS]
    first = [lines[0] for name, lines in parts.items() if name in SECTIONS]
    return list(dict.fromkeys((*own, *_standing_alone(results), *_standing_alone(first))))[:LEAST_POINTS]


def _standing_alone(lines: Iterable[Said]) -> list[Said]:
    return [said for said in lines if len(said.words) <= LONGEST_POINT and not LEANING.match(said.words)]


def _of_section(parts: dict[str, list[Said]], name: str) -> list[Said]:
    """Return what stands under headings of a section; what it is, a summary may say before its first result."""
    lines = parts.get(name, [])
    if lines or name != "what_it_is":
        return lines
    summary = parts.get("summary", [])
    first = next((number for number, said in enumerate(summary) if _tells_result(said)), len(summary))
    return summary[:first]


def _up_to(words: int, lines: Iterable[Said]) -> list[Said]:
    """Take whole sentences from the beginning, as many as fit."""
    taken: list[Said] = []
    for said in lines:
        words -= word_count(said.words)
        if words < 0:
            break
        taken.append(said)
    return taken


def _suggested(name: str, lines: list[Said], letter: str = "") -> Suggestion:
    words = " ".join(said.words for said in lines)
    cited = f"{words} [{letter}]" if letter else words
    heading = lines[0].heading
    because = f"the document says so under “{heading}”" if heading else "the document says so"
    return Suggestion(name, cited, because, lines[0].page)
