"""The term of a text beside its signatures: its last day, and what is worth knowing of it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from faults.finding import Finding, Severity
from importing.agreement import Agreement
from importing.found import Found
from importing.signing import BRASILIA
from importing.term import FoundTerm
from law.months import same_day_or_last
from services.importing_signatures import Matched

TOLERANCE = 3
"""Days between what the months give and the day that is named: “a 15/04” is as good as “16/04”."""


def end_of(term: FoundTerm) -> date | None:
    """The last day that the text names, or that its months give from the first day it names."""
    if term.end is not None:
        return term.end.value
    if term.begins is not None and term.months is not None:
        return same_day_or_last(term.begins.value, term.months.value)
    return None


def findings_of_term(found: Agreement, matched: Matched) -> Iterator[Finding]:
    """What is doubted of the term, contradicts in it, or is counted otherwise than it says."""
    yield from _term(found)
    yield from _days_of_term(found, matched)


def _term(found: Agreement) -> Iterator[Finding]:
    term = found.term
    if term.words_disagree and term.months:
        yield _told(
            found,
            "prazo-contraditorio",
            "erro",
            term.months,
            f"algarismos e extenso do prazo não dizem o mesmo: “{term.months.excerpt}”.",
            f"Foi contado o menor, {term.months.value} meses; esclareça por termo aditivo.",
        )
    if term.starts_with == "publicacao" and term.months:
        yield _told(
            found,
            "vigencia-desde-a-publicacao",
            "aviso",
            term.months,
            "a vigência começa com a publicação; foi contada da última assinatura, que vem antes.",
            "Confira o fim depois de registrar a publicação.",
        )
    if term.publication_rule and term.publication_rule.value == "outra":
        yield _told(
            found,
            "prazo-de-publicacao-proprio",
            "aviso",
            term.publication_rule,
            f"o prazo de publicação é outro: “{term.publication_rule.excerpt}”.",
            "O registro conta até o quinto dia útil do mês seguinte; vale o que vier antes.",
        )
    if term.forever:
        yield _told(
            found,
            "prazo-indeterminado",
            "aviso",
            term.forever,
            "o prazo é indeterminado; não há fim a avisar.",
            "Se houver termo final, importe de novo com --meses N.",
        )


def _days_of_term(found: Agreement, matched: Matched) -> Iterator[Finding]:
    """A first or last day that the text names, beside its months and the last signature."""
    term = found.term
    signed = max((one.value.at for _, one in matched.signed if one.value.at), default=None)
    signed_on = signed.astimezone(BRASILIA).date() if signed and not matched.unsigned else None
    start = term.begins.value if term.begins else signed_on
    if term.begins and term.begins.value != signed_on:
        yield _told(
            found,
            "vigencia-com-inicio-proprio",
            "aviso",
            term.begins,
            f"a vigência começa em {term.begins.value:%d/%m/%Y}, e não na última assinatura.",
            "O fim foi contado pelo que diz o texto; confira-o.",
        )
    if term.other_start and term.months:
        yield _told(
            found,
            "vigencia-de-outro-marco",
            "aviso",
            term.other_start,
            f"o texto conta a vigência de outro marco: “{term.other_start.excerpt}”.",
            "Foi contada da última assinatura; confira o fim.",
        )
    if term.end and term.months and start:
        counted = same_day_or_last(start, term.months.value)
        if abs((counted - term.end.value).days) > TOLERANCE:
            yield _told(
                found,
                "vigencia-contraditoria",
                "aviso",
                term.end,
                f"o texto diz {term.months.value} meses, que terminam em {counted:%d/%m/%Y}, e o "
                f"dia {term.end.value:%d/%m/%Y}.",
                "Valeu o dia; esclareça por termo aditivo.",
            )
    if term.unread_notice:
        yield _told(
            found,
            "antecedencia-nao-lida",
            "aviso",
            term.unread_notice,
            f"a antecedência para prorrogar não pôde ser lida: “{term.unread_notice.excerpt}”.",
            "O registro conta 30 dias; confira no arquivo.",
        )


def _told(
    found: Agreement, rule: str, severity: Severity, field: Found[Any], message: str, remedy: str
) -> Finding:
    place = str(found.source.place(field.start))
    return Finding(rule, severity, place, message, remedy, field.excerpt)
