"""What one item of a digest holds: the title, the answer, the verdict and the link, in 40 to 60 words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from library.briefs import presentation
from library.briefs import repository as briefs
from library.briefs.models import Brief
from library.briefs.translated import in_language, segments
from library.briefs.vocabulary.models import Vocabulary
from library.i18n import formats
from library.i18n.formats import as_written
from library.i18n.messages import Message, gettext
from library.newsletters.digests.models import News, What
from library.services import Services
from library.text.plain import plain, sentences, word_count
from library.translations import reading as translations
from library.translations.models import Kind, Reading, TranslationState

NEEDED = {"title", "one_line", "short_answer"}
"""The segments that an item is made of."""
LEAST_WORDS, MOST_WORDS = 40, 60
"""The answer grows by whole sentences until an item has the first, and never past the second."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item: what happened to a brief, its answer, and its verdict where something was rated.

    `translated` says that title and answer are in the language of the mail, and `draft` that nobody has checked that.
    """

    news: News
    answer: str
    verdict: str = ""
    translated: bool = False
    draft: bool = False

    def mark(self) -> Markup:
        """Return the attributes of an element with title or answer: their language, where it isn't the mail's."""
        return Markup() if self.translated else as_written()


def items(services: Services, named: Sequence[News], terms: Vocabulary) -> list[Item]:
    """Return the items of a digest, in the order of its news."""
    with services.store.reading() as database:
        shown = {id: found.brief for id, found in briefs.by_ids(database, [each.brief_id for each in named]).items()}
        said = {id: translations.of(database, Kind.BRIEF, str(id), segments(brief)) for id, brief in shown.items()}
    return [
        _item(each, shown[each.brief_id], said[each.brief_id], terms)
        if each.brief_id in shown
        else Item(each, plain(each.one_line))
        for each in named
    ]


def _item(news: News, brief: Brief, reading: Reading, terms: Vocabulary) -> Item:
    """Return an item in the language that is spoken, where its translation is of the English of today."""
    if (
        reading.state in {None, TranslationState.BEHIND}
        or news.what is What.WITHDRAWN
        or not reading.words.keys() >= NEEDED
    ):
        return item(news, brief, terms)
    brief = in_language(brief, reading)
    made = item(replace(news, title=brief.title, one_line=brief.one_line), brief, terms)
    return replace(made, translated=True, draft=reading.state is not TranslationState.CHECKED)


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
    sure = " " + gettext(Message("Confidence: %(sure)s.", sure=presentation.confidence(rated))) if rated else ""
    return gettext(Message("Impact: %(shown)s.", shown=shown)) + sure
