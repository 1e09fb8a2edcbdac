"""The file of a backup: a ZIP with one member of JSON lines for each table, the uploads, and a list of what is in it.

The list is written last and holds a sum for every member, so that a file that was cut short, garbled or meddled with
is known before anything is taken from it.
"""

import hashlib
import json
import os
import secrets
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import IO, Any, cast

from library.transfer.backup.encryption import EncryptedFile, decrypt, is_encrypted
from library.transfer.files import CannotRead

FORMAT = 1
LIST = "list.json"
TABLES, FILES = "tables", "files"
PIECE = 1 << 20
GARBLED = (
    KeyError,
    TypeError,
    AttributeError,
    ValueError,
    EOFError,
    zlib.error,
    zipfile.BadZipFile,
    NotImplementedError,
)
"""What reading a file that is not what we wrote may raise."""
Row = dict[str, Any]
Tell = Callable[[int, int], None]
"""Called with how much is done, of how much."""


class Writer:
    """A backup that is being written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Start with nothing in it."""
        self._archive = archive
        self._sums: dict[str, str] = {}

    def table(self, name: str, rows: Iterable[Row]) -> None:
        """Add the rows of a table."""
        self._add(f"{TABLES}/{name}.jsonl", ((json.dumps(row, ensure_ascii=False) + "\n").encode() for row in rows))

    def file(self, name: str, path: Path) -> None:
        """Add a file."""
        with path.open("rb") as source:
            self._add(f"{FILES}/{name}", iter(lambda: source.read(PIECE), b""))

    def _add(self, name: str, pieces: Iterable[bytes]) -> None:
        digest = hashlib.sha256()
        with self._archive.open(name, "w", force_zip64=True) as member:
            for piece in pieces:
                digest.update(piece)
                member.write(piece)
        self._sums[name] = digest.hexdigest()

    def finish(self, revision: str, now: datetime) -> None:
        """Write the list of what is in it."""
        manifest = {"format": FORMAT, "made_at": now.isoformat(), "revision": revision, "sums": self._sums}
        self._archive.writestr(LIST, json.dumps(manifest, indent=2))


@contextmanager
def writing(path: Path, key: str = "") -> Iterator[Writer]:
    """Write a backup beside its place and put it there once it is whole; only its owner may read it.

    With a key it is encrypted on its way, so that nothing of it is ever on the disk as it is.
    """
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            coded = EncryptedFile(file, key) if key else None
            with zipfile.ZipFile(cast(IO[bytes], coded or file), "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                yield Writer(archive)
            if coded:
                coded.finish()
            file.flush()
            os.fsync(file.fileno())
        put_in_place(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def put_in_place(fresh: Path, path: Path) -> None:
    """Return a finished file its name, for good."""
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class Backup:
    """A backup that was read through and found whole."""

    def __init__(self, archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
        """Keep the archive and its list."""
        self._archive = archive
        self.revision, self.made_at = str(manifest["revision"]), datetime.fromisoformat(manifest["made_at"])
        self.sums: dict[str, str] = manifest["sums"]

    def tables(self) -> set[str]:
        """Name the tables in it."""
        return {PurePosixPath(name).stem for name in self.sums if name.startswith(f"{TABLES}/")}

    def rows(self, table: str) -> Iterator[Row]:
        """Return the rows of a table."""
        with self._archive.open(f"{TABLES}/{table}.jsonl") as member:
            for line in member:
                yield json.loads(line)

    def files(self) -> list[str]:
        """Name the files in it."""
        return sorted(name.removeprefix(f"{FILES}/") for name in self.sums if name.startswith(f"{FILES}/"))

    def unpack(self, name: str, path: Path) -> None:
        """Write a file of it to a place, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        with self._archive.open(f"{FILES}/{name}") as member, fresh.open("xb") as file:
            fresh.chmod(0o600)
            shutil.copyfileobj(member, file, PIECE)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(fresh, path)


@contextmanager
def reading(path: Path, tell: Tell, key: str = "", beside: Path | None = None) -> Iterator[Backup]:
    """Read a backup through, and return it if it is whole; else raise CannotRead.

    One that is encrypted is opened in the folder `beside`, as a file without a name that is gone with this process.
    """
    with ExitStack() as stack:
        try:
            file: IO[bytes] = stack.enter_context(path.open("rb"))
            if is_encrypted(file):
                opened = stack.enter_context(TemporaryFile(dir=beside))
                decrypt(path, key, opened, tell)
                file = opened
            archive = stack.enter_context(zipfile.ZipFile(file))
        except OSError as error:
            raise CannotRead(f"{path} cannot be read: {error.strerror or error}.") from error
        except zipfile.BadZipFile as error:
            raise CannotRead(
                f"{path.name} is cut short, or is no backup. Use another one. Nothing was changed."
            ) from error
        try:
            backup = _checked(archive, tell)
        except (*GARBLED, OSError) as error:
            raise CannotRead(
                f"{path.name} is damaged, or is no backup of a library. Use another one. Nothing was changed."
            ) from error
        yield backup


def _checked(archive: zipfile.ZipFile, tell: Tell) -> Backup:
    """Hold what is in a backup against its list; what differs raises one of GARBLED."""
    manifest = json.loads(archive.read(LIST))
    backup, names = Backup(archive, manifest), [name for name in archive.namelist() if name != LIST]
    if manifest["format"] != FORMAT or sorted(names) != sorted(backup.sums) or any(map(_leads_out, names)):
        raise ValueError(names)
    for number, name in enumerate(names, 1):
        with archive.open(name) as member:
            if _sum(member) != backup.sums[name]:
                raise ValueError(name)
        tell(number, len(names))
    return backup


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ".." in PurePosixPath(name).parts or "\\" in name


def _sum(member: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := member.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()
