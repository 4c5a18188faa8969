"""Whose certificate it is: the signatory's own, or somebody else's.

A CPF that is known on both sides decides, also against equal names: there are namesakes. Without it
the names must agree, but for what is written now one way and now another: case, accents, spacing,
the particles between the parts (de, da, dos, e), and the number that ICP-Brasil puts behind a name
(DOC-ICP-04). A part that is abbreviated, left out or another one makes another name: `Maria A.
Silva` may be Aparecida or Antônia, and a person has to say so.
"""

import re
import unicodedata
from enum import StrEnum

NUMBER_BEHIND = re.compile(r"\s*:\s*(\d{11}|\d{14})\s*\Z")
PARTICLES = frozenset({"de", "da", "do", "das", "dos", "e", "d"})


class Whose(StrEnum):
    """What a certificate says of a signatory."""

    OWN = "proprio"
    OTHERS = "outra_pessoa"
    """The CPFs are not the same."""
    UNKNOWN = "nao_se_sabe"
    """No CPF to go by, and another name."""


def whose(name: str, cpf: str, expected_name: str, expected_cpf: str) -> Whose:
    """Whether a certificate of this name and CPF is that of the one who is expected.

    CPFs are masked, or "" where none is known.
    """
    if cpf and expected_cpf:
        return Whose.OWN if cpf == expected_cpf else Whose.OTHERS
    return Whose.OWN if same_name(name, expected_name) else Whose.UNKNOWN


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for case, accents, spacing, particles and the number of
    ICP-Brasil."""
    return _parts(one) == _parts(other)


def _parts(name: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", NUMBER_BEHIND.sub("", name))
    kept = "".join(
        one if one.isalnum() else " " for one in letters if not unicodedata.combining(one)
    )
    return [part for part in kept.casefold().split() if part not in PARTICLES]
