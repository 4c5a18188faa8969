"""Pydantic's verdicts as Findings in Portuguese: every fault at once, each with place and remedy.

Models raise `fault(...)` for rules of their own; what pydantic itself refuses is worded here.
"""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from faults.errors import InvalidData
from faults.finding import Finding

Model = TypeVar("Model", bound=BaseModel)

WORDING: dict[str, tuple[str, str]] = {
    "missing": ("falta este campo.", "Preencha-o."),
    "extra_forbidden": ("este campo não existe.", "Confira o nome da chave ou retire a linha."),
    "literal_error": ("o valor “{input}” não é aceito.", "Use um destes: {expected}."),
    "string_type": ("esperava um texto.", "Escreva o valor como texto."),
    "string_too_short": ("está vazio.", "Preencha-o."),
    "string_too_long": ("passa de {max_length} caracteres.", "Encurte o texto."),
    "string_pattern_mismatch": (
        "“{input}” não tem a forma esperada.",
        "Use letras sem acento, algarismos e hífens, sem espaços.",
    ),
    "int_type": ("esperava um número inteiro.", "Escreva só algarismos."),
    "int_from_float": ("esperava um número inteiro.", "Escreva só algarismos."),
    "finite_number": ("esperava um número inteiro.", "Escreva só algarismos."),
    "int_parsing": ("“{input}” não é um número inteiro.", "Escreva só algarismos."),
    "int_parsing_size": ("“{input}” é um número grande demais.", "Confira os algarismos."),
    "greater_than_equal": ("“{input}” é menor que {ge}.", "Use {ge} ou mais."),
    "less_than_equal": ("“{input}” é maior que {le}.", "Use {le} ou menos."),
    "too_short": ("a lista está vazia.", "Inclua ao menos um item."),
    "list_type": ("esperava uma lista.", "Escreva cada item numa linha começada por “- ”."),
    "tuple_type": ("esperava uma lista.", "Escreva cada item numa linha começada por “- ”."),
    "model_type": ("esperava vários campos.", "Escreva os campos recuados sob esta chave."),
    "dict_type": ("esperava vários campos.", "Escreva os campos recuados sob esta chave."),
    "date_type": ("esperava uma data.", "Escreva AAAA-MM-DD."),
    "date_from_datetime_parsing": ("“{input}” não é uma data.", "Escreva AAAA-MM-DD."),
    "date_from_datetime_inexact": ("“{input}” não é uma data.", "Escreva AAAA-MM-DD."),
    "bool_type": ("esperava sim ou não.", "Escreva true ou false."),
    "bool_parsing": ("“{input}” não é sim nem não.", "Escreva true ou false."),
}


def fault(rule: str, message: str, remedy: str, source: str = "") -> PydanticCustomError:
    """The error a validator raises; texts in Portuguese. `source` is the norm, if there is one."""
    # The texts travel in the context, not in the template, so that braces in them stay braces.
    context = {"text": message, "remedy": remedy, "source": source}
    return PydanticCustomError("pactua", "{text}", {**context, "rule": rule})


def validate(model: type[Model], data: Any, where: str) -> Model:
    """The model made of the data. Raises InvalidData with all findings, placed in `where`.

    `where` is "" for what no file or option gives as a whole: the fields are then the place.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        findings = findings_of(error, where)
        count = "uma falha" if len(findings) == 1 else f"{len(findings)} falhas"
        place = f"{where}: " if where else ""
        raise InvalidData(f"{place}{count} nos dados.", findings) from error


def findings_of(error: ValidationError, where: str) -> list[Finding]:
    """One finding for each fault that pydantic collected."""
    details = error.errors(include_url=False)
    return [_finding(detail, where) for detail in details if not _is_echo(detail)]


def _is_echo(detail: ErrorDetails) -> bool:
    """Pydantic counts sound items only, and would call a list of one faulty item empty as well."""
    short = detail["type"] == "too_short"
    return short and len(detail["input"]) >= detail["ctx"]["min_length"]


def _finding(detail: ErrorDetails, where: str) -> Finding:
    place = ".".join(_step(step) for step in detail["loc"])
    context = detail.get("ctx", {})
    found = detail["input"]
    excerpt = str(found) if isinstance(found, str | int) else ""
    if detail["type"] == "pactua":
        rule, message, remedy = context["rule"], context["text"], context["remedy"]
        source = context["source"]
    else:
        # A key with nothing behind it is null in YAML and an empty text in a table: one message.
        is_blank = detail["type"] == "string_type" and found is None
        kind = "string_too_short" if is_blank else detail["type"]
        rule, source = f"campo-{kind.replace('_', '-')}", ""
        template = WORDING.get(kind, ("valor não aceito.", "Confira o campo."))
        values = {**context, "input": _short(excerpt), "expected": _choices(context)}
        message, remedy = (text.format_map(values) for text in template)
    full = ": ".join(part for part in (where, place) if part)
    return Finding(rule, "erro", full, message, remedy, _short(excerpt), source)


def _step(step: int | str) -> str:
    """A step of a place as people count: the first item of a list is 1."""
    return str(step + 1) if isinstance(step, int) else step


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."


def _choices(context: dict[str, Any]) -> str:
    return str(context.get("expected", "")).replace("'", "").replace(" or ", " ou ")
