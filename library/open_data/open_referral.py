"""Services that people can turn to, as Open Referral UK (HSDS-UK 3.0) has them: what our records say, and no more.

These are the help lines that readers are shown, and local projects that run and say how people join. We keep no record
of organisations, so none is named. `phones`, `eligibility_description`, `application_process`,
`interpretation_services` and the `note` of languages are fields of HSDS 3.0 that the profile of the UK leaves out.
"""

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from library.briefs import repository as briefs
from library.briefs.ratings import Kind, ProjectStatus
from library.briefs.states import PublishedBrief
from library.help_lines import service as help_lines
from library.help_lines.models import HelpLine
from library.services import Services
from library.text.plain import plain

ABOUT = {
    "version": "HSDS-UK-3.0",
    "profile": "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md",
    "openapi_url": "https://docs.openreferraluk.org/en/latest/openapi30.json",
}
PARTS = ("phones", "schedules", "service_areas", "languages")
"""What only the whole of a service has; lists leave them out, as the standard does."""
Record = dict[str, Any]


def everything(services: Services) -> list[Record]:
    """Return every service: help lines as /help-now has them, then projects by their titles."""
    lines = [line for group in help_lines.shown(services).values() for line in group]
    with services.store.reading() as database:
        projects = [found for found in briefs.everything(database) if _can_be_joined(found)]
    projects.sort(key=lambda found: found.brief.title)
    whole = [_help_line(services, line) for line in lines] + [_project(services, found) for found in projects]
    return [{name: value for name, value in record.items() if value} for record in whole]


def in_short(record: Record) -> Record:
    """Return a service as lists have it."""
    return {name: value for name, value in record.items() if name not in PARTS}


def page_of(records: list[Record], page: int, per_page: int) -> Record:
    """Return a page of services in short, with the numbers of the standard; one past the last is empty."""
    pages = max(-(-len(records) // per_page), 1)
    found = records[(page - 1) * per_page : page * per_page]
    return {
        "total_items": len(records),
        "total_pages": pages,
        "page_number": page,
        "size": len(found),
        "first_page": page == 1,
        "last_page": page == pages,
        "empty": not found,
        "contents": [in_short(record) for record in found],
    }


def _can_be_joined(found: PublishedBrief) -> bool:
    brief = found.brief
    return brief.kind is Kind.LOCAL_PROGRAMME and brief.status is ProjectStatus.RUNNING and bool(brief.how_to_refer)


def _help_line(services: Services, line: HelpLine) -> Record:
    id = _id(services, "help line", line.id)
    return {
        "id": str(id),
        "name": line.name,
        "status": "active",
        "description": line.does or line.who,
        "eligibility_description": line.who,
        "application_process": line.chat,
        "interpretation_services": line.deaf,
        "url": line.web and f"https://{line.web}",
        "assured_date": line.confirmed_at and line.confirmed_at.date().isoformat(),
        "last_modified": line.changed_at and line.changed_at.isoformat(),
        "phones": list(_part(id, "phone", number=line.number)),
        "schedules": list(_part(id, "schedule", description=line.hours)),
        "service_areas": list(_part(id, "area", name=line.area)),
        "languages": list(_part(id, "languages", note=line.languages)),
    }


def _project(services: Services, found: PublishedBrief) -> Record:
    brief = found.brief
    return {
        "id": str(_id(services, "brief", str(found.id))),
        "name": brief.title,
        "status": "active",
        "description": brief.one_line,
        "application_process": plain(brief.how_to_refer),
        "url": services.links.brief(brief.slug),
        "assured_date": brief.checked_on and brief.checked_on.isoformat(),
        "last_modified": found.published_at.isoformat(),
    }


def _part(service: UUID, kind: str, **said: str) -> Iterator[Record]:
    """Give one part of a service, if its record says anything of it."""
    if all(said.values()):
        yield {"id": str(uuid5(service, kind)), "service_id": str(service), **said}


def _id(services: Services, kind: str, key: str) -> UUID:
    """Return the number of a service, which stays for as long as the address of the library and its key do."""
    return uuid5(uuid5(NAMESPACE_URL, services.links.base), f"{kind} {key}")
