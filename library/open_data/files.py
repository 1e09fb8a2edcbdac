"""The public library as files that programs read. Each is the same, byte for byte, until something is published."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from library.briefs.citations.rules import bibtex, ris
from library.briefs.citations.service import cite
from library.briefs.schemas.brief import PUBLIC
from library.briefs.schemas.rows import to_row
from library.briefs.states import PublishedBrief
from library.i18n.messages import marked
from library.peers import showing
from library.peers.models import Shared
from library.services import Services
from library.text.csv import csv_text

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
"""The licence of a brief that names no other."""
JSON_FEED = "https://jsonfeed.org/version/1.1"
JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema"


Briefs = Sequence[PublishedBrief]
Adopted = Sequence[Shared]


@dataclass(frozen=True, slots=True)
class File:
    """One file: its name, its media type, what it is, and how it is written from our briefs and those we adopted."""

    name: str
    media: str
    about: str
    write: Callable[[Services, Briefs, Adopted], str]


def record(services: Services, found: PublishedBrief) -> dict[str, Any]:
    """Return a brief as data, with where it stands, its version, its licence, and whose it is."""
    about = {
        "url": services.links.brief(found.brief.slug),
        "version": found.version,
        "published_at": found.published_at.isoformat(),
        "licence": found.brief.licence or LICENCE,
        "origin": {"library": services.links.base, "id": str(found.id)},
    }
    data: dict[str, Any] = PUBLIC.dump(found.brief)
    return data | about


def _json(services: Services, briefs: Briefs, adopted: Adopted) -> str:
    whole = {
        "publisher": services.settings.organisation,
        "home": services.links.home(),
        "licence": LICENCE,
        "changed_at": newest(briefs),
        "briefs": [record(services, found) for found in briefs],
        "from_other_libraries": showing.records(adopted),
    }
    return written(whole)


def newest(briefs: Briefs) -> str | None:
    """Return the time of the last publication, None where nothing is published."""
    return max((found.published_at.isoformat() for found in briefs), default=None)


def written(data: object) -> str:
    """Write data as JSON that people can read too."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _csv(services: Services, briefs: Briefs, _adopted: Adopted) -> str:
    rows = []
    for found in briefs:
        data = record(services, found)
        rows.append(to_row(PUBLIC, data) | {name: str(data[name]) for name in ("url", "version", "licence")})
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return csv_text(columns, [[row.get(name, "") for name in columns] for row in rows])


def _ris(services: Services, briefs: Briefs, _adopted: Adopted) -> str:
    return ris(cite(found, found.brief.slug, services.links, services.settings.organisation) for found in briefs)


def _bibtex(services: Services, briefs: Briefs, _adopted: Adopted) -> str:
    return bibtex(cite(found, found.brief.slug, services.links, services.settings.organisation) for found in briefs)


def _feed(services: Services, briefs: Briefs, _adopted: Adopted) -> str:
    latest = sorted(briefs, key=lambda found: found.published_at, reverse=True)
    feed = {
        "version": JSON_FEED,
        "title": "What Works Library",
        "home_page_url": services.links.home(),
        "feed_url": services.links.data("feed.json"),
        "authors": [{"name": services.settings.organisation}],
        "items": [_item(services, found) for found in latest],
    }
    return written(feed)


def _item(services: Services, found: PublishedBrief) -> dict[str, Any]:
    address = services.links.brief(found.brief.slug)
    return {
        "id": address,
        "url": address,
        "title": found.brief.title,
        "summary": found.brief.one_line,
        "content_text": found.brief.short_answer,
        "date_published": found.published_at.isoformat(),
        "language": found.brief.language or "en",
        "tags": list(found.brief.approaches),
    }


def _schema(_services: Services, _briefs: Briefs, _adopted: Adopted) -> str:
    plugin = MarshmallowPlugin(schema_name_resolver=lambda _: "")
    APISpec("", "", "3.1.0", plugins=[plugin])
    brief: dict[str, Any] = plugin.converter.schema2jsonschema(PUBLIC)  # type: ignore[union-attr]
    return written({"$schema": JSON_SCHEMA, "title": "A brief of the What Works Library", **brief})


FILES = (
    File("briefs.json", "application/json", marked("Everything about every brief"), _json),
    File("briefs.csv", "text/csv", marked("The same as a spreadsheet, one brief to a row"), _csv),
    File("briefs.ris", "application/x-research-info-systems", marked("References for EndNote or Zotero"), _ris),
    File("briefs.bib", "application/x-bibtex", marked("References for BibTeX"), _bibtex),
    File("feed.json", "application/feed+json", marked("A JSON Feed of all briefs, newest first"), _feed),
    File("schema.json", "application/schema+json", marked("The JSON Schema of a brief"), _schema),
)
"""Every file, in the order that the page lists them."""
