"""What became of a file: registered, known already, only simulated, or refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from faults.finding import Finding
from instruments.imported import SET_ID, ImportedInstrument
from instruments.lifecycle_facts import Counted
from services.importing_files import Given, shown
from services.importing_reading import Ready


@dataclass(frozen=True)
class Outcome:
    """What became of a file. `state` is the word of the report.

    `path` opens the file, and is printed as `shown_path`. `counted` are the dates of the term that
    it brought: its own or, of an aditivo, those of the agreement that it follows, whose number is
    `follows`. `publish_by` is the day for its own extract. `review` is what the reviewer finds in
    the wording, when it was asked.
    """

    path: str
    state: str
    sha256: str = ""
    number: str | None = None
    code: str | None = None
    summary: dict[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    review: tuple[Finding, ...] = ()
    counted: Counted | None = None
    publish_by: tuple[date, date] | None = None
    """As the clause says it, and prudently."""
    cycle: str | None = None
    ocr: bool = False
    instrument: ImportedInstrument | None = None
    follows: str | None = None

    @property
    def refused(self) -> bool:
        """Whether it is not in the registry because something forbids it."""
        return self.state == "recusado"

    @property
    def shown_path(self) -> str:
        """The path as it can be printed."""
        return shown(self.path)


def settled(given: Given, made: Ready | None) -> Outcome:
    """What became of a file that is not registered now."""
    if given.fault is not None:
        return Outcome(given.path, "recusado", given.sha256, findings=(given.fault,))
    if given.known is not None:
        return again(given.path, given.sha256, given.known)
    findings = made.findings if made else ()
    return Outcome(given.path, "recusado", given.sha256, findings=findings)


IN_REGISTRY = "já está no registro"
IN_THIS_RUN = "outro arquivo desta simulação já seria registrado"


def again(
    path: str, sha256: str, number: str, why: str = "os mesmos bytes", where: str = IN_REGISTRY
) -> Outcome:
    """A file that is on record already, or would be."""
    finding = Finding(
        "ja-registrado",
        "nota",
        shown(path),
        f"{why}: {where} como nº {number}.",
        "Nada foi gravado.",
    )
    return Outcome(path, "ja_registrado", sha256, number, findings=(finding,))


def refused(given: Given, made: Ready, finding: Finding) -> Outcome:
    """A file that was read, and that something found later keeps out."""
    return Outcome(given.path, "recusado", given.sha256, summary=made.summary, findings=(finding,))


def clash(
    given: Given, made: Ready, row: Mapping[str, Any] | None, where: str = IN_REGISTRY
) -> Outcome | None:
    """What becomes of a file whose number another instrument has; `row` has its set and process.

    The same agreement once more, where the process is the same or not told; else it is refused.
    """
    if row is None:
        return None
    process = made.request.process if made.request else None
    if row["conjunto"] == SET_ID and (row["processo"] == (process or "") or not process):
        why = f"o mesmo número{' e processo' if process else ''}"
        return again(given.path, given.sha256, str(made.number), why, where)
    finding = Finding(
        "numero-ocupado",
        "erro",
        made.name,
        f"o nº {made.number} já é de outro instrumento "
        f"(processo {row['processo'] or 'não informado'}).",
        "Confira qual dos dois tem o número certo.",
    )
    return refused(given, made, finding)


def outcome_of(
    given: Given,
    made: Ready,
    state: str,
    instrument: ImportedInstrument,
    cycle: str,
    counted: Counted | None,
    why: tuple[Finding, ...] = (),
    own: Counted | None = None,
) -> Outcome:
    """A file that is registered, or would be; `why` is what is to be told beside its findings.

    `own` are the dates of a document that follows another.
    """
    published = own or counted
    return Outcome(
        given.path,
        state,
        given.sha256,
        str(instrument.number),
        instrument.code,
        made.summary,
        (*made.findings, *why),
        counted=counted,
        publish_by=(published.publish_by, published.publish_prudent) if published else None,
        cycle=cycle,
        ocr=instrument.request.origin.ocr,
        instrument=instrument,
    )
