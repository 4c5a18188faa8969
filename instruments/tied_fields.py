"""What a text may say of the original and of what is done to it (TIED_FIELDS of the language)."""

from collections.abc import Iterator, Mapping

from clauses.values import Record, Value, record
from instruments.instrument import KIND_NAMES
from instruments.tied import (
    ActFacts,
    AmendmentFacts,
    Manager,
    ManagerChange,
    OriginalFacts,
    ReportFacts,
    Tied,
)
from portuguese.dates import long_date
from portuguese.gender import Noun
from portuguese.lists import join_and
from portuguese.ordinals import ordinal_words


def tied_fields(tied: Tied, parties: Mapping[str, Record]) -> dict[str, Value]:
    """The original, and of the other parts those that the document has.

    `parties` are the body, under `orgao`, and the partners, under their ids.
    """
    fields: dict[str, Value] = {"original": _original(tied.original)}
    if tied.amendment:
        fields["aditivo"] = _amendment(tied.amendment)
    if tied.act:
        fields["ato"] = _act(tied.act, parties)
    if tied.managers:
        fields["gestor"] = _managers(tied.managers)
    if tied.report:
        fields["relatorio"] = _report(tied.report, parties)
    return fields


def _original(original: OriginalFacts) -> Record:
    return record(
        numero=original.number,
        especie=record(Noun(KIND_NAMES[original.kind], "m")),
        processo=original.process or "",
        assinado_em=original.signed_on,
        publicado_em=original.published_on,
        inicio=original.start,
        fim=original.end,
    )


def _amendment(amendment: AmendmentFacts) -> Record:
    return record(
        ordem=amendment.order,
        finalidade=join_and(list(purposes(amendment))),
        altera_prazo=amendment.changes_term,
        altera_clausulas=bool(amendment.changes) or amendment.own_words,
        altera_plano=amendment.changes_plan,
        meses=amendment.months,
        fim_novo=amendment.new_end,
    )


def purposes(amendment: AmendmentFacts) -> Iterator[str]:
    """What an amendment is for, each as an infinitive."""
    if amendment.changes_term:
        yield "prorrogar a vigência"
    if amendment.changes or amendment.own_words:
        yield "alterar cláusulas"
    if amendment.changes_plan:
        yield "substituir o plano de trabalho"


def _act(act: ActFacts, parties: Mapping[str, Record]) -> Record:
    return record(
        data=act.day,
        efeito_em=act.effective_on,
        autor=parties[act.author] if act.author else None,
        forma=act.form or "",
        motivo=act.reason or "",
        fundamento=act.provision or "",
        pendencias=act.pending or "",
    )


def _managers(change: ManagerChange) -> Record:
    return record(
        anterior=_manager(change.former) if change.former else None,
        novo=_manager(change.new),
        ocorrencia_em=change.event_on,
    )


def _manager(person: Manager) -> Record:
    return record(
        Noun(person.name, person.gender),
        cargo=person.role,
        setor=person.sector or "",
        email=person.email or "",
        telefone=person.phone or "",
    )


def _report(report: ReportFacts, parties: Mapping[str, Record]) -> Record:
    return record(
        extinto_em=report.ended_on,
        forma_extincao=report.ending,
        extinto_por=parties[report.ended_by] if report.ended_by else None,
        motivo_extincao=report.ending_reason or "",
        aditivos="; e ".join(_amendments(report)),
        cumprimento=report.fulfilment,
        resultados=report.results,
        dificuldades=report.difficulties or "",
        continuidade=report.follow_up or "",
        recomendacoes=report.advice or "",
        acessos_cancelados_em=report.access_ended_on,
        acoes=len(report.actions),
        acoes_concluidas=report.count("concluida"),
        acoes_parciais=report.count("parcial"),
        acoes_nao_executadas=report.count("nao_executada"),
        acoes_sem_registro=report.count("sem_registro"),
    )


def _amendments(report: ReportFacts) -> Iterator[str]:
    for one in report.amendments:
        order = ordinal_words(one.order, "m").title()
        day = long_date(one.signed_on)
        yield f"pelo {order} Termo Aditivo, nº {one.number}, de {day}, para {one.purpose}"
