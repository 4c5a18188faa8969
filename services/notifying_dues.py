"""From rows of the registry to things that are due, as notices/ takes them.

A matter is a Due with the day on which it was settled, if it was. Words that people read are made
here; how many days before something it is told is the business of the ladders.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any

from instruments.instrument import KIND_NAMES, SHORT_KINDS
from instruments.lifecycle import CYCLE_NAMES, END_NAMES
from law.calendar import FederalCalendar
from law.portaria_in_283_2018 import send_by
from notices.due import Closed, Due, Recipient, Subject
from notices.owed import Rules
from portuguese.dates import short_date
from registry import notice_queries
from registry.notice_queries import Of, Row, Scope
from services.action_texts import ActionTexts
from services.office import Office
from services.settings import BRASILIA

AT_A_TIME = 200
SOURCES: dict[Subject, Callable[[Any, Scope], Iterator[Row]]] = {
    "vencimento": notice_queries.expiries,
    "prorrogacao": notice_queries.extensions,
    "publicacao": notice_queries.publications,
    "assinatura": notice_queries.signings,
    "acao": notice_queries.open_actions,
    "relatorio": notice_queries.reports,
}
"""Where the rows of each subject come from."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A thing that is due, and the day on which it was settled as far as that is known."""

    due: Due
    settled_on: date | None = None


def matters(office: Office, rules: Rules, scopes: dict[Subject, Scope]) -> list[Iterator[Matter]]:
    """For each subject the matters in its scope, by their deadline."""
    return [
        _by_deadline(_matters(office, rules, subject, scope))
        if subject == "assinatura"
        else _matters(office, rules, subject, scope)
        for subject, scope in scopes.items()
    ]


def _by_deadline(found: Iterator[Matter]) -> Iterator[Matter]:
    """In order of the day of opening, which no table has."""
    yield from sorted(found, key=lambda matter: (matter.due.deadline, matter.due.instrument))


def matters_of(office: Office, rules: Rules, numbers: Iterable[str]) -> Iterator[Matter]:
    """Every matter of certain instruments, settled or not."""
    iterator = iter(numbers)
    while batch := tuple(islice(iterator, AT_A_TIME)):
        for subject in SOURCES:
            yield from _matters(office, rules, subject, Of(batch))


def _matters(office: Office, rules: Rules, subject: Any, scope: Scope) -> Iterator[Matter]:
    snapshot: AbstractContextManager[Any] = office.store.snapshot()
    roles = rules.ladders.of(subject).roles
    calendar = office.calendar
    with snapshot as connection:
        rows = SOURCES[subject](connection, scope)
        while batch := list(islice(rows, AT_A_TIME)):
            numbers = {row["numero"] for row in batch}
            told = notice_queries.recipients(connection, numbers)
            texts = ActionTexts(office, connection, numbers if subject == "acao" else ())
            around = Around(calendar, texts)
            for row in batch:
                people = told.get(row["numero"], ())
                plain = partial(
                    Due,
                    key=f"{subject}:{row['numero']}",
                    subject=subject,
                    instrument=row["numero"],
                    title=title(row),
                    roles=roles,
                    extra=tuple(Recipient(name, email) for name, email in people),
                    revision=row["seq"],
                )
                yield _MAKERS[subject](row, plain, around)


@dataclass(frozen=True, slots=True)
class Around:
    """What a Due is made with beside its row: the calendar, and the words of actions."""

    calendar: FederalCalendar
    texts: ActionTexts


Plain = Callable[..., Due]
"""A Due with everything that does not depend on its subject; the deadline is still to be given."""


def title(row: Row) -> str:
    """`ACT nº 1/2024 (MPMT)`: how people call an instrument."""
    acronyms = ", ".join(partner["sigla"] for partner in json.loads(row["participes"]))
    sequence, year, *_ = row["numero"].split("/")
    return f"{SHORT_KINDS[row['especie']]} nº {sequence}/{year} ({acronyms})"


def _details(row: Row) -> list[tuple[str, str]]:
    names = "; ".join(partner["nome"] for partner in json.loads(row["participes"]))
    found = [("Instrumento", f"{KIND_NAMES[row['especie']]} nº {row['numero']}")]
    found.append(("Partícipe", names))
    if row["processo"]:
        found.append(("Processo", row["processo"]))
    return found


def _expiry(row: Row, plain: Plain, _: Around) -> Matter:
    end, literal = _day(row["fim"]), _day(row["renovacao_ate"])
    prudent = _day(row["renovacao_prudente"])
    details = _details(row)
    if row["fim_alternativo"]:
        other = short_date(_day(row["fim_alternativo"]))
        details.append(("Fim na leitura do Código Civil", other))
    if prudent != literal:
        details.append(("Último dia do pedido, na letra da cláusula", short_date(literal)))
    closed, settled = None, None
    if row["encerrado_em"]:
        settled = _day(row["encerrado_em"])
        form = END_NAMES[row["forma_encerramento"]]
        last = short_date(settled)
        closed = Closed("encerrado", f"Encerrado por {form}, com efeito ao fim de {last}.")
    elif row["prorrogacao_pedida_em"]:
        settled = _day(row["prorrogacao_pedida_em"])
        closed = Closed("resolvido", f"A prorrogação foi pedida em {short_date(settled)}.")
    due = plain(
        deadline=end,
        opened=_day(row["assinado_em"]),
        wall_day=prudent,
        wall_days=(end - literal).days,
        details=tuple(details),
        closed=closed,
    )
    return Matter(due, settled)


