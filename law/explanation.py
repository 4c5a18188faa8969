"""The dates of an instrument counted again in words: each day, each day skipped and why, the norm.

`explain` walks the calendar by itself and ends on the dates that `law.deadlines` gives; a test
holds the two together over twenty years. The events that may come during the term (replacement,
withdrawal, termination) have explanations of their own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from law import clausulas, portaria_in_283_2018
from law.calendar import ONE_DAY, FederalCalendar, federal_calendar
from law.citation import Citation
from law.clausulas import Reading
from law.codigo_civil import ART_132_3
from law.counting import Counting, counting_on
from law.deadlines import Deadlines, TermRules
from law.months import lacks_day
from law.steps import Deadline, Step
from law.term import Term
from law.words import day_words, days_words, months_words
from portuguese.dates import month_year
from portuguese.ordinals import ordinal_number


def explain(
    deadlines: Deadlines, rules: TermRules | None = None, calendar: FederalCalendar | None = None
) -> tuple[Deadline, ...]:
    """Every deadline of an instrument with its steps, in the order in which they are met.

    `rules` and `calendar` are those that the deadlines were computed with.
    """
    rules = rules or TermRules()
    calendar = calendar or federal_calendar()
    teller = _Teller(calendar, counting_on(deadlines.signature))
    end = deadlines.term.earliest_end
    return (
        EXPLAINED_PUBLICATION[rules.publication](calendar, deadlines),
        _sending(calendar, deadlines),
        _end_of_term(calendar, deadlines.term),
        _notices(deadlines),
        teller.backwards(
            ("renovacao", "Pedido de prorrogação", clausulas.PRORROGACAO),
            (end, "fim da vigência", rules.renewal_notice_days),
            Reading(deadlines.renewal_by, deadlines.renewal_prudent),
        ),
        teller.forwards(
            ("relatorio_final", "Relatório final conjunto", clausulas.RELATORIO),
            (end, "fim da vigência", rules.final_report_days),
            Reading(deadlines.final_report_by, deadlines.final_report_prudent),
        ),
    )


def explain_replacement(calendar: FederalCalendar, event: date, days: int) -> Deadline:
    """By when the other party is told who replaces a responsible."""
    return _Teller(calendar, counting_on(event)).forwards(
        ("substituicao", "Substituição do responsável", clausulas.SUBSTITUICAO),
        (event, "impedimento do responsável", days),
        clausulas.replacement(calendar, event, days),
    )


def explain_withdrawal(calendar: FederalCalendar, effect: date, days: int) -> Deadline:
    """By when a withdrawal that is to take effect on a day must be announced."""
    return _Teller(calendar, counting_on(effect)).backwards(
        ("denuncia", "Aviso de denúncia", clausulas.DENUNCIA),
        (effect, "efeito da denúncia", days),
        clausulas.withdrawal_notice(calendar, effect, days),
    )


def explain_termination(calendar: FederalCalendar, effect: date, days: int) -> Deadline:
    """By when a termination that is to take effect on a day must be announced."""
    return _Teller(calendar, counting_on(effect)).backwards(
        ("rescisao", "Aviso prévio de rescisão", clausulas.RESCISAO),
        (effect, "efeito da rescisão", days),
        clausulas.termination_notice(calendar, effect, days),
    )


def _fifth_business_day(calendar: FederalCalendar, deadlines: Deadlines) -> Deadline:
    signature, last = deadlines.signature, deadlines.publication
    prudent = deadlines.publication_prudent
    basis = counting_on(signature).business_day
    first = (signature.replace(day=28) + timedelta(days=4)).replace(day=1)
    counted = _business_days(calendar, (first, last), basis, prudent=False)
    nth = sum(calendar.is_business_day(day) for day in _up(first, last))
    opening = (
        f"última assinatura; o extrato se publica até o {ordinal_number(nth)} dia útil do mês "
        f"seguinte, {month_year(first)}"
    )
    return Deadline(
        "publicacao",
        "Publicação do extrato no Diário Oficial da União",
        last,
        prudent,
        clausulas.PUBLICACAO,
        (Step(signature, opening, clausulas.PUBLICACAO), *counted),
        _business_days(calendar, (first, prudent), basis, prudent=True) if prudent < last else (),
        _notes(calendar, last),
    )


EXPLAINED_PUBLICATION: dict[str, Callable[[FederalCalendar, Deadlines], Deadline]] = {
    "quinto_dia_util_do_mes_seguinte": _fifth_business_day,
}
"""How each rule of publication is told; the same names as clausulas.PUBLICATION_RULES."""


def _business_days(
    calendar: FederalCalendar, span: tuple[date, date], basis: Citation, prudent: bool
) -> tuple[Step, ...]:
    steps = []
    nth = 0
    for day in _up(*span):
        if why := calendar.why_not(day, prudent):
            steps.append(Step(day, f"não conta: {why}", basis))
            continue
        nth += 1
        text = f"{ordinal_number(nth)} dia útil"
        if hours := calendar.why_not(day) or calendar.half_day(day):
            text += f", ainda que com {hours}"
        if day == span[1]:
            text += ": último dia para publicar"
        steps.append(Step(day, text, basis))
    return tuple(steps)


def _sending(calendar: FederalCalendar, deadlines: Deadlines) -> Deadline:
    edition, last = deadlines.publication_prudent, deadlines.send_to_dou_by
    basis = portaria_in_283_2018.basis(last)
    skipped = [
        Step(day, f"não conta: {calendar.why_not(day)}", basis)
        for day in _down(edition - ONE_DAY, last)
    ]
    hour = deadlines.send_to_dou_hour.removesuffix(":00")
    closing = f"dia útil anterior: a Imprensa Nacional recebe até as {hour}h (horário de Brasília)"
    return Deadline(
        "envio_dou",
        "Envio do extrato à Imprensa Nacional",
        last,
        last,
        basis,
        (
            Step(edition, "edição em que o extrato deve sair, na leitura mais cedo", basis),
            *skipped,
            Step(last, closing, basis),
        ),
        notes=_notes(calendar, last),
    )


def _end_of_term(calendar: FederalCalendar, term: Term) -> Deadline:
    notes: tuple[str, ...] = ()
    if term.alternative:
        other = f"a vigência terminaria no dia imediato, {day_words(term.alternative)}"
        reading = f"Na leitura do Código Civil ({ART_132_3.text}), {other}"
        notes = (f"{reading}; os avisos seguem a data que vem antes.",)
    steps = _term_steps(calendar, term)
    return Deadline(
        "fim_vigencia", "Fim da vigência", term.end, term.end, term.citation, steps, notes=notes
    )


def _term_steps(calendar: FederalCalendar, term: Term) -> tuple[Step, ...]:
    counting = counting_on(term.signature)
    before: tuple[Step, ...] = ()
    start, months = term.signature, term.months
    opening = f"última assinatura: a vigência é de {months_words(months)}"
    if term.previous:
        before = _term_steps(calendar, term.previous)
        start, months = term.previous.end, term.months - term.previous.months
        opening = f"termo aditivo: mais {months_words(months)}, contados desse fim"
    count = f"{months_words(months)} de data a data levam a {month_year(term.end)}"
    if lacks_day(start, months):
        last = f"o mês não tem dia {start.day}: fim da vigência no último dia dele"
    else:
        last = "dia de igual número: fim da vigência"
    if why := calendar.why_not(term.end):
        last += f", que não se move por cair em {why}"
    return (
        *before,
        Step(start, opening, counting.days),
        Step(None, count, counting.months),
        Step(term.end, last, term.citation),
    )


def _notices(deadlines: Deadlines) -> Deadline:
    basis = clausulas.PRORROGACAO
    steps = []
    for rung in sorted(deadlines.notices, key=lambda rung: rung.day):
        text = f"aviso de {days_words(rung.days)} antes do fim"
        if rung.day == deadlines.renewal_prudent != deadlines.renewal_by:
            text += ", na data prudente do pedido de prorrogação"
        steps.append(Step(rung.day, text, basis))
    last = max(rung.day for rung in deadlines.notices)
    return Deadline("avisos", "Avisos de vencimento", last, last, basis, tuple(steps))


Named = tuple[str, str, Citation]
"""Key, name and citation of a deadline."""
Counted = tuple[date, str, int]
"""The day from which days are counted, what happens on it, and how many they are."""


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells a count of running days, forwards or backwards, under one norm."""

    calendar: FederalCalendar
    counting: Counting

    def forwards(self, named: Named, counted: Counted, reading: Reading) -> Deadline:
        """An act due so many days after an event, moved on to a business day."""
        start, event, days = counted
        literal = start + timedelta(days=days)
        steps = [Step(start, f"{event}; o dia do começo não se conta", self.counting.days)]
        if days > 1:
            steps.append(Step(start + ONE_DAY, "1º dia", self.counting.days))
        nth = f"{ordinal_number(days)} dia"
        if reading.literal == literal:
            steps.append(Step(literal, f"{nth}: vencimento", named[2]))
        else:
            due = self.counting.due_day
            for day in _up(literal, reading.literal - ONE_DAY):
                which = f"{nth}, que não serve" if day == literal else "não serve"
                steps.append(Step(day, f"{which}: {self._unfit(day)}", due))
            steps.append(Step(reading.literal, "primeiro dia útil seguinte: vencimento", due))
        return self._deadline(named, reading, steps, literal)

    def backwards(self, named: Named, counted: Counted, reading: Reading) -> Deadline:
        """An act due so many days before an event, anticipated by the prudent reading."""
        end, event, days = counted
        opening = f"{event}; a contagem corre para trás e este dia não se conta"
        steps = [Step(end, opening, self.counting.days)]
        if days > 1:
            steps.append(Step(end - ONE_DAY, "1º dia antes", self.counting.days))
        last = f"{ordinal_number(days)} dia antes: último dia"
        steps.append(Step(reading.literal, last, named[2]))
        return self._deadline(named, reading, steps, reading.literal)

    def _deadline(
        self, named: Named, reading: Reading, steps: list[Step], literal: date
    ) -> Deadline:
        key, name, basis = named
        sooner: tuple[Step, ...] = ()
        if reading.prudent < reading.literal:
            unfit = [
                Step(day, f"não serve: {self._unfit(day)}", self.counting.due_day)
                for day in _down(literal, reading.prudent)
            ]
            last = Step(reading.prudent, "dia útil com expediente inteiro: data prudente", basis)
            sooner = (*unfit, last)
        notes = _notes(self.calendar, reading.literal, reading.prudent)
        return Deadline(
            key, name, reading.literal, reading.prudent, basis, tuple(steps), sooner, notes
        )

    def _unfit(self, day: date) -> str:
        return self.calendar.why_not(day) or self.calendar.half_day(day)


def _up(first: date, last: date) -> list[date]:
    """The days from one to another, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _down(first: date, stop: date) -> list[date]:
    """The days from one backwards to another, which is left out."""
    return [first - timedelta(days=n) for n in range((first - stop).days)]


def _notes(calendar: FederalCalendar, *days: date) -> tuple[str, ...]:
    years = sorted({day.year for day in days})
    return tuple(note for year in years if (note := calendar.note(year)))
