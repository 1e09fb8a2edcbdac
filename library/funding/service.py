"""Bid packs: made from the briefs of an address whenever it is opened, and kept nowhere."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from library.briefs import repository as storage
from library.briefs.citations.service import cite
from library.briefs.models import Brief
from library.briefs.ratings import Nearness, Role
from library.briefs.states import Listed, PublishedBrief
from library.briefs.versions import service as versions
from library.briefs.vocabulary import repository as vocabulary
from library.browse import selection
from library.browse.selection import Offer, Picked
from library.browse.what_works import service as what_works
from library.browse.what_works.rules import Column, Narrowing
from library.funding import measures, needs
from library.funding.models import AREAS, Bid, Document, Line, Paragraph, Section
from library.funding.rules import claim_check, meeting, packing
from library.funding.rules.claim_check import Finding
from library.funding.rules.composing import TARGETS, Frame, Topic, compose
from library.funding.rules.sentences import materials
from library.i18n import formats
from library.i18n.messages import Message, gettext, marked, ngettext
from library.services import Services

MOST = 6
"""Briefs in one pack."""
MOST_MEASURES = 3
"""Measures that a paragraph names."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack, and the slugs of the briefs that its paragraphs can speak of."""

    document: Document
    claiming: tuple[str, ...]


def pack(services: Services, picked: Picked, bid: Bid, address: str, of_measure: Callable[[str], str]) -> Pack:
    """Return the pack of some briefs; `address` is where it can be opened again, `of_measure` where a measure is."""
    briefs = [found.brief for found in picked.found]
    paragraphs = _paragraphs(briefs, picked, bid)
    citations = [
        cite(found, found.brief.slug, services.links, services.settings.organisation) for found in picked.found
    ]
    sections = [
        *(_paragraph_section(paragraph, briefs) for paragraph in paragraphs if paragraph.blocks),
        packing.claims(briefs),
        needs.section(bid.place),
        packing.yourself(bid, [_advice(services)]),
        measures.section(briefs, of_measure),
        packing.costs(briefs),
        packing.risks(briefs, picked.terms),
        packing.references(briefs, citations),
    ]
    notices = tuple(map(gettext, [*_notices(services, picked, bid), *packing.notices(briefs, bid, picked.terms)]))
    document = Document(gettext("Evidence for a funding bid"), notices, tuple(sections), _foot(services, bid), address)
    return Pack(document, tuple(brief.slug for brief in briefs if brief.claim))


def _foot(services: Services, bid: Bid) -> str:
    """Return the line that says when and from what a document was made; its address follows."""
    foot = Message(
        "Made on %(day)s from the What Works Library of the %(organisation)s. Open it again, to see whether anything "
        "has changed:",
        day=formats.day(bid.made or services.today()),
        organisation=services.settings.organisation,
    )
    return gettext(foot)


def _paragraphs(briefs: Sequence[Brief], picked: Picked, bid: Bid) -> list[Paragraph]:
    numbers = {brief.slug: number for number, brief in enumerate(briefs, 1)}
    by_slug = {brief.slug: brief for brief in briefs}
    topics = [
        Topic(
            material,
            topic_name(by_slug[material.slug], picked),
            by_slug[material.slug].nearness is Nearness.LLR,
            numbers[material.slug],
        )
        for material in materials(briefs)
    ]
    frame = Frame(_opening(bid, picked), tuple(measures.sentences(briefs, MOST_MEASURES)))
    return [compose(topics, frame, target) for target in TARGETS]


def topic_name(brief: Brief, picked: Picked) -> str:
    """Return what a brief is about in a few words: its first approach."""
    return formats.lower_first(picked.terms.label("approach", brief.approaches[0]))


def _opening(bid: Bid, picked: Picked) -> str:
    """Return a sentence on whom the work is for and where, from what the reader chose; "" if nothing was."""
    age = picked.terms.label("age", bid.age).lower() if bid.age and bid.age != "all-ages" else ""
    place = picked.terms.label("place", bid.place) if bid.place else ""
    people, where = f" with people aged {age}" if age else "", f" in {place}" if place else ""
    return f"We plan to work{people}{where}." if people or where else ""


def _paragraph_section(paragraph: Paragraph, briefs: Sequence[Brief]) -> Section:
    """Return a paragraph with a line on what it holds."""
    claiming = [brief for brief in briefs if brief.claim]
    heading = Message("About %(target)s words", target=paragraph.target)
    count, whole = len(paragraph.covered), len(claiming)
    size = ngettext("%(words)s words, on %(count)s brief.", "%(words)s words, on %(count)s briefs.", count) % {
        "words": paragraph.words,
        "count": count,
    }
    if count < whole:
        left = ", ".join(f"“{brief.title}”" for brief in claiming[count:])
        full = Message("There's no room for %(left)s with the cautions. Put one first to use it here.", left=left)
        size += f" {gettext(full)}"
    elif paragraph.words < paragraph.target * 0.95:
        size += " " + gettext(marked("The briefs have no more to say that would bear repeating in a bid."))
    return Section(f"words-{paragraph.target}", gettext(heading), (Line(size),), paragraph)


