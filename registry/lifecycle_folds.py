"""How the facts of an instrument's life change the tables for reading."""

from sqlalchemy import Connection, Table, func, select, update

from instruments.lifecycle_facts import (
    Approved,
    Cancelled,
    Counted,
    Ended,
    EnvelopeOpened,
    ExtensionRequested,
    ExtractSent,
    Published,
    Returned,
    SentToReview,
    SignatureRecorded,
)
from registry.projections import folds
from registry.schema import instruments, lives, signatures

PENDING = ""
"""What stands in `em` of a signature that is still to come."""


@folds(SentToReview)
def _sent(connection: Connection, seq: int, fact: SentToReview) -> None:
    _set(connection, instruments, fact.subject, seq, estado="em_revisao")


@folds(Returned)
def _returned(connection: Connection, seq: int, fact: Returned) -> None:
    _set(connection, instruments, fact.subject, seq, estado="minuta")
    connection.execute(signatures.delete().where(signatures.c.numero == fact.subject))


@folds(Approved)
def _approved(connection: Connection, seq: int, fact: Approved) -> None:
    _set(connection, instruments, fact.subject, seq, estado="aprovada")


@folds(Cancelled)
def _cancelled(connection: Connection, seq: int, fact: Cancelled) -> None:
    _set(connection, instruments, fact.subject, seq, estado="cancelada")


@folds(EnvelopeOpened)
def _opened(connection: Connection, seq: int, fact: EnvelopeOpened) -> None:
    _set(connection, instruments, fact.subject, seq, estado="em_assinatura")
    rows = [
        {
            "numero": fact.subject,
            "signatario": name,
            "versao": fact.version,
            "nome": "",
            "cargo": "",
            "em": PENDING,
            "nivel": "",
            "seq": seq,
        }
        for name in fact.signatories
    ]
    connection.execute(signatures.insert(), rows)


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
            seq=seq,
        )
    )
    left = select(func.count()).where(
        signatures.c.numero == fact.subject, signatures.c.em == PENDING
    )
    if connection.execute(left).scalar() == 0:
        _set(connection, instruments, fact.subject, seq, estado="assinada")


@folds(Counted)
def _counted(connection: Connection, seq: int, fact: Counted) -> None:
    dates: dict[str, str | int] = {
        "assinado_em": fact.signed_on.isoformat(),
        "meses": fact.months,
        "fim": fact.end.isoformat(),
        "fim_alternativo": fact.end_alternative.isoformat() if fact.end_alternative else "",
        "publicar_ate": fact.publish_by.isoformat(),
        "publicar_prudente": fact.publish_prudent.isoformat(),
        "envio_dou_ate": fact.send_by.isoformat(),
        "renovacao_ate": fact.renew_by.isoformat(),
        "renovacao_prudente": fact.renew_prudent.isoformat(),
    }
    known = connection.execute(select(lives.c.numero).where(lives.c.numero == fact.subject)).first()
    if known:
        _set(connection, lives, fact.subject, seq, **dates)
        return
    later = dict.fromkeys(
        (
            "enviado_dou_em",
            "publicado_em",
            "edicao",
            "prorrogacao_pedida_em",
            "encerrado_em",
            "forma_encerramento",
        ),
        "",
    )
    row = {"numero": fact.subject, **dates, **later, "secao": 0, "pagina": 0, "seq": seq}
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
    )


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
    )


def _set(connection: Connection, table: Table, number: str, seq: int, **values: str | int) -> None:
    query = update(table).where(table.c.numero == number).values(**values, seq=seq)
    connection.execute(query)
