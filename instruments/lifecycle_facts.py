"""The facts of an instrument's life after its drafting: review, signatures, publication, end.

Each names the instrument; which of them may follow which stands in lifecycle.py. Dates are days in
Brasília; moments are UTC.
"""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from instruments.facts import FACTS, Fact
from instruments.gazette_states import ExtractText, PublishedDifference
from instruments.identifiers import Line, OptionalLine, OptionalProse
from instruments.instrument import Number
from instruments.model import Model
from instruments.signature_level import SignatureLevel

SigningPart = Literal["parte", "testemunha"]

SigningWay = Literal["registrada", "recebida", "aqui"]
"""Recorded as given elsewhere, found in a signed PDF that came in, or given here."""

SigningTime = Literal["declarada", "carimbo"]

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


class EnvelopePlace(Model):
    """One who is to sign: a party, by its id, or a witness.

    Places of a lower order come first; those of the same order sign in any order among them. An
    optional one may sign, and nobody waits for it.
    """

    id: str
    name: Line = Field(alias="nome")
    role: Line = Field(alias="cargo")
    part: SigningPart = Field(alias="papel", default="parte")
    order: int = Field(alias="ordem", default=1, ge=1)
    optional: bool = Field(alias="opcional", default=False)


class EnvelopeOpened(LifeFact):
    """This version went out for signature.

    `places` tells more of the same signatories. `crc` is that of the canonical HTML of the text,
    `file_sha256` that of the PDF to be signed, `qr` the text of the QR drawn in it; all are final,
    because another text needs another envelope.
    """

    kind = "assinatura_aberta"
    version: int = Field(alias="versao")
    signatories: tuple[str, ...] = Field(alias="signatarios")
    places: tuple[EnvelopePlace, ...] = Field(
        alias="lugares", default=(), exclude_if=lambda value: not value
    )
    minimum: SignatureLevel | None = Field(alias="nivel_minimo", default=None)
    opened_at: datetime | None = Field(alias="em", default=None)
    until: date | None = Field(alias="prazo", default=None)
    crc: str | None = Field(default=None, pattern=r"^[0-9A-F]{8}$")
    text_sha256: str | None = Field(alias="texto_sha256", default=None)
    file_sha256: str | None = Field(alias="arquivo_sha256", default=None)
    qr: str | None = Field(
        default=None, pattern=r"^[!-~]{1,2000}$", exclude_if=lambda value: value is None
    )


class EnvelopeExtended(LifeFact):
    """Those who have not signed yet got more time."""

    kind = "prazo_de_assinatura_prorrogado"
    version: int = Field(alias="versao")
    until: date = Field(alias="prazo")


class SignatureRecorded(LifeFact):
    """A party signed, here or elsewhere.

    `code` and `crc` are those of the system in which it was signed. `file_sha256` is the signed
    file, kept as it came. `time` says whether the signer declared it or a time stamp proves it.
    `identity` says why a certificate under another name is taken for the signatory's.
    """

    kind = "assinatura_registrada"
    version: int = Field(alias="versao")
    signatory: str = Field(alias="signatario")
    name: Line = Field(alias="nome")
    role: Line = Field(alias="cargo")
    signed_at: datetime = Field(alias="em")
    level: SignatureLevel = Field(alias="nivel")
    basis: OptionalLine = Field(alias="fundamento", default=None)
    waiver: OptionalLine = Field(alias="dispensa", default=None)
    way: SigningWay = Field(
        alias="via", default="registrada", exclude_if=lambda value: value == "registrada"
    )
    code: str | None = Field(alias="codigo", default=None, pattern=r"^[0-9]{7,10}$")
    crc: str | None = Field(default=None, pattern=r"^[0-9A-F]{8}$")
    file_sha256: str | None = Field(alias="arquivo_sha256", default=None)
    wording: OptionalProse = Field(alias="texto", default=None)
    time: SigningTime | None = Field(alias="hora", default=None)
    issuer: OptionalLine = Field(alias="emissor", default=None)
    serial: OptionalLine = Field(alias="serie_certificado", default=None)
    identity: OptionalLine = Field(
        alias="identidade", default=None, exclude_if=lambda value: value is None
    )


class SignatureRefused(LifeFact):
    """One who was to sign will not, and says why."""

    kind = "assinatura_recusada"
    version: int = Field(alias="versao")
    signatory: str = Field(alias="signatario")
    reason: Line = Field(alias="motivo")
    refused_on: date = Field(alias="em")


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
    report_by: date | None = Field(alias="relatorio_ate", default=None)
    report_prudent: date | None = Field(alias="relatorio_prudente", default=None)
    own_term: bool = Field(
        alias="vigencia_propria", default=True, exclude_if=lambda value: value is True
    )
    """False for a document that follows an agreement: it is published, and the term is not its."""
    actions: tuple[date, ...] = Field(alias="acoes", default=(), exclude_if=lambda days: not days)
    """The last day of each action of the plan; none when the plan is not counted (anew)."""

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
    extract: ExtractText | None = Field(alias="extrato", default=None)


class Published(LifeFact):
    """The extract stands in the gazette."""

    kind = "publicada"
    published_on: date = Field(alias="data")
    edition: Line = Field(alias="edicao")
    section: int = Field(alias="secao", ge=1, le=3)
    page: int = Field(alias="pagina", ge=1)
    materia: OptionalLine = None
    """The gazette's own number of the act (idMateria), when the gazette itself was read."""
    differences: tuple[PublishedDifference, ...] = Field(alias="divergencias", default=())


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
    author: OptionalLine = Field(alias="autor", default=None)
    """`orgao` or the id of a partner; None: all of them, or not told."""
    reason: Line = Field(alias="motivo")
    document: Number | None = Field(alias="documento", default=None)
    report_by: date | None = Field(alias="relatorio_ate", default=None)
    report_prudent: date | None = Field(alias="relatorio_prudente", default=None)


for _fact in (
    SentToReview,
    Returned,
    Approved,
    EnvelopeOpened,
    EnvelopeExtended,
    SignatureRecorded,
    SignatureRefused,
    Counted,
    Cancelled,
    ExtractSent,
    Published,
    ExtensionRequested,
    Ended,
):
    FACTS[_fact.kind] = _fact
