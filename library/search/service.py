"""Searching: the index finds, the database has the last word, and the answer says whether the library knows."""

from dataclasses import dataclass, replace
from functools import lru_cache, partial

from library.briefs import repository as briefs
from library.briefs.states import PublishedBrief
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.help_lines import repository as help_lines
from library.help_lines.models import HelpLine
from library.i18n.messages import Message, gettext
from library.paging import pages
from library.search import filters, indexing, one_spelling, places, remembered, short_forms, variety
from library.search.engine import embeddings, query_parser
from library.search.engine.embeddings import Meaning
from library.search.engine.overlay import Answered
from library.search.engine.port import IndexState
from library.search.engine.words import WORD, spoken, stems, words
from library.search.excerpts import Piece
from library.search.filters import SCHEME_OF, Choice, Filters, Group
from library.search.models import Found, Hit, Match, Query
from library.search.outside_topics import repository as outside_topics
from library.search.outside_topics import rules as outside
from library.search.outside_topics.models import OutsideTopic
from library.search.outside_topics.rules import Outside
from library.search.synonyms import Widener
from library.search.urgency import service as urgency
from library.search.urgency.service import Help
from library.services import Services

LONGEST_CORRECTED = 400
"""Characters of a question whose spelling is looked at."""
CLOSE = 0.5
"""How close in meaning a brief is, from 0 to 1, when that is told."""
LONGEST_MEANT = 1_000
"""Characters of a question whose meaning is looked at."""
MOST_CORRECTED = 12
"""Words of a question that are corrected."""
MOST_LEFT_OUT = 10
"""Terms that are none, of those that are named."""


