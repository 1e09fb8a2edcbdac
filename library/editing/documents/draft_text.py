"""Finding in a document the words that a draft can begin with: what it is, what was found, what it costs.

Every word is the document's own. A section of a brief is begun with what stands under a heading that asks the same;
the short answer and the key points are sentences that tell a result. A person makes them plainer, or accepts them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from library.editing.documents.key_points import (
    ABOUT_ITSELF,
    LEAST_WORTH,
    MOVED,
    NO_RESULT,
    Said,
    points,
    worth_of,
)
from library.editing.documents.models import Block, Document, FileKind, Suggestion, content_blocks
from library.editing.documents.telling import (
    LIMIT,
    LITERATURE,
    OUTSIDE,
    has_verb,
    is_about_method,
    is_told,
    stands_alone,
)
from library.text.plain import sentences, word_count

SECTION_WORDS, ANSWER_WORDS = 110, 60
ONE_LINE = 140
"""Characters."""
SHORTEST, SHORTEST_OPEN = 3, 5
"""Words of a line that tells something; more where it does not end as a sentence, and is on no slide."""
HEADINGS = {
    "to_improve": r"what needs to (?:improve|change)|areas? (?:for|of) (?:improvement|development|concern|priority)",
    "key_points": r"(?:key|main|headline) (?:messages|findings|points|learning)|key results|headlines\b|at a glance",
    "strengths": r"(?:key |main )?strengths\b",
    "summary": r"(?:executive |plain |short |lay |evaluation )*summary|abstract|in brief",
    "what_we_dont_know": r"what (?:we|is|was) (?:do not|don.t|did not|could not|can ?not|can.t|not)\b|"
    r"(?:[\w,’-]+ ){0,4}limit(?:s|ations?)\b|caveats\b|gaps\b|what (?:this|the) \w+ (?:can ?not|does not)\b",
    "conclusions": r"(?:discussion|conclusions?)\b",
    "does_it_work": r"what (?:we |was |has )?(?:found|saw|learned|learnt|changed|happened|difference)|"
    r"(?:our |the |main |impact |outcome )?(?:findings|results)\b|(?:the )?(?:impacts?|outcomes)(?: (?:and|on|of|"
    r"for) .{1,25})?$|"
    r"impact evaluation\b|d(?:oes|id) it work",
    "how_to_do_it": r"(?:our )?recommendations?\b|next steps|what (?:next|should happen)|the next\b|"
    r"how to\b|lessons\b|what (?:helped|worked well)|making it work",
    "who_for": r"who (?:it is for|is it for|it.s for|can (?:come|join|take part|be referred)|took part)|eligibility|"
    r"target group",
    "costs": r"(?:the )?costs?\b|what it costs?\b|value for money|budget\b",
    "what_it_is": r"about the\b|introduction\b|background\b|the (?:project|programme|scheme|service)\b|"
    r"what (?!we\b|works\b)(?:[\w'’-]+ ){1,5}?(?:is|are|does?|did)$|how (?:it|the .{2,30}) works",
}
"""Part of a brief, or of a report -> how headings begin under which it stands; the first that fits."""
SECTIONS = ("what_it_is", "does_it_work", "who_for", "how_to_do_it", "costs")
RESULT = re.compile(
    r"\d|\b(?:fell|rose|fewer|reduc\w+|decreas\w+|increas\w+|dropped|improv\w+|less (?:likely|often|frequent)|"
    r"more likely|no (?:clear )?(?:difference|effect|change|evidence))\b",
    re.IGNORECASE,
)
RUN_IN = re.compile(r"(?:abstract|(?:executive |plain |lay )*summary) ?[:.—–] ", re.IGNORECASE)
"""How a summary begins that has its heading on its first line."""
MARK = re.compile(r"^(?:[*–-]\s+|\d{1,2}[.)]\s+)|\s*[•‣▪●◦◼■□➢]\s*")
"""What begins an item of a list; a PDF may have several in one paragraph."""
ITEM = re.compile(r"^[*–-]\s|[•‣▪●◦◼■□➢]")
NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[A-Z]\.)\s+")


def beginnings(document: Document, letter: str) -> Iterator[Suggestion]:
    """Suggest words for parts of a brief, what the document does not show first; those with figures cite its letter."""
    parts = _parts(document)
    results = [said for said in _all(parts, "key_points", "summary", "does_it_work") if _tells_result(said)]
    results = results or [said for said in _all(parts, *parts) if _tells_result(said)]
    if limits := _up_to(SECTION_WORDS, parts.get("what_we_dont_know") or _limits(parts)):
        yield _suggested("what_we_dont_know", limits, letter)
    if line := _one_line(_best(parts, results)):
        yield _suggested("one_line", [line])
    if answer := _up_to(ANSWER_WORDS, _in_answer(parts, results)):
        yield _suggested("short_answer", answer)
    for number, point in enumerate(points(parts, results)):
        yield _suggested(f"key_points-{number}", [point], letter)
    for name in SECTIONS:
        if lines := _up_to(SECTION_WORDS, _of_section(parts, name)):
            yield _suggested(name, lines, letter)


def _limits(parts: dict[str, list[Said]]) -> list[Said]:
    """Return the sentences in which a document without such a section says what it does not show."""
    sentences = (said for name in parts for said in parts[name])
    found = [said for said in sentences if LIMIT.search(said.words) and stands_alone(said.words)]
    return [said for said in found if not LITERATURE.search(said.words)]


def _parts(document: Document) -> dict[str, list[Said]]:
    """Part what a document tells by what its headings ask; a heading below another belongs to it."""
    parts: dict[str, list[Said]] = {}
    telling = {id(block) for block in content_blocks(document.blocks)}
    part, depth, heading, outside = "", 0, "", 0
    for block in document.blocks:
        if block.level:
            found = part_of(block.text)
            if OUTSIDE.match(_named(block.text)):
                outside = block.level
            elif found or block.level <= outside:
                outside = 0
            if found or block.level <= depth or not part:
                part, depth, heading = found, block.level, _named(block.text)
        elif not outside and id(block) in telling and _is_prose(block, document.kind):
            within = "summary" if RUN_IN.match(block.text) else part
            block = replace(block, text=RUN_IN.sub("", block.text))
            parts.setdefault(within, []).extend(
                Said(_ended(words), heading, block.page, number == 0, bool(ITEM.search(block.text)))
                for item in MARK.split(block.text)
                for number, words in enumerate(sentences(item))
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
    ended = kind is FileKind.SLIDES or block.text.endswith((".", "!", "?"))
    return len(words) >= (SHORTEST if ended else SHORTEST_OPEN) and numbers * 3 <= len(words) and is_told(block.text)


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?", "”", ")")) else f"{words.rstrip(',;:')}."


def _all(parts: dict[str, list[Said]], *names: str) -> Iterator[Said]:
    return (said for name in names for said in parts.get(name, []))


def _tells_result(said: Said) -> bool:
    result = bool(RESULT.search(NO_RESULT.sub("", said.words))) and not ABOUT_ITSELF.match(said.words)
    return result and has_verb(said.words)


def _one_line(results: list[Said]) -> Said | None:
    """Choose the first short sentence that says what moved; else the first short one that gives a result."""
    short = [said for said in results if len(said.words) <= ONE_LINE and stands_alone(said.words)]
    return next((said for said in short if MOVED.search(said.words)), next(iter(short), None))


def _best(parts: dict[str, list[Said]], results: list[Said]) -> list[Said]:
    """Return results without what only tells how they came about, if any are left."""
    found = [said for said in (*results, *parts.get("conclusions", [])) if not is_about_method(said.words)]
    return [said for said in found if _tells_result(said)]


def _in_answer(parts: dict[str, list[Said]], results: list[Said]) -> Iterable[Said]:
    """Return the summary from its first result on, or else the results."""
    summary = [said for said in parts.get("summary", []) if not ABOUT_ITSELF.match(said.words)]
    best = {said for said in _best({}, summary) if stands_alone(said.words) and worth_of(said, "summary") > LEAST_WORTH}
    best = best or {*filter(_tells_result, summary)}
    first = next((number for number, said in enumerate(summary) if said in best), None)
    return (_best(parts, results) or results) if first is None else summary[first:]


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
