"""The library for harvesters (OAI-PMH 2.0): each brief in Dublin Core, and a tombstone for each that was withdrawn.

The package oaipmh speaks the protocol. Here is what it leaves to us, and four things that it gets wrong: tokens to go
on with are sealed, so that none is made up; `from` after `until` is refused; the schema of Dublin Core is named by its
own namespace; times are handed over in UTC without a zone.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from oaipmh import common, error
from oaipmh.metadata import MetadataRegistry
from oaipmh.server import NS_OAIDC, NS_XSI, ServerBase, decodeResumptionToken, encodeResumptionToken, oai_dc_writer
from werkzeug.datastructures import MultiDict

from library.briefs import repository as briefs
from library.briefs.models import Brief
from library.briefs.vocabulary import repository as vocabulary
from library.mail import queue as mails
from library.open_data.files import LICENCE
from library.services import Services

BATCH = 50
PREFIX = "oai_dc"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
MOVED_ON = "The library has changed since this list was started. Start it again."
SEALED = ("mark", "seal")


@dataclass(frozen=True, slots=True)
class Item:
    """One brief as harvesters know it; `brief` is None for one that was withdrawn."""

    id: str
    at: datetime
    brief: Brief | None
    address: str

    @property
    def header(self) -> common.Header:
        """Return what stands above its record."""
        sets = list(self.brief.approaches) if self.brief else []
        return common.Header(None, self.id, self.at, sets, self.brief is None)


def answer(services: Services, asked: MultiDict[str, str]) -> bytes:
    """Return the answer to a request, which is XML whatever was asked."""
    registry = MetadataRegistry()
    registry.registerWriter(PREFIX, _write)
    once = {name: _printable(value) for name, value in asked.items()}
    if len(once) < len(list(asked.items(multi=True))):
        once |= {"repeated argument": ""}
    answered: bytes = ServerBase(Harvest(services), registry).handleRequest(once)
    return answered


def _printable(value: str) -> str:
    """Return a value without letters that XML can't hold, which the answer repeats."""
    return "".join(letter for letter in value if letter.isprintable())


def _write(element: Any, metadata: common.Metadata) -> None:
    oai_dc_writer(element, metadata)
    element[-1].set(f"{{{NS_XSI}}}schemaLocation", f"{NS_OAIDC} {SCHEMA}")