@dataclass(frozen=True, slots=True)
class Result:
    """One brief found, the passage that speaks to the question, and why it was found."""

    found: PublishedBrief
    excerpt: tuple[Piece, ...]
    why: str

    @property
    def excerpt_adds(self) -> bool:
        """Return whether the excerpt has words of the question that neither title nor line has."""
        said = f"{self.found.brief.title} {self.found.brief.one_line}".casefold()
        return any(piece.marked and piece.text.casefold() not in said for piece in self.excerpt)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search gives a reader.

    `query` is what was searched for, `found` what the engine answered, `asked` what the reader typed, `corrected` the
    text with its spelling put right; `notices` are sentences about the search itself, `widened` the terms that were
    searched for besides, `help` what somebody in trouble is shown first, `elsewhere` what the question is about if we
    hold nothing on that.
    """

    query: Query
    found: Found
    total: int
    pages: int
    match: Match
    results: tuple[Result, ...]
    facets: dict[str, tuple[Choice, ...]]
    notices: tuple[str, ...]
    widened: tuple[str, ...]
    asked: str
    corrected: str | None
    terms: Vocabulary
    help: Help | None
    elsewhere: OutsideTopic | None

    @property
    def groups(self) -> dict[str, Group]:
        """Return the filter groups that have choices, as a page lists them."""
        return {name: Group.of(name, choices) for name, choices in self.facets.items() if choices}

    @property
    def urgent(self) -> bool:
        """Return whether the words are those of somebody in trouble."""
        return self.help is not None


@dataclass(frozen=True, slots=True)
class Asking:
    """What a question is read with: the model, the terms and the words that lead to them.

    `outside` is what the library is not about, `mark` that of the newest change that readers can see.
    """

    model: Meaning | None
    terms: Vocabulary
    widener: Widener
    outside: Outside
    mark: str


def search(services: Services, query: Query) -> Answer:
    """Answer a search, put right and widened, as the database stands or newer; without the index if it must."""
    asked, notices = one_spelling.without_marks(query.text), []
    asking = _asking(services, services.store.version())
    terms, truth = asking.terms, indexing.Newest(services.store, asking.mark)
    wanted = filters.followed(query.filters, terms)
    query = replace(query, text=asked, filters=filters.known(wanted, terms))
    help = urgency.help_for(asked, partial(_help_lines, services), services.meaning)
    (query, found, marks), answered = services.exact.ask(truth, asked, lambda state: _ask(asking, state, query))
    shown = remembered.briefs(services.store, marks)
    if answered is Answered.DATABASE:
        notices.append(gettext("Search is being repaired. Your results are complete, but may be slower than usual."))
    if answered is Answered.PART_OF_DATABASE:
        notices.append(gettext("Search is being repaired, so some results may be missing. Try again in a few minutes."))
    results = tuple(_result(hit, *shown[hit.id], query, terms) for hit in found.hits if hit.id in shown)
    if query.text and query.page == 1:
        shown_briefs = [result.found.brief for result in results]
        notices += places.notices(asked, shown_briefs, found.counts.get("place", {}), terms)
    return Answer(
        query,
        found,
        found.total,
        pages(found.total, query.size),
        found.match,
        results,
        filters.choices(found.counts, query, terms),
        (*notices, *_notices(query, wanted)),
        _widened(query, terms),
        asked,
        query.text if query.text != asked else None,
        terms,
        help,
        None if found.match is Match.GOOD else _elsewhere(asking, query, found),
    )


def get_ready(services: Services) -> None:
    """Lay out what questions are read with, ahead of the first search."""
    _asking(services, services.store.version())


@lru_cache(maxsize=2)
def _asking(services: Services, _version: str) -> Asking:
    """Return what questions are read with, read again only when anything was committed."""
    with services.store.reading() as database:
        terms, topics = vocabulary.read(database), outside_topics.read(database)
        mark = briefs.newest_change(database)
    elsewhere = outside.laid_out(tuple(topic for topic in topics if topic.used))
    return Asking(services.meaning, terms, _widener(terms), elsewhere, mark)


@lru_cache(maxsize=2)
def _widener(terms: Vocabulary) -> Widener:
    return Widener(terms)


def _help_lines(services: Services) -> list[HelpLine]:
    with services.store.reading() as database:
        return help_lines.read(database)


def _ask(asking: Asking, engine: IndexState, query: Query) -> tuple[Query, Found, dict[int, str]]:
    """Correct a question's spelling, widen it and ask an engine.

    Return what was asked in the end, the answer, and the mark of the last change of each brief on this page of it.
    """
    text = _corrected(asking, engine, query.text)
    said = short_forms.kept().spelt_out(query_parser.plain(text)[:LONGEST_MEANT])
    meant = embeddings.of_question(asking.model, one_spelling.as_one(said))
    other = asking.outside.nearest(asking.model, meant)
    query = replace(
        query,
        text=text,
        spelt_out=_spelt_out(engine, text),
        leads=asking.widener.leads(query_parser.plain(text)),
        meant=meant,
        outside=other.closeness if other else None,
    )
    found = variety.varied(engine, query, engine.search(query))
    return query, found, {hit.id: engine.held[hit.id] for hit in found.hits}


def _spelt_out(engine: IndexState, text: str) -> str:
    """Return a question with the short forms spelt out that no brief uses; those in quotes stay as they are."""
    if len(text) > LONGEST_MEANT or query_parser.QUOTED.search(text):
        return text
    return short_forms.kept().spelt_out(text, lambda form: all(map(engine.uses, spoken(form))))


def _elsewhere(asking: Asking, query: Query, found: Found) -> OutsideTopic | None:
    """Return the topic that a question is about, if that is nearer to it than all that briefs are about."""
    other = asking.outside.nearest(asking.model, query.meant)
    near_enough = other and other.closeness >= max(outside.CLOSE_ENOUGH, found.nearest)
    return other.topic if other and near_enough else None


def _corrected(asking: Asking, engine: IndexState, text: str) -> str:
    """Return a question with misspelt words corrected.

    A word that leads to a term is corrected only where the right one does, and a word of what we are not about never.
    """
    widener, acronyms = asking.widener, set(query_parser.as_meant(text))
    unsure = [word for word in spoken(text[:LONGEST_CORRECTED]) if word not in acronyms][:MOST_CORRECTED]
    terms: dict[str, set[tuple[str, str]]] = {word: set() for word in unsure}
    for lead in widener.leads(text):
        for word in spoken(lead.said):
            terms.setdefault(word, set()).add((lead.group, lead.term))
    found = engine.correct(unsure)
    known = asking.outside.words if found else frozenset[str]()
    swaps = {
        word: right
        for word, right in found.items()
        if word not in known and terms[word] <= {(lead.group, lead.term) for lead in widener.leads(right)}
    }
    return WORD.sub(lambda match: swaps.get(match.group().casefold().replace("’", "'"), match.group()), text)


def _widened(query: Query, terms: Vocabulary) -> tuple[str, ...]:
    """Name the terms that were searched for although the reader said something else."""
    labels = [(terms.label(SCHEME_OF.get(lead.group, lead.group), lead.term), lead.said) for lead in query.leads]
    return tuple(dict.fromkeys(label for label, said in labels if not set(stems(said)) & set(stems(label))))


def _result(hit: Hit, found: PublishedBrief, answers: tuple[str, ...], query: Query, terms: Vocabulary) -> Result:
    why = _why(hit, found, (*found.brief.asked, *answers), query, terms)
    return Result(found, remembered.passages(found).excerpt(hit.words), why)


def _why(hit: Hit, found: PublishedBrief, asked: tuple[str, ...], query: Query, terms: Vocabulary) -> str:
    """Name the reader's own words that the brief holds, the terms they led to, and how others asked for the same."""
    said = [word for stem, word in _typed(query.text).items() if stem in hit.words]
    facets = remembered.facets(found) if query.leads else {}
    led = [replace(query, leads=(lead,)) for lead in query.leads if lead.term in facets[lead.group]]
    about = list(dict.fromkeys(label for each in led for label in _widened(each, terms)))
    services = [gettext(Message("Matches: %(words)s", words=", ".join(said)))] if said else []
    alike = _asked_alike(query.text, asked)
    if about:
        services.append(gettext(Message("About: %(words)s", words=", ".join(about))))
    if alike:
        services.append(gettext(Message("Asked as: “%(words)s”", words=alike)))
    elif hit.closeness >= CLOSE:
        services.append(gettext("Close in meaning to your question"))
    return ". ".join(services)


