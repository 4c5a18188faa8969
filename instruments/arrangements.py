"""What orgao.yaml arranges beside the party itself: people, notices, checking, trust.

None of it is part of an instrument: a new coordinator or another address of the check page must not
make a new version of any text. So these keys are read here and never enter a Request.
"""

from collections.abc import Callable
from pathlib import Path
from string import Formatter
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from faults.validation import fault, validate
from instruments.identifiers import Email, Line, OptionalLine
from instruments.model import Model
from instruments.signature_level import SignatureLevel

KEYS = ("papeis", "remetente", "avisos", "conferencia", "assinatura", "confianca")
"""The keys of orgao.yaml that are read here; all others describe the party (body.py)."""


class Officer(Model):
    """A person or a mailbox that is written to, or writes."""

    name: Line = Field(alias="nome")
    email: Email


class Roles(Model):
    """Who hears of deadlines (`papeis`)."""

    coordinator: Officer | None = Field(alias="coordenador", default=None)
    superior: Officer | None = None
    counsel: Officer | None = Field(alias="juridico", default=None)


def _phrase(*known: str) -> Callable[[str], str]:
    """A check that a wording names these fields only, in braces."""

    def check(text: str) -> str:
        try:
            named = [name for _, name, form, mark in Formatter().parse(text) if name is not None]
            whole = all(not (form or mark) for _, _, form, mark in Formatter().parse(text))
        except ValueError:
            named, whole = [], False
        unknown = [name for name in named if name not in known]
        if unknown or not whole:
            what = f"o campo {{{unknown[0]}}} não existe." if unknown else "as chaves não fecham."
            raise fault(
                "redacao-invalida",
                what,
                f"Campos desta frase: {', '.join(f'{{{name}}}' for name in known)}.",
            )
        return text

    return check


AuthenticityPhrase = Annotated[Line, AfterValidator(_phrase("endereco", "codigo", "crc"))]
SignaturePhrase = Annotated[
    Line, AfterValidator(_phrase("nome", "cargo", "data", "hora", "fundamento"))
]
CertificatePhrase = Annotated[
    Line,
    AfterValidator(_phrase("nome", "cpf", "cargo", "data", "hora", "cadeia", "emissor", "serie")),
]


class Checking(Model):
    """Where and in which words the authenticity of a document is checked (`conferencia`).

    The words of the signatures themselves are those that SEI prints: `signature` without, and
    `certificate` with a certificate. Hours are those of Brasília.
    """

    address: OptionalLine = Field(alias="endereco", default=None)
    authenticity: AuthenticityPhrase = Field(
        alias="autenticidade",
        default="A autenticidade deste documento pode ser conferida no endereço {endereco}, "
        "informando o código verificador {codigo} e o código CRC {crc}.",
    )
    signature: SignaturePhrase = Field(
        alias="frase_assinatura",
        default="Documento assinado eletronicamente por {nome}, {cargo}, em {data}, às {hora}, "
        "conforme horário oficial de Brasília, com fundamento no {fundamento}.",
    )
    certificate: CertificatePhrase = Field(
        alias="frase_certificado",
        default="Documento assinado eletronicamente por {nome}{cpf}, {cargo}, em {data}, "
        "às {hora}, conforme horário oficial de Brasília, com o emprego de certificado digital "
        "emitido {cadeia}. Nº de série do certificado: {serie}.",
    )


class SignaturePolicy(Model):
    """The policy that signatures given here name (`assinatura.politica`), as it is published.

    ICP-Brasil's stand in the list of ITI (DOC-ICP-15.03). None is built in: they change.
    """

    oid: str = Field(pattern=r"^[0-2](\.(0|[1-9][0-9]{0,18})){2,19}$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    address: str = Field(alias="endereco", pattern=r"^https?://[!-~]{3,300}$")


class Signing(Model):
    """How instruments are signed (`assinatura`).

    `minimum` raises the level that each kind needs; `days` is the time that signatories get;
    `time_stamps` is the address of a time-stamp server; `policy` is what signatures here name.
    """

    minimum: dict[str, SignatureLevel] = Field(alias="nivel_minimo", default_factory=dict)
    days: int | None = Field(alias="prazo_dias", default=None, ge=1, le=365)
    time_stamps: OptionalLine = Field(alias="carimbo_do_tempo", default=None)
    policy: SignaturePolicy | None = Field(alias="politica", default=None)


class Arrangements(Model):
    """All of it; each key may be left out."""

    roles: Roles = Field(alias="papeis", default_factory=Roles)
    sender: Officer | None = Field(alias="remetente", default=None)
    ladders: dict[str, Any] = Field(alias="avisos", default_factory=dict)
    checking: Checking = Field(alias="conferencia", default_factory=Checking)
    signing: Signing = Field(alias="assinatura", default_factory=Signing)
    trust_folder: OptionalLine = Field(alias="confianca", default=None)


def arrangements(data: dict[str, Any], path: Path) -> Arrangements:
    """The arrangements among the keys of orgao.yaml. Raises InvalidData."""
    return validate(Arrangements, {key: data[key] for key in KEYS if key in data}, str(path))
