"""What ties a document to the agreement it follows: the original, and what is done to it.

A termo aditivo, a letter of withdrawal, a termo de rescisão, the change of a manager and the final
report each carry, beside the original, one part of their own. All of it is a snapshot, as with
every request, so the text can be put together again at any time. It leaves out how dates are
counted: they come computed.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from faults.validation import fault
from instruments.identifiers import (
    Line,
    OptionalEmail,
    OptionalLine,
    OptionalNup,
    OptionalPhone,
    OptionalProse,
    OptionalStatement,
    Statement,
)
from instruments.model import Model
from portuguese.gender import Gender

ClauseId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(:[a-z0-9-]+)?$", max_length=170)]
"""The id of a clause in an assembled text; a partner's id after a colon tells twins apart."""

OptionalClauseId = Annotated[ClauseId | None, Field()]
OriginalKind = Literal["acordo_cooperacao_tecnica", "acordo_adesao"]
BODY = "orgao"
"""The author of an act that is not a partner: the federal body."""


class OriginalFacts(Model):
    """The agreement that a document follows, as it stands when the document is drafted."""

    number: Line = Field(alias="numero")
    kind: OriginalKind = Field(alias="especie")
    process: OptionalNup = Field(alias="processo", default=None)
    signed_on: date = Field(alias="assinado_em")
    published_on: date | None = Field(alias="publicado_em", default=None)
    start: date = Field(alias="inicio")
    end: date = Field(alias="fim")
    """The last day of the term in force, earlier extensions included."""

    @field_validator("published_on")
    @classmethod
    def _after_signature(cls, value: date | None, info: ValidationInfo) -> date | None:
        return _not_before(value, info.data.get("signed_on"), "da assinatura")

    @field_validator("end")
    @classmethod
    def _after_start(cls, value: date, info: ValidationInfo) -> date:
        _not_before(value, info.data.get("start"), "do início da vigência")
        return value


ChangeKind = Literal["redacao", "acrescimo", "revogacao"]


