"""The instrument: everything that decides its text, taken as a snapshot when it is drafted.

Two instruments with the same `request_data` are the same version; the number, the version and the
day of drafting are given to it, not part of what was asked.
"""

import hashlib
import json
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, ValidationInfo, field_validator

from clauses.clause_set import ClauseSet
from faults.validation import fault
from instruments.body import Body, BodyRepresentative
from instruments.identifiers import Line, OptionalNup, Prose
from instruments.model import Model
from instruments.number import InstrumentNumber, parse_number
from instruments.partner import Partner
from instruments.personal import masked
from instruments.tied import BODY, Tied
from instruments.work_plan import WorkPlan
from portuguese.ordinals import ordinal_number, ordinal_words

SHORT_KINDS = {
    "acordo_cooperacao_tecnica": "ACT",
    "acordo_adesao": "Acordo de Adesão",
    "termo_aditivo": "Termo Aditivo",
    "notificacao_denuncia": "Denúncia",
    "termo_rescisao": "Rescisão",
    "substituicao_gestor": "Substituição de Gestor",
    "relatorio_cumprimento": "Relatório",
}
KIND_NAMES = {
    "acordo_cooperacao_tecnica": "Acordo de Cooperação Técnica",
    "acordo_adesao": "Acordo de Adesão",
    "termo_aditivo": "Termo Aditivo",
    "notificacao_denuncia": "Notificação de Denúncia",
    "termo_rescisao": "Termo de Rescisão",
    "substituicao_gestor": "Comunicação de Substituição de Gestor",
    "relatorio_cumprimento": "Relatório de Cumprimento do Objeto",
}

Number = Annotated[
    InstrumentNumber,
    BeforeValidator(lambda value: parse_number(value) if isinstance(value, str) else value),
    PlainSerializer(str),
]
"""An InstrumentNumber that is one text in JSON."""


class ClauseRef(Model):
    """Which text stands in the instrument: `id@version`, and the SHA-256 of its file."""

    key: str = Field(alias="clausula")
    sha256: str


class AcceptedWording(Model):
    """The body of one clause as a partner proposed it and counsel accepted it, by which act."""

    clause: str = Field(alias="clausula", pattern=r"^[a-z0-9]+([-:][a-z0-9]+)*$")
    body: Prose = Field(alias="texto")
    act: Line = Field(alias="ato")


