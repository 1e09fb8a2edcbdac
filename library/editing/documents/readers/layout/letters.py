"""The words of a PDF page and where they stand, as PDFium finds them; nothing is read but this one page."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from library.editing.documents.readers.layout.pieces import Word, overlap

BLANK = frozenset(" \t\r\n\xa0\u2002\u2003\u2009\0")
LINE_END_HYPHENS = {"\x02": "\u00ad", "\ufffe": "\u00ad"}
"""What PDFium gives for a hyphen that only the end of a line called for."""
HEAVY = 600
LEVEL = 0.1
"""How much the box of a letter may differ from its word's in height, in letter sizes: tall letters differ a little."""
RAISED, RAISED_SIZE = 0.4, 0.6
"""How far above the foot of its box a raised digit begins that the face itself draws small, and how small it is."""
LONGEST_FONT_NAME = 100


@dataclass(frozen=True, slots=True)
class Face:
    """How letters are drawn: their size on the page, whether bold, and which way up: quarters of a turn."""

    size: float
    bold: bool
    turn: int


def words(text_page: Any) -> tuple[list[Word], int]:
    """Return the words of a page, and which way up it is read; words turned sideways to it are left out."""
    found = [*_found(text_page)]
    turns = Counter[int]()
    for word, turn in found:
        turns[turn] += len(word.text)
    upright = turns.most_common(1)[0][0] if turns else 0
    return _once(turned(word, turn) for word, turn in found if turn == upright), upright


def _found(text_page: Any) -> Iterator[tuple[Word, int]]:
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return
    units = (ctypes.c_ushort * (count + 1))()
    got = pdfium.FPDFText_GetText(text_page, 0, count, units)
    whole = got == count + 1
    box, faces = pdfium.FS_RECTF(), _Faces(text_page)
    here, box_of = ctypes.byref(box), pdfium.FPDFText_GetLooseCharBox
    word, face = None, Face(0.0, False, 0)
    for place in range(count):
        letter = chr(units[place] if whole else pdfium.FPDFText_GetUnicode(text_page, place) & 0xFFFF)
        if letter in BLANK:
            if word:
                yield word, face.turn
            word = None
            continue
        box_of(text_page, place, here)
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        letter = LINE_END_HYPHENS.get(letter, letter)
        raised = letter.isdigit() and _may_be_raised(word, face) and _is_raised(text_page, place, bottom, top)
        if word and (word.size < face.size if raised else _goes_on(word, face, left, bottom, right, top)):
            word.text += letter
            word.left, word.right = min(word.left, left), max(word.right, right)
            word.bottom, word.top = word.bottom if raised else min(word.bottom, bottom), max(word.top, top)
            continue
        glued = word is not None and (face.turn > 0 or -0.5 * word.size < left - word.right < 0.1 * word.size)
        if word:
            yield word, face.turn
        face = faces.at(place)
        low, size = (bottom + RAISED * (top - bottom), face.size * RAISED_SIZE) if raised else (bottom, face.size)
        word = Word(letter, left, right, low, top, size, face.bold, glued)
    if word:
        yield word, face.turn


def _may_be_raised(word: Word | None, face: Face) -> bool:
    """Return whether a digit here could be raised by its face: at the start of a word, or behind letters."""
    return word is None or word.size < face.size or not (word.text[-1].isdigit() or word.text[-1] in "-–+/£$€(")


def _is_raised(text_page: Any, place: int, bottom: float, top: float) -> bool:
    ends = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(text_page, place, *ends)
    return ends[2].value - bottom > RAISED * (top - bottom)


def _goes_on(word: Word, face: Face, left: float, bottom: float, right: float, top: float) -> bool:
    """Return whether a letter stands on the line of a word and close behind it."""
    if face.turn % 2:
        return abs(left - word.left) < 1 and abs(right - word.right) < 1
    near = LEVEL * word.size
    if abs(bottom - word.bottom) > near or abs(top - word.top) > near:
        return False
    return face.turn == 2 or (left - word.right <= 0.25 * word.size and left >= word.left)


class _Faces:
    """Asks for the face of a letter once for each piece of text that the file draws."""

    def __init__(self, text_page: Any) -> None:
        self.text_page = text_page
        self.known: dict[int, Face] = {}
        self.name = (ctypes.c_char * LONGEST_FONT_NAME)()
        self.flags, self.matrix = ctypes.c_int(), pdfium.FS_MATRIX()

    def at(self, place: int) -> Face:
        drawn = pdfium.FPDFText_GetTextObject(self.text_page, place)
        key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if key not in self.known:
            self.known[key] = self._face(place)
        return self.known[key]

    def _face(self, place: int) -> Face:
        size = pdfium.FPDFText_GetFontSize(self.text_page, place)
        across, up, turned = 1.0, 1.0, 0.0
        if pdfium.FPDFText_GetMatrix(self.text_page, place, self.matrix):
            across, turned = self.matrix.a, self.matrix.b
            up = (self.matrix.c**2 + self.matrix.d**2) ** 0.5
        heavy = pdfium.FPDFText_GetFontWeight(self.text_page, place) >= HEAVY
        length = pdfium.FPDFText_GetFontInfo(self.text_page, place, self.name, LONGEST_FONT_NAME, self.flags)
        name = bytes(self.name)[: max(0, length - 1)].lower()
        heavy = heavy or any(part in name for part in (b"bold", b"black", b"heavy"))
        turn = (
            0
            if abs(across) >= abs(turned) and across >= 0
            else 2
            if abs(across) >= abs(turned)
            else 1
            if turned > 0
            else 3
        )
        return Face(round(size * up, 1), heavy, turn)


def turned(word: Word, turn: int) -> Word:
    """Return a word as it stands on a page that is turned so that it can be read."""
    left, right, bottom, top = word.left, word.right, word.bottom, word.top
    if turn == 1:
        left, right, bottom, top = bottom, top, -right, -left
    elif turn == 2:
        left, right, bottom, top = -right, -left, -top, -bottom
    elif turn == 3:
        left, right, bottom, top = -top, -bottom, left, right
    return replace(word, left=left, right=right, bottom=bottom, top=top) if turn else word


def _once(found: Iterator[Word]) -> list[Word]:
    """Return each word once: some programs draw one several times, a little apart, to make it bold."""
    kept: list[Word] = []
    seen: dict[str, list[Word]] = {}
    for word in found:
        twin = next((each for each in reversed(seen.get(word.text, [])[-6:]) if _is_twin(each, word)), None)
        if twin:
            twin.bold = True
            continue
        kept.append(word)
        seen.setdefault(word.text, []).append(word)
    return kept


def _is_twin(word: Word, other: Word) -> bool:
    near = abs(word.left - other.left) < 0.2 * word.size
    return near and overlap(word.bottom, word.top, other.bottom, other.top) > 0.8
