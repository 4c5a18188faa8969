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
WHERE_CODE = "O código tem de 7 a 10 algarismos e está no fim do documento."
WHERE_CRC = "O CRC tem oito algarismos ou letras de A a F e está no fim do documento."
SEPARATORS = re.compile(r"[\s.\u2010-\u2015\u2212-]")
"""What people put between the figures of a CRC: spaces, points, hyphens and dashes."""


def parse_code(text: str) -> str:
    """The digits of a code as a person types it. Raises UsageError."""
    digits = "".join(text.upper().strip().removeprefix("SEI").split()).replace(".", "")
    if not text.strip():
        raise UsageError("falta o código verificador.", WHERE_CODE)
    if not (digits.isascii() and digits.isdecimal() and len(digits) in ACCEPTED):
        raise UsageError(f"“{text}” não é um código verificador.", WHERE_CODE)
    return digits


def crc(canonical: bytes) -> str:
    """The CRC-32 of these bytes: `061FFA87`, leading zeros kept.

    The bytes are those of rendering.sei.canonical_bytes.
    """
    return f"{zlib.crc32(canonical):0{CRC_DIGITS}X}"


def parse_crc(text: str) -> str:
    """A CRC as a person types it, in either case, with spaces, points or hyphens or without them.
    Raises UsageError.

    A zero that got lost at the front is put back: SEI itself prints it, people drop it.
    """
    if not text.strip():
        raise UsageError("falta o código CRC.", WHERE_CRC)
    digits = SEPARATORS.sub("", text.upper())
    if not re.fullmatch(rf"[0-9A-F]{{6,{CRC_DIGITS}}}", digits):
        raise UsageError(f"“{text}” não é um código CRC.", WHERE_CRC)
    return digits.zfill(CRC_DIGITS)
