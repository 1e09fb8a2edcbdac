"""Finding in a document what its source entry needs: title, authors, year, publisher, address, type.

Only what the document states is given, each with the reason, so that a person can accept or change it.
"""

import re
from collections.abc import Iterator, Sequence

from library.editing.documents.models import Block, Stated, Suggestion
from library.editing.documents.names import is_body, is_person, is_surely_person, people

FRONT = 40
"""Blocks at the beginning that are looked at."""
LONGEST_LINE = 300
"""Characters of a block that are looked at: who wrote what stands in short lines."""
TITLE_PAGE, LONGEST_SHORT_LINE = 20, 290
"""Blocks of a title page, and letters of one of them, that may be a name."""
LONGEST_TITLE = 200
LONGEST_QUOTE = 80
BY = re.compile(
    r"^(?:(?:report |lead |main )?authors?|(?:report )?(?:written |prepared |compiled |submitted |authored )?by)"
    r"\s*:?\s+(.+)$",
    re.IGNORECASE,
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
    r"acknowledge?ments|key (?:messages|findings)|table of contents|key ?words|highlights|"
    r"(?:(?:research|policy|evaluation|evidence|technical|final|interim|working|discussion|full|project) )*"
    r"(?:report|brief(?:ing)?|paper|note|protocol|series)(?: series)?(?:,? (?:no\.?|number|issue)? ?[\d./-]+)?)\W*$",
    re.IGNORECASE,
)
"""A heading that parts of many documents have, or that only says what sort of document it is."""
GOES_ON = re.compile(r"(?:[:,&–-]|\b(?:and|of|for|in|on|to|the|a|with|from|at|by|or))$", re.IGNORECASE)
"""How a line of a title ends that goes on in the next."""
DEAR = re.compile(r"Dear\b.{0,80}$")
"""How a letter begins: the names before it are of those who get it."""
ROLE = re.compile(
    r"(?:\w+ )?(?:Director|Executive|Chief|Chair|Head|Manager|Deputy|Interim|Strategic|Lead|Crown)\b", re.IGNORECASE
)
"""How words begin that name a post, or the owner of a copyright, and no publisher."""
SHORT_TITLE = 3
"""Words of a main heading that says too little by itself, such as the name of a place."""
MAIN_HEADING = "it is the main heading on the first page"
LAST = 20
"""Blocks at the end that are looked at for what stands in an imprint."""
IMPRINT = re.compile(
    r"©|\(c\)|copyright|\bISBN\b|all rights reserved|published (?:by|in)|first published", re.IGNORECASE
)
LONGEST_DATE = 60
"""Letters of a line that says when a document was published; a longer one tells of something else."""
AFFILIATION = re.compile(r"@|\d{3}|\bUniversity\b|\bLondon\b", re.IGNORECASE)
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Winter)"
)
DATED = re.compile(
    r"\s+(?:Inspection|Report|Publication) (?:dates?|published)\b.*"
    rf"|\s+[-–—|·]\s+(?:\d{{1,2}} )?{MONTH},? (?:19|20)\d\d$"
)
"""What a heading may go on with that is no part of a title."""
PUBLISHED_IN = re.compile(
    r"(?:published|publication date|dated?|version|revised|updated|©|copyright)\D{0,25}"
    r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Za-z]+ )?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
