"""Encrypts a backup while it is written, and opens it again: AES-256-GCM on pieces of a megabyte each.

The nonce of a piece counts it and says whether it is the last, so that pieces can be neither left out, put in another
order nor cut off at the end. The key is made from LIBRARY_BACKUP_KEY by scrypt with a salt of the file's own.
"""

import hmac
import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from library.transfer.files import CannotRead

MAGIC = b"WWLBACK1"
SALT, CHECK, PIECE, TAG = 16, 16, 1 << 20, 16
HEADER = len(MAGIC) + SALT + CHECK
DAMAGED = "{name} is damaged or cut short. Use another backup. Nothing was changed."
NO_KEY = "{name} is encrypted. Set LIBRARY_BACKUP_KEY to the key it was made with. Nothing was changed."
OTHER_KEY = "LIBRARY_BACKUP_KEY is not the key that {name} was made with. Nothing was changed."


def _made_from(key: str, salt: bytes) -> tuple[bytes, bytes]:
    """Return what encrypts, and what tells whether a key is the right one."""
    made = Scrypt(salt=salt, length=32 + CHECK, n=1 << 15, r=8, p=1).derive(key.encode())
    return made[:32], made[32:]


def _nonce(number: int, last: bool) -> bytes:
    return struct.pack(">QHBx", number, 0, last)


class EncryptedFile:
    """A file that is written once from its beginning to its end, and encrypted on its way."""

    def __init__(self, file: IO[bytes], key: str) -> None:
        """Begin the file."""
        salt = os.urandom(SALT)
        secret, check = _made_from(key, salt)
        self._file, self._cipher, self._header = file, AESGCM(secret), MAGIC + salt + check
        self._waiting, self._number = bytearray(), 0
        file.write(self._header)

    def write(self, piece: bytes) -> int:
        """Take more in."""
        self._waiting += piece
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(piece)

    def flush(self) -> None:
        """Write what is whole; the last piece waits for `finish`."""
        self._file.flush()

    def finish(self) -> None:
        """Write the last piece, without which the file is not whole."""
        self._put(bytes(self._waiting), last=True)

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last), piece, self._header))
        self._number += 1


def is_encrypted(file: IO[bytes]) -> bool:
    """Return whether a file is one of these; it is left at its beginning."""
    begins = file.read(len(MAGIC))
    file.seek(0)
    return begins == MAGIC


def decrypt(path: Path, key: str, into: IO[bytes], tell: Callable[[int, int], None]) -> None:
    """Write what a file holds into another; raise CannotRead for another key, or a byte that has changed."""
    with path.open("rb") as file:
        header = file.read(HEADER)
        cipher = _cipher(header, key, path.name)
        size, number = path.stat().st_size, 0
        piece = file.read(PIECE + TAG)
        while piece:
            following = file.read(PIECE + TAG)
            try:
                into.write(cipher.decrypt(_nonce(number, not following), piece, header))
            except InvalidTag as error:
                raise CannotRead(DAMAGED.format(name=path.name)) from error
            piece, number = following, number + 1
            tell(file.tell() - len(following), size)
        if not number:
            raise CannotRead(DAMAGED.format(name=path.name))


def _cipher(header: bytes, key: str, name: str) -> AESGCM:
    if not key:
        raise CannotRead(NO_KEY.format(name=name))
    if len(header) < HEADER:
        raise CannotRead(DAMAGED.format(name=name))
    secret, check = _made_from(key, header[len(MAGIC) : len(MAGIC) + SALT])
    if not hmac.compare_digest(check, header[-CHECK:]):
        raise CannotRead(OTHER_KEY.format(name=name))
    return AESGCM(secret)
