"""The term of an instrument in words and as data, for the commands that show one."""

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from instruments.instrument import Request
    from instruments.lifecycle import Life, TermState

TERM_NAMES: "dict[TermState, str]" = {
    "sem_vigencia": "sem vigência",
    "futura": "futura",
    "vigente": "vigente",
    "a_vencer": "a vencer",
    "encerrada": "encerrada",
}


def term_lines(request: "Request", life: "Life", today: date) -> list[tuple[str, str]]:
    """Lines of (name, value): the term, and what followed from tied documents."""
    from instruments.lifecycle import END_NAMES

    if request.tied is not None:
        return [("acompanha", f"nº {request.tied.original.number}")]
    months = f"{request.months} meses da última assinatura"
    lines = [("vigência", months if request.months else "não informada no texto")]
    counted, end = life.counted, life.end
    if counted is not None and end is not None:
        span = f"de {counted.signed_on:%d/%m/%Y} a {end:%d/%m/%Y}"
        state = TERM_NAMES[life.term_state(today)]
        early = end != counted.end
        planned = f"previa {counted.months} meses" if early else f"{counted.months} meses"
        lines = [("vigência", f"{span} ({state}; {planned})")]
    if life.amended:
        lines.append(
            ("aditivos", ", ".join(f"{one.order}º ({one.amendment})" for one in life.amended))
        )
    if life.ended is not None:
        lines.append(("encerramento", f"{END_NAMES[life.ended.form]}, {life.ended.reason}"))
    lines += [
        ("desligamento", f"{one.partner}, ao fim de {one.effective_on:%d/%m/%Y}")
        for one in life.left
    ]
    if life.reported is not None:
        lines.append(("relatório final", f"{life.reported.made_on:%d/%m/%Y}"))
    return lines


def term_data(request: "Request", life: "Life", today: date) -> dict[str, Any]:
    """The same under the keys of the command line, with ISO dates."""
    if request.tied is not None:
        return {"acompanha": request.tied.original.number}
    counted, ended = life.counted, life.ended
    return {
        "situacao": life.term_state(today),
        "inicio": counted.signed_on.isoformat() if counted else None,
        "fim": life.end.isoformat() if life.end else None,
        "meses": counted.months if counted else request.months,
        "alterado_por": [str(one.amendment) for one in life.amended],
        "encerramento": ended.form if ended else None,
        "desligados": [one.partner for one in life.left],
        "relatorio_em": life.reported.made_on.isoformat() if life.reported else None,
    }
