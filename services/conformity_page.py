"""The certificate of conformity as a page: a document tree, drawn by the engines of any text."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from document.labels import number
from document.tree import (
    Cell,
    Clause,
    Document,
    NumberedDocument,
    Paragraph,
    PlainBlock,
    Run,
    SignaturePlace,
    Table,
)
from faults.errors import OutsideError, StateError, UsageError
from faults.system_words import system_reason
from instruments.instrument import Instrument, stable_json
from instruments.work_plan import WorkPlan
from portuguese.dates import long_date
from portuguese.lists import join_and
from registry.files import write_whole
from rendering.port import Edition
from services.conformity import DISCREET, Conformity
from services.office import Office
from services.settings import NOBODY

FORMATS = {".pdf": ("pdf", "weasyprint"), ".html": ("html", "html")}
FIELDS = {
    "participe": "os dados de cada partícipe",
    "participes": "o conjunto dos partícipes",
    "orgao": "os dados do órgão",
    "instrumento": "a espécie, o número e o processo",
    "prazo": "os prazos",
    "plano": "o plano de trabalho",
}
"""How the fields that may vary are called on the page."""
NORM = "Orientação Normativa AGU nº 55/2014"


def write_certificate(office: Office, outcome: Conformity, path: Path, engine: str) -> None:
    """The page in a file, `.pdf` or `.html`, as of who acts.

    Raises StateError when it does not conform, UsageError when nobody says who issues it.
    """
    if not outcome.conforms:
        raise StateError(
            f"o instrumento nº {outcome.instrument.number} não confere com a minuta aprovada.",
            "Veja as diferenças; a certidão não é emitida.",
        )
    if office.actor in ("", NOBODY):
        raise UsageError(
            "falta dizer quem emite a certidão.", "Diga-o em --por NOME, ou em PACTUA_USUARIO."
        )
    if path.suffix.lower() not in FORMATS:
        raise UsageError(f"{path.name}: formato desconhecido.", "Use .pdf ou .html em --saida.")
    kind, name = FORMATS[path.suffix.lower()]
    drawn = office.engines(kind, engine if kind == "pdf" else name)
    data = drawn.render(certificate(office, outcome), _edition(office, outcome))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data, durable=False)
    except OSError as error:
        raise OutsideError(
            f"não foi possível escrever {path} ({system_reason(error)}).", "Escolha outro lugar."
        ) from error


def certificate(office: Office, outcome: Conformity) -> NumberedDocument:
    """The words of the page."""
    instrument = outcome.instrument
    return number(
        Document(
            title="CERTIDÃO DE CONFORMIDADE COM A MINUTA APROVADA",
            subtitle=(f"{instrument.title}, versão {instrument.version}",),
            opening=tuple(_opening(outcome)),
            clauses=(
                Clause("campos", "O que varia", tuple(_fields(outcome)), kind="secao"),
                Clause("textos", "O que não varia", tuple(_texts(outcome)), kind="secao"),
                Clause("prova", "Como conferir", tuple(_proof(outcome)), kind="secao"),
            ),
            closing=(_line(f"Emitida em {long_date(office.today)}."),),
            signatures=(SignaturePlace("emissor", office.actor, "", ""),) if office.actor else (),
        )
    )


def _opening(outcome: Conformity) -> Iterator[PlainBlock]:
    instrument, approved = outcome.instrument, outcome.clause_set
    process = f" (processo nº {instrument.request.process})" if instrument.request.process else ""
    opinion = (
        f"à minuta aprovada pelo {outcome.opinion}"
        if outcome.opinion
        else "à minuta aprovada pelos atos indicados em cada texto"
    )
    yield _line(
        f"Certifica-se, para os fins da {NORM}, que o {instrument.title}{process}, versão "
        f"{instrument.version}, código verificador {instrument.code}, minutado em "
        f"{long_date(instrument.drafted_on)}, corresponde {opinion} – conjunto de cláusulas "
        f"{approved.id}, versão {approved.version} – e dela difere apenas nos campos que o "
        "conjunto "
        "admite variar."
    )


def _fields(outcome: Conformity) -> Iterator[PlainBlock]:
    """The values by which this instrument differs from any other of its set."""
    request = outcome.instrument.request
    allowed = join_and([FIELDS.get(name, name) for name in outcome.clause_set.variable_fields])
    yield _line(f"O conjunto admite que variem {allowed}. Neste instrumento:")
    rows = [("Número", str(outcome.instrument.number)), ("Órgão", request.body.name)]
    rows += [("Representante do órgão", request.signer.name)]
    for partner in request.partners:
        identifier = partner.cnpj or partner.foreign_id or ""
        rows += [
            (f"Partícipe {partner.acronym}", f"{partner.name}, {identifier}".rstrip(", ")),
            ("Representante", f"{partner.representative.name}, {partner.representative.role}"),
        ]
    if request.process:
        rows.append(("Processo", request.process))
    rows += [("Vigência", f"{request.months} meses"), ("Plano de trabalho", _plan(request.plan))]
    yield _table("Campos variáveis", rows, (30, 70))


def _plan(plan: WorkPlan) -> str:
    return f"{plan.title} ({len(plan.actions)} ações)"


def _texts(outcome: Conformity) -> Iterator[PlainBlock]:
    """Every part with the hash of the approved tree and of the instrument's."""
    yield _line(
        "Com os mesmos valores nos campos variáveis, cada parte da minuta aprovada e do "
        "instrumento "
        "tem o mesmo resumo criptográfico (SHA-256, aqui os primeiros "
        f"{DISCREET} algarismos)."
    )
    header = ("Parte", "Texto aprovado", "Resumo aprovado", "Resumo no instrumento")
    rows = tuple(
        tuple(
            _cell(text)
            for text in (
                part.label,
                f"{part.key} – {part.approval}" if part.approval else part.key or "–",
                part.approved_sha256[:DISCREET],
                part.found_sha256[:DISCREET],
            )
        )
        for part in outcome.parts
    )
    yield Table("Partes do instrumento", rows, (42, 24, 17, 17), header)


