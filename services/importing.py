"""Agreements that exist already are registered from their files, with their true state.

Each file is kept as it came, by its SHA-256; the same bytes, and another file of the same number
and process, are known again, so a run that was killed goes on where it stopped. Signatures become
facts with their moments, and with the last one the deadlines are counted, so that notices begin.
"""

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from clauses.clause_text import ClauseText
from document.canonical import text_hash
from document.tree import NumberedDocument
from faults.errors import PactuaError, UsageError
from faults.finding import Finding
from importing.matching import ClauseMatcher
from instruments.assemble import assemble
from instruments.facts import Fact, FileFormat, FilesRendered, StoredFile
from instruments.imported import SET_ID, ImportedInstrument, InstrumentImported
from instruments.lifecycle import life_of
from instruments.lifecycle_facts import Counted
from instruments.number import InstrumentNumber
from law.deadlines import of_term
from law.months import same_day_or_last
from law.term import Term, term
from reading.limits import TEXT_LIMIT, read_bytes
from registry.store import Writing
from services.counting import action_days, counted_as
from services.deadlines import term_rules
from services.importing_reading import Context, Ready, Wanted, make_ready
from services.importing_request import UNNUMBERED, known_partners
from services.importing_signatures import signing_facts
from services.office import Office
from services.settings import BRASILIA

ENGINE = "importado"
"""Under which engine name the file itself stands among the files of its version."""

FORMATS: dict[str, FileFormat] = {"texto": "txt", "html": "html", "docx": "docx", "pdf": "pdf"}
CHUNK = 16
"""Agreements registered in one transaction."""

BYTES_AHEAD = 64 << 20
"""Bytes of files that wait to be registered; with larger files fewer are read ahead."""

ENDINGS = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".pdf"})
"""Files of a folder that are read; a file that is named is read whatever it is called."""

LONGEST_COUNTED = 120


