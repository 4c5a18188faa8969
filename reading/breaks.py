"""Words that a page broke at the end of a line, put together again."""

import re
from functools import lru_cache

from portuguese.parsing import bare

SOFT = "\N{SOFT HYPHEN}"
"""At the end of a line: where a program, and not a person, broke a word."""

CLITICS = frozenset(
    {"se", "lhe", "lhes", "la", "lo", "las", "los", "me", "te", "nos", "vos", "na", "no", "nas"}
    | {"lha", "lho", "a", "o", "as", "os"}
)
JOINED_BY_HYPHEN = frozenset(
    {"ex", "vice", "pre", "pos", "pro", "recem", "alem", "sem", "bem", "mal", "nao", "decreto"}
    | {"tecnico", "politico", "juridico", "economico", "socio", "administrativo", "publico"}
    | {"procurador", "procuradora", "diretor", "diretora", "secretario", "secretaria"}
    | {"segunda", "terca", "quarta", "quinta", "sexta", "guarda", "vale"}
)


@lru_cache(maxsize=2)
def words_of(text: str) -> frozenset[str]:
    """Every word of a text, so that a broken one can be looked up in the rest of it."""
    return frozenset(re.findall(r"[a-z]+(?:-[a-z]+)*", bare(text)))


def without_break(before: str, text: str, words: frozenset[str] = frozenset()) -> str:
    """The words before a break, with their hyphen only where it belongs to the word."""
    if before.endswith(SOFT):
        return before[:-1]
    first = re.search(r"(\w+)-$", before)
    second = re.match(r"\w+", text)
    if first is None or second is None:
        return before if before.endswith("-") and not before.endswith(" -") else before + " "
    if not text[0].islower():
        return before  # Procuradora-Geral
    one, other = bare(first[1]), bare(second[0])
    whole, hyphened = one + other, f"{one}-{other}"
    if whole in words:
        return before[:-1]
    if hyphened in words or other in CLITICS or one in JOINED_BY_HYPHEN:
        return before
    return before[:-1]


def repeats_hyphen(before: str, text: str) -> bool:
    """Whether a line begins with the hyphen that the one before ends with.

    Acordo Ortográfico de 1990, base XX, 6º: a hyphen of the word is written on both lines.
    """
    return before[-1:] == "-" == text[:1] and before[-2:-1].isalpha() and text[1:2].isalpha()
