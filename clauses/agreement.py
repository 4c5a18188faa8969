"""Portuguese agreement as filters of the clause language: thin words over portuguese/.

A filter takes a noun (a Record that has one) or a number and gives text. A filter that is fed the
wrong thing says so in Portuguese; it never guesses.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from clauses.values import Record, Value
from faults.errors import BadTemplate
from portuguese import contractions
from portuguese.agreement import agree, honorific, possessive
from portuguese.currency import reais_with_words
from portuguese.dates import long_date
from portuguese.gender import Noun
from portuguese.lists import join_and
from portuguese.numerals import with_words
from portuguese.ordinals import ordinal_words


def _noun(value: Value, name: str) -> Noun:
    if isinstance(value, Record) and value.noun is not None:
        return value.noun
    raise BadTemplate(
        f"o filtro “{name}” precisa de um nome com gênero e recebeu “{value}”.",
        "Aplique-o a participe, orgao, participes, tratamento, sigla ou representante.",
    )


def _number(value: Value, name: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise BadTemplate(
        f"o filtro “{name}” precisa de um número inteiro e recebeu “{value}”.",
        "Aplique-o a um prazo, como prazo.meses.",
    )


def _contraction(name: str, function: Callable[[Noun], str]) -> Callable[[Value], str]:
    def apply(value: Value) -> str:
        return function(_noun(value, name))

    return apply


@lru_cache(maxsize=1024)
def _agree(word: str, noun: Noun) -> str:
    return agree(word, noun)


def _concorda(value: Value, word: Value) -> str:
    try:
        return _agree(str(word), _noun(value, "concorda"))
    except ValueError as error:
        raise BadTemplate(
            f"o filtro “concorda” não sabe flexionar “{word}”.",
            "Escreva a palavra no masculino singular ou use {% if %} com as duas formas.",
        ) from error


def _extenso(value: Value) -> str:
    return with_words(_number(value, "extenso"), "m")


def _extenso_f(value: Value) -> str:
    return with_words(_number(value, "extenso_f"), "f")


def _ordinal(value: Value) -> str:
    return ordinal_words(_number(value, "ordinal"), "m")


def _ordinal_f(value: Value) -> str:
    return ordinal_words(_number(value, "ordinal_f"), "f")


def _data_extenso(value: Value) -> str:
    if isinstance(value, date):
        return long_date(value)
    raise BadTemplate(f"o filtro “data_extenso” recebeu “{value}”.", "Aplique-o a uma data.")


def _moeda(value: Value) -> str:
    try:
        return reais_with_words(Decimal(str(value)))
    except (InvalidOperation, ValueError) as error:
        raise BadTemplate(
            f"o filtro “moeda” recebeu “{value}”.", "Escreva o valor como 1234.56."
        ) from error


def _lista_partes(value: Value) -> str:
    members = value.members if isinstance(value, Record) else ()
    return join_and(
        [
            f"{contractions.with_article(_noun(member, 'lista_partes'))} – {member.fields['sigla']}"
            for member in members
        ]
    )


FILTERS: dict[str, Callable[..., str]] = {
    "o": _contraction("o", contractions.with_article),
    "do": _contraction("do", contractions.of),
    "ao": _contraction("ao", contractions.to),
    "pelo": _contraction("pelo", contractions.by),
    "no": _contraction("no", contractions.in_),
    "artigo": _contraction("artigo", contractions.article),
    "concorda": _concorda,
    "senhor": _contraction("senhor", honorific),
    "seu": _contraction("seu", possessive),
    "extenso": _extenso,
    "extenso_f": _extenso_f,
    "ordinal": _ordinal,
    "ordinal_f": _ordinal_f,
    "data_extenso": _data_extenso,
    "moeda": _moeda,
    "maiusculas": lambda value: str(value).upper(),
    "minusculas": lambda value: str(value).lower(),
    "lista_partes": _lista_partes,
}
"""Every filter a clause text may use, by the name lawyers type."""

WITH_WORD = frozenset({"concorda"})
"""The filters that take a word in parentheses; the others take nothing."""
