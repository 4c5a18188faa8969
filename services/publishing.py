"""The extract on its way to the gazette: written, handed over, recorded, taken back.

What comes out of the gazette is read in gazette_reading.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path

from document.canonical import stable
from faults.errors import OutsideError, StateError, UsageError
from faults.system_words import system_reason
from instruments.gazette_states import ExtractText
from instruments.instrument import KIND_NAMES, Instrument
from instruments.lifecycle import Life, life_of
from instruments.lifecycle_facts import ExtractSent, LifeFact
from instruments.number import InstrumentNumber, parse_number
from instruments.publication_facts import CorrectionPublished, CorrectionSent, PublicationUndone
from instruments.transitions import advance
from law.calendar import FederalCalendar, federal_calendar
from law.portaria_in_283_2018 import closing_hour, send_by
from publication.extract import Extract, compose
from publication.rtf import to_rtf
from registry.files import write_whole
from services.extracts import as_text, extract_data, from_text
from services.instruments import find_number
from services.office import Office
from services.settings import BRASILIA
from services.tied_effects import effect_told

Maker = Callable[[InstrumentNumber, Life], LifeFact]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An extract as it would be sent now."""

    number: str
    extract: Extract
    missing: tuple[str, ...] = ()
    """What the extract will have once everybody has signed."""
    undelivered: bool = False
    """The day of its effects may still move: it counts from a delivery that is not recorded."""


@dataclass(frozen=True, slots=True)
class CutOff:
    """Until when the Imprensa Nacional takes a file, and the edition that then prints it."""

    hand_in_by: date
    hour: str
    edition: date
    """The edition that prints what is handed in before that."""


@dataclass(frozen=True, slots=True)
class Sending:
    """An extract handed over: what was sent, on which day, and what is still in time."""

    number: str
    extract: Extract
    sent_on: date
    repeated: bool
    """It was recorded as sent before; nothing new was recorded."""
    cut_off: CutOff
    last_day: date | None
    """The last day of the deadline of publication; None for a correction, which has none."""
    last_cut_off: CutOff | None
    """When the gazette closes for that day, or for the earlier one of the prudent reading."""
    undelivered: bool = False
    """As in `Sheet`."""

    @property
    def is_late(self) -> bool:
        """Whether the next edition that can print it comes after the deadline."""
        return self.last_day is not None and self.cut_off.edition > self.last_day


def write_extract(office: Office, text: str, subject: str | None = None) -> Sheet:
    """The extract of an instrument, also before the signatures; `subject` words the object anew.

    Raises UsageError for what is not published, StateError for what was cancelled, InvalidData for
    data that an extract cannot show.
    """
    number, instrument, life = _known(office, text)
    if life.cycle == "cancelada":
        raise StateError(
            f"o instrumento nº {number} foi cancelado; não há o que publicar.",
            "Gere outro com --novo.",
        )
    extract = _extract(office, instrument, life, subject)
    missing = () if life.cycle == "assinada" else ("data de assinatura", "signatários")
    return Sheet(number, extract, missing, _is_undelivered(instrument, life))


def write_correction(office: Office, text: str) -> Sheet:
    """The correction that the reading of the gazette has drafted. Raises StateError without one."""
    number, _, life = _known(office, text)
    return Sheet(number, from_text(_correction(number, life)))


def send_extract(
    office: Office, text: str, day: date, again: bool = False, subject: str | None = None
) -> Sending:
    """Record the extract as handed over, with its text; once, unless it is sent `again`."""
    _not_after_today(office, day)
    number, instrument, before = _known(office, text)
    if before.published is not None:
        raise StateError(
            f"o instrumento nº {number} já foi publicado em "
            f"{before.published.published_on:%d/%m/%Y}.",
            "Para corrigir o que saiu, envie a retificação: pactua publicacao enviar NUM "
            "--retificacao",
        )
    sent = before.sent_on
    if sent is not None and not again:
        extract = _extract(office, instrument, before, subject)
        return _sending(office, number, extract, sent, before, repeated=True)
    _check_day(before, day)
    extract = _extract(office, instrument, before, subject)

    def fact(key: InstrumentNumber, life: Life) -> LifeFact:
        return ExtractSent(number=key, sent_on=day, extract=as_text(extract))

    life = _step(office, number, fact)
    sending = _sending(office, number, extract, day, life, repeated=False)
    return replace(sending, undelivered=_is_undelivered(instrument, life))


def send_correction(office: Office, text: str, day: date, again: bool = False) -> Sending:
    """Record the drafted correction as handed over. Raises StateError without one."""
    _not_after_today(office, day)
    number, _, before = _known(office, text)
    extract = from_text(_correction(number, before))
    sent = before.correction_sent_on
    if sent is not None and not again:
        return _sending(office, number, extract, sent, before, repeated=True)

    def fact(key: InstrumentNumber, life: Life) -> LifeFact:
        _correction(number, life)
        return CorrectionSent(number=key, sent_on=day)

    life = _step(office, number, fact)
    return _sending(office, number, extract, day, life, repeated=False)


