"""What one item of a digest holds: the title, the answer, the verdict and the link, in 40 to 60 words."""

from collections.abc import Sequence
from dataclasses import dataclass

from library.briefs import presentation
from library.briefs import repository as briefs
from library.briefs.models import Brief
from library.briefs.vocabulary.models import Vocabulary
from library.i18n import formats
from library.newsletters.digests.models import News, What
from library.services import Services
from library.text.plain import plain, sentences, word_count

LEAST_WORDS, MOST_WORDS = 40, 60
"""The answer grows by whole sentences until an item has the first, and never past the second."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item: what happened to a brief, its answer, and its verdict where something was rated."""

    news: News
    answer: str
    verdict: str = ""


def items(services: Services, told: Sequence[News], terms: Vocabulary) -> list[Item]:
    """Return the items of a digest, in the order of its news."""
    with services.store.reading() as database:
        shown = briefs.by_ids(database, [each.brief_id for each in told])
    return [
        item(each, shown[each.brief_id].brief, terms) if each.brief_id in shown else Item(each, plain(each.one_line))
        for each in told
    ]


def item(news: News, brief: Brief, terms: Vocabulary) -> Item:
    """Return the item of a published brief: its line, and sentences of its short answer as far as there is room."""
    rating, answer = verdict(brief, terms), [plain(news.one_line)]
    words = sum(map(word_count, (news.title, news.note, news.one_line, rating)))
    for sentence in sentences(brief.short_answer) if news.what is What.NEW else []:
        if words >= LEAST_WORDS or words + word_count(sentence) > MOST_WORDS:
            break
        if not _repeats(sentence, news.one_line):
            answer.append(sentence)
            words += word_count(sentence)
    return Item(news, " ".join(answer), rating)


def _repeats(sentence: str, line: str) -> bool:
    """Return whether most words of a sentence are in the line above it."""
    words = set(sentence.lower().split())
    return 2 * len(words & set(line.lower().split())) > len(words)


def verdict(brief: Brief, terms: Vocabulary) -> str:
    """Return the verdict of a brief as a line of text, "" for a brief without ratings."""
    if not brief.outcomes:
        return ""
    shown = "; ".join(
        f"{outcome.effect.label.lower()} ({formats.lower_first(presentation.outcome_name(outcome, terms))})"
        for outcome in brief.verdict() or brief.ordered()[:1]
    )
    rated = brief.rated()
    sure = f" Confidence: {presentation.confidence(rated)}." if rated else ""
    return f"Impact: {shown}.{sure}"
