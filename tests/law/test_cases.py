"""The cases that lawyers write: each file of this folder, rule by rule."""

from collections.abc import Callable
from typing import Any

import pytest

from law import deadlines, explanation  # noqa: F401 (importing them enters every rule)
from law.calendar import federal_calendar
from law.rules import RULES
from tests.law.cases import as_written, parameters, rows

CALENDAR = federal_calendar()

READING = ("literal", "prudente")
FORMS: dict[str, tuple[tuple[str, ...], tuple[str, ...], bool]] = {
    "clausula.publicacao": (("assinatura",), READING, True),
    "clausula.prorrogacao": (("fim", "dias"), READING, True),
    "clausula.denuncia": (("aviso", "dias"), ("efeito",), False),
    "clausula.denuncia.aviso": (("efeito", "dias"), READING, True),
    "clausula.rescisao": (("aviso", "dias"), ("efeito",), False),
    "clausula.rescisao.aviso": (("efeito", "dias"), READING, True),
    "clausula.substituicao": (("evento", "dias"), READING, True),
    "clausula.relatorio": (("fim", "dias"), READING, True),
    "clausula.acao": (("inicio", "fim", "assinatura", "fim_vigencia"), ("inicio", "fim"), False),
    "lei-14133-2021.dias": (("inicio", "dias"), ("dia",), False),
    "lei-14133-2021.vencimento": (("dia",), ("dia",), True),
    "lei-14133-2021.meses": (("inicio", "meses"), ("fim",), False),
    "lei-9784-1999.vencimento": (("dia",), ("dia",), True),
    "lei-9784-1999.meses": (("inicio", "meses"), ("fim",), False),
    "codigo-civil.meses": (("inicio", "meses"), ("fim",), False),
    "portaria-in-283-2018.envio": (("publicacao",), ("ate",), True),
    "portaria-in-283-2018.hora": (("dia",), ("hora",), False),
}
"""For each rule, the keys of `entrada` in order, those of `saida`, and whether it needs days."""


def outcome(row: dict[str, Any]) -> dict[str, Any]:
    """What the rule of a case gives for its `entrada`, under the keys of its `saida`."""
    if row["regra"] == "calendario":
        return day_kind(**row["entrada"])
    taken, given, needs_calendar = FORMS[row["regra"]]
    assert set(row["entrada"]) == set(taken), row
    values = [row["entrada"][key] for key in taken]
    function: Callable[..., Any] = RULES[row["regra"]].function
    found = function(CALENDAR, *values) if needs_calendar else function(*values)
    parts = tuple(found) if isinstance(found, tuple) else (found,)
    return dict(zip(given, map(as_written, parts), strict=True))


def day_kind(dia: Any) -> dict[str, bool]:
    """What the calendar says of a day."""
    return {
        "util": CALENDAR.is_business_day(dia),
        "prudente": CALENDAR.is_business_day(dia, prudent=True),
        "meio": bool(CALENDAR.half_day(dia)),
    }


@pytest.mark.parametrize("row", parameters())
def test_a_case_comes_out_as_it_is_written(row: dict[str, Any]) -> None:
    assert outcome(row) == row["saida"]


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    assert {row["regra"] for _, row in rows()} == {*RULES, "calendario"}


def test_every_file_of_cases_is_read() -> None:
    assert {stem for stem, _ in rows()} == {
        "calendario", "dias", "plano", "publicacao", "vigencia",
    }  # fmt: skip
