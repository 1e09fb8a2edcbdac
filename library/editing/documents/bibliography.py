"""Finding in a document what its source entry needs: title, authors, year, publisher, address, type.

Only what the document states is given, each with the reason, so that a person can accept or change it.
"""

import re
from collections.abc import Iterator, Sequence

from library.editing.documents.models import Block, Stated, Suggestion
from library.editing.documents.names import is_body, is_person, people

FRONT = 40
"""Blocks at the beginning that are looked at."""
LONGEST_LINE = 300
"""Characters of a block that are looked at: who wrote what stands in short lines."""
TITLE_PAGE, LONGEST_SHORT_LINE = 15, 150
"""Blocks of a title page, and letters of one of them, that may be a name."""
LONGEST_TITLE = 200
LONGEST_QUOTE = 80
BY = re.compile(
    r"^(?:(?:report |lead |main )?authors?|(?:report )?(?:written |prepared |compiled )?by)\s*:?\s+(.+)$", re.IGNORECASE
)
PUBLISHED = re.compile(
    r"\b(?:published|produced|issued|commissioned) by:?\s+(?:the )?(.{3,120}?)(?:[.,;|]| in (?:19|20)\d\d|\s\d|$)",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d[,\s]*)?([A-Z][^\d.,;|]{2,100}?)(?:[.,;|]|\s*(?:19|20)\d\d|$)"
)
MADE_BY = re.compile(
    r"^an? (?:\w+ ){0,2}(?:report|paper|guide|evaluation|study|review) (?:\w+ )?by (.{3,100})$", re.IGNORECASE
)
NO_TITLE = re.compile(
    r"^[\d. ]*(?:(?:executive )?summary|introduction|contents|background|foreword|preface|abstract|overview|about\b.*|"
    r"acknowledge?ments|key (?:messages|findings)|table of contents)\W*$",
    re.IGNORECASE,
)
"""A heading that parts of many documents have."""
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Winter)"
)
YEAR = re.compile(
    rf"(?:published|publication date|dated?|version|©|copyright)\D{{0,25}}((?:19|20)\d\d)\b"
    rf"|\b{MONTH},? ((?:19|20)\d\d)\b|^(?:.{{3,80}}, )?((?:19|20)\d\d)$|^.{{3,100}}\(((?:19|20)\d\d)\)",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://[^\s<>\"“”()\[\]{}|\\^`]{4,250}")
DOI = re.compile(r"\b10\.\d{4,9}/[^\s<>\"“”]{2,120}")
OWN_ADDRESS = re.compile(r"\b(?:available|found|download(?:ed|able)?|read|published|see|doi|online)\b", re.IGNORECASE)
TYPES = (
    ("protocol", r"protocol\b|study plan"),
    ("review", r"systematic(?:ally)? review|meta-analysis|\breview\b"),
    ("trial", r"randomi[sz]ed|controlled trial|\bRCT\b"),
    ("evaluation", r"evaluat"),
    ("guidance", r"guidance|toolkit|handbook|guide\b"),
    ("statistics", r"statistic|crime survey"),
    ("law", r"\bAct (?:19|20)\d\d\b"),
)
"""What a title that says so is the title of; the first that fits."""
NO_NAME = re.compile(r"microsoft|adobe|admin|\buser\b|^owner|author|unknown|^\W*$|@|\d", re.IGNORECASE)


def suggestions(blocks: Sequence[Block], stated: Stated) -> tuple[Suggestion, ...]:
    """Suggest each field of a source entry that the document gives words for."""
    front = [Block(block.page, block.level, block.text[:LONGEST_LINE]) for block in blocks[:FRONT]]
    title = _title(front, stated)
    named = title.value if title else ""
    found = [title, _authors(front, stated, named), _year(front, stated), _publisher(front, stated, named)]
    return tuple(each for each in (*found, _address(front, stated), _sort(title)) if each)


def _title(front: Sequence[Block], stated: Stated) -> Suggestion | None:
    """Take the title a file states if its first pages say it too; else the highest heading of the first page."""
    said = _folded(ADDRESS.sub("", " ".join(block.text for block in front)))
    if len(stated.title) > 5 and _folded(stated.title) in said:
        page = next((block.page for block in front if _folded(block.text) in _folded(stated.title)), 0)
        return Suggestion("title", stated.title, "the file gives it as its title, and its first pages say it too", page)
    first = front[0] if front else Block(0, 0, "")
    headings = [block for block in front if block.level and block.page <= max(1, first.page)]
    if headings:
        main = min(headings, key=lambda block: block.level)
        if not NO_TITLE.match(main.text) and len(main.text) <= LONGEST_TITLE:
            return Suggestion("title", main.text, "it is the main heading on the first page", main.page)
    if 5 < len(first.text) <= LONGEST_TITLE and not first.text.endswith(".") and not NO_TITLE.match(first.text):
        return Suggestion("title", first.text, "it is the first line", first.page)
    return None


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _authors(front: Sequence[Block], stated: Stated, title: str) -> Suggestion | None:
    for block in front:
        if (match := BY.match(block.text)) and (named := people(match[1])[0]):
            return Suggestion("authors", _listed(named), _quoted(block.text), block.page)
    for block in _title_page(front, title):
        named, rest = people(block.text)
        if named and all(map(is_body, rest)):
            return Suggestion("authors", _listed(named), _quoted(block.text), block.page)
    named = [name for name in stated.authors if is_person(name) and not NO_NAME.search(name)]
    return Suggestion("authors", _listed(named), "the file gives them as its authors") if named else None


def _title_page(front: Sequence[Block], title: str) -> Iterator[Block]:
    """Return the short lines of the first page that are not the title."""
    for block in front[:TITLE_PAGE]:
        if block.page <= 1 and block.text != title and len(block.text) <= LONGEST_SHORT_LINE:
            yield block


def _listed(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(name.strip() for name in names))


def _year(front: Sequence[Block], stated: Stated) -> Suggestion | None:
    for block in front:
        if match := YEAR.search(block.text):
            year = next(filter(None, match.groups()))
            return Suggestion("year", year, _quoted(match.group()), block.page)
    if re.fullmatch(r"(?:19|20)\d\d", stated.year):
        return Suggestion("year", stated.year, "the page gives it as its date")
    return None


def _publisher(front: Sequence[Block], stated: Stated, title: str) -> Suggestion | None:
    for pattern in (PUBLISHED, COPYRIGHT, MADE_BY):
        for block in front:
            if match := pattern.search(block.text):
                return Suggestion("publisher", match[1].strip(), _quoted(match.group()), block.page)
    if stated.publisher and not NO_NAME.search(stated.publisher):
        return Suggestion("publisher", stated.publisher, "the file gives it as its publisher")
    for block in _title_page(front, title):
        named = [part.strip(" .") for part in re.split(r", |[|–—]| - ", block.text) if is_body(part.strip(" ."))]
        if named:
            whole = next((body for body in named if body.startswith("University")), named[0])
            return Suggestion("publisher", whole, "it is named on the first page", block.page)
    return None


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
    """Suggest the type of source where the title says it."""
    for sort, pattern in TYPES if title else ():
        if title and (match := re.search(rf"(?:{pattern})\w*", title.value, re.IGNORECASE)):
            return Suggestion("type", sort, f"its title says “{match.group()}”", title.page)
    return None
