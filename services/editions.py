"""Editions: the files of a version, made once, kept by SHA-256 and handed out as copies."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Protocol, get_args

from document.tree import NumberedDocument
from faults.errors import OutsideError, UsageError
from faults.finding import Finding
from faults.system_words import system_reason
from instruments.facts import FileFormat, FilesRendered, StoredFile
from instruments.instrument import Instrument
from instruments.public import public_json
from registry.files import write_whole
from rendering.engines import OWN, PDF_ENGINES, engine_name
from rendering.port import Edition
from services.drafting import Draft
from services.office import Office
from services.settings import BRASILIA

DRAFT_NOTICE = "MINUTA – sem validade"
UNAPPROVED_NOTICE = "texto-base sem ato de aprovação"
ENDINGS = {"sei": "sei.html"}
FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)

EngineKey = tuple[FileFormat, str]
"""(format, engine name): what tells the files of one version apart."""

Files = list[tuple[FileFormat, str, bytes]]
Pending = Callable[[], Files]
"""Waits for the files of one draft. Raises OutsideError when its worker died."""


class Renderers(Protocol):
    """The worker processes: rendering is handed in, bytes come back (see services/workers.py)."""

    count: int

    def submit(
        self, document: NumberedDocument, edition: Edition, missing: Sequence[EngineKey]
    ) -> Pending:
        """Begin to render these files of a document."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which formats, and which engine for PDF."""

    formats: tuple[FileFormat, ...]
    pdf_engine: str

    def engines(self, office: Office) -> tuple[EngineKey, ...]:
        """(format, engine name) of each file wanted, with the body's own templates in the name."""
        return tuple(
            (name, engine_name(name, self.pdf_engine, office.templates)) for name in self.formats
        )


@dataclass(frozen=True, slots=True)
class Delivered:
    """A copy handed out; `set_aside` names where an edited file of that name was moved to."""

    format: str
    path: Path
    sha256: str
    set_aside: Path | None = None


def wanted_files(formats: str, pdf_engine: str) -> Wanted:
    """Wanted from `docx,pdf` and an engine name. Raises UsageError."""
    names = list(dict.fromkeys(name.strip().lower() for name in formats.split(",")))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or pdf_engine not in PDF_ENGINES:
        wrong = f"o formato “{unknown[0]}”" if unknown else f"o motor “{pdf_engine}”"
        raise UsageError(
            f"{wrong} não existe.",
            f"Formatos: {', '.join(FORMATS)}; motores: {', '.join(PDF_ENGINES)}.",
        )
    return Wanted(tuple(known for known in FORMATS if known in names), pdf_engine)


def open_engines(office: Office, wanted: Wanted) -> None:
    """Prepare the engines of own templates before a number is given: a faulty one uses none up.

    The bundled templates are known to be sound, and their engines can wait until they are needed.
    """
    for kind, engine in wanted.engines(office):
        if OWN in engine:
            office.engines(kind, engine)


def edition_of(office: Office, draft: Draft) -> Edition:
    """The frame of a draft's files; its moment is noon of the day of drafting, or the office's."""
    instrument = draft.instrument
    body = instrument.request.body
    unapproved = any(finding.rule == "texto-sem-aprovacao" for finding in draft.findings)
    return Edition(
        title=instrument.title,
        short_title=instrument.short_title,
        letterhead=_letterhead(instrument),
        notices=(DRAFT_NOTICE, UNAPPROVED_NOTICE) if unapproved else (DRAFT_NOTICE,),
        author=body.name,
        subject=instrument.request.plan.title,
        when=office.file_moment or _noon(instrument),
        data=public_json(instrument, draft.text_sha256),
    )


def _letterhead(instrument: Instrument) -> tuple[str, ...]:
    """The body's; a letter of a partner has its own name at the top."""
    request = instrument.request
    if request.tied and request.tied.act and request.clause_set.form == "carta":
        for partner in request.partners:
            if partner.id == request.tied.act.author:
                return (partner.name,)
    return request.body.letterhead


