"""Citations of titles that no form takes, but that a file from elsewhere may bring."""

from datetime import date

import pytest
import rispy

from library.briefs.citations.rules import Citation, bibtex, ris


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\u2028", "\t", "\x00", "\nER  - \nTY  - BOOK\n"])
def test_a_title_stays_on_its_line_and_in_its_entry(gap):
    cited = Citation("odd", f"One{gap}two", "Body", date(2026, 11, 22), 1, "22 November 2026", "https://x.example")
    (entry,) = rispy.loads(ris([cited]))
    assert " ".join(entry["title"].split()) == " ".join(["One", *gap.replace("\x00", " ").split(), "two"])
    assert len(bibtex([cited]).splitlines()) == 11
    assert cited.line().startswith("Body (2026) One ")


def test_a_question_keeps_its_mark_and_gets_no_full_stop():
    cited = Citation("odd", "Does it work?", "Body", date(2026, 11, 22), 2, "", "https://x.example")
    assert cited.line() == ("Body (2026) Does it work? What Works Library, version 2. Available at: https://x.example")
