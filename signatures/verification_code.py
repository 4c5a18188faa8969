"""The código verificador and its CRC: what a person types to check a document.

The code is eight digits that name one document across all its versions. SEI's codes have 7 to 8
digits today; what a person types is accepted with 7 to 10, with or without spaces, points and a
leading `SEI`.

The CRC is taken over the canonical HTML of one version, in ISO-8859-1, which leaves out the blocks
of signatures and authenticity; a draft has none. It protects nobody against a forger: that is what
the signature of the file and the public log are for.
"""

import re
import zlib

from faults.errors import UsageError

OURS = 8
ACCEPTED = range(7, 11)
CRC_DIGITS = 8


def parse_code(text: str) -> str:
    """The digits of a code as a person types it. Raises UsageError."""
    digits = "".join(text.upper().strip().removeprefix("SEI").split()).replace(".", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) in ACCEPTED):
        raise UsageError(
            f"“{text}” não é um código verificador.",
            "O código tem de 7 a 10 algarismos e está no fim do documento.",
        )
    return digits


def crc(canonical: bytes) -> str:
    """The CRC-32 of these bytes: `061FFA87`, leading zeros kept.

    The bytes are those of rendering.sei.canonical_bytes.
    """
    return f"{zlib.crc32(canonical):0{CRC_DIGITS}X}"


def parse_crc(text: str) -> str:
    """A CRC as a person types it, with or without spaces, in either case. Raises UsageError.

    A zero that got lost at the front is put back: SEI itself prints it, people drop it.
    """
    digits = "".join(text.upper().split())
    if not re.fullmatch(rf"[0-9A-F]{{6,{CRC_DIGITS}}}", digits):
        raise UsageError(
            f"“{text}” não é um código CRC.",
            "O CRC tem oito algarismos ou letras de A a F e está no fim do documento.",
        )
    return digits.zfill(CRC_DIGITS)
