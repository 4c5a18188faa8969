"""Cardinal numbers: in words, in digits grouped as Brazil does, and in both together.

The Brazilian short scale (mil, milhão, bilhão). It leaves out fractions, negative numbers and the
"um mil" of cheques, which the grammars do not admit.
"""

from functools import lru_cache
from itertools import pairwise

from portuguese.gender import Gender, require_gender
from portuguese.limits import require_whole

LARGEST = 999_999_999_999

_BELOW_TWENTY = (
    "zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove",
    "dez", "onze", "doze", "treze", "quatorze", "quinze", "dezesseis", "dezessete", "dezoito",
    "dezenove",
)  # fmt: skip
# The first two places are never read: below twenty the words stand above.
_TENS = (
    "", "", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta",
    "noventa",
)  # fmt: skip
_HUNDREDS = (
    "", "cento", "duzentos", "trezentos", "quatrocentos", "quinhentos", "seiscentos",
    "setecentos", "oitocentos", "novecentos",
)  # fmt: skip
# By the power of a thousand; (singular, plural).
_NOUNS = {2: ("milhão", "milhões"), 3: ("bilhão", "bilhões")}


def cardinal_words(n: int, gender: Gender = "m") -> str:
    """Write a number in full, from 0 to 999.999.999.999.

    >>> cardinal_words(1234)
    'mil duzentos e trinta e quatro'
    >>> cardinal_words(1_200_000)
    'um milhão e duzentos mil'
    >>> cardinal_words(2200, "f")
    'duas mil e duzentas'

    Between classes, as the grammars teach (Cunha and Cintra on the cardinals): the last class takes
    "e" when it is below a hundred or exact hundreds; otherwise a comma follows milhão and bilhão,
    and nothing follows mil.

    Raises ValueError for a negative number, one above the limit, or an unknown gender.
    """
    require_whole(n, 0, LARGEST, "número por extenso")
    require_gender(gender)
    return _cardinal_words(n, gender)


# The cache sits on a private function: lru_cache would hide the argument types of a public one.
@lru_cache(maxsize=4096)
def _cardinal_words(n: int, gender: Gender) -> str:
    if n == 0:
        return "zero"
    classes = _classes(n)
    words = _class_words(*classes[0], gender)
    for (_, above), (value, scale) in pairwise(classes):
        is_last = scale == classes[-1][1]
        if is_last and (value < 100 or value % 100 == 0):
            joint = " e "
        else:
            joint = " " if above == 1 else ", "
        words += joint + _class_words(value, scale, gender)
    return words


def _classes(n: int) -> list[tuple[int, int]]:
    """Split into the classes that are not empty, highest first, each as (value, power of 1000)."""
    split = [(n // 1000**scale % 1000, scale) for scale in (3, 2, 1, 0)]
    return [(value, scale) for value, scale in split if value]


def _class_words(value: int, scale: int, gender: Gender) -> str:
    if scale == 0:
        return _below_thousand(value, gender)
    if scale == 1:
        # "mil" is a numeral and lets the noun's gender through: duas mil, duzentas mil páginas.
        return "mil" if value == 1 else _below_thousand(value, gender) + " mil"
    # Milhão and bilhão are masculine nouns of their own: dois milhões de páginas.
    return f"{_below_thousand(value, 'm')} {_NOUNS[scale][value > 1]}"


def _below_thousand(n: int, gender: Gender) -> str:
    if n == 100:
        return "cem"
    hundreds, rest = divmod(n, 100)
    words = [_HUNDREDS[hundreds]] if hundreds else []
    if rest < 20:
        words += [_BELOW_TWENTY[rest]] if rest else []
    else:
        words.append(_TENS[rest // 10])
        words += [_BELOW_TWENTY[rest % 10]] if rest % 10 else []
    return " e ".join(words if gender == "m" else map(_feminine, words))


def _feminine(word: str) -> str:
    """Only um, dois and the hundreds from duzentos on have a feminine."""
    if word in ("um", "dois"):
        return {"um": "uma", "dois": "duas"}[word]
    return word.removesuffix("os") + "as" if word.endswith("entos") else word


def grouped(n: int) -> str:
    """Write a number in digits, with a point between classes.

    >>> grouped(999), grouped(1234567)
    ('999', '1.234.567')

    Raises ValueError for a negative number.
    """
    require_whole(n, 0, None, "número")
    return f"{n:,}".replace(",", ".")


def with_words(n: int, gender: Gender = "m") -> str:
    """Write a number in digits and, between brackets, in full, as terms and quantities are written.

    >>> with_words(36)
    '36 (trinta e seis)'
    >>> with_words(1200, "f")
    '1.200 (mil e duzentas)'

    Raises ValueError as `cardinal_words` does.
    """
    words = cardinal_words(n, gender)
    return f"{grouped(n)} ({words})"
