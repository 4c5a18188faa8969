"""The units of the Federation: names, and the CEP ranges that tell them apart."""

from functools import cache
from pathlib import Path
from typing import Literal

from reading.yaml_text import read_mapping

State = Literal[
    "AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "MS", "MT", "PA",
    "PB", "PE", "PI", "PR", "RJ", "RN", "RO", "RR", "RS", "SC", "SE", "SP", "TO",
]  # fmt: skip

NAMES: dict[str, str] = {
    "AC": "Acre",
    "AL": "Alagoas",
    "AM": "Amazonas",
    "AP": "Amapá",
    "BA": "Bahia",
    "CE": "Ceará",
    "DF": "Distrito Federal",
    "ES": "Espírito Santo",
    "GO": "Goiás",
    "MA": "Maranhão",
    "MG": "Minas Gerais",
    "MS": "Mato Grosso do Sul",
    "MT": "Mato Grosso",
    "PA": "Pará",
    "PB": "Paraíba",
    "PE": "Pernambuco",
    "PI": "Piauí",
    "PR": "Paraná",
    "RJ": "Rio de Janeiro",
    "RN": "Rio Grande do Norte",
    "RO": "Rondônia",
    "RR": "Roraima",
    "RS": "Rio Grande do Sul",
    "SC": "Santa Catarina",
    "SE": "Sergipe",
    "SP": "São Paulo",
    "TO": "Tocantins",
}

_BARE = frozenset({"AL", "GO", "MG", "MS", "MT", "PE", "RO", "RR", "SC", "SE", "SP"})
"""Those whose names take no article, as the Constitutions of the states write them."""
_FEMININE = frozenset({"BA", "PB"})

CEP_TABLE = Path(__file__).parent / "data" / "cep.yaml"


def of_state(state: str) -> str:
    """The name after “de”, contracted where it takes an article. KeyError for no state.

    >>> of_state("PA"), of_state("BA"), of_state("SP")
    ('do Pará', 'da Bahia', 'de São Paulo')
    """
    joint = "de" if state in _BARE else "da" if state in _FEMININE else "do"
    return f"{joint} {NAMES[state]}"


def state_of_cep(digits: str) -> str | None:
    """The state to which eight CEP digits belong, or None when no range has them."""
    for first, last, state in _ranges():
        if first <= digits <= last:
            return state
    return None


@cache
def _ranges() -> tuple[tuple[str, str, str], ...]:
    table = read_mapping(CEP_TABLE)["faixas"]
    return tuple((*span.split("-"), state) for state, spans in table.items() for span in spans)
