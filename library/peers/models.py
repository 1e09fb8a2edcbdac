"""The libraries that this one follows, and the briefs that they offer."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from library.briefs.models import Brief
from library.briefs.schemas import fast_load
from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked

GONE_AFTER = 2
"""Lists in a row that a brief has to be missing from before it counts as gone: one may be a slip."""


class Standing(LabelledEnum):
    """What staff decided about a brief of another library."""

    PROPOSED = "proposed", marked("Proposed")
    ADOPTED = "adopted", marked("Adopted")
    ADAPTED = "adapted", marked("Adapted")
    IGNORED = "ignored", marked("Ignored")


class Deed(StrEnum):
    """What staff can do with a brief of another library."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    IGNORE = "ignore"
    UPDATE = "update"
    LEAVE = "leave"
    KEEP = "keep"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Key:
    """What a brief is known by for ever: the library whose it is, and its id there."""

    library: str
    item: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One state of a brief of another library, as BRIEF dumps it, with where it stands and how it can be used."""

    content: Mapping[str, Any] = field(hash=False)
    url: str
    version: int
    published_at: str
    licence: str

    @property
    def brief(self) -> Brief:
        """Return the brief."""
        return fast_load.read(dict(self.content))

    @property
    def day(self) -> datetime:
        """Return when it was published there."""
        return datetime.fromisoformat(self.published_at)

    @property
    def digest(self) -> str:
        """Return what changes when its words, its licence or its address do."""
        said = json.dumps([self.content, self.url, self.licence], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Listing:
    """The whole list of a library: what it calls itself, what it offers, and how many records could not be read."""

    name: str
    offers: Mapping[Key, Offer]
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class Peer:
    """A library that this one follows, or followed."""

    id: int
    address: str
    name: str
    followed: bool
    added_at: datetime
    looked_at: datetime | None
    answered_at: datetime | None
    problem: str
    etag: str
    held_back: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class Shared:
    """A brief of another library: through which it comes, what it offers now, and what was decided about it."""

    id: int
    key: Key
    peer: Peer
    standing: Standing
    offered: Offer
    taken: Offer | None
    settled: str
    missed: int
    gone_settled: bool
    brief_id: int | None
    decided_at: datetime | None

    @property
    def through(self) -> str:
        """Return the name of the library it comes through, "" where it is that library's own."""
        return "" if self.key.library == self.peer.address else self.peer.name

    @property
    def whose(self) -> str:
        """Return what to call the library whose brief it is; of one we don't follow only the address is known."""
        return self.key.library if self.through else self.peer.name

    @property
    def is_gone(self) -> bool:
        """Return whether it is no longer on the list of its library."""
        return self.missed >= GONE_AFTER

    @property
    def in_step(self) -> bool:
        """Return whether what is shown here would change with what its library shows."""
        return self.peer.followed and not self.is_gone

    @property
    def has_changed(self) -> bool:
        """Return whether it has changed there since staff decided."""
        return self.offered.digest != self.settled

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """Return what staff can do with it now, the main thing first."""
        if self.standing in {Standing.PROPOSED, Standing.IGNORED}:
            first = (Deed.ADOPT, Deed.ADAPT)
            return (*first, Deed.IGNORE) if self.standing is Standing.PROPOSED else first
        adopted = self.standing is Standing.ADOPTED
        found = [Deed.KEEP] if self.is_gone and not self.gone_settled else []
        if self.has_changed and not self.is_gone:
            found += [Deed.UPDATE, Deed.LEAVE] if adopted else [Deed.LEAVE]
        return (*found, Deed.STOP) if adopted else tuple(found)
