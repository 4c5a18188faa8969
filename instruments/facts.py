"""The facts of the journal: what happened, as typed values.

The layers above make them; the registry keeps them in order and folds them into its tables. A
fact is never changed; what follows from it later is another fact.
"""

from typing import ClassVar, Literal

from pydantic import Field

from instruments.instrument import Instrument, Number
from instruments.model import Model
from instruments.partner import Partner


class Fact(Model):
    """Root of all facts; `kind` names one in the journal."""

    kind: ClassVar[str]

    @property
    def subject(self) -> str:
        """What the fact is about: a partner id or an instrument number."""
        raise TypeError(f"{type(self).__name__} names no subject")


class PartnerRecorded(Fact):
    """A partner's record was taken in, new or changed."""

    kind = "participe_registrado"
    partner: Partner = Field(alias="participe")

    @property
    def subject(self) -> str:
        return self.partner.id


class InstrumentDrafted(Fact):
    """A version of an instrument was drafted: number, version and code were given."""

    kind = "minuta_gerada"
    instrument: Instrument = Field(alias="instrumento")
    text_sha256: str = Field(alias="texto_sha256")
    request_sha256: str = Field(
        alias="pedido_sha256", default_factory=lambda known: known["instrument"].request.sha256
    )
    """Told once and kept: personal values that are erased later do not change it."""

    @property
    def subject(self) -> str:
        return str(self.instrument.number)


FileFormat = Literal["docx", "pdf", "html", "sei", "txt", "json"]


class KeptFile(Model):
    """A file that is kept as it came: its name, its bytes by SHA-256 and how many they are."""

    name: str = Field(alias="nome")
    sha256: str
    size: int = Field(alias="bytes")


class StoredFile(KeptFile):
    """One file of a version, and which engine made it."""

    format: FileFormat = Field(alias="formato")
    engine: str = Field(alias="motor")


class FilesRendered(Fact):
    """Files of a version were made and are kept."""

    kind = "arquivos_gerados"
    number: Number = Field(alias="numero")
    version: int = Field(alias="versao")
    files: tuple[StoredFile, ...] = Field(alias="arquivos")

    @property
    def subject(self) -> str:
        return str(self.number)


FACTS: dict[str, type[Fact]] = {
    fact.kind: fact for fact in (PartnerRecorded, InstrumentDrafted, FilesRendered)
}
"""Every fact by the name the journal knows it by."""
