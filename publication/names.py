"""Names of institutions and people as they are compared: by words, not by letters.

"Mato Grosso" and "Mato Grosso do Sul" are 90 % alike letter by letter and different bodies, so a
name agrees only when all its words stand together and the sentence goes on with something else. One
wrong letter in a word, or a missing "Estado", makes it a near miss.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from publication.kinds import fold

Likeness = Literal["igual", "quase", "outro"]

WORD = re.compile(r"[a-z0-9]+|[^a-z0-9\s]")
HYPHEN = re.compile(r"(?<=[a-z0-9])-(?=[a-z0-9])")
LINKS = frozenset({"de", "da", "do", "das", "dos", "o", "a", "os", "as"})
OPTIONAL = frozenset({"estado"})
STOP = "|"
BEFORE = frozenset(
    {"intermedio", "meio", "atraves", "pelo", "pela", "pelos", "pelas", "entre", "com", "ao"}
    | {"junto", "partes", "participes", "participe", "celebram", "representado", "representada"}
    | {"orgao"}
)
AFTER = frozenset(
    {"por", "pelo", "pela", "representado", "representada", "representados", "neste", "nesse"}
    | {"inscrito", "inscrita", "cnpj", "cpf", "n", "com", "para", "atraves", "doravante", "ambos"}
    | {"denominado", "denominada", "no", "na", "sob", "sediado", "sediada", "situado", "mediante"}
    | {"cujo"}
)
LONGEST_TEXT = 600
"""Words of a text in which a name is looked for; extracts have some 200."""


def words(text: str) -> tuple[str, ...]:
    """The words that tell a name apart; punctuation and "e" as stops.

    >>> words("Ministério Público do Estado de Mato Grosso – MPMT")
    ('ministerio', 'publico', 'estado', 'mato', 'grosso', '|', 'mpmt')
    """
    found: list[str] = []
    for word in WORD.findall(HYPHEN.sub(" ", fold(text))):
        if word in LINKS:
            continue
        mark = word if word[0].isalnum() and word != "e" else STOP
        if mark != STOP or (found and found[-1] != STOP):
            found.append(mark)
    return tuple(found)


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name on its own, without stops around it."""
    found = words(name)
    return found[:-1] if found and found[-1] == STOP else found


def likeness(name: str, text: tuple[str, ...]) -> Likeness:
    """How a name stands in a text, both as `words`."""
    wanted = name_words(name)
    if not wanted:
        return "outro"
    said = text[:LONGEST_TEXT]
    if _stands(wanted, said):
        return "igual"
    shorter = tuple(word for word in wanted if word not in OPTIONAL)
    if len(shorter) > 1 and _stands(shorter, tuple(w for w in said if w not in OPTIONAL)):
        return "quase"
    return "quase" if _nearly_stands(wanted, said) else "outro"


def mentions(acronym: str, said: tuple[str, ...]) -> bool:
    """Whether an acronym of three letters or more stands in a text."""
    wanted = name_words(acronym)
    size = len(wanted)
    return len(acronym) > 2 and any(
        said[place : place + size] == wanted
        for place, word in enumerate(said[:LONGEST_TEXT])
        if word == wanted[0]
    )


def _stands(wanted: tuple[str, ...], said: tuple[str, ...]) -> bool:
    size = len(wanted)
    first = wanted[0]
    return any(
        word == first and said[place : place + size] == wanted and _alone(said, place, size)
        for place, word in enumerate(said)
    )


def _nearly_stands(wanted: tuple[str, ...], said: tuple[str, ...]) -> bool:
    size = len(wanted)
    for place in range(len(said) - size + 1):
        window = said[place : place + size]
        wrong = [(a, b) for a, b in zip(wanted, window, strict=True) if a != b]
        if (
            len(wrong) <= max(1, size // 3)
            and all(one_slip(a, b) for a, b in wrong)
            and _alone(said, place, size)
        ):
            return True
    return False


def _alone(said: tuple[str, ...], place: int, size: int) -> bool:
    """Whether the words around are no part of a longer name."""
    before = said[place - 1] if place else STOP
    after = said[place + size] if place + size < len(said) else STOP
    return (before == STOP or before in BEFORE) and (after == STOP or after in AFTER)


def one_slip(right: str, wrong: str) -> bool:
    """One letter changed, left out, put in, or two neighbours exchanged; not in tiny words."""
    if right == wrong:
        return True
    short, long = sorted((right, wrong), key=len)
    if len(short) < 3 or len(long) - len(short) > 1 or STOP in (right, wrong):
        return False
    start = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    if short[start + 1 :] == long[start + 1 :]:
        return True
    swapped = short[start : start + 2][::-1]
    return swapped == long[start : start + 2] and short[start + 2 :] == long[start + 2 :]


def slips(right: str, wrong: str) -> int:
    """How many characters differ between two numbers of one length; 99 for other lengths.

    Two neighbours exchanged count as one.
    """
    if len(right) != len(wrong):
        return 99
    differing = [i for i, (a, b) in enumerate(zip(right, wrong, strict=True)) if a != b]
    exchanged = sum(
        second == first + 1 and right[first] == wrong[second] and right[second] == wrong[first]
        for first, second in pairwise(differing)
    )
    return len(differing) - exchanged