def _advice(services: Services) -> Line:
    return Line(gettext("More about winning and keeping funding"), address=services.links.brief(packing.ADVICE))


def _notices(services: Services, picked: Picked, bid: Bid) -> Iterator[str]:
    """Yield what has to be said first: what is gone, what has changed since the pack was made, and what differs."""
    for gone in picked.withdrawn:
        yield Message(
            "Withdrawn: “%(title)s”. We took it down on %(day)s. Why: %(reason)s Please don't use it.",
            title=gone.title,
            day=formats.day(gone.at),
            reason=gone.reason,
        )
    if picked.unknown:
        yield Message("We couldn't find: %(names)s.", names=", ".join(f"“{slug[:80]}”" for slug in picked.unknown))
    if picked.left_out:
        titles = ", ".join(f"“{found.brief.title}”" for found in picked.left_out)
        yield Message("There's room for %(most)s briefs. Left out: %(titles)s.", most=MOST, titles=titles)
    if bid.misread:
        yield marked("Part of the address couldn't be read, so we left it out. Check who and what this is for.")
    for found in picked.found:
        if bid.made and found.published_at.astimezone(formats.LONDON).date() > bid.made:
            yield _changed(services, found, bid)
    yield from packing.overdue([found.brief for found in picked.found], services.today())


def _changed(services: Services, found: PublishedBrief, bid: Bid) -> str:
    """Say that a brief was changed after a pack was made, and how."""
    newer = [
        version
        for version in versions.history(services, found).versions
        if bid.made and version.at.astimezone(formats.LONDON).date() > bid.made
    ]
    notes = " ".join(version.note for version in newer if version.note)
    return Message(
        "“%(title)s” was changed on %(day)s, after this was made. Read it again before you use it. %(notes)s",
        title=found.brief.title,
        day=formats.day(found.published_at),
        notes=notes,
    ).strip()


def paper(services: Services, picked: Picked, body: Role | None, bid: Bid, address: str) -> Document:
    """Return some briefs as a paper for a meeting of a body; of `bid` only the day it was made on counts."""
    briefs = [found.brief for found in picked.found]
    with services.store.reading() as database:
        of_law = {slug: found.brief for slug, found in storage.by_slugs(database, meeting.LAW).items()}
    citations = [
        cite(found, found.brief.slug, services.links, services.settings.organisation) for found in picked.found
    ]
    sections = [
        meeting.known(briefs, picked.terms),
        meeting.law(of_law),
        meeting.actions(briefs, body),
        meeting.questions(briefs, list(dict.fromkeys(topic_name(brief, picked) for brief in briefs))),
        meeting.references(citations),
    ]
    if body:
        title = gettext(Message("What is known: a paper for the %(body)s", body=gettext(BODY_NAMES[body])))
    else:
        title = gettext("What is known: a paper for a meeting")
    whole = tuple(section for section in sections if section)
    return Document(title, tuple(map(gettext, _notices(services, picked, bid))), whole, _foot(services, bid), address)


BODY_NAMES = {
    Role.COUNCIL: marked("council or commissioner"),
    Role.NHS: marked("NHS board or practice"),
    Role.POLICE: marked("police or justice body"),
    Role.SCHOOL: marked("school or college"),
}


def used_in(services: Services, slug: str) -> list[Listed]:
    """Return the briefs that name a measure."""
    with services.store.reading() as database:
        slugs = [found.brief.slug for found in storage.everything(database) if slug in found.brief.measures]
        return storage.listed(database, slugs=slugs) if slugs else []


def check(services: Services, text: str) -> list[Finding]:
    """Return what the briefs say of each sentence of a text that claims something. Nothing of it is kept."""
    with services.store.reading() as database:
        briefs = [found.brief for found in storage.everything(database)]
        terms = vocabulary.read(database)
    return claim_check.check(text, briefs, terms)


def by_role(services: Services, picked: Picked, role: Role | None) -> Offer:
    """Return the main brief of each approach that has something to do for a role, or of all approaches."""
    rows = what_works.table(services, Narrowing(role=role), Column.IMPACT).rows
    claiming = (row.brief.slug for row in rows if row.brief.claim)
    wanted = [slug for slug in dict.fromkeys(claiming) if slug not in picked.slugs]
    with services.store.reading() as database:
        lines = {line.slug: line for line in storage.listed(database, slugs=wanted)}
    return Offer("", tuple(lines[slug] for slug in wanted if slug in lines))


def claiming(services: Services, picked: Picked, words: str) -> Offer:
    """Return what a search finds, as far as a bid can quote it."""
    found = selection.offer(services, picked, words)
    with services.store.reading() as database:
        there = storage.by_slugs(database, [line.slug for line in found.lines])
    return Offer(found.asked, tuple(line for line in found.lines if there[line.slug].brief.claim))


def areas(picked: Picked) -> list[tuple[str, str]]:
    """Return (id, name) for each place that a bid can be for."""
    return [(place, picked.terms.label("place", place)) for place in AREAS]
