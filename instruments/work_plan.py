"""The work plan (plano de trabalho): what is written once and serves many instruments.

Months are either counted from the last signature (`M1` ... `M120`) or calendar months (`AAAA-MM`).
The method (section 6 of the annex) is not written here: it is drawn from the obligation clauses.
"""

from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from clauses.clause_text import Slug
from faults.finding import Finding
from faults.validation import fault
from instruments.identifiers import Line, OptionalLine, Prose
from instruments.model import Model
from instruments.partner import PLAN_WORDS
from portuguese.dates import MONTHS, ordinal_month

LAST_MONTH = 120


def check_plan_month(text: str) -> str:
    """`M1` ... `M120`, or `2026-01`."""
    relative = text.upper()
    if relative[:1] == "M" and relative[1:].isdecimal() and 1 <= int(relative[1:]) <= LAST_MONTH:
        return f"M{int(relative[1:])}"
    year, _, month = text.partition("-")
    known = len(year) == 4 and year.isdecimal() and len(month) == 2 and month.isdecimal()
    if known and 1 <= int(month) <= 12 and int(year) >= 1988:
        return text
    raise fault(
        "mes-invalido",
        f"“{text}” não é um mês do plano.",
        "Escreva M1 a M120 (contados da última assinatura) ou AAAA-MM.",
    )


PlanMonth = Annotated[Line, AfterValidator(check_plan_month)]


def is_relative(month: str) -> bool:
    """Whether a plan month is counted from the last signature."""
    return month.startswith("M")


def month_index(month: str) -> int:
    """Months as one count: M3 is 3; 2026-01 is counted from year zero."""
    if is_relative(month):
        return int(month[1:])
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number)


def month_text(month: str) -> str:
    """`1º mês` or `janeiro de 2026`: never a placeholder."""
    if is_relative(month):
        return ordinal_month(int(month[1:]))
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} de {year}"


class Action(Model):
    """One line of the plan of action. `fulfils` are ids of the obligations it carries out."""

    axis: Line = Field(alias="eixo")
    text: Line = Field(alias="acao")
    start: PlanMonth = Field(alias="inicio")
    end: PlanMonth = Field(alias="fim")
    responsible: Line = Field(alias="responsavel")
    evidence: OptionalLine = Field(alias="evidencia", default=None)
    fulfils: tuple[Slug, ...] = Field(alias="cumpre", default=())

    @field_validator("end")
    @classmethod
    def _after_start(cls, value: str, info: ValidationInfo) -> str:
        start = info.data.get("start")
        if start is None:
            return value
        if is_relative(start) != is_relative(value):
            raise fault(
                "meses-de-tipos-diferentes",
                f"o início ({start}) e o fim ({value}) são contados de modos diferentes.",
                "Use M1, M2... nos dois ou AAAA-MM nos dois.",
            )
        if month_index(value) < month_index(start):
            raise fault(
                "fim-antes-do-inicio",
                f"o fim ({value}) vem antes do início ({start}).",
                "Troque as datas.",
            )
        return value


class WorkPlan(Model):
    """A plan as `plano.yaml` gives it; its texts may hold the fields of clauses."""

    title: Line = Field(alias="titulo")
    months: int | None = Field(alias="meses", default=None, ge=1, le=LAST_MONTH)
    diagnosis: Prose = Field(alias="diagnostico")
    justification: Prose = Field(alias="justificativa")
    objectives: tuple[Line, ...] = Field(alias="objetivos", min_length=1)
    scope: Prose = Field(alias="abrangencia")
    expected_results: Prose = Field(alias="resultados_esperados")
    actions: tuple[Action, ...] = Field(alias="acoes", min_length=1, max_length=500)

    @field_validator("expected_results", mode="before")
    @classmethod
    def _list_of_results(cls, value: object) -> object:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            return value
        items = [" ".join(item.split()) for item in value]
        if "" in items:
            raise fault(
                "resultado-vazio",
                f"o item {items.index('') + 1} está vazio.",
                "Escreva o resultado ou retire a linha.",
            )
        return "\n".join(f"- {item}" for item in items)


def plan_faults(
    plan: WorkPlan, months: int, partner_ids: frozenset[str], where: str
) -> list[Finding]:
    """What is wrong between a plan and the instrument it is for: term, months and responsibles."""
    found: list[Finding] = []
    if plan.months is not None and plan.months != months:
        found.append(
            Finding(
                "plano-diverge-do-prazo",
                "erro",
                f"{where}: meses",
                f"o plano diz {plan.months} meses e o instrumento, {months}.",
                "Acerte o plano ou use --meses.",
            )
        )
    fixed = [
        month_index(month)
        for action in plan.actions
        for month in (action.start, action.end)
        if not is_relative(month)
    ]
    for place, action in enumerate(plan.actions, 1):
        before = 0 if is_relative(action.end) else min(fixed) - 1
        if month_index(action.end) - before > months:
            found.append(
                Finding(
                    "acao-fora-da-vigencia",
                    "erro",
                    f"{where}: acoes.{place}.fim",
                    f"a ação “{action.text}” passa dos {months} meses de vigência.",
                    "Antecipe o fim da ação ou aumente --meses.",
                )
            )
        if action.responsible not in PLAN_WORDS | partner_ids:
            found.append(
                Finding(
                    "responsavel-nao-e-parte",
                    "erro",
                    f"{where}: acoes.{place}.responsavel",
                    f"“{action.responsible}” não é parte do instrumento.",
                    f"Use: {', '.join(sorted(PLAN_WORDS | partner_ids))}.",
                )
            )
    return found


def fulfilment_findings(plan: WorkPlan, obligations: frozenset[str]) -> list[Finding]:
    """A warning for each action that says it fulfils an obligation the instrument does not have."""
    return [
        Finding(
            "obrigacao-inexistente",
            "aviso",
            f"acoes.{place}.cumpre",
            f"a ação “{action.text}” cita a obrigação “{name}”, que este instrumento não tem.",
            "Corrija o identificador em “cumpre” ou retire-o.",
        )
        for place, action in enumerate(plan.actions, 1)
        for name in action.fulfils
        if name not in obligations
    ]
