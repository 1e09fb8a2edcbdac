"""Subscriptions: what somebody asked to be told of, and how often."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from library.briefs.ratings import Kind, Reader
from library.briefs.vocabulary.models import Vocabulary
from library.i18n import formats
from library.i18n.labels import LabelledEnum
from library.i18n.messages import Message, gettext, marked

EVERYTHING = "everything"
GROUPS = ("approach", "place", "reader", "kind")
"""The groups that topics come from; a topic is written as group:term, such as approach:mentoring."""
MOST_TOPICS, LONGEST_SEARCH = 40, 200
LINK_LASTS = timedelta(days=7)
"""How long somebody has to say yes."""


class Rhythm(LabelledEnum):
    """How often somebody is told."""

    NOW = "now", marked("As soon as there's something new")
    WEEKLY = "weekly", marked("Once a week, on Mondays")
    MONTHLY = "monthly", marked("Once a month, on the 1st")


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose: topics, words to search for, and the rhythm."""

    topics: tuple[str, ...]
    search: str
    rhythm: Rhythm


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody agreed to: in which words, from which page, when asked, and when they said yes."""

    words: str
    place: str
    asked_at: datetime
    given_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """One address and its choice. `nonce` is what its link is made from; `told_from` is when its news begin.

    `language` is the code of the language of the page that it was asked for on, blank for English.
    """

    id: int
    address: str
    choice: Choice
    consent: Consent
    nonce: str
    told_from: datetime
    left_at: datetime | None = None
    language: str = ""

    @property
    def active(self) -> bool:
        """Return whether it gets mail."""
        return self.consent.given_at is not None and self.left_at is None


def known_topics(terms: Vocabulary) -> dict[str, dict[str, str]]:
    """Return what can be chosen: group -> topic -> its words."""
    choices = {group: {term.id: term.label for term in terms.terms(group)} for group in ("approach", "place")}
    choices["reader"] = {each.value: each.label for each in Reader}
    choices["kind"] = {each.value: each.label for each in Kind}
    return {group: {f"{group}:{id}": label for id, label in found.items()} for group, found in choices.items()}


def label(topic: str, terms: Vocabulary) -> str:
    """Return the words for a topic."""
    if topic == EVERYTHING:
        return gettext("everything new")
    group, _, term = topic.partition(":")
    words = gettext(known_topics(terms).get(group, {}).get(topic) or terms.label(group, term))
    if group != "reader":
        return words
    return gettext(Message("advice for %(readers)s", readers=formats.lower_first(words)))


def searched_for(words: str) -> str:
    """Say that somebody is told what answers their words."""
    return gettext(Message("anything that answers “%(words)s”", words=words))


def read_topics(typed: list[str], terms: Vocabulary) -> tuple[tuple[str, ...], list[str]]:
    """Return the topics among what was chosen, and what is none; a term alone will do if only one group has it."""
    known = known_topics(terms)
    by_term = {topic.partition(":")[2]: topic for found in reversed(known.values()) for topic in found}
    every = {topic for found in known.values() for topic in found} | {EVERYTHING}
    asked = [part for each in typed for part in each.replace(",", " ").split()]
    found = dict.fromkeys(each if each in every else by_term.get(each, "") for each in asked)
    return tuple(topic for topic in found if topic), [
        each for each in asked if each not in every and each not in by_term
    ]
