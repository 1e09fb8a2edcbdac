"""Over every brief that the library comes with: its item in a digest is short, and says the answer and the verdict."""

from datetime import UTC, datetime

import pytest

from library.briefs import seed_files
from library.briefs.models import Brief
from library.briefs.vocabulary.models import Term, Vocabulary
from library.newsletters.digests import items
from library.newsletters.digests.models import News, What
from library.text.plain import plain, word_count
from tests.seeds import BRIEFS

TERMS = Vocabulary.of(
    Term(scheme, raw["id"], raw["label"], raw["definition"], raw.get("group"), tuple(raw["lay_words"]))
    for scheme, terms in seed_files.vocabulary().items()
    for raw in terms
)
each_brief = pytest.mark.parametrize("brief", BRIEFS, ids=[brief.slug for brief in BRIEFS])


def words(brief: Brief) -> int:
    item = made(brief)
    return sum(map(word_count, (brief.title, item.answer, item.verdict)))


def made(brief: Brief, what: What = What.NEW, note: str = "") -> items.Item:
    at = datetime(2026, 11, 30, tzinfo=UTC)
    return items.item(News(1, brief.slug, brief.title, brief.one_line, what, note, at, 1), brief, TERMS)


@each_brief
def test_an_item_has_at_most_sixty_words_with_answer_and_verdict(brief):
    item = made(brief)
    assert words(brief) <= items.MOST_WORDS
    assert item.answer.startswith(plain(brief.one_line))
    for outcome in brief.verdict():
        assert outcome.effect.label.lower() in item.verdict.lower()
    assert ("Confidence: " in item.verdict) is (brief.rated() is not None)
    assert bool(item.verdict) is bool(brief.outcomes)


def test_nearly_every_item_has_at_least_forty_words():
    short = [brief.slug for brief in BRIEFS if words(brief) < items.LEAST_WORDS]
    assert len(short) <= len(BRIEFS) / 10, short


def test_the_item_of_a_changed_brief_leaves_its_room_to_what_changed():
    assert made(BRIEFS[0], What.CHANGED, "A bigger study found harm.").answer == plain(BRIEFS[0].one_line)
