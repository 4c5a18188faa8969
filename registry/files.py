"""The exact bytes of files, kept by their SHA-256. Nothing here is ever changed or overwritten."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from faults.errors import OutsideError
from faults.system_words import system_reason

DRAFT_ENDING = ".parte"


@dataclass(frozen=True, slots=True)
class FileStore:
    """A folder of files named by the SHA-256 of their bytes."""

    folder: Path

    def keep(self, data: bytes) -> str:
        """Store the bytes, durably, and return their SHA-256.

        Storing them again does nothing, unless what lies there was damaged: then it is made good.
        """
        digest = hashlib.sha256(data).hexdigest()
        path = self.path(digest)
        try:
            if not path.exists() or path.read_bytes() != data:
                write_whole(path, data)
        except OSError as error:
            raise OutsideError(
                f"o arquivo não pôde ser guardado em {self.folder} ({system_reason(error)}).",
                "Confira o espaço em disco e a permissão da pasta de dados.",
            ) from error
        return digest

    def read(self, digest: str) -> bytes:
        """The bytes of a stored file. Raises OutsideError when they are gone or were changed."""
        try:
            data = self.path(digest).read_bytes()
        except OSError as error:
            raise OutsideError(
                f"falta o arquivo guardado {digest[:12]}… ({system_reason(error)}).",
                "Restaure a cópia de segurança da pasta de dados.",
            ) from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise OutsideError(
                f"o arquivo guardado {digest[:12]}… foi alterado no disco.",
                "Restaure a cópia de segurança da pasta de dados.",
            )
        return data

    def path(self, digest: str) -> Path:
        """Where the bytes of this SHA-256 lie."""
        return self.folder / digest[:2] / digest


def is_draft(path: Path) -> bool:
    """Whether this is what a killed run left half written."""
    return path.name.startswith(".") and path.suffix == DRAFT_ENDING


def write_whole(path: Path, data: bytes, durable: bool = True) -> None:
    """Write a file so that it is either there whole or not at all, also after a power cut.

    Not `durable` leaves out the wait for the disk: for copies that can be made again.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}{DRAFT_ENDING}")
    try:
        with draft.open("wb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
