"""Personal values of a record: which keys hold them, and what of them anyone may see.

CPF is masked and RG left out (Parecer AGU nº 1/2021/CONJUR-CGU).
"""

from typing import Any

from instruments.identifiers import mask_cpf

PERSONAL_KEYS = frozenset({"cpf", "rg"})


def masked(data: Any) -> Any:
    """A copy of JSON data, at any depth without what must not be published."""
    if isinstance(data, dict):
        return {key: _masked(key, value) for key, value in data.items() if key != "rg"}
    if isinstance(data, list):
        return [_masked("", value) for value in data]
    return data


def _masked(key: str, value: Any) -> Any:
    if isinstance(value, dict | list):
        return masked(value)
    return mask_cpf(value) if key == "cpf" and value is not None else value