def missing_files(office: Office, draft: Draft, wanted: Wanted) -> tuple[EngineKey, ...]:
    """(format, engine) of the wanted files that this version does not have yet."""
    instrument = draft.instrument
    kept = office.store.files(str(instrument.number), instrument.version)
    known = {(file.format, file.engine) for file in kept}
    return tuple(pair for pair in wanted.engines(office) if pair not in known)


def render_missing(
    office: Office, draft: Draft, wanted: Wanted, renderers: Renderers | None = None
) -> tuple[StoredFile, ...]:
    """Make, keep and record the files that are missing; all wanted files of the version.

    With `renderers`, the PDF is made there while the other files are made here.
    """
    edition = edition_of(office, draft)
    missing = missing_files(office, draft, wanted)
    there = [key for key in missing if renderers is not None and key[0] == "pdf"]
    pending: Pending = list
    if renderers is not None and there:
        pending = renderers.submit(draft.document, edition, there)
    made: Files = [
        (kind, engine, office.engines(kind, engine).render(draft.document, edition))
        for kind, engine in missing
        if (kind, engine) not in there
    ]
    made += pending()
    if made:
        record_files(office, [(draft.instrument, made)])
    return kept_files(office, draft.instrument, wanted)


def record_files(
    office: Office,
    made: Sequence[tuple[Instrument, Sequence[tuple[FileFormat, str, bytes]]]],
) -> list[tuple[StoredFile, ...]]:
    """Keep the bytes of these (format, engine, bytes), then record them in one transaction."""
    facts = [
        FilesRendered(
            number=instrument.number,
            version=instrument.version,
            files=tuple(
                StoredFile(
                    format=kind,
                    engine=engine,
                    name=f"{instrument.file_stem}.{ENDINGS.get(kind, kind)}",
                    sha256=office.files.keep(data),
                    size=len(data),
                )
                for kind, engine, data in files
            ),
        )
        for instrument, files in made
    ]
    with office.store.writing(office.now, office.actor) as writing:
        for fact in facts:
            writing.append(fact)
    return [fact.files for fact in facts]


def kept_files(office: Office, instrument: Instrument, wanted: Wanted) -> tuple[StoredFile, ...]:
    """The wanted files of a version, in the order they were asked for."""
    kept = office.store.files(str(instrument.number), instrument.version)
    by_pair = {(file.format, file.engine): file for file in kept}
    return tuple(by_pair[pair] for pair in wanted.engines(office))


def deliver(office: Office, files: Iterable[StoredFile], folder: Path) -> tuple[Delivered, ...]:
    """Copies of kept files in a folder. A file there that someone edited is moved aside first."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_copy(office, file, folder) for file in files)
    except OSError as error:
        raise OutsideError(
            f"não foi possível escrever em {folder} ({system_reason(error)}).",
            "Escolha outra pasta em --saida ou libere espaço.",
        ) from error


def _copy(office: Office, file: StoredFile, folder: Path) -> Delivered:
    path = folder / file.name
    data = office.files.read(file.sha256)
    aside = None
    if path.exists():
        if path.read_bytes() == data:
            return Delivered(file.format, path, file.sha256)
        aside = _free_name(path)
        path.rename(aside)
    write_whole(path, data, durable=False)
    return Delivered(file.format, path, file.sha256, aside)


def _free_name(path: Path) -> Path:
    stem, _, ending = path.name.partition(".")
    place = 1
    while (free := path.with_name(f"{stem} (anterior {place}).{ending}")).exists():
        place += 1
    return free


def set_aside_findings(delivered: Iterable[Delivered]) -> list[Finding]:
    """A note for each file that was moved aside rather than overwritten."""
    return [
        Finding(
            "arquivo-anterior-preservado",
            "nota",
            str(copy.path),
            "já havia um arquivo diferente com este nome.",
            f"Ele foi guardado como “{copy.set_aside.name}”.",
        )
        for copy in delivered
        if copy.set_aside is not None
    ]


def _noon(instrument: Instrument) -> datetime:
    return datetime.combine(instrument.drafted_on, time(12), BRASILIA).astimezone(UTC)