def _extension(row: Row, plain: Plain, _: Around) -> Matter:
    """What is left to do once an extension was asked for: its amendment, signed before the end."""
    asked = _day(row["prorrogacao_pedida_em"])
    details = [*_details(row), ("Prorrogação pedida em", short_date(asked))]
    details += [
        ("Termo aditivo", f"nº {number}: {CYCLE_NAMES[state]}") for number, state in row["aditivos"]
    ]
    closed, settled = None, None
    if row["encerrado_em"]:
        settled = _day(row["encerrado_em"])
        closed = Closed("encerrado", f"O instrumento foi encerrado em {short_date(settled)}.")
    due = plain(
        deadline=_day(row["fim"]),
        opened=asked,
        details=tuple(details),
        closed=closed,
    )
    return Matter(due, settled)


def _publication(row: Row, plain: Plain, around: Around) -> Matter:
    by, prudent = _day(row["publicar_ate"]), _day(row["publicar_prudente"])
    details, events = _details(row), []
    if prudent != by:
        details.append(("Publicar até, na leitura prudente", short_date(prudent)))
        events.append(("último envio", send_by(around.calendar, by)))
    if row["enviado_dou_em"]:
        sent = short_date(_day(row["enviado_dou_em"]))
        details.append(("Extrato enviado ao DOU em", sent))
    closed, settled = None, None
    if row["publicado_em"]:
        settled = _day(row["publicado_em"])
        closed = Closed("resolvido", f"O extrato foi publicado em {short_date(settled)}.")
    due = plain(
        deadline=by,
        opened=_day(row["assinado_em"]),
        count_to=_day(row["envio_dou_ate"]),
        prudent=prudent if prudent != by else None,
        details=tuple(details),
        events=tuple(events),
        closed=closed,
    )
    return Matter(due, settled)


def _signing(row: Row, plain: Plain, _: Around) -> Matter:
    closed = None
    if row["estado"] == "assinada":
        closed = Closed("resolvido", "Todos assinaram.")
    elif row["estado"] == "cancelada":
        closed = Closed("encerrado", "O instrumento foi cancelado.")
    elif row["estado"] != "em_assinatura":
        closed = Closed("encerrado", "O instrumento foi devolvido para alteração.")
    opened = _moment_day(row["aberto_em"])
    until = _day(row["assinar_ate"]) if row["assinar_ate"] else None
    details = _details(row)
    if row["faltam"]:
        details.append(("Falta assinar", "; ".join(row["faltam"])))
    if until is not None:
        details.append(("Assinar até", short_date(until)))
    for one in row["recusas"]:
        details.append(("Recusou", f"{one['nome'] or one['signatario']}: {one['motivo']}"))
    events = [(f"recusa {one['signatario']}", _moment_day(one["em"])) for one in row["recusas"]]
    if until is not None:
        # Named by its day: another is told of when more time was given and that has passed too.
        events.append((f"fim {short_date(until)}", until + timedelta(days=1)))
    due = plain(
        deadline=opened,
        opened=opened,
        count_to=until,
        details=tuple(details),
        closed=closed,
        events=tuple(events),
    )
    return Matter(due)


def _action(row: Row, plain: Plain, around: Around) -> Matter:
    action = around.texts.of(row["numero"], row["participes"], row["ordem"])
    closed, settled = None, None
    if row["concluida_em"]:
        settled = _day(row["concluida_em"])
        closed = Closed("resolvido", f"A ação foi concluída em {short_date(settled)}.")
    elif row["encerrado_em"]:
        settled = _day(row["encerrado_em"])
        closed = Closed("encerrado", f"O instrumento foi encerrado em {short_date(settled)}.")
    details = [*_details(row), ("Ação", f"{row['ordem']} – {action.text}")]
    if action.responsible:
        details.append(("Responsável", action.responsible))
    if action.evidence:
        details.append(("Evidência prevista", action.evidence))
    due = plain(
        key=f"acao:{row['numero']}:{row['ordem']}",
        title=f"{title(row)}, ação {row['ordem']}",
        deadline=_day(row["prazo"]),
        opened=_day(row["assinado_em"]),
        details=tuple(details),
        closed=closed,
    )
    return Matter(due, settled)


def _report(row: Row, plain: Plain, _: Around) -> Matter:
    """The final joint report, which an agreement owes also when it came to an early end."""
    by, prudent = _day(row["relatorio_ate"]), _day(row["relatorio_prudente"])
    end = _day(row["encerrado_em"] or row["fim"])
    closed, settled = None, None
    if row["relatorio_em"]:
        settled = _day(row["relatorio_em"])
        closed = Closed("resolvido", f"O relatório final é de {short_date(settled)}.")
    due = plain(
        deadline=by,
        opened=_day(row["assinado_em"]),
        wall_day=prudent,
        details=(*_details(row), ("Fim da vigência", short_date(end))),
        closed=closed,
    )
    return Matter(due, settled)


_MAKERS = {
    "vencimento": _expiry,
    "prorrogacao": _extension,
    "publicacao": _publication,
    "assinatura": _signing,
    "acao": _action,
    "relatorio": _report,
}


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _moment_day(text: str) -> date:
    return datetime.fromisoformat(text).astimezone(BRASILIA).date()
