"""Days that may be recorded and are seldom meant: told to whoever records them, and not refused.

The gazette has extra editions on any day, and agreements from before the registry are recorded
long after they were signed.
"""

from datetime import date, datetime

from law.words import weekday
from services.instruments import find_number
from services.lifecycle import instrument_of, number_of, read_life
from services.office import Office
from services.settings import BRASILIA


def odd_gazette_day(office: Office, day: date) -> str | None:
    """What is odd about an edition of this day: the gazette comes out on business days."""
    reason = office.calendar.why_not(day)
    if not reason:
        return None
    name = weekday(day)
    named = name if reason == name else f"{name}, {reason}"
    return (
        f"{day:%d/%m/%Y} é {named}; nesse dia o Diário Oficial só sai em edição extra. "
        "Confira a data."
    )


def odd_signing_day(office: Office, text: str, moment: datetime) -> str | None:
    """What is odd about a signature of this moment: its text was not there, or not sent out yet."""
    day = moment.astimezone(BRASILIA).date()
    number = number_of(office, text)
    instrument = instrument_of(office, number)
    envelope = read_life(office, find_number(office, text)).envelope
    opened = envelope.opened_at if envelope else None
    if day < instrument.drafted_on:
        what = f"à minuta desta versão, de {instrument.drafted_on:%d/%m/%Y}"
    elif opened is not None and day < opened.astimezone(BRASILIA).date():
        what = f"à abertura para assinatura, de {opened.astimezone(BRASILIA):%d/%m/%Y}"
    else:
        return None
    return (
        f"a assinatura de {day:%d/%m/%Y} é anterior {what}. Confira a data; antes da última "
        "assinatura, ela se corrige com: pactua instrumento devolver NUM --motivo TEXTO"
    )
