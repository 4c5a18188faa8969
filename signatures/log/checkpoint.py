"""Signed notes and checkpoints, in the formats of C2SP (signed-note, tlog-checkpoint).

A checkpoint is three lines (origin, size, root in base64), an empty line, and a line for each
signature. Whoever knows the key reads one without any program of ours, and so may a witness.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from signatures.keys import PublicKey, SigningKey

DASH = "\u2014"
MARK = f"{DASH} "
LONGEST = 64 * 1024
SIGNATURES = 16
ID_BYTES = 4
SIZE = re.compile(r"0|[1-9]\d{0,18}", re.ASCII)


class BadNote(ValueError):
    """A text that is no signed note or no checkpoint, or that the key did not sign."""


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line: who says to have signed, with which key."""

    name: str
    key_id: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A text ending in a newline, and the signatures under it."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def signed_by(self, keys: Iterable[PublicKey]) -> tuple[PublicKey, ...]:
        """Which of these keys signed. Raises BadNote when a line of one of them is false."""
        found = []
        for key in keys:
            for line in self.signatures:
                if (line.name, line.key_id) == (key.origin, key.id):
                    if not key.verifies(line.signature, self.text.encode()):
                        raise BadNote(f"a assinatura da chave {key.id} não confere")
                    found.append(key)
                    break
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log at a size."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def sign_note(text: str, keys: Sequence[SigningKey]) -> str:
    """The text with a signature line of each key."""
    lines = []
    for key in keys:
        signed = bytes.fromhex(key.public.id) + key.sign(text.encode())
        lines.append(f"{MARK}{key.public.origin} {base64.b64encode(signed).decode()}\n")
    return f"{text}\n{''.join(lines)}"


def parse_note(note: str) -> Note:
    """The parts of a signed note. Raises BadNote."""
    if len(note) > LONGEST or any(c < " " and c != "\n" for c in note):
        raise BadNote("não é uma nota assinada")
    text, gap, signatures = note.rpartition("\n\n")
    if not gap or not text or not signatures.endswith("\n"):
        raise BadNote("não é uma nota assinada")
    lines = signatures[:-1].split("\n")
    if len(lines) > SIGNATURES:
        raise BadNote("tem assinaturas demais")
    return Note(text + "\n", tuple(map(_signature, lines)))


def parse_checkpoint(note: Note) -> Checkpoint:
    """What a note says of a log; lines after the third are left aside. Raises BadNote."""
    origin, size, root, *_ = [*note.text.split("\n"), "", ""]
    try:
        digest = base64.b64decode(root, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadNote("não é um ponto do registro público") from error
    plain = base64.b64encode(digest).decode() == root
    if not origin or not SIZE.fullmatch(size) or len(digest) != 32 or not plain:
        raise BadNote("não é um ponto do registro público")
    return Checkpoint(origin, int(size), digest)


def open_checkpoint(note: str, keys: Sequence[PublicKey]) -> Checkpoint:
    """The checkpoint that one of these keys signed for the log of its own name. Raises BadNote."""
    parsed = parse_note(note)
    checkpoint = parse_checkpoint(parsed)
    signers = parsed.signed_by(key for key in keys if key.origin == checkpoint.origin)
    if not signers:
        raise BadNote("nenhuma das chaves conhecidas assinou este ponto")
    return checkpoint


def _signature(line: str) -> NoteSignature:
    name, _, encoded = line.removeprefix(MARK).partition(" ")
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadNote("uma linha de assinatura não pôde ser lida") from error
    canonical = base64.b64encode(data).decode() == encoded
    if not line.startswith(MARK) or not name or "+" in name or not canonical:
        raise BadNote("uma linha de assinatura não pôde ser lida")
    if len(data) <= ID_BYTES:
        raise BadNote("uma linha de assinatura está incompleta")
    return NoteSignature(name, data[:ID_BYTES].hex(), data[ID_BYTES:])
