"""Giving briefs another tag in place of one, wherever it stands in their content, however half typed that is."""

from collections.abc import Iterator
from typing import Any

from library.briefs.rules.publishing import TAGS
from library.briefs.vocabulary.models import Vocabulary
from library.i18n.messages import marked

Content = dict[str, Any]
SCHEMES = (*dict.fromkeys(TAGS.values()), "outcome")
"""The schemes whose terms briefs are tagged with."""
SCHEME_NAMES = (
    marked("Approach"),
    marked("Approach group"),
    marked("Setting"),
    marked("Age"),
    marked("Prevention level"),
    marked("Place"),
    marked("Violence type"),
    marked("Artform"),
    marked("Outcome"),
    marked("Effect"),
    marked("Kind"),
    marked("Reader"),
    marked("Role"),
)
"""The names of the schemes, for the catalogues: a page makes each of them from the scheme itself."""


def uses(content: Content, scheme: str, id: str) -> bool:
    """Return whether a content is tagged with a term."""
    return id in _terms(content, scheme)


def _terms(content: Content, scheme: str) -> Iterator[Any]:
    for field, of in TAGS.items():
        if of == scheme and isinstance(content.get(field), list):
            yield from content[field]
    if scheme == "place":
        yield content.get("place")
    if scheme == "outcome":
        yield from (row.get("outcome") for row in _outcomes(content))


def _outcomes(content: Content) -> list[Content]:
    rows = content.get("outcomes")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def retagged(content: Content, scheme: str, old: str, new: str) -> Content:
    """Return a content with one term in place of another; what carried both carries it once."""
    if not uses(content, scheme, old):
        return content
    fresh = dict(content)
    for field, of in TAGS.items():
        if of == scheme and isinstance(content.get(field), list) and old in content[field]:
            fresh[field] = list(dict.fromkeys(new if each == old else each for each in content[field]))
    if scheme == "place" and content.get("place") == old:
        fresh["place"] = new
    if scheme == "outcome":
        fresh["outcomes"] = [
            {**row, "outcome": new} if isinstance(row, dict) and row.get("outcome") == old else row
            for row in content["outcomes"]
        ]
    return fresh


def settled(content: Content, terms: Vocabulary) -> Content:
    """Return a content from elsewhere with every term that was merged here in place of the old one."""
    for scheme, followed in terms.merged.items():
        for old, new in followed.items():
            content = retagged(content, scheme, old, new)
    return content