@dataclass(frozen=True, slots=True)
class ImportAsk:
    """What is to be imported, and how. `simulate`: nothing is recorded."""

    paths: tuple[Path, ...]
    wanted: Wanted = field(default_factory=Wanted)
    simulate: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of a file. `state` is the word of the report; `dates` are those counted."""

    path: str
    state: str
    sha256: str = ""
    number: str | None = None
    code: str | None = None
    summary: dict[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    review: tuple[Finding, ...] = ()
    """What the reviewer finds in the wording, when it was asked."""
    counted: Counted | None = None
    cycle: str | None = None
    ocr: bool = False
    instrument: ImportedInstrument | None = None

    @property
    def refused(self) -> bool:
        """Whether it is not in the registry because something forbids it."""
        return self.state == "recusado"


class Pending:
    """A file given to whoever makes it ready; calling it waits for the result."""

    def __init__(self, result: Callable[[], Ready]) -> None:
        self._result = result

    def __call__(self) -> Ready:
        return self._result()


class Readers:
    """Makes files ready in this process; services/importing_workers.py does so in others."""

    count = 1

    def __init__(self, context: Context) -> None:
        self._context = context

    def submit(self, name: str, data: bytes, sha256: str, wanted: Wanted) -> Pending:
        """The file, made ready when it is asked for."""
        return Pending(lambda: make_ready(self._context, name, data, sha256, wanted))


def context_of(office: Office) -> Context:
    """What reading needs of this office."""
    return Context(
        office.body,
        known_partners(office.store.partner_rows()),
        ClauseMatcher(_agreement_texts(office)),
        office.now,
    )


def _agreement_texts(office: Office) -> Iterator[ClauseText]:
    """The newest texts of the sets that make agreements, and not what follows one."""
    seen: set[str] = set()
    for set_id in office.library.set_ids():
        clause_set = office.library.clause_set(set_id)
        if clause_set.tied:
            continue
        for entry in clause_set.clauses:
            if entry.id not in seen and entry.id in office.library.ids():
                seen.add(entry.id)
                yield office.library.clause(entry.id)


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files that are named, and those of the folders that are, in order. Raises UsageError."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                inner
                for inner in path.rglob("*")
                if inner.suffix.lower() in ENDINGS and inner.is_file() and not inner.is_symlink()
            )
        else:
            found.append(path)
    if not found:
        raise UsageError(
            "não há arquivo para importar.",
            f"Dê arquivos, ou uma pasta com arquivos {', '.join(sorted(ENDINGS))}.",
        )
    return found


Progress = Callable[[str, int, int], None]


def import_files(
    office: Office, ask: ImportAsk, readers: Readers, progress: Progress
) -> Generator[Outcome, None, None]:
    """Every file, in order: registered, known already, or refused with its findings."""
    paths = files_in(ask.paths)
    done = 0
    for chunk in _chunks(_given(office, ask, readers, paths), CHUNK):
        for outcome in _registered(office, ask, chunk):
            done += 1
            progress("importação", done, len(paths))
            yield outcome


@dataclass(frozen=True)
class _Given:
    """A file on its way: its bytes, and what makes it ready; or what became of it already."""

    path: str
    data: bytes = b""
    sha256: str = ""
    pending: Pending | None = None
    known: Outcome | None = None


def _given(
    office: Office, ask: ImportAsk, readers: Readers, paths: Iterable[Path]
) -> Iterator[_Given]:
    """The files with a few ahead of them being made ready, so that no reader is idle."""
    ahead: list[_Given] = []
    for path in paths:
        ahead.append(_give(office, ask, readers, path))
        # As many as are registered in one go, and some more to be read in that time.
        while len(ahead) > CHUNK + 4 * readers.count or sum(map(_size, ahead)) > BYTES_AHEAD:
            yield ahead.pop(0)
    yield from ahead


def _size(given: _Given) -> int:
    return len(given.data)


def _give(office: Office, ask: ImportAsk, readers: Readers, path: Path) -> _Given:
    name = str(path)
    try:
        data = read_bytes(path, TEXT_LIMIT)
    except PactuaError as error:
        finding = Finding("arquivo-ilegivel", "erro", name, error.message, error.remedy)
        return _Given(name, known=Outcome(name, "recusado", findings=(finding,)))
    sha256 = hashlib.sha256(data).hexdigest()
    number = office.store.imported_from(sha256)
    if number is not None:
        return _Given(name, data, sha256, known=_again(name, sha256, number))
    return _Given(name, data, sha256, readers.submit(path.name, data, sha256, ask.wanted))


def _again(path: str, sha256: str, number: str, why: str = "os mesmos bytes") -> Outcome:
    finding = Finding(
        "ja-registrado",
        "nota",
        path,
        f"{why}: já está no registro como nº {number}.",
        "Nada foi gravado.",
    )
    return Outcome(path, "ja_registrado", sha256, number, findings=(finding,))


def _chunks(items: Iterator[_Given], size: int) -> Iterator[list[_Given]]:
    while chunk := list(islice(items, size)):
        yield chunk


def _registered(office: Office, ask: ImportAsk, chunk: list[_Given]) -> list[Outcome]:
    """A chunk in one transaction. The bytes are kept first: a fact never names a lost file."""
    ready = [(one, one.pending() if one.pending else None) for one in chunk]
    if ask.simulate:
        return [_simulated(office, one, made) for one, made in ready]
    for one, made in ready:
        if made is not None and made.request is not None:
            office.files.keep(one.data)
    with office.store.writing(office.now, office.actor) as writing:
        return [_register(office, writing, one, made) for one, made in ready]


def _simulated(office: Office, given: _Given, made: Ready | None) -> Outcome:
    if given.known is not None or made is None or made.request is None:
        return _settled(given, made)
    number = made.number or InstrumentNumber(0, office.today.year, UNNUMBERED)
    instrument = _instrument(office, made, number, "00000000")
    outcome = _outcome(given, made, "simulado", instrument)
    moments = [one.value.at for _, one in made.signatures.signed if one.value.at]
    if moments and not made.signatures.unsigned:
        counted, why = _counted(instrument, max(moments).astimezone(BRASILIA).date())
        return replace(
            outcome, counted=counted, cycle="assinada", findings=(*outcome.findings, *why)
        )
    return outcome


def _settled(given: _Given, made: Ready | None) -> Outcome:
    """What became of a file that is not registered now."""
    if given.known is not None:
        return given.known
    findings = made.findings if made else ()
    return Outcome(given.path, "recusado", given.sha256, findings=findings)


def _register(office: Office, writing: Writing, given: _Given, made: Ready | None) -> Outcome:
    if given.known is not None or made is None or made.request is None:
        return _settled(given, made)
    # The same bytes may stand in this chunk twice, or another process may have been quicker.
    if (known := writing.imported_from(given.sha256)) is not None:
        return _again(given.path, given.sha256, known)
    number, clash = _number(office, writing, made)
    if clash is not None:
        return clash(given)
    instrument = _instrument(office, made, number, writing.next_code())
    document = assemble(instrument, _no_texts)
    digest = text_hash(document)
    file = instrument.request.origin.file
    facts: list[Fact] = [
        InstrumentImported(instrument=instrument, text_sha256=digest, file=file),
        _file_fact(instrument),
        *signing_facts(instrument, made.signatures, digest),
    ]
    for fact in facts:
        writing.append(fact)
    life = life_of(facts)
    outcome = replace(_outcome(given, made, "registrado", instrument), cycle=life.cycle)
    if life.last_signature is None:
        return outcome
    counted, why = _counted(instrument, life.last_signature.astimezone(BRASILIA).date())
    if counted is not None:
        writing.append(counted)
    return replace(outcome, counted=counted, findings=(*outcome.findings, *why))


Clash = Callable[[_Given], Outcome]


def _number(office: Office, writing: Writing, made: Ready) -> tuple[InstrumentNumber, Clash | None]:
    """The number of the original, or a provisional one; a clash when another has it."""
    if made.number is None:
        year = _year(office, made)
        return InstrumentNumber(writing.next_sequence(year, UNNUMBERED), year, UNNUMBERED), None
    number = made.number
    row = writing.instrument_row(str(number))
    if row is None:
        return number, None
    process = made.request.process if made.request else None
    if row["conjunto"] == SET_ID and (row["processo"] == (process or "") or not process):
        why = f"o mesmo número{' e processo' if process else ''}"
        return number, lambda given: _again(given.path, given.sha256, str(number), why)
    finding = Finding(
        "numero-ocupado",
        "erro",
        made.name,
        f"o nº {number} já é de outro instrumento (processo {row['processo'] or 'não informado'}).",
        "Confira qual dos dois tem o número certo.",
    )
    return number, lambda given: Outcome(
        given.path, "recusado", given.sha256, summary=made.summary, findings=(finding,)
    )


def _year(office: Office, made: Ready) -> int:
    moments = [one.value.at for _, one in made.signatures.signed if one.value.at]
    return max(moments).year if moments else office.today.year


def _instrument(
    office: Office, made: Ready, number: InstrumentNumber, code: str
) -> ImportedInstrument:
    if made.request is None:
        raise LookupError(made.name)
    moments = [one.value.at for _, one in made.signatures.signed if one.value.at]
    first = min(moments).astimezone(BRASILIA).date() if moments else office.today
    unit = made.request.body.unit.model_copy(update={"suffix": number.suffix})
    body = made.request.body.model_copy(update={"unit": unit})
    return ImportedInstrument(
        number=number,
        version=1,
        code=code,
        drafted_on=first,
        request=made.request.model_copy(update={"body": body}),
    )


def _no_texts(key: str) -> ClauseText:
    raise LookupError(key)


def _file_fact(instrument: ImportedInstrument) -> FilesRendered:
    origin = instrument.request.origin
    file = StoredFile(
        format=FORMATS[origin.kind],
        engine=ENGINE,
        name=origin.file.name,
        sha256=origin.file.sha256,
        size=origin.file.size,
    )
    return FilesRendered(number=instrument.number, version=1, files=(file,))


def _counted(
    instrument: ImportedInstrument, signed_on: date
) -> tuple[Counted | None, tuple[Finding, ...]]:
    """The deadlines from the day of the last signature; none, and why, where there is no term."""
    request = instrument.request
    if not request.months and request.end is None:
        return None, ()
    try:
        running = _term(request.months, request.end, signed_on)
        found = of_term(running, term_rules(request.clause_set.terms))
        days = action_days(request.plan, found)
    except ValueError as error:
        finding = Finding(
            "prazo-nao-contado",
            "erro",
            "prazos",
            f"os prazos não puderam ser contados: {error}.",
            "Confira as datas das assinaturas e a vigência; use --meses N.",
        )
        return None, (finding,)
    return counted_as(instrument, found, days), ()


def _term(months: int, end: date | None, signed_on: date) -> Term:
    if end is not None:
        span = (end.year - signed_on.year) * 12 + end.month - signed_on.month
        return replace(
            term(signed_on, min(max(span, 1), LONGEST_COUNTED)), end=end, alternative=None
        )
    if months <= LONGEST_COUNTED:
        return term(signed_on, months)
    last = same_day_or_last(signed_on, months)
    return replace(term(signed_on, LONGEST_COUNTED), end=last, alternative=None)


def _outcome(given: _Given, made: Ready, state: str, instrument: ImportedInstrument) -> Outcome:
    return Outcome(
        given.path,
        state,
        given.sha256,
        str(instrument.number),
        instrument.code,
        made.summary,
        made.findings,
        ocr=instrument.request.origin.ocr,
        instrument=instrument,
    )


def imported_text(instrument: ImportedInstrument) -> NumberedDocument:
    """The text of an imported agreement as a numbered tree, labels as they were."""
    return assemble(instrument, _no_texts)
