"""Ordinals in words, roman numerals, letters of items, and ordinals in digits.

Everything comes out in lower case (except roman numerals); headings raise it themselves. It leaves
out where each kind is used: Lei Complementar 95/1998 art. 10 (articles, incisos, alíneas) is the
business of labels.
"""

from functools import lru_cache

from portuguese.gender import Gender, require_gender
from portuguese.limits import require_whole
from portuguese.numerals import grouped

# Where the orthographic vocabulary admits two forms (tricentésimo, seiscentésimo, setingentésimo,
# nongentésimo), the one that the grammars put first is used, always the same.
# Stems: the gender adds "o" or "a". The first of each is the empty place of a zero.
_UNITS = (
    "", "primeir", "segund", "terceir", "quart", "quint", "sext", "sétim", "oitav", "non",
)  # fmt: skip
_TENS = (
    "", "décim", "vigésim", "trigésim", "quadragésim", "quinquagésim", "sexagésim",
    "septuagésim", "octogésim", "nonagésim",
)  # fmt: skip
_HUNDREDS = (
    "", "centésim", "ducentésim", "trecentésim", "quadringentésim", "quingentésim",
    "sexcentésim", "septingentésim", "octingentésim", "noningentésim",
)  # fmt: skip
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"),
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def ordinal_words(n: int, gender: Gender = "f") -> str:
    """Write an ordinal in full, from 1 to 999; feminine unless told, as clauses are.

    >>> ordinal_words(17)
    'décima sétima'
    >>> ordinal_words(100, "m")
    'centésimo'

    Raises ValueError outside 1..999 or for an unknown gender.
    """
    require_whole(n, 1, 999, "ordinal por extenso")
    require_gender(gender)
    return _ordinal_words(n, gender)


# The caches sit on private functions: lru_cache would hide the argument types of a public one.
@lru_cache(maxsize=2048)
def _ordinal_words(n: int, gender: Gender) -> str:
    hundreds, tens, units = n // 100, n // 10 % 10, n % 10
    ending = "o" if gender == "m" else "a"
    stems = (_HUNDREDS[hundreds], _TENS[tens], _UNITS[units])
    return " ".join(stem + ending for stem in stems if stem)


def roman(n: int) -> str:
    """Write a roman numeral, from 1 to 3999.

    >>> roman(4), roman(1988)
    ('IV', 'MCMLXXXVIII')

    Raises ValueError outside 1..3999: beyond it the numeral needs strokes above the letters.
    """
    require_whole(n, 1, 3999, "algarismo romano")
    return _roman(n)


@lru_cache(maxsize=1024)
def _roman(n: int) -> str:
    digits = []
    for value, symbol in _ROMAN:
        times, n = divmod(n, value)
        digits.append(symbol * times)
    return "".join(digits)


def letters(n: int) -> str:
    """Write the letter of the n-th item: a to z, then aa to az, ba to bz and so on.

    >>> letters(1), letters(26), letters(27), letters(53)
    ('a', 'z', 'aa', 'ba')

    All 26 letters count, k, w and y included (Acordo Ortográfico de 1990, base I).

    Raises ValueError below 1.
    """
    require_whole(n, 1, None, "letra de alínea")
    text = ""
    while n:
        # There is no zero among letters: 26 is "z", not "a" and a zero, hence the shift by one.
        n, letter = divmod(n - 1, 26)
        text = chr(ord("a") + letter) + text
    return text


def ordinal_number(n: int, gender: Gender = "m") -> str:
    """Write an ordinal in digits.

    >>> ordinal_number(1), ordinal_number(2, "f"), ordinal_number(1000)
    ('1º', '2ª', '1.000º')

    Raises ValueError below 1 or for an unknown gender.
    """
    require_whole(n, 1, None, "ordinal")
    require_gender(gender)
    return grouped(n) + ("º" if gender == "m" else "ª")
