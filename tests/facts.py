"""Facts for tests of what is kept: partners recorded, instruments drafted, files rendered."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from instruments.facts import (
    FileFormat,
    FilesRendered,
    InstrumentDrafted,
    KeptFile,
    PartnerRecorded,
    StoredFile,
)
from instruments.gazette_states import PublishedDifference
from instruments.imported import (
    ImportedInstrument,
    ImportedRequest,
    InstrumentImported,
    Origin,
    TextBlock,
)
from instruments.lifecycle_facts import (
    Approved,
    Counted,
    EnvelopeOpened,
    LifeFact,
    Published,
    SentToReview,
    SignatureRecorded,
)
from instruments.number import InstrumentNumber
from registry.store import Writing
from tests.records import LIBRARY, SUFFIX, instrument, partner

CPF = "529.982.247-25"
RG = "1234567 SSP/MT"
CONTENT = (
    TextBlock(kind="ementa", text="ACORDO QUE ENTRE SI CELEBRAM"),
    TextBlock(kind="clausula", label="CLÁUSULA 1ª", title="DO OBJETO", clause_id="objeto"),
    TextBlock(kind="corpo", text="O objeto é a hortifruticultura."),
    TextBlock(kind="subclausula", label="Parágrafo único.", text="Vale para todos:"),
    TextBlock(kind="alinea", label="a.", text="uma;"),
    TextBlock(kind="inciso", label="I)", text="dentro da primeira;", depth=1),
    TextBlock(kind="alinea", label="c.", text="outra."),
    TextBlock(kind="clausula", label="CLÁUSULA 3ª", title="DO OBJETO"),
    TextBlock(kind="corpo", text="Outra com o mesmo nome."),
    TextBlock(kind="fecho", text="E por estarem de acordo, assinam."),
    TextBlock(kind="anexo", title="PLANO DE TRABALHO"),
    TextBlock(kind="corpo", text="Antes das seções."),
    TextBlock(kind="secao", label="1.", title="DADOS CADASTRAIS"),
    TextBlock(kind="linha", cells=("Órgão", "Secretaria")),
    TextBlock(kind="linha", cells=("CNPJ", "00.394.494/0100-18")),
    TextBlock(kind="linha", cells=("Eixo", "Ação", "Início")),
    TextBlock(kind="linha", cells=("Execução", "Publicar", "Mês 1")),
)
"""A text with a label of every sort, some of them wrong."""


def recorded(name: str = "mpmt", **changes: Any) -> PartnerRecorded:
    """An example partner taken in, with these keys replaced."""
    return PartnerRecorded(partner=partner(name, **changes))


def drafted(
    name: str = "mpmt", sequence: int = 1, version: int = 1, code: str = "", **changes: Any
) -> InstrumentDrafted:
    """A version of instrument `sequence`/2024 for an example partner."""
    made = instrument(partner(name, **changes), sequence=sequence, version=version, code=code)
    return InstrumentDrafted(instrument=made, text_sha256=f"{sequence:032x}{version:032x}")


def imported(
    name: str = "mpmt", sequence: int = 7, content: Sequence[TextBlock] = CONTENT
) -> InstrumentImported:
    """Instrument `sequence`/2024 as one that came in from a file with this text."""
    like = instrument(partner(name), sequence=sequence)
    file = KeptFile(name=f"acordo-{sequence}.txt", sha256=f"{sequence:064x}", size=7)
    request = ImportedRequest.model_validate(
        {
            **like.request.as_data(),
            "textos": (),
            "conteudo": tuple(content),
            "origem": Origin(file=file, kind="texto", code="10000001", crc="A1B2C3D4"),
        }
    )
    made = ImportedInstrument(
        number=like.number,
        version=1,
        code=like.code,
        drafted_on=like.drafted_on,
        request=request,
    )
    text = f"{sequence:032x}{1:032x}"
    return InstrumentImported(instrument=made, text_sha256=text, file=file)


def rendered(
    sequence: int = 1, version: int = 1, formats: tuple[FileFormat, ...] = ("docx",), salt: str = ""
) -> FilesRendered:
    """Files of a version; another salt makes other bytes."""
    files = tuple(
        StoredFile(
            format=kind,
            engine="motor",
            name=f"ACT-{sequence}.{kind}",
            sha256=hashlib.sha256(f"{sequence}{version}{kind}{salt}".encode()).hexdigest(),
            size=7,
        )
        for kind in formats
    )
    return FilesRendered(number=numbered(sequence), version=version, files=files)


def numbered(sequence: int) -> InstrumentNumber:
    """The number `sequence`/2024 of the bundled unit."""
    return InstrumentNumber(sequence, 2024, SUFFIX)


def counted(sequence: int, end: date = date(2027, 1, 30)) -> Counted:
    """The deadlines of an agreement that was signed on 30 January 2024."""
    return Counted(
        number=numbered(sequence),
        signed_on=date(2024, 1, 30),
        months=36,
        end=end,
        publish_by=date(2024, 2, 7),
        publish_prudent=date(2024, 2, 7),
        send_by=date(2024, 2, 6),
        renew_by=date(2026, 12, 31),
        renew_prudent=date(2026, 12, 30),
    )


def published(
    sequence: int, *wrong: PublishedDifference, day: date = date(2024, 2, 7)
) -> Published:
    """Its extract in the gazette, on a page of its own, with these words wrong."""
    return Published(
        number=numbered(sequence),
        published_on=day,
        edition="27",
        section=3,
        page=90 + sequence,
        differences=wrong,
    )


@cache
def _sources() -> dict[str, str]:
    return {text.sha256: text.source for text in LIBRARY.all_texts()}


def signed(sequence: int, version: int = 1) -> tuple[LifeFact, ...]:
    """Instrument `sequence`/2024 taken from the draft to the one signature that it wants."""
    number = numbered(sequence)
    return (
        SentToReview(number=number, version=version),
        Approved(number=number, version=version, act="Parecer nº 10/2024"),
        EnvelopeOpened(number=number, version=version, signatories=("orgao",)),
        SignatureRecorded(
            number=number,
            version=version,
            signatory="orgao",
            name="Wadih Damous",
            role="Secretário",
            signed_at=datetime(2024, 1, 30, 18, 13, tzinfo=UTC),
            level="avancada",
        ),
    )


def append_drafted(writing: Writing, fact: InstrumentDrafted) -> None:
    """Write a draft as drafting does: its texts are kept with it."""
    for reference in fact.instrument.request.texts:
        writing.keep_texts([_sources()[reference.sha256]])
    writing.append(fact)
