"""Numbers and dates read back from words: the way opposite to ordinals, numerals and dates.

Made for texts of others, so accents, capitals and a letter misread by a scanner are forgiven; what
cannot be read is None, never a guess. It leaves out what the words stand for.
"""

import re
import unicodedata
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from portuguese.dates import MONTHS
from portuguese.ordinals import roman

_LONGEST_REMEMBERED: Final = 1_000
"""Texts up to here are remembered: the same line is asked for many times while it is read."""

_SHORTEST_FORGIVEN: Final = 5
"""Letters from which a word may differ by about one and still be read."""


def _bare_table() -> dict[int, str]:
    """Each precomposed Latin letter and its bare one in lower case: one letter for one letter."""
    table: dict[int, str] = {}
    for point in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(point))[0].lower()
        if len(base) == 1 and base.isascii() and base.isalpha():
            table[point] = base
    return table


_BARE: Final = _bare_table()


def bare(text: str) -> str:
    """The text in lower case without accents, letter for letter, so that places stay the same.

    >>> bare("CLÁUSULA DÉCIMA")
    'clausula decima'
    """
    if text.isascii():
        return text.lower()
    return _remembered(text) if len(text) < _LONGEST_REMEMBERED else text.translate(_BARE)


@lru_cache(maxsize=1 << 12)
def _remembered(text: str) -> str:
    return text.translate(_BARE)


_UNITS: Final = ("primeir", "segund", "terceir", "quart", "quint", "sext", "setim", "oitav", "non")
_TENS: Final = (
    "decim", "vigesim", "trigesim", "quadragesim", "quinquagesim", "sexagesim", "septuagesim",
    "octogesim", "nonagesim",
)  # fmt: skip
_ORDINALS: Final = {
    **{stem: value for value, stem in enumerate(_UNITS, 1)},
    **{stem: 10 * value for value, stem in enumerate(_TENS, 1)},
    "centesim": 100,
    "unic": 1,
    "undecim": 11,
    "duodecim": 12,
    "setuagesim": 70,
}
_ORDINAL_STEMS: Final = tuple(_ORDINALS)
_CARDINALS: Final = {
    "zero": 0, "um": 1, "uma": 1, "dois": 2, "duas": 2, "tres": 3, "quatro": 4, "cinco": 5,
    "seis": 6, "sete": 7, "oito": 8, "nove": 9, "dez": 10, "onze": 11, "doze": 12, "treze": 13,
    "quatorze": 14, "catorze": 14, "quinze": 15, "dezesseis": 16, "dezessete": 17, "dezoito": 18,
    "dezenove": 19, "vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50, "sessenta": 60,
    "setenta": 70, "oitenta": 80, "noventa": 90, "cem": 100, "cento": 100, "duzentos": 200,
    "duzentas": 200, "trezentos": 300, "trezentas": 300, "quatrocentos": 400, "quinhentos": 500,
    "seiscentos": 600, "setecentos": 700, "oitocentos": 800, "novecentos": 900,
}  # fmt: skip
_CARDINAL_WORDS: Final = tuple(_CARDINALS)
_WORD: Final = re.compile(r"[a-z]+")


@lru_cache(maxsize=4096)
def ordinal_value(words: str) -> int | None:
    """The number of an ordinal in words, of either gender.

    >>> ordinal_value("DÉCIMA SÉTIMA"), ordinal_value("décima-primeira"), ordinal_value("objeto")
    (17, 11, None)
    """
    total, last = 0, 1000
    for word in _WORD.findall(bare(words)):
        stem = word[:-1] if word[-1] in "oa" else word
        known = _known(stem, _ORDINAL_STEMS)
        if known is None or _ORDINALS[known] >= last:
            return None
        value = _ORDINALS[known]
        # Units only follow tens, tens only hundreds.
        total, last = total + value, 10 if value >= 10 else 1
        last = 100 if value >= 100 else last
    return total or None


@lru_cache(maxsize=4096)
def cardinal_value(words: str) -> int | None:
    """The number of a cardinal in words, below a million.

    >>> cardinal_value("trinta e seis"), cardinal_value("mil e duzentos"), cardinal_value("alguns")
    (36, 1200, None)
    """
    total = part = 0
    found = [word for word in _WORD.findall(bare(words)) if word != "e"]
    for word in found:
        if word == "mil":
            total, part = (part or 1) * 1000, 0
            continue
        known = _known(word, _CARDINAL_WORDS)
        if known is None:
            return None
        part += _CARDINALS[known]
    return total + part if found else None


@lru_cache(maxsize=1024)
def roman_value(text: str) -> int | None:
    """The number of a roman numeral, well formed, in capitals or small letters.

    >>> roman_value("XVII"), roman_value("iv"), roman_value("IIII"), roman_value("VIDA")
    (17, 4, None, None)
    """
    digits = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    values = [digits.get(letter, 0) for letter in text.upper()]
    if not values or 0 in values:
        return None
    total = sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )
    return total if 0 < total < 4000 and roman(total) == text.upper() else None


def letters_value(text: str) -> int | None:
    """The place of an item by its letter: a is 1, z is 26, aa is 27.

    >>> letters_value("a"), letters_value("aa"), letters_value("é")
    (1, 27, None)
    """
    if not text.isascii() or not text.isalpha():
        return None
    total = 0
    for letter in text.lower():
        total = total * 26 + ord(letter) - ord("a") + 1
    return total


_LONG: Final = re.compile(r"(\d{1,2})\s*[ºo°]?\s*(?:\.|de|/)?\s*([a-z]{3,})\s*(?:de|/)?\s*(\d{4})")
_SHORT: Final = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})")


def date_value(text: str) -> date | None:
    """The first date in a text, in words or figures; None when there is none that exists.

    >>> date_value("designada em 9 de fevereiro de 2023"), date_value("01/07/2014")
    (datetime.date(2023, 2, 9), datetime.date(2014, 7, 1))
    """
    plain = bare(text)
    for pattern in (_LONG, _SHORT):
        for day, month, year in pattern.findall(plain):
            number = int(month) if month.isdecimal() else month_value(month)
            found = _date(int(year), number, int(day))
            if found:
                return found
    return None


def month_value(name: str) -> int | None:
    """The number of a month by its name or the first letters of it.

    >>> month_value("Março"), month_value("fev"), month_value("mês")
    (3, 2, None)
    """
    word = bare(name)
    names = [bare(month) for month in MONTHS]
    for number, month in enumerate(names, 1):
        if len(word) >= 3 and month.startswith(word):
            return number
    known = _known(word, tuple(names))
    return names.index(known) + 1 if known else None


def _date(year: int, month: int | None, day: int) -> date | None:
    try:
        return date(year, month or 0, day)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _known(word: str, words: tuple[str, ...]) -> str | None:
    """The word itself, or the one that it nearly is."""
    if word in words:
        return word
    if len(word) < _SHORTEST_FORGIVEN:
        return None
    near = get_close_matches(word, words, n=1, cutoff=0.8)
    return near[0] if near and abs(len(near[0]) - len(word)) <= 1 else None
