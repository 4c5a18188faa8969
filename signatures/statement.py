"""The signed statement in the QR of a document: what its holder can check without any network.

The text of the QR is a link to the check page, with both codes filled in, and after its `#` the
statement as one decimal number. Browsers do not send what follows a `#`, and QR codes write digits
almost without loss. Everything from the first letter on is under the signature: the number alone
is worth nothing at another address. docs/transparencia.md tells the layout byte by byte.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from signatures.ed25519 import SIGNATURE_BYTES
from signatures.keys import PublicKey, SigningKey

VERSION = 1
DOMAIN = b"pactua-qr/1\x00"
"""What opens the signed message, so that a signature of a checkpoint is never one of a QR."""

LONGEST = 2000
KEY_BYTES, CODE_BYTES, CRC_BYTES, HASH_BYTES, CNPJ_BYTES = 4, 5, 4, 32, 10
HEAD = 1 + KEY_BYTES + CODE_BYTES + CRC_BYTES + HASH_BYTES
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CNPJ = re.compile(r"[0-9A-Z]{12}[0-9]{2}", re.ASCII)
LINK = re.compile(r"[!-~]{1,300}", re.ASCII)
NUMBER = re.compile(r"[1-9][0-9]{1,1600}", re.ASCII)


class BadStatement(ValueError):
    """A text that is no statement, or one that none of the keys has signed as it stands."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the body says of a document: where to ask, its codes, number, parties and text."""

    address: str
    code: str
    crc: str
    number: str
    cnpjs: tuple[str, ...]
    text_sha256: str

    @property
    def link(self) -> str:
        """The check page with both codes filled in, up to the `#`."""
        joint = "&" if "?" in self.address else "?"
        return f"{self.address}{joint}codigo={self.code}&crc={self.crc}#"


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """A statement as it was read, not yet checked."""

    statement: Statement
    key_id: str
    message: bytes
    signature: bytes

    def signed_by(self, key: PublicKey) -> bool:
        """Whether this key signed it, and the link before it."""
        return key.id == self.key_id and key.verifies(self.signature, self.message)


def sign_statement(statement: Statement, key: SigningKey) -> str:
    """The text for the QR. Raises ValueError when something in it has not the form it needs."""
    link = statement.link
    if not LINK.fullmatch(link) or "#" in link[:-1]:
        raise ValueError(f"the address {statement.address!r} does not go into a QR")
    packed = _packed(statement, key.public.id)
    signature = key.sign(_message(link, packed))
    return f"{link}{int.from_bytes(packed + signature)}"


def parse_statement(text: str) -> ReadStatement:
    """What a text of a QR says. Raises BadStatement."""
    text = text.strip()
    link, mark, digits = text.partition("#")
    link += mark
    if len(text) > LONGEST or not LINK.fullmatch(link) or not NUMBER.fullmatch(digits):
        raise BadStatement("o texto não é o do QR de um documento")
    value = int(digits)
    data = value.to_bytes((value.bit_length() + 7) // 8)
    packed, signature = data[:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:]
    if packed[:1] != bytes((VERSION,)):
        raise BadStatement("a declaração é de uma versão que este programa não conhece")
    try:
        statement, key_id = _unpacked(link, packed)
    except (IndexError, UnicodeDecodeError, ValueError) as error:
        raise BadStatement("a declaração está incompleta") from error
    return ReadStatement(statement, key_id, _message(link, packed), signature)


def open_statement(text: str, keys: Iterable[PublicKey]) -> tuple[Statement, PublicKey]:
    """The statement and the key that signed it. Raises BadStatement."""
    read = parse_statement(text)
    known = [key for key in keys if key.id == read.key_id]
    if not known:
        raise BadStatement(f"a declaração diz ser da chave {read.key_id}, que não é conhecida")
    for key in known:
        if read.signed_by(key):
            return read.statement, key
    raise BadStatement("a assinatura da declaração não confere")


def _message(link: str, packed: bytes) -> bytes:
    return DOMAIN + link.encode() + b"\x00" + packed


def _packed(statement: Statement, key_id: str) -> bytes:
    number = statement.number.encode()
    parts = (
        bytes((VERSION,)),
        bytes.fromhex(key_id),
        int(statement.code).to_bytes(CODE_BYTES),
        bytes.fromhex(statement.crc),
        bytes.fromhex(statement.text_sha256),
        bytes((len(number),)),
        number,
        bytes((len(statement.cnpjs),)),
        *map(_cnpj_bytes, statement.cnpjs),
    )
    packed = b"".join(parts)
    again, _ = _unpacked(statement.link, packed)
    if again != statement:
        raise ValueError(f"{statement} does not come back from its QR")
    return packed


def _unpacked(link: str, packed: bytes) -> tuple[Statement, str]:
    """What the bytes say; the code is written as the link writes it, with any leading zeros."""
    places = iter((1, KEY_BYTES, CODE_BYTES, CRC_BYTES, HASH_BYTES))
    start, head = 0, []
    for length in places:
        head.append(packed[start : start + length])
        start += length
    _, key_id, code, crc, digest = head
    number_end = HEAD + 1 + packed[HEAD]
    number = packed[HEAD + 1 : number_end].decode()
    count = packed[number_end]
    rest = packed[number_end + 1 :]
    if len(rest) != count * CNPJ_BYTES:
        raise ValueError("length")
    cnpjs = tuple(_cnpj_text(rest[at : at + CNPJ_BYTES]) for at in range(0, len(rest), CNPJ_BYTES))
    ending = re.search(r"[?&]codigo=([0-9]{7,10})&crc=([0-9A-F]{8})#\Z", link)
    if not ending or int(ending[1]) != int.from_bytes(code) or ending[2] != crc.hex().upper():
        raise ValueError("the link has other codes")
    address = link[: ending.start()]
    found = Statement(address, ending[1], ending[2], number, cnpjs, digest.hex())
    return found, key_id.hex()


def _cnpj_bytes(cnpj: str) -> bytes:
    plain = re.sub(r"[./-]", "", cnpj)
    if not CNPJ.fullmatch(plain):
        raise ValueError(f"{cnpj} is no CNPJ")
    return int(plain, 36).to_bytes(CNPJ_BYTES)


def _cnpj_text(data: bytes) -> str:
    value, letters = int.from_bytes(data), ""
    for _ in range(14):
        value, digit = divmod(value, 36)
        letters = DIGITS[digit] + letters
    if value or not CNPJ.fullmatch(letters):
        raise ValueError("CNPJ")
    return f"{letters[:2]}.{letters[2:5]}.{letters[5:8]}/{letters[8:12]}-{letters[12:]}"