class Harvest(common.ResumptionOAIPMH):  # type: ignore[misc]
    """What the protocol asks of the library. Names and arguments are the protocol's."""

    def __init__(self, services: Services) -> None:
        """Look at the library as it is now."""
        self.services = services
        with services.store.reading() as database:
            self.terms = vocabulary.read(database)
            shown = [(found.id, found.published_at, found.brief) for found in briefs.everything(database)]
            gone = briefs.withdrawn(database)
        items = [*shown, *((id, at, None) for id, at in gone)]
        self.items = sorted((self._item(*each) for each in items), key=lambda item: (item.at, item.id))
        state = "".join(f"{item.id} {item.at}\n" for item in self.items)
        self.mark = hashlib.sha256(state.encode()).hexdigest()[:16]

    def _item(self, id: int, at: datetime, brief: Brief | None) -> Item:
        links = self.services.links
        plain = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        address = links.brief(brief.slug) if brief else ""
        return Item(f"oai:{urlsplit(links.base).hostname}:brief/{id}", plain, brief, address)

    def handleVerb(self, verb: str, kw: dict[str, Any]) -> Any:  # noqa: N802 (the package calls it so)
        """Answer one kind of question."""
        answers: dict[str, Callable[..., Any]] = {
            "Identify": self._identify,
            "ListMetadataFormats": self._formats,
            "GetRecord": self._record,
            "ListSets": self._sets,
            "ListIdentifiers": self._identifiers,
            "ListRecords": self._records,
        }
        if verb not in answers:
            raise error.BadVerbError(f"Illegal verb: {verb}")
        return answers[verb](**kw)

    def _identify(self) -> common.Identify:
        first = self.items[0].at if self.items else self.services.clock().astimezone(UTC).replace(tzinfo=None)
        name, address = "What Works Library", self.services.links.harvest()
        emails = [mails.contact_of(self.services)]
        return common.Identify(
            name, address, "2.0", emails, first, "persistent", "YYYY-MM-DDThh:mm:ssZ", ["identity"], False
        )

    def _formats(self, identifier: str = "") -> list[tuple[str, str, str]]:
        if identifier:
            self._found(identifier)
        return [(PREFIX, SCHEMA, NS_OAIDC)]

    def _found(self, identifier: str) -> Item:
        found = next((item for item in self.items if item.id == identifier), None)
        if found is None:
            raise error.IdDoesNotExistError(f"There is no record {identifier}.")
        return found

    def _record(self, identifier: str, metadataPrefix: str) -> tuple[Any, Any, None]:  # noqa: N803
        _hold_prefix(metadataPrefix)
        return self._described(self._found(identifier))

    def _sets(self, resumptionToken: str = "") -> tuple[list[tuple[str, str, str]], None]:  # noqa: N803
        if resumptionToken:
            raise error.BadResumptionTokenError("The sets are one list, without a token.")
        used = dict.fromkeys(term for item in self.items if item.brief for term in item.brief.approaches)
        if not used:
            raise error.NoSetHierarchyError("There are no sets yet.")
        return [(term, self.terms.label("approach", term), "") for term in sorted(used)], None

    def _identifiers(self, **kw: Any) -> tuple[list[Any], str | None]:
        items, token = self._batch(kw)
        return [item.header for item in items], token

    def _records(self, **kw: Any) -> tuple[list[Any], str | None]:
        items, token = self._batch(kw)
        return [self._described(item) for item in items], token

    def _described(self, item: Item) -> tuple[common.Header, common.Metadata | None, None]:
        return item.header, common.Metadata(None, self._dublin_core(item)) if item.brief else None, None

    def _batch(self, kw: dict[str, Any]) -> tuple[Sequence[Item], str | None]:
        cursor = 0
        if token := kw.get("resumptionToken"):
            kw, cursor = self._opened(token)
        _hold_prefix(kw["metadataPrefix"])
        since, until = kw.get("from_"), kw.get("until")
        if since and until and since > until:
            raise error.BadArgumentError("The argument from is after until.")
        found = [item for item in self.items if _within(item, since, until, kw.get("set", ""))]
        rest = cursor + BATCH
        return found[cursor:rest], self._token(kw, rest) if rest < len(found) else None

    def _token(self, kw: dict[str, Any], cursor: int) -> str:
        plain = {name: value for name, value in kw.items() if name not in SEALED} | {"mark": self.mark}
        return str(encodeResumptionToken(plain | {"seal": self._seal(encodeResumptionToken(plain, cursor))}, cursor))

    def _opened(self, token: str) -> tuple[dict[str, Any], int]:
        """Return what a token of ours says; raise BadResumptionTokenError for any other, and for an old one."""
        try:
            kw, cursor = decodeResumptionToken(token)
        except error.DatestampError as wrong:
            raise error.BadResumptionTokenError("This is no token of ours.") from wrong
        seal = kw.pop("seal", "")
        if not hmac.compare_digest(seal.encode(), self._seal(encodeResumptionToken(kw, cursor)).encode()):
            raise error.BadResumptionTokenError("This is no token of ours.")
        if kw.pop("mark", "") != self.mark:
            raise error.BadResumptionTokenError(MOVED_ON)
        return kw, cursor

    def _seal(self, token: str) -> str:
        key = self.services.settings.secret_key.encode()
        return hmac.new(key, f"harvest {token}".encode(), hashlib.sha256).hexdigest()[:32]

    def _dublin_core(self, item: Item) -> Mapping[str, list[str]]:
        brief, publisher = item.brief, self.services.settings.organisation
        assert brief
        return {
            "title": [brief.title],
            "creator": [publisher],
            "subject": [self.terms.label("approach", term) for term in brief.approaches],
            "description": [brief.short_answer],
            "publisher": [publisher],
            "date": [item.at.date().isoformat()],
            "type": ["Text"],
            "format": ["text/html"],
            "identifier": [item.address],
            "source": [source.url for source in brief.sources if source.url],
            "language": [brief.language or "en"],
            "rights": [brief.licence or LICENCE],
        }


def _hold_prefix(prefix: str) -> None:
    if prefix != PREFIX:
        raise error.CannotDisseminateFormatError(f"There is no format {prefix}; ask for {PREFIX}.")


def _within(item: Item, since: datetime | None, until: datetime | None, wanted: str) -> bool:
    inside = (since is None or item.at >= since) and (until is None or item.at <= until)
    return inside and (not wanted or bool(item.brief and wanted in item.brief.approaches))
