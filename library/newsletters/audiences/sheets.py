"""Addresses out of a spreadsheet saved as CSV, as Excel in the UK writes it. What else stands in it is not kept."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from library.i18n.messages import Message, marked
from library.mail import addresses
from library.mail.addresses import NotAnAddress, same
from library.newsletters.audiences.models import LeftOut

MOST_ROWS = 50_000
NAMES = ("email", "e-mail", "mail", "email address", "e-mail address", "address")
"""What the column with the addresses may be called."""
DELIMITERS = ",;\t"


class NotAList(ValueError):
    """A file is no list of addresses; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The addresses of a sheet, each once, and the rows that hold none."""

    addresses: list[str]
    left_out: list[LeftOut]


def read(content: bytes) -> Rows:
    """Return the addresses of a CSV file; raise NotAList if it has no column of them."""
    lines = _text(content)
    rows = list(_numbered(lines))
    if not rows:
        raise NotAList(marked("Choose a CSV file with a column of e-mail addresses."))
    if len(rows) > MOST_ROWS:
        raise NotAList(Message("Send %(most)s rows or fewer in one file.", most=f"{MOST_ROWS:,}"))
    column, has_names = _column(rows[0][1])
    return _taken(rows[1:] if has_names else rows, column)


def _text(content: bytes) -> str:
    """Read bytes as spreadsheet programs write them."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """Return the rows that are not empty, each with its number as a spreadsheet shows it."""
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            if any(cell.strip() for cell in row):
                yield number, row
    except csv.Error as error:
        raise NotAList(Message("This is not a CSV file we can read: %(error)s.", error=str(error))) from error


def _column(first: list[str]) -> tuple[int, bool]:
    """Return which column holds the addresses, and whether the first row names the columns."""
    cells = [cell.strip().lower().replace("_", " ") for cell in first]
    named = next((cells.index(name) for name in NAMES if name in cells), None)
    if named is not None:
        return named, True
    typed = next((number for number, cell in enumerate(cells) if "@" in cell), None)
    if typed is None:
        raise NotAList(marked("Name the column with the addresses “email” in the first row, then send the file again."))
    return typed, False


def _taken(rows: list[tuple[int, list[str]]], column: int) -> Rows:
    first_in: dict[str, int] = {}
    found, left_out = [], []
    for number, row in rows:
        try:
            address = addresses.read(row[column] if column < len(row) else "")
        except NotAnAddress as wrong:
            left_out.append(LeftOut(number, str(wrong)))
            continue
        earlier = first_in.setdefault(same(address), number)
        if earlier == number:
            found.append(address)
        else:
            left_out.append(LeftOut(number, str(Message("The same address is in row %(row)s.", row=earlier))))
    return Rows(found, left_out)
