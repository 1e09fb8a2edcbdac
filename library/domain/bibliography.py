"""Finding in a document what its source entry needs: title, authors, year, publisher, address, kind of document.

Only what the document states is given, each with the reason, so that a person can accept or change it.
"""

import re
from collections.abc import Iterator, Sequence

from library.domain.documents import Block, Stated, Suggestion

FRONT = 40
"""Blocks at the beginning that are looked at."""
LONGEST_LINE = 300
"""Characters of a block that are looked at: who wrote what stands in short lines."""
TITLED = r"(?:(?:Dr|Prof|Professor|Sir|Dame|Rev)\.? )?"
LONGEST_QUOTE = 80
NAME = rf"{TITLED}[A-Z][\w'’.-]*(?: (?:(?:de|van|von|der|al|bin|la|le|du) )?[A-Z][\w'’.-]*){{1,3}}"
BY = re.compile(r"^(?:(?:report |lead |main )?authors?|(?:written |prepared |report )?by)\s*:?\s+(.+)$", re.IGNORECASE)
NAMES = re.compile(rf"{NAME}(?:(?:, and |, | and | & |; ){NAME})*")
BETWEEN = re.compile(r", and |, | and | & |; ")
PUBLISHED = re.compile(
    r"\b(?:published|produced|issued|commissioned) by:?\s+(?:the )?(.{3,120}?)(?:[.,;|]| in (?:19|20)\d\d|\s\d|$)",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d[,\s]*)?([A-Z][^\d.,;|]{2,100}?)(?:[.,;|]|\s*(?:19|20)\d\d|$)"
)
BODY = re.compile(
    r"\b(?:University|Council|Trust|Foundation|Institute|Office|Network|Unit|College|Department|Ministry|Partnership|"
    r"Agency|Fund|Charity|Commissioner|Authority|Centre|Police|NHS|Association)\b"
)
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Winter)"
)
YEAR = re.compile(
    rf"(?:published|publication date|dated?|version|©|copyright)\D{{0,25}}((?:19|20)\d\d)\b"
    rf"|\b{MONTH},? ((?:19|20)\d\d)\b|^((?:19|20)\d\d)$",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://[^\s<>\"“”()\[\]{}|\\^`]{4,250}")
DOI = re.compile(r"\b10\.\d{4,9}/[^\s<>\"“”]{2,120}")
OWN_ADDRESS = re.compile(r"\b(?:available|found|download(?:ed|able)?|read|published|see|doi|online)\b", re.IGNORECASE)
SORTS = (
    ("Systematic review", r"systematic(?:ally)? review|meta-analysis"),
    ("Trial", r"randomi[sz]ed|controlled trial|\bRCT\b"),
    ("Evaluation", r"evaluat"),
    ("Review", r"\breview\b"),
    ("Needs assessment", r"needs assessment"),
    ("Guidance", r"guidance|toolkit|handbook|guide\b"),
    ("Annual report", r"annual report"),
    ("Strategy", r"strategy"),
)
"""What a title that says so is the title of; the first that fits."""
NO_NAME = re.compile(r"microsoft|adobe|admin|\buser\b|^owner|author|unknown|^\W*$|@|\d", re.IGNORECASE)


def suggestions(blocks: Sequence[Block], stated: Stated) -> tuple[Suggestion, ...]:
    """Suggest each field of a source entry that the document gives words for."""
    front = [Block(block.page, block.level, block.text[:LONGEST_LINE]) for block in blocks[:FRONT]]
    title = _title(front, stated)
    found = [title, _authors(front, stated), _year(front, stated), _publisher(front, stated), _address(front, stated)]
    return tuple(suggestion for suggestion in (*found, _sort(title)) if suggestion)


def _title(front: Sequence[Block], stated: Stated) -> Suggestion | None:
    """Take the title a file states if its first pages say it too; else the highest heading of the first page."""
    said = _folded(" ".join(block.text for block in front))
    if len(stated.title) > 5 and _folded(stated.title) in said:
        page = next((block.page for block in front if _folded(block.text) in _folded(stated.title)), 0)
        return Suggestion("title", stated.title, "the file gives it as its title, and its first pages say it too", page)
    headings = [block for block in front if block.level and block.page <= max(1, front[0].page)]
    if headings:
        first = min(headings, key=lambda block: block.level)
        return Suggestion("title", first.text, "it is the main heading on the first page", first.page)
    if front and len(front[0].text) <= 150 and not front[0].text.endswith("."):
        return Suggestion("title", front[0].text, "it is the first line", front[0].page)
    return None


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _authors(front: Sequence[Block], stated: Stated) -> Suggestion | None:
    for block in front:
        names = NAMES.match(match[1]) if (match := BY.match(block.text)) else None
        if names and not BODY.search(names.group()):
            return Suggestion("authors", _listed(BETWEEN.split(names.group())), _quoted(block.text), block.page)
    named = [name for name in stated.authors if re.fullmatch(NAME, name) and not NO_NAME.search(name)]
    return Suggestion("authors", _listed(named), "the file gives them as its authors") if named else None


def _listed(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(name.strip() for name in names))


def _year(front: Sequence[Block], stated: Stated) -> Suggestion | None:
    for block in front:
        if match := YEAR.search(block.text):
            year = next(filter(None, match.groups()))
            return Suggestion("year", year, _quoted(match.group()), block.page)
    if re.fullmatch(r"(?:19|20)\d\d", stated.year):
        return Suggestion("year", stated.year, "the file was made that year")
    return None


def _publisher(front: Sequence[Block], stated: Stated) -> Suggestion | None:
    for pattern in (PUBLISHED, COPYRIGHT):
        for block in front:
            if match := pattern.search(block.text):
                return Suggestion("publisher", match[1].strip(), _quoted(match.group()), block.page)
    if stated.publisher and not NO_NAME.search(stated.publisher):
        return Suggestion("publisher", stated.publisher, "the file gives it as its publisher")
    for name, block in _bodies(front):
        return Suggestion("publisher", name, "it is named on the first page", block.page)
    return None


def _bodies(front: Sequence[Block]) -> Iterator[tuple[str, Block]]:
    """Give the parts of the first page that are the name of an organisation and little else."""
    for block in front[1:12]:
        for part in re.split(r"[,|–—]| - ", block.text[:120]):
            words = part.split()
            if block.page <= 1 and BODY.search(part) and 1 < len(words) <= 8 and all(map(_in_a_name, words)):
                yield part.strip(" ."), block


def _in_a_name(word: str) -> bool:
    return word[0].isupper() or word in {"of", "the", "for", "and", "in", "&"}


def _address(front: Sequence[Block], stated: Stated) -> Suggestion | None:
    if stated.url:
        return Suggestion("url", stated.url, "the page gives it as its own address")
    for block in front:
        if match := DOI.search(block.text):
            return Suggestion("url", f"https://doi.org/{match.group().rstrip('.,;)')}", "it gives this DOI", block.page)
        match = ADDRESS.search(block.text) if OWN_ADDRESS.search(block.text) else None
        if match:
            return Suggestion("url", match.group().rstrip(".,;"), "it gives this as its own address", block.page)
    return None


def _quoted(words: str) -> str:
    words = words.strip(" ,.;|")
    return f"it says “{words[:LONGEST_QUOTE].rstrip()}{'…' if len(words) > LONGEST_QUOTE else ''}”"


def _sort(title: Suggestion | None) -> Suggestion | None:
    """Suggest the kind of document where the title says it."""
    for sort, pattern in SORTS if title else ():
        if title and (match := re.search(rf"(?:{pattern})\w*", title.value, re.IGNORECASE)):
            return Suggestion("kind", sort, f"its title says “{match.group()}”", title.page)
    return None
