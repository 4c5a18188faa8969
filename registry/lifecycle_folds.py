"""How the facts of an instrument's life change the tables for reading."""

from datetime import date

from sqlalchemy import Connection, Table, func, select, update

from instruments.lifecycle_facts import (
    Approved,
    Cancelled,
    Counted,
    Ended,
    EnvelopeExtended,
    EnvelopeOpened,
    ExtensionRequested,
    ExtractSent,
    Published,
    Returned,
    SentToReview,
    SignatureRecorded,
    SignatureRefused,
)
from instruments.publication_facts import (
    CorrectionDrafted,
    CorrectionPublished,
    CorrectionSent,
    PublicationUndone,
    correction_after,
)
from instruments.signing_rules import places_of
from registry.notice_folds import count_actions
from registry.projections import folds
from registry.schema import envelopes, instruments, lives, signatures, states

PENDING = ""
"""What stands in `em` of a signature that is still to come."""


@folds(SentToReview)
def _sent(connection: Connection, seq: int, fact: SentToReview) -> None:
    _set_state(connection, fact.subject, seq, "em_revisao")


@folds(Returned)
def _returned(connection: Connection, seq: int, fact: Returned) -> None:
    _set_state(connection, fact.subject, seq, "minuta")
    for table in (signatures, envelopes):
        connection.execute(table.delete().where(table.c.numero == fact.subject))


@folds(Approved)
def _approved(connection: Connection, seq: int, fact: Approved) -> None:
    _set_state(connection, fact.subject, seq, "aprovada")


@folds(Cancelled)
def _cancelled(connection: Connection, seq: int, fact: Cancelled) -> None:
    _set_state(connection, fact.subject, seq, "cancelada")


@folds(EnvelopeOpened)
def _opened(connection: Connection, seq: int, fact: EnvelopeOpened) -> None:
    _set_state(connection, fact.subject, seq, "em_assinatura")
    rows = [
        {
            "numero": fact.subject,
            "signatario": place.id,
            "versao": fact.version,
            "nome": "",
            "cargo": "",
            "em": PENDING,
            "nivel": "",
            "papel": place.part,
            "ordem": place.order,
            "opcional": int(place.optional),
            "situacao": "pendente",
            "motivo": "",
            "via": "",
            "texto": "",
            "hora": "",
            "arquivo_sha256": "",
            "seq": seq,
        }
        for place in places_of(fact)
    ]
    connection.execute(signatures.insert(), rows)
    envelope = {
        "numero": fact.subject,
        "versao": fact.version,
        "aberto_em": fact.opened_at.isoformat(timespec="seconds") if fact.opened_at else "",
        "prazo": fact.until.isoformat() if fact.until else "",
        "nivel_minimo": fact.minimum or "",
        "crc": fact.crc or "",
        "texto_sha256": fact.text_sha256 or "",
        "arquivo_sha256": fact.file_sha256 or "",
        "assinado_sha256": "",
        "seq": seq,
    }
    connection.execute(envelopes.insert().values(envelope))


@folds(EnvelopeExtended)
def _extended(connection: Connection, seq: int, fact: EnvelopeExtended) -> None:
    _set(connection, envelopes, fact.subject, seq, prazo=fact.until.isoformat())


@folds(SignatureRefused)
def _refused(connection: Connection, seq: int, fact: SignatureRefused) -> None:
    connection.execute(
        update(signatures)
        .where(signatures.c.numero == fact.subject, signatures.c.signatario == fact.signatory)
        .values(situacao="recusada", motivo=fact.reason, seq=seq)
    )


@folds(SignatureRecorded)
def _signed(connection: Connection, seq: int, fact: SignatureRecorded) -> None:
    connection.execute(
        update(signatures)
        .where(signatures.c.numero == fact.subject, signatures.c.signatario == fact.signatory)
        .values(
            nome=fact.name,
            cargo=fact.role,
            em=fact.signed_at.isoformat(timespec="seconds"),
            nivel=fact.level,
            situacao="assinada",
            via=fact.way,
            texto=fact.wording or "",
            hora=fact.time or "",
            arquivo_sha256=fact.file_sha256 or "",
            seq=seq,
        )
    )
    if fact.file_sha256 and fact.way != "registrada":
        _set(connection, envelopes, fact.subject, seq, assinado_sha256=fact.file_sha256)
    left = select(func.count()).where(
        signatures.c.numero == fact.subject,
        signatures.c.em == PENDING,
        signatures.c.opcional == 0,
    )
    if connection.execute(left).scalar() == 0:
        _set_state(connection, fact.subject, seq, "assinada")