class Request(Model):
    """What was asked for: the parties, the set and its texts, the plan, the process, the term.

    Set, body and plan are whole snapshots, so the text can be put together again at any time.
    """

    clause_set: ClauseSet = Field(alias="conjunto")
    body: Body = Field(alias="orgao")
    signer: BodyRepresentative = Field(alias="representante_orgao")
    partners: tuple[Partner, ...] = Field(alias="participes", min_length=1)
    process: OptionalNup = Field(alias="processo", default=None)
    months: int = Field(alias="meses", ge=1, le=120)
    plan: WorkPlan = Field(alias="plano")
    texts: tuple[ClauseRef, ...] = Field(alias="textos")
    wordings: tuple[AcceptedWording, ...] = Field(
        alias="redacoes_aceitas", default=(), exclude_if=lambda value: not value
    )
    tied: Tied | None = Field(alias="vinculo", default=None)
    """For a document that follows an agreement; its months are those of the whole term."""

    @field_validator("partners")
    @classmethod
    def _told_apart(cls, value: tuple[Partner, ...]) -> tuple[Partner, ...]:
        acronyms = [partner.acronym.upper() for partner in value]
        for acronym in acronyms:
            if acronyms.count(acronym) > 1:
                raise fault(
                    "sigla-repetida",
                    f"dois partícipes usam a sigla “{acronym}”, que os distingue no texto.",
                    "Dê a cada partícipe uma sigla própria.",
                )
        return value

    @field_validator("tied")
    @classmethod
    def _as_the_set_says(cls, value: Tied | None, info: ValidationInfo) -> Tied | None:
        clause_set, partners = info.data.get("clause_set"), info.data.get("partners")
        if clause_set is not None and clause_set.tied and value is None:
            raise fault(
                "sem-original",
                f"o conjunto {clause_set.id} faz um documento que acompanha outro instrumento.",
                "Gere-o a partir do instrumento original.",
            )
        if clause_set is not None and not clause_set.tied and value is not None:
            raise fault(
                "original-sem-uso",
                f"o conjunto {clause_set.id} não acompanha um instrumento original.",
                "Use o conjunto do documento que acompanha o original.",
            )
        author = value.act.author if value and value.act else None
        if author and partners and author not in {BODY, *(partner.id for partner in partners)}:
            raise fault(
                "autor-nao-e-parte",
                f"“{author}” não é parte do instrumento.",
                f"Use {BODY} ou o id de um partícipe.",
            )
        return value

    @property
    def kind(self) -> str:
        """The kind of instrument, `acordo_cooperacao_tecnica`."""
        return self.clause_set.kind

    @property
    def cnpjs(self) -> tuple[str, ...]:
        """The CNPJ of each party that has one, the body's first."""
        return (self.body.cnpj, *(one.cnpj for one in self.partners if one.cnpj))

    @property
    def key(self) -> str:
        """What makes it the same request: unit, partners, set and process."""
        return self.base_key + (self.process or "")

    @property
    def base_key(self) -> str:
        """The key without the process, which may become known later."""
        partners = "+".join(sorted(partner.id for partner in self.partners))
        tied = f"{self.tied.key}|" if self.tied else ""
        return f"{self.body.unit.suffix}|{partners}|{self.clause_set.id}|{tied}"

    @property
    def sha256(self) -> str:
        """SHA-256 of the whole request: unchanged means nothing to draft anew.

        A personal value counts as the text shows it, so that none can be found out by trying.
        """
        return hashlib.sha256(stable_json(masked(self.as_data())).encode()).hexdigest()


class Instrument(Model):
    """One version of an instrument."""

    number: Number = Field(alias="numero")
    version: int = Field(alias="versao", ge=1)
    code: str = Field(alias="codigo_verificador", pattern=r"^\d{8}$")
    drafted_on: date = Field(alias="minutado_em")
    request: Request = Field(alias="pedido")

    @property
    def title(self) -> str:
        """`Acordo de Cooperação Técnica nº 1/2026/CIHP/...`.

        A document that follows one is called after it: `Primeiro Termo Aditivo ao Acordo ...`.
        """
        tied = self.request.tied
        name = KIND_NAMES[self.request.kind]
        if tied is None:
            return f"{name} nº {self.number}"
        original = f"{KIND_NAMES[tied.original.kind]} nº {tied.original.number}"
        if tied.amendment is None:
            return f"{name} do {original}"
        return f"{ordinal_words(tied.amendment.order, 'm').title()} {name} ao {original}"

    @property
    def short_title(self) -> str:
        """`ACT nº 1/2026/CIHP/...`, or `1º Termo Aditivo ao ACT nº ...`, for footers."""
        tied = self.request.tied
        name = SHORT_KINDS[self.request.kind]
        if tied is None:
            return f"{name} nº {self.number}"
        original = f"{SHORT_KINDS[tied.original.kind]} nº {tied.original.number}"
        if tied.amendment is None:
            return f"{name} do {original}"
        return f"{ordinal_number(tied.amendment.order)} {name} ao {original}"

    @property
    def file_stem(self) -> str:
        """A file name without ending: `ACT-1-2026-mpmt-v1`."""
        partners = "-".join(partner.id for partner in self.request.partners)[:80].rstrip("-")
        kind = SHORT_KINDS[self.request.kind].replace(" ", "-")
        return f"{kind}-{self.number.sequence}-{self.number.year}-{partners}-v{self.version}"


def stable_json(data: Any) -> str:
    """JSON with sorted keys and no spaces: equal data give equal text."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
