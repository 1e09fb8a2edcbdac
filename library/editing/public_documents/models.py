"""A document that readers may have: what its page says, and how its clean copy stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class DocumentState(StrEnum):
    """Where a document stands."""

    PREPARED = "prepared"
    PUBLIC = "public"
    WITHDRAWN = "withdrawn"


class Licence(LabelledEnum):
    """On what terms readers have a document."""

    OGL = "ogl-3", marked("Open Government Licence v3.0")
    CC_BY = "cc-by-4", marked("Creative Commons Attribution 4.0 (CC BY)")
    CC_BY_NC = "cc-by-nc-4", marked("Creative Commons Attribution-NonCommercial 4.0 (CC BY-NC)")
    CC_BY_ND = "cc-by-nd-4", marked("Creative Commons Attribution-NoDerivatives 4.0 (CC BY-ND)")
    PERMISSION = "permission", marked("All rights reserved: published here with the owner’s permission")


class NotCleaned(StrEnum):
    """Why no clean copy could be made: a sentence that says what to do."""

    KIND = marked("We can only publish PDF and Word (.docx) files. Save the document as one of these and upload that.")
    LOCKED = marked("This PDF is locked with a password. Save it without one and upload that.")
    MARKED_UP = marked(
        "This document has comments or tracked changes, which name people. "
        "Accept or remove them all, save it, and upload that."
    )
    ACTIVE = marked("This document holds macros or other files. Save it as a PDF without them and upload that.")
    TOO_HARD = marked("We couldn’t make a clean copy of this file. Save it as a new PDF and upload that.")


@dataclass(frozen=True, slots=True)
class About:
    """What the page of a document says of it."""

    title: str
    publisher: str
    licence: Licence
    authors: str = ""
    year: int | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """A document with its clean copy. `about` is none until somebody publishes it."""

    id: int
    slug: str
    state: DocumentState
    about: About | None
    upload_id: int | None
    uploaded_by: int | None
    digest: str
    ending: str
    size: int
    pages: int
    opened_by: tuple[int, ...]
    published_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_because: str = ""

    @property
    def kind(self) -> str:
        """Return what kind of file it is, in words."""
        return {"pdf": "PDF", "docx": "Word"}[self.ending]