def record_correction(
    office: Office, text: str, day: date, edition: str, section: int, page: int
) -> Life:
    """Record by hand that the correction came out and puts everything right."""
    _not_after_today(office, day)

    def fact(number: InstrumentNumber, life: Life) -> LifeFact:
        check_correction_day(life, day)
        return CorrectionPublished(
            number=number, published_on=day, edition=edition, section=section, page=page
        )

    return _step(office, find_number(office, text), fact)


def check_correction_day(life: Life, day: date) -> None:
    """Raise StateError when a correction would stand before what it corrects."""
    if life.published is not None and day < life.published.published_on:
        raise StateError(
            f"a edição de {day:%d/%m/%Y} é anterior à publicação, de "
            f"{life.published.published_on:%d/%m/%Y}.",
            "Confira a data da edição.",
        )


def undo_publication(office: Office, text: str, reason: str) -> Life:
    """Take back a publication that was recorded by mistake, or that another act has annulled."""
    return _step(
        office,
        find_number(office, text),
        lambda number, life: PublicationUndone(number=number, reason=reason),
    )


def save(path: Path, extract: Extract, file_format: str) -> None:
    """Write an extract to a file: RTF for the gazette, or plain text. Raises OutsideError."""
    data = to_rtf(extract) if file_format == "rtf" else extract.text.encode("utf-8")
    try:
        write_whole(path, data, durable=False)
    except OSError as error:
        raise OutsideError(
            f"não foi possível escrever {path} ({system_reason(error)}).",
            "Escolha outro lugar em --saida.",
        ) from error


def file_stem(number: str, extract: Extract) -> str:
    """`extrato-1-2024` or `retificacao-1-2024`."""
    sequence, year = number.split("/")[:2]
    word = "retificacao" if extract.kind == "retificacao" else "extrato"
    return f"{word}-{sequence}-{year}"


def cut_off(office: Office, calendar: FederalCalendar | None = None) -> CutOff:
    """The next moment at which the gazette closes, and the edition that it closes for."""
    calendar = calendar or federal_calendar()
    now = office.now.astimezone(BRASILIA)
    today = office.today
    on_time = now.time() < time.fromisoformat(closing_hour(today))
    open_today = calendar.is_business_day(today) and on_time
    edition = calendar.next_business_day(today)
    if not open_today:
        edition = calendar.next_business_day(edition)
    return cut_off_for(edition, calendar)


def cut_off_for(edition: date, calendar: FederalCalendar | None = None) -> CutOff:
    """When the gazette closes for the edition of a day."""
    hand_in = send_by(calendar or federal_calendar(), edition)
    return CutOff(hand_in, closing_hour(hand_in), edition)


def _sending(
    office: Office, number: str, extract: Extract, day: date, life: Life, *, repeated: bool
) -> Sending:
    due = life.counted if extract.kind != "retificacao" else None
    return Sending(
        number,
        extract,
        day,
        repeated,
        cut_off(office),
        due.publish_by if due else None,
        cut_off_for(due.publish_prudent) if due else None,
    )


def _known(office: Office, text: str) -> tuple[str, Instrument, Life]:
    number = find_number(office, text)
    instrument = office.store.instrument(number)
    if instrument is None:
        raise LookupError(number)
    return number, instrument, life_of(fact for _, fact in office.store.facts_about(number))


def _is_undelivered(instrument: Instrument, life: Life) -> bool:
    """Whether it is an act of one party that ends an agreement and has still to be delivered."""
    tied = instrument.request.tied
    alone = tied is not None and tied.act is not None and tied.act.author is not None
    return alone and life.delivered is None


def _extract(office: Office, instrument: Instrument, life: Life, subject: str | None) -> Extract:
    data = extract_data(instrument, life, effect_told(office, instrument))
    if data is None:
        raise UsageError(
            f"{KIND_NAMES[instrument.request.kind]} não se publica no Diário Oficial.",
            "Publicam-se acordos, adesões, termos aditivos, termos de rescisão e denúncias.",
        )
    return compose(replace(data, object=stable(subject)) if subject else data)


def _correction(number: str, life: Life) -> ExtractText:
    if life.correction_text is not None and life.published is not None:
        return life.correction_text
    raise StateError(
        f"não há retificação minutada do instrumento nº {number}.",
        "Ela é minutada quando o Diário Oficial é lido e algo saiu errado: "
        "pactua publicacao ler ARQ",
    )


def _check_day(life: Life, day: date) -> None:
    if life.counted is not None and day < life.counted.signed_on:
        raise UsageError(
            f"{day:%d/%m/%Y} é anterior à última assinatura, de {life.counted.signed_on:%d/%m/%Y}.",
            "Confira a data do envio.",
        )


def _step(office: Office, number: str, make: Maker) -> Life:
    key = parse_number(number)
    if key is None:
        raise LookupError(number)
    with office.store.writing(office.now, office.actor) as writing:
        life = life_of(fact for _, fact in writing.facts_about(number))
        fact = make(key, life)
        life = advance(life, fact)
        writing.append(fact)
    return life


def _not_after_today(office: Office, day: date) -> None:
    if day > office.today:
        raise UsageError(
            f"{day:%d/%m/%Y} está no futuro; hoje é {office.today:%d/%m/%Y}.", "Confira a data."
        )
