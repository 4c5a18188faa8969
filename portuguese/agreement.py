"""Agreement: a word given in the masculine singular comes out in the gender and number of a noun.

Made for the words that drafts turn around a party: representado, inscrito, portador, responsável,
este, seu, Senhor. An ending that may belong to a verb, an adverb or a noun of fixed gender is
refused rather than guessed, because a wrong form would be printed in a signed text. It leaves out
the agreement of verbs and phrases of more than one word.
"""

import unicodedata
from functools import lru_cache
from typing import Final

from portuguese.contractions import article
from portuguese.gender import Noun
from portuguese.irregular import (
    ADJECTIVES_IN_NDO,
    AGREEING_LAST_PARTS,
    COMMON_GENDER,
    FIRST_ADJECTIVES,
    FORMS,
    INVARIABLE_PREFIXES,
    NEVER_AGREES,
)

# o, a, os, as
_Forms = tuple[str, str, str, str]

# A graphic accent before a final -el or -il says that the stress is not on that ending.
_STRESS_MARKS: Final = frozenset("áéíóúâêô")
# Nouns and adverbs by their ending: documento, federalismo, mensalmente.
_NEVER_ENDINGS: Final = ("mento", "ismo", "mente")


def agree(word: str, noun: Noun) -> str:
    """Inflect a word, given in the masculine singular, to agree with a noun.

    >>> agree("representado", Noun("Defensoria Pública", "f"))
    'representada'
    >>> agree("Responsável", Noun("partícipes", "m", plural=True))
    'Responsáveis'
    >>> agree("Procurador-Geral", Noun("Claire Vogel Dutra", "f"))
    'Procuradora-Geral'

    Capitals are kept. Raises ValueError for a word that cannot be inflected safely (an unknown
    ending, a gerund, an adverb, a noun of fixed gender, more than one word).
    """
    return _agree(word, noun.gender == "f", noun.plural)


def honorific(noun: Noun) -> str:
    """Give the form of address with its article, as it stands before a person's name.

    >>> honorific(Noun("Claire Vogel Dutra", "f"))
    'a Senhora'
    """
    return f"{article(noun)} {agree('Senhor', noun)}"


def possessive(noun: Noun) -> str:
    """Give the possessive that agrees with the noun, which is the thing possessed.

    >>> possessive(Noun("Secretária", "f")), possessive(Noun("representantes", "m", plural=True))
    ('sua', 'seus')
    """
    return agree("seu", noun)


@lru_cache(maxsize=4096)
def _agree(word: str, feminine: bool, plural: bool) -> str:
    # A file saved on a Mac may hold the accents apart from their letters; the tables do not.
    given = unicodedata.normalize("NFC", word)
    inflected = _inflect(given.lower())[feminine + 2 * plural]
    pairs = zip(given.split("-"), inflected.split("-"), strict=True)
    return "-".join(_with_capitals_of(part, form) for part, form in pairs)


def _inflect(word: str) -> _Forms:
    """Give the four forms of a word in lower case."""
    if word in FORMS:
        return FORMS[word]
    if "-" in word:
        return _inflect_compound(word)
    if not word.isalpha():
        raise _refusal(word, "esperava uma só palavra, sem espaços, números nem sinais")
    feminine = _feminine(word)
    return word, feminine, _plural(word), _plural(feminine)


def _inflect_compound(word: str) -> _Forms:
    """Inflect what agrees of a hyphenated word: only the last part, or all."""
    first, _, rest = word.partition("-")
    before, _, last = word.rpartition("-")
    is_joined = last in AGREEING_LAST_PARTS
    keeps_first = (
        first in INVARIABLE_PREFIXES
        or last.endswith("ense")  # of a place: mato-grossense, rio-grandense
        or (first in FIRST_ADJECTIVES and not is_joined)
    )
    if keeps_first:
        o, a, os, as_ = (f"{first}-{form}" for form in _inflect(rest))
    elif is_joined and first not in FIRST_ADJECTIVES:
        pairs = zip(_inflect(before), _inflect(last), strict=True)
        o, a, os, as_ = (f"{head}-{tail}" for head, tail in pairs)
    else:
        raise _refusal(word, "não sei qual parte da palavra composta varia")
    return o, a, os, as_


def _feminine(word: str) -> str:
    if word in COMMON_GENDER:
        return word
    if word in NEVER_AGREES or word.endswith(_NEVER_ENDINGS):
        raise _refusal(word, "não é palavra que varie conforme o nome")
    if word.endswith("ndo") and word not in ADJECTIVES_IN_NDO:
        raise _refusal(word, "parece gerúndio, que não varia")
    if word.endswith("o") and len(word) > 2 and not word.endswith("ão"):
        return word[:-1] + "a"
    # Not every -or: favor, rigor and valor are nouns, propor and dispor verbs.
    if word.endswith(("dor", "tor", "sor", "hor")):
        return word + "a"
    if word.endswith("ês"):
        return word[:-2] + "esa"
    if word.endswith(("al", "el", "il", "ul", "nte", "nse", "az", "iz", "oz", "ista", "ícola")):
        return word
    raise _refusal(word, "terminação desconhecida; a palavra deve vir no masculino singular")


def _plural(word: str) -> str:
    """Make the plural of a masculine or feminine form that `_feminine` has let through."""
    match word[-2:]:
        case "ês":
            return word[:-2] + "eses"
        case "al" | "ul":
            return word[:-1] + "is"
        case "ol":
            return word[:-2] + "óis"
        case "el":
            return word[:-2] + ("eis" if _has_stress_mark(word) else "éis")
        case "il":
            # útil, úteis, but civil, civis.
            return word[:-2] + ("eis" if _has_stress_mark(word) else "is")
    if word.endswith("m"):
        return word[:-1] + "ns"
    return word + ("es" if word.endswith(("r", "z")) else "s")


def _has_stress_mark(word: str) -> bool:
    return not _STRESS_MARKS.isdisjoint(word)


def _with_capitals_of(given: str, form: str) -> str:
    """Write a form with the capitals of the word it came from."""
    if given == given.lower():
        return form
    # A single capital is an initial: "O" at the start of a sentence becomes "Os", not "OS".
    if given == given.upper() and len(given) > 1:
        return form.upper()
    if given == given.capitalize():
        return form.capitalize()
    raise _refusal(given, "mistura maiúsculas e minúsculas")


def _refusal(word: str, reason: str) -> ValueError:
    return ValueError(
        f"concordância: não flexiono “{word}” com segurança: {reason}."
        " Reescreva a frase ou acrescente a palavra à tabela de concordância."
    )
