"""The noun: a text with the gender and number that the words around it must follow.

It leaves out how gender is found: a name does not tell it ("a SENACON", "o Procon"), so whoever
describes a party states it as data.
"""

from dataclasses import dataclass
from typing import Literal

Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun as printed, with its gender and number.

    >>> Noun("Defensoria Pública", "f")
    Noun(text='Defensoria Pública', gender='f', plural=False)

    Raises ValueError when the text is blank ("do " would be left hanging) or the gender unknown.
    """

    text: str
    gender: Gender = "m"
    plural: bool = False

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("nome vazio: não há com o que concordar")
        require_gender(self.gender)


def require_gender(gender: str) -> None:
    """Refuse anything but "m" and "f": genders come from files too, where types do not hold them.

    >>> require_gender("x")
    Traceback (most recent call last):
    ValueError: gênero “x” desconhecido: use “m” (masculino) ou “f” (feminino)
    """
    if gender not in ("m", "f"):
        raise ValueError(f"gênero “{gender}” desconhecido: use “m” (masculino) ou “f” (feminino)")
