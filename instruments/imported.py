"""An agreement that existed before it came here: its data as found, and its text as it was signed.

It is an Instrument like any other, so that deadlines, notices, amendments and verdicts treat it so;
but no clause set made its text. The text is kept as a flat list of blocks with the labels of the
original, and `imported_text.py` makes the tree of it. CPF and RG numbers in it are masked: the file
itself, kept untouched, has them.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from instruments.facts import FACTS, InstrumentDrafted, KeptFile
from instruments.identifiers import OptionalLine
from instruments.instrument import Instrument, Request
from instruments.model import Model

SET_ID = "importado"
"""The id of the set that an imported agreement stands under; no library has it."""

SourceKind = Literal["texto", "html", "docx", "pdf"]

TextKind = Literal[
    "ementa", "rotulo", "corpo", "clausula", "subclausula", "paragrafo", "inciso", "alinea",
    "item", "marcador", "fecho", "anexo", "secao", "linha",
]  # fmt: skip


class TextBlock(Model):
    """A paragraph, heading or table row of an imported text; `label` and `text` as typed."""

    kind: TextKind = Field(alias="tipo")
    label: str = Field(alias="rotulo", default="", exclude_if=lambda value: not value)
    title: str = Field(alias="titulo", default="", exclude_if=lambda value: not value)
    text: str = Field(alias="texto", default="", exclude_if=lambda value: not value)
    depth: int = Field(alias="nivel", default=0, exclude_if=lambda value: not value)
    cells: tuple[str, ...] = Field(alias="celulas", default=(), exclude_if=lambda value: not value)
    clause_id: str = Field(alias="clausula", default="", exclude_if=lambda value: not value)


class Origin(Model):
    """Where it came from: the file as it came, and the codes that its own system gave it."""

    file: KeptFile = Field(alias="arquivo")
    kind: SourceKind = Field(alias="formato")
    code: str | None = Field(alias="codigo_verificador", default=None)
    crc: str | None = None
    number_as_found: OptionalLine = Field(alias="numero_encontrado", default=None)
    ocr: bool = Field(default=False, exclude_if=lambda value: value is False)


class ImportedRequest(Request):
    """What the file says, in the form of what is asked for when something is drafted."""

    content: tuple[TextBlock, ...] = Field(alias="conteudo")
    origin: Origin = Field(alias="origem")
    end: date | None = Field(alias="fim", default=None)
    """The last day, where the text names it or a first day of its own; it counts above `months`."""
    months: int = Field(alias="meses", ge=0, le=1200)
    """0: the text fixes no term that could be read."""


class ImportedInstrument(Instrument):
    """The one version of an imported agreement."""

    request: ImportedRequest = Field(alias="pedido")


class InstrumentImported(InstrumentDrafted):
    """An agreement signed elsewhere was registered from its file."""

    kind = "instrumento_importado"
    instrument: ImportedInstrument = Field(alias="instrumento")
    file: KeptFile = Field(alias="arquivo")


FACTS[InstrumentImported.kind] = InstrumentImported
