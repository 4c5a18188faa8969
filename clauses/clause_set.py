"""A clause set: which texts, in which order and under which condition, make one kind of instrument.

It also carries what binds as a clause rather than as law: terms in days and the default months. A
set tied to an original makes a document that follows an agreement: amendment, letter or report.
"""

from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from clauses.clause_text import MEBIBYTE, Slug
from faults.errors import UnreadableFile
from faults.validation import validate
from reading.limits import decode, read_bytes
from reading.yaml_text import load_mapping

PartnerKind = Literal[
    "uniao",
    "ministerio_publico",
    "defensoria_publica",
    "procon_estadual",
    "procon_municipal",
    "tribunal_de_justica",
    "agencia_reguladora",
    "orgao_estrangeiro",
    "fornecedor",
    "outro",
]


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


class Entry(_Frozen):
    """One text of the set; with `per_party` it stands once for each partner it applies to.

    `style` is how the paragraphs of an opening or closing text are set.
    """

    id: Slug
    condition: str | None = Field(alias="quando", default=None)
    per_party: Literal["participe"] | None = Field(alias="por", default=None)
    style: Literal["corpo", "ementa", "rotulo"] = Field(alias="estilo", default="corpo")

    @model_validator(mode="before")
    @classmethod
    def _bare_id(cls, value: Any) -> Any:
        return {"id": value} if isinstance(value, str) else value


class Terms(_Frozen):
    """The terms that bind as clauses, in days, and the rule of publication."""

    renewal_notice_days: int = Field(alias="renovacao_antecedencia_dias", ge=1, le=365)
    withdrawal_days: int = Field(alias="denuncia_dias", ge=1)
    termination_days: int = Field(alias="rescisao_dias", ge=1)
    replacement_days: int = Field(alias="substituicao_dias", ge=1)
    publication: str = Field(alias="publicacao")
    update_notice_days: int | None = Field(alias="atualizacao_dias", default=None, ge=1)
    """Only where the body fixes the conditions alone: how long before it tells of new ones."""


Form = Literal["clausulas", "secoes", "carta"]
"""How the texts of `clausulas` stand: numbered clauses, numbered sections, the body of a letter."""


class ClauseSet(_Frozen):
    """A set as its file says it; the texts themselves stay in the library.

    Keys that came later are left out of a snapshot while they say nothing, so that an instrument
    drafted before them is still the same request.
    """

    id: Slug
    kind: str = Field(alias="especie")
    title: str = Field(alias="titulo")
    version: int = Field(alias="versao", ge=1)
    since: date = Field(alias="desde")
    description: str = Field(alias="descricao", default="")
    basis: tuple[str, ...] = Field(alias="fundamento", default=())
    tied: bool = Field(
        alias="amarrado_a_original", default=False, exclude_if=lambda value: value is False
    )
    form: Form = Field(
        alias="forma", default="clausulas", exclude_if=lambda value: value == "clausulas"
    )
    plan_annex: bool = Field(
        alias="anexo_plano", default=True, exclude_if=lambda value: value is True
    )
    partner_kinds: tuple[PartnerKind, ...] = Field(alias="tipos", min_length=1)
    default_months: int = Field(alias="meses_padrao", ge=1, le=120)
    terms: Terms = Field(alias="prazos")
    variable_fields: tuple[str, ...] = Field(alias="campos_variaveis")
    opening: tuple[Entry, ...] = Field(alias="abertura", default=())
    clauses: tuple[Entry, ...] = Field(alias="clausulas", min_length=1)
    closing: tuple[Entry, ...] = Field(alias="fecho", default=())
    methodology: tuple[Slug, ...] = Field(alias="metodologia", default=())

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every text of the set in the order of the instrument."""
        return (*self.opening, *self.clauses, *self.closing)


def read_set(path: Path) -> ClauseSet:
    """The set in a file `<id>.yaml`. Raises UnreadableFile or InvalidData."""
    origin = str(path)
    clause_set = validate(
        ClauseSet, load_mapping(decode(read_bytes(path, MEBIBYTE), origin), origin), origin
    )
    if clause_set.id != path.stem:
        raise UnreadableFile(
            f"{origin}: o arquivo diz ser o conjunto “{clause_set.id}”.",
            "O nome do arquivo é <id>.yaml; acerte um dos dois.",
        )
    return clause_set