@folds(Counted)
def _counted(connection: Connection, seq: int, fact: Counted) -> None:
    term: dict[str, date | None] = {
        "fim": fact.end,
        "fim_alternativo": fact.end_alternative,
        "renovacao_ate": fact.renew_by,
        "renovacao_prudente": fact.renew_prudent,
        "relatorio_ate": fact.report_by,
        "relatorio_prudente": fact.report_prudent,
    }
    own = term if fact.own_term else dict.fromkeys(term)
    dates: dict[str, str | int] = {
        "assinado_em": fact.signed_on.isoformat(),
        "meses": fact.months if fact.own_term else 0,
        "publicar_ate": fact.publish_by.isoformat(),
        "publicar_prudente": fact.publish_prudent.isoformat(),
        "envio_dou_ate": fact.send_by.isoformat(),
        **{name: day.isoformat() if day else "" for name, day in own.items()},
    }
    count_actions(connection, seq, fact)
    old = connection.execute(select(lives.c.fim).where(lives.c.numero == fact.subject)).first()
    if old:
        if old.fim != dates["fim"]:
            dates["prorrogacao_pedida_em"] = ""  # asked for and met: the new term wants its own
        _set(connection, lives, fact.subject, seq, **dates)
        return
    later = dict.fromkeys(
        (
            "enviado_dou_em",
            "publicado_em",
            "edicao",
            "materia",
            "prorrogacao_pedida_em",
            "encerrado_em",
            "forma_encerramento",
            "relatorio_em",
        ),
        "",
    )
    row = {
        "numero": fact.subject,
        **dates,
        **later,
        "secao": 0,
        "pagina": 0,
        "retificacao": "sem_retificacao",
        "seq": seq,
    }
    connection.execute(lives.insert().values(row))


@folds(ExtractSent)
def _extract_sent(connection: Connection, seq: int, fact: ExtractSent) -> None:
    _set(connection, lives, fact.subject, seq, enviado_dou_em=fact.sent_on.isoformat())


@folds(Published)
def _published(connection: Connection, seq: int, fact: Published) -> None:
    _set(
        connection,
        lives,
        fact.subject,
        seq,
        publicado_em=fact.published_on.isoformat(),
        edicao=fact.edition,
        secao=fact.section,
        pagina=fact.page,
        materia=fact.materia or "",
        retificacao=correction_after(fact),
    )


@folds(PublicationUndone)
def _undone(connection: Connection, seq: int, fact: PublicationUndone) -> None:
    nothing = dict.fromkeys(("enviado_dou_em", "publicado_em", "edicao", "materia"), "")
    state = correction_after(fact)
    _set(connection, lives, fact.subject, seq, **nothing, secao=0, pagina=0, retificacao=state)


@folds(CorrectionDrafted)
def _correction_drafted(connection: Connection, seq: int, fact: CorrectionDrafted) -> None:
    _set(connection, lives, fact.subject, seq, retificacao=correction_after(fact))


@folds(CorrectionSent)
def _correction_sent(connection: Connection, seq: int, fact: CorrectionSent) -> None:
    _set(connection, lives, fact.subject, seq, retificacao=correction_after(fact))


@folds(CorrectionPublished)
def _correction_published(connection: Connection, seq: int, fact: CorrectionPublished) -> None:
    _set(connection, lives, fact.subject, seq, retificacao=correction_after(fact))


@folds(ExtensionRequested)
def _extension(connection: Connection, seq: int, fact: ExtensionRequested) -> None:
    day = fact.requested_on.isoformat()
    _set(connection, lives, fact.subject, seq, prorrogacao_pedida_em=day)


@folds(Ended)
def _ended(connection: Connection, seq: int, fact: Ended) -> None:
    _set(
        connection,
        lives,
        fact.subject,
        seq,
        encerrado_em=fact.effective_on.isoformat(),
        forma_encerramento=fact.form,
        **{
            name: day.isoformat()
            for name, day in (
                ("relatorio_ate", fact.report_by),
                ("relatorio_prudente", fact.report_prudent),
            )
            if day is not None
        },
    )


def _set_state(connection: Connection, number: str, seq: int, state: str) -> None:
    _set(connection, instruments, number, seq, estado=state)
    connection.execute(update(states).where(states.c.numero == number).values(estado=state))


def _set(connection: Connection, table: Table, number: str, seq: int, **values: str | int) -> None:
    query = update(table).where(table.c.numero == number).values(**values, seq=seq)
    connection.execute(query)
