"""An easy read draft on paper: large letters, one sentence and one picture a row."""

from library.briefs.formats import typst
from library.easy_read.models import EasyReadState
from library.easy_read.pictures import pictures
from library.easy_read.service import Shown


def pdf(shown: Shown, address: str, organisation: str) -> bytes:
    """Set an easy read draft as a PDF."""
    known = pictures()
    rows = [
        {"words": each.words, "svg": known[each.picture].svg, "means": known[each.picture].means}
        for each in shown.sentences
    ]
    words = {
        "title": shown.title,
        "tested": shown.state is EasyReadState.TESTED,
        "behind": shown.state is EasyReadState.BEHIND,
        "rows": rows,
        "hard_words": [{"word": each.word, "means": each.means} for each in shown.easy.content.hard_words],
        "address": address,
        "organisation": organisation,
    }
    return typst.pdf("easy_read", words, shown.found.published_at)
