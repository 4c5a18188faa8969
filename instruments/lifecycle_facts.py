"""The facts of an instrument's life after its drafting: review, signatures, publication, end.

Each names the instrument; which of them may follow which stands in lifecycle.py. Dates are days in
Brasília; moments are UTC.
"""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from instruments.facts import FACTS, Fact
from instruments.identifiers import Line, OptionalLine
from instruments.instrument import Number

SignatureLevel = Literal["simples", "avancada", "qualificada"]
"""Lei nº 14.063/2020, art. 4º."""

EndForm = Literal["denuncia", "consenso", "rescisao"]
"""How an instrument ends before its term does; the term itself needs no fact."""


class LifeFact(Fact):
    """A fact about one instrument."""

    number: Number = Field(alias="numero")

    @property
    def subject(self) -> str:
        return str(self.number)


class SentToReview(LifeFact):
    """The draft was handed to counsel."""

    kind = "enviada_para_revisao"
    version: int = Field(alias="versao")


class Returned(LifeFact):
    """Counsel, or the drafter, took it back to be changed."""

    kind = "devolvida"
    reason: Line = Field(alias="motivo")


class Approved(LifeFact):
    """Counsel approved this version by an act (a parecer or its referential certificate)."""

    kind = "aprovada"
    version: int = Field(alias="versao")
    act: Line = Field(alias="ato")


class EnvelopeOpened(LifeFact):
    """This version went out for signature."""

    kind = "assinatura_aberta"
    version: int = Field(alias="versao")
    signatories: tuple[str, ...] = Field(alias="signatarios")


class SignatureRecorded(LifeFact):
    """A party signed, here or elsewhere."""

    kind = "assinatura_registrada"
    version: int = Field(alias="versao")
    signatory: str = Field(alias="signatario")
    name: Line = Field(alias="nome")
    role: Line = Field(alias="cargo")
    signed_at: datetime = Field(alias="em")
    level: SignatureLevel = Field(alias="nivel")
    basis: OptionalLine = Field(alias="fundamento", default=None)
    waiver: OptionalLine = Field(alias="dispensa", default=None)


class Counted(Fact):
    """The deadlines as they were counted, so that they stay what was told at the time."""

    kind = "prazos_contados"
    number: Number = Field(alias="numero")
    signed_on: date = Field(alias="assinado_em")
    months: int = Field(alias="meses")
    end: date = Field(alias="fim")
    end_alternative: date | None = Field(alias="fim_alternativo", default=None)
    publish_by: date = Field(alias="publicar_ate")
    publish_prudent: date = Field(alias="publicar_prudente")
    send_by: date = Field(alias="envio_dou_ate")
    renew_by: date = Field(alias="renovacao_ate")
    renew_prudent: date = Field(alias="renovacao_prudente")

    @property
    def subject(self) -> str:
        return str(self.number)


class Cancelled(LifeFact):
    """It will not be signed; its number stays listed."""

    kind = "cancelada"
    reason: Line = Field(alias="motivo")


class ExtractSent(LifeFact):
    """The extract was handed to the Imprensa Nacional."""

    kind = "extrato_enviado"
    sent_on: date = Field(alias="em")


class Published(LifeFact):
    """The extract stands in the gazette."""

    kind = "publicada"
    published_on: date = Field(alias="data")
    edition: Line = Field(alias="edicao")
    section: int = Field(alias="secao", ge=1, le=3)
    page: int = Field(alias="pagina", ge=1)


class ExtensionRequested(LifeFact):
    """A party asked in writing for the term to be extended."""

    kind = "prorrogacao_pedida"
    requested_on: date = Field(alias="em")


class Ended(LifeFact):
    """It ends before its term."""

    kind = "encerrada"
    form: EndForm = Field(alias="forma")
    notified_on: date = Field(alias="comunicada_em")
    effective_on: date = Field(alias="efeito_em")
    reason: Line = Field(alias="motivo")


for _fact in (
    SentToReview,
    Returned,
    Approved,
    EnvelopeOpened,
    SignatureRecorded,
    Counted,
    Cancelled,
    ExtractSent,
    Published,
    ExtensionRequested,
    Ended,
):
    FACTS[_fact.kind] = _fact
