"""Reviewing: a file of anybody's, or an instrument of ours, read by the rules of review/.

The spelling process is kept open from one text to the next (`speller`); whoever reviews passes it.
"""

import atexit
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

from document.tree import NumberedDocument
from faults.errors import NotFound, OutsideError, UsageError
from faults.finding import Severity
from faults.system_words import system_reason
from instruments.instrument import Instrument
from instruments.number import parse_number
from reading.limits import TEXT_LIMIT, read_bytes
from reading.open import kind_of, read_file
from reading.source import SourceText
from reading.yaml_text import read_mapping
from review.own import source_of
from review.reviewer import Report, review
from review.rule import REGISTERED, Rule
from review.setting_aside import (
    Suppression,
    baseline_text,
    comments,
    known_before,
    read_baseline,
    suppressed,
    suppressions,
)
from review.speller import Hunspell, Speller
from review.subject import Kind, subject
from services.drafting import Draft, read_draft
from services.instruments import find_number
from services.office import Office

SIDECAR = "revisao.yaml"


@dataclass(frozen=True, slots=True)
class Asked:
    """How a review is wanted.

    `rules` empty: all. `sidecar` None: `revisao.yaml` beside the text, when there is one. A
    `baseline` that does not exist yet is written with what is found now.
    """

    severity: Severity = "nota"
    rules: tuple[str, ...] = ()
    sidecar: Path | None = None
    baseline: Path | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A report with the name of what was read; `baseline_written` when it was made just now."""

    name: str
    report: Report
    baseline_written: bool = False


@cache
def speller() -> Hunspell:
    """The spelling process of this program, ended when the program does."""
    made = Hunspell()
    atexit.register(made.close)
    return made


def review_path(path: Path, day: date, asked: Asked, spelling: Speller) -> Reviewed:
    """A file as it stands. Raises UnreadableFile, InvalidData or UsageError."""
    data = read_bytes(path, TEXT_LIMIT)
    found: tuple[Suppression, ...] = ()
    if kind_of(path.name, data) in ("texto", "html") and b"<!--" in data:
        decoded = data.decode("utf-8", "surrogateescape")
        found, decoded = comments(decoded, path.name)
        data = decoded.encode("utf-8", "surrogateescape")
    source = read_file(path.name, data, asked.ocr)
    found += _sidecar(asked.sidecar or path.parent / SIDECAR, asked.sidecar, path.name)
    report = _review(source, day, spelling, asked, None)
    return _finished(path.name, report, found, asked)


def review_number(office: Office, text: str, asked: Asked, spelling: Speller) -> Reviewed:
    """The last version of an instrument of ours. Raises NotFound for neither file nor number."""
    if parse_number(text) is None:
        raise NotFound(
            f"não há arquivo nem instrumento “{text}”.",
            "Dê o caminho de um arquivo (texto, HTML, DOCX, PDF) ou um número, como 1/2026.",
        )
    number = find_number(office, text)
    instrument = office.store.instrument(number)
    assert instrument is not None  # it has just been found
    draft = read_draft(office, instrument)
    report = review_document(draft.instrument, draft.document, office.today, spelling, asked)
    found = _sidecar(asked.sidecar, asked.sidecar, number) if asked.sidecar else ()
    return _finished(draft.instrument.file_stem, report, found, asked)


def review_document(
    instrument: Instrument,
    document: NumberedDocument,
    day: date,
    spelling: Speller,
    asked: Asked | None = None,
) -> Report:
    """The text of an instrument that is at hand."""
    source = source_of(document, str(instrument.number))
    return _review(source, day, spelling, asked or Asked(), instrument.request.kind)


def reviewed_draft(made: Draft, day: date, spelling: Speller) -> Draft:
    """A draft with what the reviewer finds in its text among its findings."""
    report = review_document(made.instrument, made.document, day, spelling)
    found = tuple(remark.finding() for remark in report.open)
    return replace(made, findings=(*made.findings, *found))


def _review(
    source: SourceText, day: date, spelling: Speller, asked: Asked, kind: str | None
) -> Report:
    return review(subject(source, day, spelling, cast("Kind | None", kind)), _rules(asked.rules))


def _rules(ids: tuple[str, ...]) -> tuple[Rule, ...] | None:
    unknown = [name for name in ids if name not in REGISTERED]
    if unknown:
        raise UsageError(
            f"não há regra “{unknown[0]}”.", "Veja os nomes com: pactua revisar --regras"
        )
    return tuple(REGISTERED[name] for name in ids) or None


def _sidecar(path: Path, named: Path | None, file: str) -> tuple[Suppression, ...]:
    if named is None and not path.is_file():
        return ()
    return suppressions(read_mapping(path), str(path), file)


def _finished(name: str, report: Report, found: tuple[Suppression, ...], asked: Asked) -> Reviewed:
    report = suppressed(report, found).at_least(asked.severity)
    if asked.baseline is None:
        return Reviewed(name, report)
    written = not asked.baseline.exists()
    if written:
        _write(asked.baseline, baseline_text(report))
    text = read_bytes(asked.baseline, TEXT_LIMIT).decode("utf-8", "replace")
    known = read_baseline(text, str(asked.baseline))
    return Reviewed(name, known_before(report, known), written)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutsideError(
            f"não foi possível gravar {path} ({system_reason(error)}).", "Escolha outro lugar."
        ) from error
