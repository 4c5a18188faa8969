"""The three levels of an electronic signature (Lei nº 14.063/2020, art. 4º), weakest first."""

from typing import Literal

SignatureLevel = Literal["simples", "avancada", "qualificada"]

RANK: dict[SignatureLevel, int] = {"simples": 1, "avancada": 2, "qualificada": 3}

LEVEL_NAMES: dict[SignatureLevel, str] = {
    "simples": "simples",
    "avancada": "avançada",
    "qualificada": "qualificada",
}
