"""The text of an instrument as it stood on a day, to be read: nothing of it is recorded.

For a signed agreement it is the consolidated text, with notes of what changed it; for a draft, or
a document that follows an agreement, its own text.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from document.canonical import canonical_text, text_hash
from document.labels import number
from document.tree import NumberedDocument
from faults.errors import StateError, UsageError
from instruments.facts import FileFormat
from instruments.instrument import Instrument
from instruments.lifecycle import END_NAMES, Life
from instruments.public import public_json
from portuguese.dates import long_date
from rendering.engines import PDF_ENGINES, engine_name
from rendering.port import Edition
from services.drafting import read_draft
from services.editions import ENDINGS, edition_of
from services.instruments import find_number
from services.office import Office
from services.settings import BRASILIA
from services.ties import agreement, amendments, read_instrument, read_life, text_in_force

READING_FORMATS: tuple[FileFormat, ...] = ("txt", "html", "docx", "pdf")
CONSOLIDATED = "TEXTO CONSOLIDADO – não substitui os termos assinados"
COPY = "CÓPIA PARA LEITURA – não substitui o documento assinado"


@dataclass(frozen=True, slots=True)
class Standing:
    """The text of a day, with the amendments in it."""

    instrument: Instrument
    document: NumberedDocument
    day: date
    amendments: tuple[str, ...]
    edition: Edition

    @property
    def text(self) -> str:
        """The canonical text."""
        return canonical_text(self.document)

    @property
    def file_stem(self) -> str:
        """`ACT-1-2024-mpmt-texto-2027-01-31`."""
        base = self.instrument.file_stem.rpartition("-v")[0]
        return f"{base}-texto-{self.day:%Y-%m-%d}"


def text_on(office: Office, text: str, day: date | None = None, notes: bool = True) -> Standing:
    """The text of an instrument at the end of a day (default: today).

    Raises StateError for a day on which it was not signed yet; a draft has only today's text.
    """
    full = find_number(office, text)
    instrument = read_instrument(office, full)
    life = read_life(office, full)
    on = day or office.today
    if life.cycle == "assinada" and instrument.request.tied is None:
        found = agreement(office, full)
        standing = text_in_force(office, found, on, notes)
        if notes and (told := _early_end(found.life, on)):
            standing = replace(standing, subtitle=(*standing.subtitle, told))
        document = number(standing)
        there = tuple(one.name for one in amendments(office, life) if one.day <= on)
        notice = CONSOLIDATED if there else COPY
        edition = _edition(office, instrument, document, on, notice)
        return Standing(instrument, document, on, there, edition)
    drafted = read_draft(office, instrument)
    edition = edition_of(office, drafted)
    signed = life.last_signature
    if signed is not None:
        day_signed = signed.astimezone(BRASILIA).date()
        if on < day_signed:
            raise StateError(
                f"em {on:%d/%m/%Y} o nº {full} ainda não estava assinado (última assinatura em "
                f"{day_signed:%d/%m/%Y}).",
                "Indique um dia a partir da última assinatura.",
            )
        edition = replace(edition, notices=(COPY,))
    elif day is not None:
        raise StateError(
            f"o nº {full} não está assinado: não há texto em vigor em {day:%d/%m/%Y}.",
            "Para ler a minuta, repita o comando sem --em.",
        )
    return Standing(instrument, drafted.document, on, (), edition)


def _early_end(life: Life, on: date) -> str:
    """A line on the early end that was told by a day; "" without one, or after the term."""
    ended = life.ended
    if ended is None or ended.notified_on > on or ended.effective_on != life.end:
        return ""
    return f"Extinção por {END_NAMES[ended.form]} ao fim de {long_date(ended.effective_on)}"


def render_text(
    office: Office, standing: Standing, file_format: str, pdf_engine: str = "weasyprint"
) -> tuple[str, bytes]:
    """The file name and the bytes of a text in a format. Raises UsageError."""
    if file_format not in READING_FORMATS or pdf_engine not in PDF_ENGINES:
        raise UsageError(
            f"o texto não se mostra em “{file_format}”.", f"Formatos: {', '.join(READING_FORMATS)}."
        )
    engine = office.engines(file_format, engine_name(file_format, pdf_engine, office.templates))
    name = f"{standing.file_stem}.{ENDINGS.get(file_format, file_format)}"
    return name, engine.render(standing.document, standing.edition)


def _edition(
    office: Office, instrument: Instrument, document: NumberedDocument, on: date, notice: str
) -> Edition:
    body = instrument.request.body
    return Edition(
        title=f"{instrument.title} – texto em {on:%d/%m/%Y}",
        short_title=f"{instrument.short_title}, texto em {on:%d/%m/%Y}",
        letterhead=body.letterhead,
        notices=(notice,),
        author=body.name,
        subject=instrument.request.plan.title,
        when=office.file_moment or datetime.combine(on, time(12), BRASILIA).astimezone(UTC),
        data=public_json(instrument, text_hash(document)),
    )
