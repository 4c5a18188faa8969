"""Portaria IN nº 283/2018: until when the Imprensa Nacional takes what the next edition prints."""

from datetime import date

from law import parameters
from law.calendar import FederalCalendar
from law.citation import Citation
from law.rules import rule

ENVIO = Citation("Portaria IN nº 283/2018", "envio de matérias")


@rule("portaria-in-283-2018.envio", ENVIO)
def send_by(calendar: FederalCalendar, publication: date) -> date:
    """The business day before the edition; that day, until the hour of `closing_hour`."""
    return calendar.previous_business_day(publication)


@rule("portaria-in-283-2018.hora", ENVIO)
def closing_hour(day: date) -> str:
    """The hour, in Brasília, at which the gazette closes for the edition of the next day."""
    return parameters.text("hora_de_envio_ao_dou", day)


def basis(day: date) -> Citation:
    """Where the hour of a day comes from: this portaria or, before it, what the parameter names."""
    value = parameters.parameter("hora_de_envio_ao_dou", day)
    return ENVIO if value.norm == ENVIO.norm else Citation("", value.source)