DATE = re.compile(
    rf"\b{MONTH},? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?((?:19|20)\d\d)\b|^(?:.{{3,80}}, )?((?:19|20)\d\d)$"
    rf"|^.{{3,100}}\(((?:19|20)\d\d)\)",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://[^\s<>\"“”()\[\]{}|\\^`]{4,250}")
DOI = re.compile(r"\b10\.\d{4,9}/[^\s<>\"“”]{2,120}")
OWN_ADDRESS = re.compile(r"\b(?:available|found|download(?:ed|able)?|read|published|see|doi|online)\b", re.IGNORECASE)
LICENCE = re.compile(r"//(?:www\.)?creativecommons\.org/|open-government-licence", re.IGNORECASE)
"""An address that many documents name, and none has."""
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
    front = _without_addressees([Block(each.page, each.level, each.text[:LONGEST_LINE]) for each in blocks[:FRONT]])
    end = [Block(block.page, 0, block.text[:LONGEST_LINE]) for block in blocks[max(FRONT, len(blocks) - LAST) :]]
    imprint = [block for block in (*front, *end) if IMPRINT.search(block.text)]
    title = _title(front, stated)
    named = title.value if title else ""
    found = [title, _authors(front, stated, named), _year(front, imprint, stated)]
    found += [_publisher(front, imprint, stated, named), _address(front, stated), _sort(title)]
    return tuple(each for each in found if each)


def _without_addressees(front: list[Block]) -> list[Block]:
    """Return the beginning of a letter without whom it is written to, but with its date."""
    dear = next((number for number, block in enumerate(front[:TITLE_PAGE]) if DEAR.match(block.text)), None)
    if dear is None:
        return front
    dated = [block for block in front[:dear] if block.level or (len(block.text) < 30 and DATE.search(block.text))]
    return [*dated, *front[dear + 1 :]]


def _title(front: Sequence[Block], stated: Stated) -> Suggestion | None:
    """Take the highest heading of the first page; a title that a file states counts if readers see it."""
    said = _folded(ADDRESS.sub("", " ".join(block.text for block in front)))
    headed = _headed(front)
    if len(stated.title) > 5 and _folded(stated.title) in said and (not headed or _same_title(headed, stated.title)):
        page = next((block.page for block in front if _folded(block.text) in _folded(stated.title)), 0)
        title = DATED.sub("", stated.title)
        return Suggestion("title", title, "the file gives it as its title, and its first pages say it too", page)
    if headed:
        return headed
    if len(stated.title) > 5 and stated.shown:
        return Suggestion("title", stated.title, "the document gives it as its title")
    first = front[0] if front else Block(0, 0, "")
    if 5 < len(first.text) <= LONGEST_TITLE and not first.text.endswith(".") and not NO_TITLE.match(first.text):
        return Suggestion("title", first.text, "it is the first line", first.page)
    return None


def _headed(front: Sequence[Block]) -> Suggestion | None:
    """Suggest the main heading of the first page, unless it is one that parts of many documents have."""
    first = front[0].page if front else 0
    headings = [block for block in front if block.level and block.page <= max(1, first) and _may_be_title(block.text)]
    main = min(headings, key=lambda block: block.level, default=None)
    if main is None:
        return None
    title = _without_mark(main.text)
    after = headings[headings.index(main) + 1 :]
    if after and len(title.split()) <= SHORT_TITLE and not GOES_ON.search(title):
        whole = DATED.sub("", f"{title}: {_without_mark(after[0].text)}")
        return Suggestion("title", whole[:LONGEST_TITLE], MAIN_HEADING, main.page)
    for block in after:
        if block.level > main.level or not (GOES_ON.search(title) or block.text[:1].islower()):
            break
        title = f"{title} {_without_mark(block.text)}"
    return Suggestion("title", DATED.sub("", title)[:LONGEST_TITLE], MAIN_HEADING, main.page)


def _may_be_title(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    dated = DATE.fullmatch(text.strip()) and letters < 12
    return letters > 3 and len(text) <= LONGEST_TITLE and not (NO_TITLE.match(text) or is_body(text) or dated)


def _without_mark(title: str) -> str:
    return title.rstrip(" *∗†‡§").strip()


def _same_title(headed: Suggestion, stated: str) -> bool:
    """Return whether a stated title is what the page shows, perhaps with its second line."""
    return _folded(headed.value) in _folded(stated) or _folded(stated) in _folded(headed.value)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _authors(front: Sequence[Block], stated: Stated, title: str) -> Suggestion | None:
    """Take whom the page names as authors: after “by”, or in the lines about its title; files may name anybody."""
    for block in front:
        match = BY.match(block.text) if " | " not in block.text else None
        if match and (named := people(match[1])[0]):
            return Suggestion("authors", _listed(named), _quoted(block.text), block.page)
    if found := _signed(front, title):
        return Suggestion("authors", _listed([name for _, names in found for name in names]), *_shown(found[0][0]))
    names = [name for name in stated.authors if stated.shown and is_person(name) and not NO_NAME.search(name)]
    return Suggestion("authors", _listed(names), "the document names them as its authors") if names else None


def _shown(block: Block) -> tuple[str, int]:
    return _quoted(block.text), block.page


def _signed(front: Sequence[Block], title: str) -> list[tuple[Block, list[str]]]:
    """Return the lines of names on the title page, if at least one is surely that of a person."""
    found: list[tuple[Block, list[str]]] = []
    sure = False
    for block in _title_page(front, title):
        named, rest = people(block.text) if " | " not in block.text else ([], [])
        if named and all(map(is_body, rest)):
            found.append((block, named))
            sure = sure or bool(rest) or any(map(is_surely_person, named))
        elif found and AFFILIATION.search(block.text) and not sure:
            sure = True
    return found if sure else []


def _title_page(front: Sequence[Block], title: str) -> Iterator[Block]:
    """Return the short lines of the first page that are not the title, as far as its text begins."""
    for block in front[:TITLE_PAGE]:
        if NO_TITLE.match(block.text) or block.page > max(1, front[0].page):
            return
        if block.text not in title and len(block.text) <= LONGEST_SHORT_LINE:
            yield block


def _listed(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(name.strip() for name in names))


def _year(front: Sequence[Block], imprint: Sequence[Block], stated: Stated) -> Suggestion | None:
    """Take the last year a document says it was published in, or else the date in a short line of the first pages."""
    first = front[0].page if front else 0
    said = [(match, block) for block in (*front, *imprint) for match in PUBLISHED_IN.finditer(block.text)]
    if said:
        last, where = max(said, key=lambda each: each[0][1])
        return Suggestion("year", last[1], _quoted(last.group()), where.page)
    for block in front:
        dated = len(block.text) <= LONGEST_DATE and block.page <= max(2, first + 1)
        if dated and (found := DATE.search(block.text)):
            return Suggestion("year", next(filter(None, found.groups())), _quoted(found.group()), block.page)
    for block in imprint:
        if match := re.search(r"\b((?:19|20)\d\d)\b", block.text):
            return Suggestion("year", match[1], _quoted(block.text), block.page)
    if re.fullmatch(r"(?:19|20)\d\d", stated.year) and stated.shown:
        return Suggestion("year", stated.year, "the page gives it as its date")
    return None


def _publisher(front: Sequence[Block], imprint: Sequence[Block], stated: Stated, title: str) -> Suggestion | None:
    for pattern, where in ((PUBLISHED, front), (COPYRIGHT, (*front, *imprint)), (PUBLISHED, imprint), (MADE_BY, front)):
        for block in where:
            if (match := pattern.search(block.text)) and not is_no_publisher(match[1].strip()):
                return Suggestion("publisher", match[1].strip(), _quoted(match.group()), block.page)
    if stated.publisher and stated.shown and not NO_NAME.search(stated.publisher):
        return Suggestion("publisher", stated.publisher, "the page gives it as its publisher")
    for block in _title_page(front, title):
        named = [
            part.strip(" .")
            for part in re.split(r", |[|–—]| - ", block.text)
            if is_body(part.strip(" .")) and not ROLE.match(part.strip())
        ]
        if named:
            whole = next((body for body in named if body.startswith("University")), named[0])
            return Suggestion("publisher", whole, "it is named on the first page", block.page)
    return None


def is_no_publisher(words: str) -> bool:
    """Return whether some words name a person, a post, or the Crown, who holds copyrights and publishes nothing."""
    return is_surely_person(words) or bool(ROLE.match(words))


def _address(front: Sequence[Block], stated: Stated) -> Suggestion | None:
    if stated.url:
        return Suggestion("url", stated.url, "the page gives it as its own address")
    for block in front:
        if match := DOI.search(block.text):
            return Suggestion("url", f"https://doi.org/{match.group().rstrip('.,;)')}", "it gives this DOI", block.page)
        match = ADDRESS.search(block.text) if OWN_ADDRESS.search(block.text) else None
        if match and not LICENCE.search(match.group()):
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
