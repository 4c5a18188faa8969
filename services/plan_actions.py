"""The plan of action as it is carried out: listed, concluded on evidence, reopened.

An action is named by its place in the plan of the signed version, counted from one. Its last day
was counted with the last signature and stands in the journal.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from faults.errors import NotFound, StateError, UnreadableFile, UsageError
from faults.system_words import system_reason
from faults.validation import validate
from instruments.action_facts import ActionDone, ActionReopened
from instruments.facts import Fact, KeptFile
from registry import notice_queries
from services.action_texts import ActionText, ActionTexts
from services.instruments import find_number
from services.office import Office

MOST_BYTES = 100 * 1024 * 1024
ActionState = Literal["a_fazer", "vencida", "concluida_em_dia", "concluida_com_atraso"]
STATE_NAMES: dict[ActionState, str] = {
    "a_fazer": "a fazer",
    "vencida": "vencida",
    "concluida_em_dia": "concluída em dia",
    "concluida_com_atraso": "concluída com atraso",
}


@dataclass(frozen=True, slots=True)
class PlanAction:
    """One action of a plan: what it says, until when, and what became of it."""

    place: int
    told: ActionText
    deadline: date
    done_on: date | None
    evidence: str
    file_name: str
    file_sha256: str

    def state(self, today: date) -> ActionState:
        """Where it stands on a day."""
        if self.done_on is None:
            return "vencida" if today > self.deadline else "a_fazer"
        return "concluida_em_dia" if self.done_on <= self.deadline else "concluida_com_atraso"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a person says of an action that was carried out."""

    place: int
    done_on: date
    evidence: str
    file: Path | None = None


def list_actions(office: Office, text: str) -> tuple[str, list[PlanAction]]:
    """The full number and the actions of the plan. Raises StateError before the last signature."""
    number = find_number(office, text)
    instrument = office.store.instrument_row(number)
    assert instrument is not None  # find_number has just found it
    with office.store.snapshot() as connection:
        texts = ActionTexts(office, connection, (number,))
        found = [
            PlanAction(
                row["ordem"],
                texts.of(number, instrument["participes"], row["ordem"]),
                date.fromisoformat(row["prazo"]),
                date.fromisoformat(row["concluida_em"]) if row["concluida_em"] else None,
                row["evidencia"],
                row["arquivo"],
                row["arquivo_sha256"],
            )
            for row in notice_queries.action_rows(connection, number)
        ]
    if not found:
        raise _without_actions(number, instrument["estado"])
    return number, found


def conclude(office: Office, text: str, conclusion: Conclusion) -> tuple[str, PlanAction]:
    """Record that an action was carried out, and keep the file of its evidence.

    Raises UsageError, NotFound, StateError, InvalidData or UnreadableFile.
    """
    number, action = _action(office, text, conclusion.place)
    if conclusion.done_on > office.today:
        raise UsageError(
            f"{conclusion.done_on:%d/%m/%Y} está no futuro; hoje é {office.today:%d/%m/%Y}.",
            "Confira a data em --em.",
        )
    if action.done_on is not None:
        raise StateError(
            f"a ação {action.place} já foi concluída em {action.done_on:%d/%m/%Y}.",
            f"Se foi engano, reabra-a: pactua acao reabrir {text} {action.place} --motivo TEXTO",
        )
    data = {
        "numero": number,
        "ordem": action.place,
        "concluida_em": conclusion.done_on,
        "evidencia": conclusion.evidence,
        "arquivo": _kept(office, conclusion.file) if conclusion.file else None,
    }
    fact = validate(ActionDone, data, "acao concluir")
    _record(office, number, action, fact)
    return _action(office, number, action.place)


def reopen(office: Office, text: str, place: int, reason: str) -> tuple[str, PlanAction]:
    """Record that an action counts as not carried out. Raises NotFound, StateError, InvalidData."""
    number, action = _action(office, text, place)
    if action.done_on is None:
        raise StateError(
            f"a ação {place} não está concluída.", f"Veja as ações com: pactua acao listar {text}"
        )
    data = {"numero": number, "ordem": place, "motivo": reason}
    fact = validate(ActionReopened, data, "acao reabrir")
    _record(office, number, action, fact)
    return _action(office, number, place)


def _record(office: Office, number: str, action: PlanAction, fact: Fact) -> None:
    """Write the fact, unless somebody else was faster."""
    with office.store.writing(office.now, office.actor) as writing:
        if writing.action_done(number, action.place) != (action.done_on is not None):
            raise StateError(
                f"a ação {action.place} acaba de ser alterada por outra pessoa.",
                f"Veja as ações com: pactua acao listar {number}",
            )
        writing.append(fact)


def _action(office: Office, text: str, place: int) -> tuple[str, PlanAction]:
    number, found = list_actions(office, text)
    if not 1 <= place <= len(found):
        raise NotFound(
            f"o plano do instrumento nº {number} tem {len(found)} ações; não há a {place}.",
            f"Veja-as com: pactua acao listar {text}",
        )
    return number, found[place - 1]


def _without_actions(number: str, state: str) -> StateError:
    if state != "assinada":
        return StateError(
            f"o instrumento nº {number} ainda não foi assinado por todos: os prazos do plano "
            "contam da última assinatura.",
            f"Veja quem falta com: pactua assinatura listar {number}",
        )
    return StateError(
        f"o instrumento nº {number} não tem ações com prazo contado.",
        "Um documento que acompanha outro não tem plano próprio; use o número do acordo.",
    )


def _kept(office: Office, path: Path) -> KeptFile:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFile(
                f"{path} tem mais de {MOST_BYTES // 1024 // 1024} MiB.",
                "Guarde um arquivo menor, ou só o endereço dele em --evidencia.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"{path} não pôde ser lido ({system_reason(error)}).", "Confira o caminho."
        ) from error
    return KeptFile(name=path.name, sha256=office.files.keep(data), size=len(data))