@lru_cache(maxsize=100)
def _typed(text: str) -> dict[str, str]:
    """Return each word of a question by its stem, as it was typed first."""
    typed: dict[str, str] = {}
    for word in words(text):
        typed.setdefault(word.stem, word.text)
    return typed


def _asked_alike(text: str, asked: tuple[str, ...]) -> str:
    """Return the line, of those that people ask for a brief by, that says at least half of a question's words."""
    wanted = set(query_parser.read(text).words)
    if not wanted:
        return ""
    shared = [len(wanted & said) for said in remembered.stems_of_lines(asked)]
    most = max(shared, default=0)
    return asked[shared.index(most)] if most * 2 >= len(wanted) else ""


def _notices(query: Query, wanted: Filters) -> list[str]:
    """Say what was asked for that could not be used; `wanted` has the filters as they were asked for."""
    left_out = [
        (group, term) for group, chosen in wanted.items() for term in chosen if term not in query.filters.get(group, ())
    ]
    notices = [
        gettext(
            Message(
                "There is no %(value)s called “%(term)s”, so we left it out.",
                value=group.replace("_", " "),
                term=term[:60],
            )
        )
        for group, term in left_out[:MOST_LEFT_OUT]
    ]
    if (
        len(set(stems(query.text[: query_parser.LONGEST]))) > query_parser.MOST_WORDS
        or len(query.text) > query_parser.LONGEST
    ):
        notices.append(
            gettext(
                Message(
                    "That's a long question, so we searched for its first %(most_words)s different words.",
                    most_words=query_parser.MOST_WORDS,
                )
            )
        )
    return notices
