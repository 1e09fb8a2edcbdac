"""Makes up briefs of any shape that the schema allows, with the letters that break things."""

import string
from datetime import date

from hypothesis import strategies as st

from library.briefs.figure_pairs import Figure, Unit
from library.briefs.models import Brief
from library.briefs.parts import Actions, Contact, Lenses, OpenQuestion, Outcome, Reading, Source, SourceRating
from library.briefs.ratings import CostBand, Design, Effect, Grade, Kind, Nearness, ProjectStatus, SourceType

LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
HARD = st.sampled_from(
    ["=1+1", "+1", "-1", "@SUM(A1)", "'quoted'", "''", "a; b", "<b>&amp;</b>", '"', "–", "½", "[a]", "0", "null", "😀"]
)


def text(longest: int, *, least: int = 0, letters=LETTERS) -> st.SearchStrategy[str]:
    """Give one line with no blank at either end, as a form gives it."""
    made = (HARD | st.text(letters, max_size=min(longest, 12))).map(str.strip)
    return made.map(lambda words: words or "x") if least else made


def prose() -> st.SearchStrategy[str]:
    """Give Markdown of a few lines."""
    return st.lists(text(40), max_size=3).map(lambda lines: "\n".join(lines).strip())


sentences = prose().map(lambda words: words or "x")
terms = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=12)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
keys = st.text(string.ascii_lowercase, min_size=1, max_size=2)
addresses = st.builds("https://example.org/{}".format, terms)


def many(made: st.SearchStrategy, most: int = 3, least: int = 0) -> st.SearchStrategy:
    """Give a tuple of made-up values."""
    return st.lists(made, min_size=least, max_size=most).map(tuple)


sources = st.builds(
    Source,
    key=keys,
    title=text(60, least=1),
    publisher=text(40, least=1),
    url=addresses,
    checked_on=days,
    year=st.none() | st.integers(1900, 2100),
    type=st.sampled_from(SourceType),
    read=text(60),
    independent=st.sampled_from([True, False, None]),
    limitations=text(60),
    authors=text(60),
)
measured = st.builds(
    Outcome,
    outcome=terms,
    effect=st.sampled_from([effect for effect in Effect if effect is not Effect.NOT_MEASURED]),
    design=st.sampled_from(Design),
    directly=st.sampled_from([True, False, None]),
    grade=st.none() | st.sampled_from(Grade),
    grade_unread=st.booleans(),
    precise=st.sampled_from([True, False, None]),
    label=text(60),
    why=text(60, least=1),
    sources=many(keys),
)
not_measured = st.builds(Outcome, outcome=terms, effect=st.just(Effect.NOT_MEASURED), why=text(60, least=1))
ratings = st.builds(
    SourceRating,
    scheme=text(40, least=1),
    value=text(40, least=1),
    meaning=text(40),
    dated=text(20),
    address=st.just("") | addresses,
)
amounts = st.integers(0, 100).map(float) | st.sampled_from([0.5, 19.7, 99.99])
figures = st.builds(
    Figure,
    measure=text(40, least=1),
    label=text(40, least=1),
    value=amounts,
    other_label=text(40, least=1),
    other_value=amounts,
    unit=st.sampled_from(Unit),
    source=keys,
    note=text(60, least=1),
)
lenses = st.builds(Lenses, prose(), school=prose())
action_lines = many(text(60, least=1))
actions = st.builds(Actions, young_person=action_lines, arts_sports=action_lines, police=action_lines)
contacts = st.builds(
    Contact, what=text(40, least=1), name=text(60, least=1), url=st.just("") | addresses, checked_on=st.none() | days
)
open_questions = st.builds(OpenQuestion, question=text(60, least=1), owner=text(40), due=st.none() | days)
readings = st.builds(Reading, by=text(40, least=1), on=days)
facts = text(40, least=1, letters=st.characters(codec="ascii", exclude_categories=["Cc"]))

briefs = st.builds(
    Brief,
    slug=terms,
    kind=st.sampled_from(Kind),
    title=text(80, least=1),
    one_line=text(140, least=1),
    short_answer=sentences,
    key_points=many(sentences, most=5, least=3),
    what_it_is=sentences,
    how_to_do_it=prose(),
    cautions=prose(),
    main_caution=prose(),
    actions=actions,
    claim=prose(),
    measures=many(terms),
    status=st.none() | st.sampled_from(ProjectStatus),
    contacts=many(contacts),
    lead_for=many(terms),
    open_questions=many(open_questions),
    read_by=many(readings),
    lenses=lenses,
    outcomes=many(measured | not_measured),
    figures=many(figures),
    source_ratings=many(ratings, most=2),
    cost_band=st.none() | st.sampled_from(CostBand),
    cost_note=text(60),
    nearness=st.sampled_from(Nearness),
    approaches=many(terms, most=4, least=1),
    settings=many(terms),
    ages=many(terms),
    place=terms,
    places=many(terms),
    sources=many(sources, least=1),
    facts=many(facts),
    related=many(terms),
    thin=st.booleans(),
    checked_on=days,
    check_by=days,
    owner_role=text(40),
    language=text(12),
)
