"""The sample agreement as an extract, articles of the gazette, and files that hold them."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from faults.finding import Finding
from publication.article import Article
from publication.extract import Extract, ExtractData, Party, Signatory, compose
from publication.index import Candidate, Index
from publication.inlabs import read_gazette
from publication.matching import Match, match_article
from publication.members import Limits

SENACON = Party(
    "União, por intermédio da Secretaria Nacional do Consumidor",
    "SENACON",
    "00.394.494/0100-18",
    "f",
)
MPMT = Party("Ministério Público do Estado de Mato Grosso", "MPMT", "14.921.092/0001-57", "m")
NUMBER = "1/2024/CIHP/CGSINDEC/DPDC/SENACON"
PROCESS = "08012.002734/2023-09"
SAMPLE = ExtractData(
    kind="acordo_cooperacao_tecnica",
    number=NUMBER,
    process=PROCESS,
    parties=(SENACON, MPMT),
    object="adesão ao Consumidor.gov.br",
    signed_on=date(2024, 1, 30),
    signatories=(
        Signatory("SENACON", "Wadih Nemer Damous Filho", "Secretário Nacional do Consumidor"),
        Signatory("MPMT", "Claire Vogel Dutra", "Subprocuradora-Geral de Justiça Administrativa"),
    ),
    months=36,
    start=date(2024, 1, 30),
    end=date(2027, 1, 30),
)
AMENDMENT = replace(
    SAMPLE,
    kind="termo_aditivo",
    number="",
    ordinal=1,
    original_kind="acordo_cooperacao_tecnica",
    original_number=NUMBER,
    signed_on=date(2026, 12, 10),
    start=date(2027, 1, 30),
    end=date(2030, 1, 30),
)
TERMINATION = replace(
    SAMPLE,
    kind="termo_rescisao",
    number="",
    original_kind="acordo_cooperacao_tecnica",
    original_number=NUMBER,
    signed_on=date(2025, 3, 3),
    months=None,
    start=date(2025, 4, 2),
    end=None,
)
WITHDRAWAL = replace(TERMINATION, kind="notificacao_denuncia", signatories=SAMPLE.signatories[1:])
PUBLISHED = date(2024, 2, 7)
PATH = "Ministério da Justiça e Segurança Pública/Secretaria Nacional do Consumidor"


def candidate(data: ExtractData = SAMPLE, key: str = "ACT 1/2024", **more: Any) -> Candidate:
    return Candidate(key, data, **more)


def article(title: str, text: str, **changes: Any) -> Article:
    """An article as the reader gives it, of 7 February 2024."""
    given = Article(
        id="1",
        materia="20001",
        name="",
        section="DO3",
        edition="27",
        page=112,
        date=PUBLISHED,
        dated_by="pubDate",
        art_type="Extrato",
        category=PATH,
        title=title,
        html=f'<p class="identifica">{escape(title)}</p><p>{escape(text)}</p>',
        where="dia.zip: 1.xml",
    )
    return given._replace(**changes)


def published(extract: Extract, **changes: Any) -> Article:
    return article(extract.title, extract.paragraph, **changes)


def with_words(old: str, new: str, data: ExtractData = SAMPLE) -> Article:
    """The extract with one piece of its text exchanged, as a publisher's slip would."""
    extract = compose(data)
    assert old in extract.paragraph
    return article(extract.title, extract.paragraph.replace(old, new))


def matched(found: Article, *candidates: Candidate) -> list[Match]:
    return match_article(found, Index(candidates or (candidate(),)))


def only(found: Article, *candidates: Candidate) -> Match:
    (match,) = matched(found, *candidates)
    return match


# --- files ---


def xml(
    text: str = "<p>Texto.</p>",
    identifica: str = "EXTRATO",
    materia: str = "20001",
    attributes: str | None = None,
    declaration: str = '<?xml version="1.0" encoding="UTF-8"?>',
) -> str:
    """One article as INLABS writes it."""
    told = attributes
    if told is None:
        told = (
            f'id="1" name="ato" idOficio="9" pubName="DO3" artType="Extrato" '
            f'pubDate="07/02/2024" artClass="00003" artCategory="{PATH}" artSize="12" '
            f'artNotes="" numberPage="112" pdfPage="http://gazeta.invalid/index.jsp?'
            f'data=07/02/2024&amp;jornal=530&amp;pagina=112" editionNumber="27" '
            f'idMateria="{materia}"'
        )
    return (
        f"{declaration}<xml><article {told}><body><Identifica><![CDATA[{identifica}]]>"
        f"</Identifica><Data><![CDATA[]]></Data><Ementa /><Titulo /><SubTitulo />"
        f"<Texto><![CDATA[{text}]]></Texto></body><Midias /></article></xml>"
    )


def zipped(members: dict[str, bytes | str], **options: Any) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def read(path: Path, limits: Limits | None = None) -> tuple[list[Article], list[Finding]]:
    """The articles under a path, and what was reported."""
    findings: list[Finding] = []
    found = read_gazette(path, findings.append, limits=limits or Limits())
    return list(found), findings


def read_file(folder: Path, data: bytes | str, name: str = "530_20240207_1.xml") -> Article:
    """The one article of one file."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    articles, findings = read(path)
    assert [finding for finding in findings if finding.severity == "erro"] == []
    (one,) = articles
    return one
