"""The código verificador: eight digits that name one document across all its versions.

SEI's codes have 7 to 8 digits today; what a person types is accepted with 7 to 10, with or without
spaces, points and a leading `SEI`. The CRC that goes with a code belongs to a signed text and is
not made for drafts.
"""

from faults.errors import UsageError

OURS = 8
ACCEPTED = range(7, 11)


def parse_code(text: str) -> str:
    """The digits of a code as a person types it. Raises UsageError."""
    digits = "".join(text.upper().strip().removeprefix("SEI").split()).replace(".", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) in ACCEPTED):
        raise UsageError(
            f"“{text}” não é um código verificador.",
            "O código tem de 7 a 10 algarismos e está no fim do documento.",
        )
    return digits
