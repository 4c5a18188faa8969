"""The keys of the body: what is public of one, and the folder where the private halves lie.

A key's name is that of the log it signs (its origin), so that whoever knows the name knows which
key to expect; its id and its one-line form (vkey) are those of C2SP's signed notes. Which key signs
now, and which are revoked, is told by facts in the journal; here are only the keys themselves.
"""

import base64
import binascii
import hashlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from faults.errors import OutsideError, StateError, UsageError
from faults.system_words import system_reason
from signatures import ed25519
from signatures.ed25519 import KEY_BYTES, WrongPassphrase

KIND = b"\x01"
"""Ed25519, in C2SP's signed notes."""

ORIGIN = re.compile(r"[!-*,-~]{1,200}")
SHORTEST = 12
"""Letters of a passphrase that still withstands guessing behind scrypt."""

SET_IT = "Ponha-a em PACTUA_CHAVE_SENHA, ou o arquivo dela em PACTUA_CHAVE_SENHA_ARQUIVO."
ENDORSEMENT = b"pactua-chave/1\n"
"""What opens the message by which a key endorses the next one, so that it is nothing else."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half: it checks what the private one signed."""

    origin: str
    raw: bytes

    @property
    def id(self) -> str:
        """Eight hex digits: SHA-256 of name, type and key, cut (C2SP signed-note)."""
        return hashlib.sha256(self.origin.encode() + b"\n" + KIND + self.raw).hexdigest()[:8]

    @property
    def vkey(self) -> str:
        """`origin+id+base64`, the line in which a key is handed on."""
        return f"{self.origin}+{self.id}+{base64.b64encode(KIND + self.raw).decode()}"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the key in groups of four, to be read out on the telephone."""
        digits = hashlib.sha256(self.raw).hexdigest()
        return " ".join(digits[place : place + 4] for place in range(0, 64, 4))

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether this key signed this message."""
        return ed25519.verify(self.raw, signature, message)

    def endorsement_of(self, successor: "PublicKey") -> bytes:
        """The message in which this key names the next one."""
        return ENDORSEMENT + f"{self.vkey}\n{successor.vkey}\n".encode()


def parse_vkey(text: str) -> PublicKey:
    """The key of a line. Raises UsageError when its id does not fit, too."""
    origin, _, rest = text.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if ORIGIN.fullmatch(origin) and len(data) == KEY_BYTES + 1 and data[:1] == KIND:
        key = PublicKey(origin, data[1:])
        if key.vkey == text.strip() and key.id == key_id:
            return key
    raise UsageError(
        "a linha da chave pública não está inteira.",
        "Copie-a de novo; ela tem a forma nome+identificador+chave.",
    )


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key that was opened. Its private half shows in no text of it."""

    public: PublicKey
    seed: bytes = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """The signature of a message."""
        return ed25519.sign(self.seed, message)


@dataclass(frozen=True)
class KeyRing:
    """The folder of private keys, one file each, and the passphrase that opens them.

    The folder is 0700 and each file 0600 from the moment it is there. A key is opened once.
    """

    folder: Path
    passphrase: str = field(default="", repr=False)
    _opened: dict[str, SigningKey] = field(default_factory=dict, repr=False, compare=False)

    def create(self, origin: str) -> SigningKey:
        """Make a key and keep it. Raises UsageError or OutsideError."""
        if not self.passphrase:
            raise UsageError("falta a senha que vai proteger a chave.", SET_IT)
        if len(self.passphrase) < SHORTEST:
            raise UsageError(
                f"a senha da chave tem menos de {SHORTEST} caracteres.",
                "Use uma frase comprida, que ninguém mais conheça, e guarde-a fora desta máquina.",
            )
        if not ORIGIN.fullmatch(origin):
            raise UsageError(
                f"“{origin}” não serve de nome do registro público.",
                "Use letras sem acento, algarismos, pontos e barras, como orgao.gov.br/registro.",
            )
        seed = ed25519.new_seed()
        key = SigningKey(PublicKey(origin, ed25519.public_of(seed)), seed)
        self._write(self.path(key.public.id), ed25519.seal(seed, self.passphrase))
        self._opened[key.public.id] = key
        return key

    def open(self, public: PublicKey) -> SigningKey:
        """The private half. Raises StateError without it, UsageError when it stays shut."""
        known = self._opened.get(public.id)
        if known is not None:
            return known
        path = self.path(public.id)
        try:
            pem = path.read_bytes()
        except FileNotFoundError as error:
            raise StateError(
                f"a chave {public.id} não está nesta máquina.",
                f"Restaure o arquivo {path.name} na pasta chaves, ou troque de chave.",
            ) from error
        except OSError as error:
            raise OutsideError(
                f"a chave {public.id} não pôde ser lida ({system_reason(error)}).",
                "Confira as permissões da pasta chaves.",
            ) from error
        if not self.passphrase:
            raise UsageError(f"falta a senha da chave {public.id}.", SET_IT)
        try:
            seed = ed25519.unseal(pem, self.passphrase)
        except WrongPassphrase as error:
            raise UsageError(
                f"a senha não abre a chave {public.id}.", "Confira a senha e tente de novo."
            ) from error
        if ed25519.public_of(seed) != public.raw:
            raise OutsideError(
                f"o arquivo da chave {public.id} contém outra chave.",
                "Restaure o arquivo certo na pasta chaves.",
            )
        key = SigningKey(public, seed)
        self._opened[public.id] = key
        return key

    def holds(self, public: PublicKey) -> bool:
        """Whether the private half lies here."""
        return self.path(public.id).is_file()

    def path(self, key_id: str) -> Path:
        """Where a private key lies."""
        return self.folder / f"{key_id}.pem"

    def _write(self, path: Path, pem: str) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.folder.chmod(0o700)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as stream:
                stream.write(pem)
                stream.flush()
                os.fsync(stream.fileno())
            folder = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            raise OutsideError(
                f"a chave não pôde ser guardada em {self.folder} ({system_reason(error)}).",
                "Confira o espaço em disco e as permissões da pasta de dados.",
            ) from error
