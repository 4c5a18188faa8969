"""The definite article before a noun, alone or contracted with de, a, por and em.

It leaves out the indefinite article and prepositions that do not contract ("com o", "para a"):
write them and use `with_article`. The noun's text is never altered.
"""

from typing import Final

from portuguese.gender import Gender, Noun

_ARTICLE: Final[dict[tuple[Gender, bool], str]] = {
    ("m", False): "o",
    ("f", False): "a",
    ("m", True): "os",
    ("f", True): "as",
}
# The crasis: the preposition "a" and the article "a" are written as one letter with a grave accent.
_TO: Final = {"o": "ao", "a": "à", "os": "aos", "as": "às"}


def article(noun: Noun) -> str:
    """Give the definite article alone.

    >>> article(Noun("União", "f"))
    'a'
    """
    return _ARTICLE[noun.gender, noun.plural]


def with_article(noun: Noun) -> str:
    """Put the definite article before the noun.

    >>> with_article(Noun("Ministério Público"))
    'o Ministério Público'
    """
    return f"{article(noun)} {noun.text}"


def of(noun: Noun) -> str:
    """Contract "de" with the article: do, da, dos, das.

    >>> of(Noun("Defensoria Pública", "f"))
    'da Defensoria Pública'
    """
    return f"d{with_article(noun)}"


def to(noun: Noun) -> str:
    """Contract "a" with the article: ao, à, aos, às.

    >>> to(Noun("Agência", "f")), to(Noun("partícipes", "m", plural=True))
    ('à Agência', 'aos partícipes')
    """
    return f"{_TO[article(noun)]} {noun.text}"


def by(noun: Noun) -> str:
    """Contract "por" with the article: pelo, pela, pelos, pelas.

    >>> by(Noun("SENACON", "f"))
    'pela SENACON'
    """
    return f"pel{with_article(noun)}"


def in_(noun: Noun) -> str:
    """Contract "em" with the article: no, na, nos, nas.

    >>> in_(Noun("Tribunal de Justiça"))
    'no Tribunal de Justiça'
    """
    return f"n{with_article(noun)}"
