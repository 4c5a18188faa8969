"""The annex of the final report: each action of the plan as it ended."""

from document.tree import Annex, Cell, Run, Section, Table
from instruments.tied import ActionOutcome, ActionState, ReportFacts

HEADER = ("Eixo", "Ação", "Prazo", "Situação", "Evidência ou justificativa")
WIDTHS = (20, 30, 11, 14, 25)
STATES: dict[ActionState, str] = {
    "concluida": "Concluída",
    "parcial": "Executada em parte",
    "nao_executada": "Não executada",
    "sem_registro": "Sem registro de conclusão",
}


def report_annex(report: ReportFacts) -> Annex:
    """One table of all actions, in the order of the plan."""
    table = Table("Ações previstas e situação", tuple(map(_row, report.actions)), WIDTHS, HEADER)
    section = Section("execucao-1", "Ações", (table,))
    return Annex("execucao-do-plano", "Execução do Plano de Trabalho", (section,))


def _row(action: ActionOutcome) -> tuple[Cell, ...]:
    told = [text for text in (action.evidence, action.reason) if text]
    state = STATES[action.state]
    texts = (action.axis, action.text, action.due, state, "; ".join(told) or "–")
    return tuple(Cell((Run(text),)) for text in texts)
