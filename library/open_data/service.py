"""What programs take: each file with its size and checksum, made once for each state of the library."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from library.briefs import repository as briefs
from library.open_data.files import FILES, Adopted, Briefs, File
from library.peers import brief_repository as shared_briefs
from library.services import Services

CHECKSUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it is now."""

    file: File
    content: bytes

    @property
    def checksum(self) -> str:
        """Return its SHA-256."""
        return hashlib.sha256(self.content).hexdigest()


def everything(services: Services) -> list[Written]:
    """Return every file as it is now."""
    return [_written(services, file) for file in FILES]


def one(services: Services, name: str) -> Written | None:
    """Return the file of a name; None where there is none."""
    return next((_written(services, file) for file in FILES if file.name == name), None)


def checksums(services: Services) -> str:
    """Return the checksums of all files, as `sha256sum -c` reads them."""
    return "".join(f"{each.checksum}  {each.file.name}\n" for each in everything(services))


def _written(services: Services, file: File) -> Written:
    with services.store.reading() as database:
        found, adopted = briefs.everything(database), shared_briefs.listed(database, shared_briefs.ADOPTED)
    return Written(file, _content(services, file, tuple(found), tuple(adopted)))


@lru_cache(maxsize=2 * len(FILES))
def _content(services: Services, file: File, found: Briefs, adopted: Adopted) -> bytes:
    return file.write(services, found, adopted).encode()
