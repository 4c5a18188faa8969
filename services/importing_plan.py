"""The work plan and its contacts as a file tells of them, in the form of ours.

What cannot be read is filled with words that say so; a month that cannot be read means the whole
term.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from importing.agreement import Agreement
from importing.content import drawable, line
from importing.plan import FoundContact, FoundPlan
from portuguese.parsing import bare
from services.importing_sides import Sides

NO_TEXT = "Não consta do documento importado."
PROSE = 19_000


def contact_of(plan: FoundPlan | None, side: int, part: str) -> dict[str, Any] | None:
    """A person whom the plan names: `part` (manager, admin, liaison) of a side (0: the body)."""
    if plan is None:
        return None
    found: FoundContact | None = next(
        (one for one in plan.contacts if one.side == side and one.part == part), None
    )
    if found is None:
        return None
    return {
        "nome": line(found.name, "") or None,
        "cargo": line(found.role, "") or None,
        "setor": line(found.sector, "") or None,
        "email": line(found.email, "") or None,
    }


def duties_of(parted: Sides, partners: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Who answers for an action of the plan, by the names that its table may use."""
    named: dict[str, str] = {}
    if parted.body is not None:
        for name in (parted.body.name.value, parted.body.acronym and parted.body.acronym.value):
            named[bare(name or "")] = "orgao"
    for partner in partners:
        for name in (partner["nome"], partner["sigla"]):
            named[bare(name)] = partner["id"]
    return {name: party for name, party in named.items() if name}


def plan_data(found: Agreement, months: int, duties: Mapping[str, str]) -> dict[str, Any]:
    """The plan in the form of ours; a month that cannot be read means the whole term."""
    plan = found.plan
    last = f"M{min(max(months, 1), 120)}"
    return {
        "titulo": line(plan.title.value if plan and plan.title else "", "Acordo importado"),
        "diagnostico": _prose(plan, "diagnostico"),
        "justificativa": _prose(plan, "justificativa"),
        "objetivos": [line(one) for one in _objectives(plan)] or [NO_TEXT],
        "abrangencia": _prose(plan, "abrangencia"),
        "resultados_esperados": _prose(plan, "resultados"),
        "acoes": _actions(plan, last, duties)
        or [
            {
                "eixo": "Execução",
                "acao": "Executar o objeto do acordo",
                "inicio": "M1",
                "fim": last,
                "responsavel": "ambos",
            }
        ],
    }


def _actions(plan: FoundPlan | None, last: str, duties: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows of the table; whoever the plan does not name as a party, both answer for."""
    made = []
    for action in plan.actions[:500] if plan else ():
        start, end = action.start_month, action.end_month
        if not start or not end or start.startswith("M") != end.startswith("M") or start > end:
            start, end = "M1", last
        made.append(
            {
                "eixo": line(action.axis, "–"),
                "acao": line(action.text),
                "inicio": start,
                "fim": end,
                "responsavel": duties.get(bare(action.responsible), "ambos"),
                "evidencia": line(action.evidence, "") or None,
            }
        )
    return made


def _prose(plan: FoundPlan | None, *words: str) -> str:
    text = plan.section(*words) if plan else ""
    return drawable(text).strip()[:PROSE] or NO_TEXT


def _objectives(plan: FoundPlan | None) -> list[str]:
    text = plan.section("objetivo") if plan else ""
    found = (re.sub(r"^[-•*]\s+", "", part).rstrip(" ;.") for part in text.split("\n"))
    return [part for part in found if part]