def _proof(outcome: Conformity) -> Iterator[PlainBlock]:
    yield _table(
        "Resumos inteiros (SHA-256)",
        [
            ("Minuta aprovada, sem valores", outcome.wording_sha256),
            ("Minuta aprovada, com os valores", outcome.approved_sha256),
            ("Texto do instrumento", outcome.found_sha256),
        ],
        (22, 78),
    )
    yield _line(
        "Quem tem acesso ao registro refaz esta prova com o comando “pactua instrumento "
        "conformidade "
        f"{outcome.instrument.number}”. O primeiro resumo é o mesmo em todos os instrumentos que "
        "usam os mesmos textos aprovados."
    )


def _edition(office: Office, outcome: Conformity) -> Edition:
    instrument: Instrument = outcome.instrument
    body = instrument.request.body
    data = {
        "numero": str(instrument.number),
        "versao": instrument.version,
        "conjunto": f"{outcome.clause_set.id}@{outcome.clause_set.version}",
        "parecer": outcome.opinion,
        "minuta_sha256": outcome.wording_sha256,
        "texto_sha256": outcome.found_sha256,
    }
    return Edition(
        title=f"Certidão de conformidade – {instrument.title}",
        short_title=f"Conformidade do {instrument.short_title}",
        letterhead=body.letterhead,
        notices=(),
        author=body.name,
        subject=NORM,
        when=office.file_moment or office.now.astimezone(UTC),
        data=stable_json(data).encode(),
    )


def _line(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _cell(text: str) -> Cell:
    return Cell((Run(text),))


def _table(caption: str, rows: list[tuple[str, str]], widths: tuple[int, int]) -> Table:
    return Table(caption, tuple((_cell(name), _cell(value)) for name, value in rows), widths)
