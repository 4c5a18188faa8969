"""What a published correction puts right: each difference against the words after "leia-se".

Who corrects words it freely, so a value counts as corrected when the right text says it, in digits
or in full; what it does not say is still wrong.
"""

import re
from collections.abc import Iterable

from publication.differences import Difference
from publication.kinds import fold
from publication.published import cnpjs_in, dates_in, months_in, processes_in

RIGHT = re.compile(r"leia-se|acrescent[ea]-?(?:se)?|inclu[ai]-?(?:se)?", re.I)
WRONG = re.compile(r"onde se l[eê]", re.I)
DAY = re.compile(r"\d\d/\d\d/\d{4}")
MONTHS = re.compile(r"(\d+) meses")


def right_words(text: str) -> str:
    """The parts of a correction that say how it should read; "" when none is marked."""
    parts = RIGHT.split(text)[1:]
    return "\n".join(WRONG.split(part)[0] for part in parts)


def uncorrected(text: str, wrong: Iterable[Difference]) -> tuple[Difference, ...]:
    """The differences that a correction of this text leaves as they are."""
    right = right_words(text)
    return tuple(difference for difference in wrong if not _says(right, difference.right))


def _says(text: str, value: str) -> bool:
    if not value:
        return False  # a CPF that was printed: no exchange of words takes it back
    if fold(value) in fold(text):
        return True
    if DAY.fullmatch(value):
        return value in {f"{day:%d/%m/%Y}" for day in dates_in(text)}
    counted = MONTHS.fullmatch(value)
    if counted:
        return int(counted[1]) in months_in(text)
    bare = "".join(character for character in value.upper() if character.isalnum())
    return bare in {found.value for found in (*cnpjs_in(text), *processes_in(text))}