class ClauseChange(Model):
    """One clause that an amendment words anew, adds or revokes.

    `text` is the Markdown of clause texts. `citation` and `references` say how the text in force
    calls this clause and those it cites; instruments/quotation.py finds them when it is drafted.
    """

    kind: ChangeKind = Field(alias="tipo")
    clause: ClauseId = Field(alias="clausula")
    after: OptionalClauseId = Field(alias="depois_de", default=None)
    title: OptionalLine = Field(alias="titulo", default=None)
    text: OptionalProse = Field(alias="texto", default=None)
    source: OptionalLine = Field(alias="fonte", default=None)
    citation: OptionalLine = Field(alias="citacao", default=None)
    references: dict[str, Line] = Field(alias="remissoes", default_factory=dict)

    @field_validator("after")
    @classmethod
    def _placed(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("kind") == "acrescimo":
            raise fault(
                "alteracao-incompleta",
                "falta dizer onde a cláusula entra.",
                "Preencha “depois_de” com o identificador da cláusula anterior.",
            )
        return value

    @field_validator("title")
    @classmethod
    def _titled(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("kind") == "acrescimo":
            raise fault(
                "alteracao-incompleta", "a cláusula acrescida não tem título.", "Preencha-o."
            )
        return value

    @field_validator("text")
    @classmethod
    def _worded(cls, value: str | None, info: ValidationInfo) -> str | None:
        kind = info.data.get("kind")
        if value is None and kind in ("redacao", "acrescimo"):
            raise fault("alteracao-incompleta", "falta a redação da cláusula.", "Preencha-a.")
        if value is not None and kind == "revogacao":
            raise fault(
                "alteracao-incompleta",
                "uma cláusula revogada não tem redação.",
                "Retire o texto ou use “redacao”.",
            )
        return value


class AmendmentFacts(Model):
    """A termo aditivo: its ordinal, and what it changes of term, clauses and plan."""

    order: int = Field(alias="ordem", ge=1, le=99)
    months: int | None = Field(alias="meses", default=None, ge=1, le=120)
    new_end: date | None = Field(alias="fim_novo", default=None)
    changes: tuple[ClauseChange, ...] = Field(alias="alteracoes", default=())
    changes_plan: bool = Field(alias="altera_plano", default=False)
    own_words: bool = Field(
        alias="so_no_proprio_texto", default=False, exclude_if=lambda value: value is False
    )
    """It changes more than these fields tell: one that was imported, in the words of its text."""

    @field_validator("new_end")
    @classmethod
    def _with_months(cls, value: date | None, info: ValidationInfo) -> date | None:
        if "months" in info.data and (value is None) != (info.data["months"] is None):
            raise fault(
                "prorrogacao-incompleta",
                "a prorrogação precisa dos meses e do novo término.",
                "Preencha “meses” e “fim_novo”, ou nenhum dos dois.",
            )
        return value

    @field_validator("changes")
    @classmethod
    def _once_each(cls, value: tuple[ClauseChange, ...]) -> tuple[ClauseChange, ...]:
        ids = [change.clause for change in value]
        for clause in ids:
            if ids.count(clause) > 1:
                raise fault(
                    "clausula-repetida",
                    f"o aditivo altera duas vezes a cláusula “{clause}”.",
                    "Reúna as duas alterações numa só.",
                )
        return value

    @model_validator(mode="after")
    def _changes_something(self) -> "AmendmentFacts":
        if not (self.changes_term or self.changes or self.changes_plan or self.own_words):
            raise fault(
                "aditivo-vazio",
                "o aditivo não altera prazo, cláusula nem plano.",
                "Diga o que ele altera.",
            )
        return self

    @property
    def changes_term(self) -> bool:
        """Whether it extends the term."""
        return self.new_end is not None


EndingForm = Literal["consenso", "descumprimento", "forca_maior"]


class ActFacts(Model):
    """An act of one party (withdrawal, termination, a new manager) or of all, by consensus.

    Who has an author is signed by that author alone: `orgao` or the id of a partner.
    """

    day: date = Field(alias="data")
    effective_on: date = Field(alias="efeito_em")
    author: OptionalLine = Field(alias="autor", default=None)
    form: EndingForm | None = Field(alias="forma", default=None)
    reason: OptionalStatement = Field(alias="motivo", default=None)
    provision: OptionalStatement = Field(alias="fundamento", default=None)
    pending: OptionalStatement = Field(alias="pendencias", default=None)

    @field_validator("effective_on")
    @classmethod
    def _after_the_act(cls, value: date, info: ValidationInfo) -> date:
        _not_before(value, info.data.get("day"), "do ato")
        return value

    @field_validator("form")
    @classmethod
    def _of_whom(cls, value: str | None, info: ValidationInfo) -> str | None:
        alone = info.data.get("author") is not None
        if value is not None and alone == (value == "consenso"):
            raise fault(
                "autor-do-ato",
                "a rescisão por consenso é de todos." if alone else "falta quem rescinde.",
                "Retire “autor”." if alone else "Preencha “autor” com orgao ou o id do partícipe.",
            )
        return value

    @field_validator("reason")
    @classmethod
    def _motivated(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("form") in ("descumprimento", "forca_maior"):
            raise fault(
                "rescisao-sem-motivo",
                "quem rescinde precisa dizer o motivo.",
                "Preencha “motivo”.",
            )
        return value


class Manager(Model):
    """A person who answers for the agreement; the gender is for the words around the name."""

    name: Line = Field(alias="nome")
    gender: Gender = Field(alias="genero")
    role: Line = Field(alias="cargo")
    sector: OptionalLine = Field(alias="setor", default=None)
    email: OptionalEmail = Field(default=None)
    phone: OptionalPhone = Field(alias="telefone", default=None)


class ManagerChange(Model):
    """Who answers from now on, and in whose place; `event_on` is when that one could not go on."""

    former: Manager | None = Field(alias="anterior", default=None)
    new: Manager = Field(alias="novo")
    event_on: date | None = Field(alias="ocorrencia_em", default=None)


SaidState = Literal["concluida", "parcial", "nao_executada"]
"""What people may say of an action; of the others nobody knows, and the report says so."""

ActionState = SaidState | Literal["sem_registro"]


class ActionOutcome(Model):
    """One action of the plan as it ended."""

    axis: Line = Field(alias="eixo")
    text: Line = Field(alias="acao")
    due: Line = Field(alias="prazo")
    state: ActionState = Field(alias="situacao")
    evidence: OptionalLine = Field(alias="evidencia", default=None)
    reason: OptionalLine = Field(alias="justificativa", default=None)


class ReportedAmendment(Model):
    """A termo aditivo that the agreement has had."""

    order: int = Field(alias="ordem", ge=1)
    number: Line = Field(alias="numero")
    signed_on: date = Field(alias="assinado_em")
    purpose: Line = Field(alias="finalidade")


class ReportFacts(Model):
    """The joint report on what the agreement achieved."""

    ended_on: date = Field(alias="extinto_em")
    ending: Literal["termo", "denuncia", "consenso", "rescisao"] = Field(alias="forma_extincao")
    ended_by: OptionalLine = Field(alias="extinto_por", default=None)
    """`orgao` or the id of the partner that withdrew or terminated; None: all did, or its term."""
    ending_reason: OptionalStatement = Field(alias="motivo_extincao", default=None)
    amendments: tuple[ReportedAmendment, ...] = Field(alias="aditivos", default=())
    fulfilment: Literal["integral", "parcial", "nenhum"] = Field(alias="cumprimento")
    results: Statement = Field(alias="resultados")
    difficulties: OptionalStatement = Field(alias="dificuldades", default=None)
    follow_up: OptionalStatement = Field(alias="continuidade", default=None)
    advice: OptionalStatement = Field(alias="recomendacoes", default=None)
    access_ended_on: date | None = Field(alias="acessos_cancelados_em", default=None)
    actions: tuple[ActionOutcome, ...] = Field(alias="acoes", default=())

    @field_validator("difficulties")
    @classmethod
    def _reasoned(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("fulfilment") in ("parcial", "nenhum"):
            raise fault(
                "relatorio-sem-razoes",
                "o objeto não foi cumprido por inteiro, e o relatório não diz por quê.",
                "Preencha “dificuldades”.",
            )
        return value

    def count(self, state: ActionState) -> int:
        """How many actions ended like this."""
        return sum(action.state == state for action in self.actions)


class Tied(Model):
    """The original, and the part that the kind of document needs."""

    original: OriginalFacts = Field(alias="original")
    amendment: AmendmentFacts | None = Field(alias="aditivo", default=None)
    act: ActFacts | None = Field(alias="ato", default=None)
    managers: ManagerChange | None = Field(alias="gestor", default=None)
    report: ReportFacts | None = Field(alias="relatorio", default=None)

    @field_validator("amendment")
    @classmethod
    def _extends(cls, value: AmendmentFacts | None, info: ValidationInfo) -> AmendmentFacts | None:
        original = info.data.get("original")
        if value and value.new_end and original and value.new_end <= original.end:
            raise fault(
                "prorrogacao-para-tras",
                f"o novo término ({value.new_end:%d/%m/%Y}) não vem depois do atual "
                f"({original.end:%d/%m/%Y}).",
                "A prorrogação se conta do término em vigor.",
            )
        return value

    @property
    def key(self) -> str:
        """What tells this document from others of its kind on the same original."""
        order = f"#{self.amendment.order}" if self.amendment else ""
        author = f"@{self.act.author}" if self.act and self.act.author else ""
        return f"{self.original.number}{order}{author}"

    @property
    def carries_plan(self) -> bool:
        """Whether a work plan belongs to it: an amendment that leaves the plan alone has none."""
        return self.amendment is None or self.amendment.changes_plan


def _not_before(value: date | None, first: date | None, what: str) -> date | None:
    if value is not None and first is not None and value < first:
        raise fault(
            "periodo-invertido",
            f"o dia {value:%d/%m/%Y} vem antes {what} ({first:%d/%m/%Y}).",
            "Confira as datas.",
        )
    return value
