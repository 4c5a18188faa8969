"""The signed statement in the QR: made when an envelope opens, read when somebody shows one."""

import json
from dataclasses import dataclass
from enum import StrEnum

from faults.errors import StateError, UsageError
from instruments.instrument import Instrument
from registry.public_log import PublicLog
from services.keys import KeyInfo, active_key, keys_in, signing_key
from services.office import Office
from signatures.statement import BadStatement, Statement, parse_statement, sign_statement


@dataclass(frozen=True, slots=True)
class QrText:
    """What goes into the QR; without a key that can sign, the link alone, and why."""

    text: str
    signed: bool
    note: str = ""


class QrState(StrEnum):
    """What a text of a QR is found to be."""

    VALID = "valido"
    FORGED = "forjado"
    UNREADABLE = "ilegivel"
    UNKNOWN_KEY = "chave_desconhecida"
    REVOKED_KEY = "chave_revogada"
    """Of a revoked key, and nothing in the log says that the statement is older."""


@dataclass(frozen=True, slots=True)
class QrReading:
    """The judgement on a text of a QR; the statement is there whenever it could be read."""

    state: QrState
    explanation: str
    statement: Statement | None = None
    key: KeyInfo | None = None


def qr_text(office: Office, instrument: Instrument, crc: str, text_sha256: str) -> QrText | None:
    """The text for the QR of a version; None while orgao.yaml names no check page.

    A missing key, or one that nobody opened, is told and not raised: the codes work without it.
    """
    address = office.arrangements.checking.address
    if not address:
        return None
    statement = Statement(
        address=address,
        code=instrument.code,
        crc=crc,
        number=str(instrument.number),
        cnpjs=instrument.request.cnpjs,
        text_sha256=text_sha256,
    )
    try:
        with office.store.public_log() as log:
            key = signing_key(office, log)
        return QrText(sign_statement(statement, key), signed=True)
    except (StateError, UsageError) as error:
        note = f"O QR saiu sem assinatura: {error.message} {error.remedy}"
        return QrText(statement.link.removesuffix("#"), signed=False, note=note)
    except ValueError as error:
        raise UsageError(
            f"o endereço de conferência “{address}” não serve para um QR.",
            "Em orgao.yaml, conferencia.endereco: um endereço curto, sem acento e sem “#”.",
        ) from error


def read_qr(office: Office, text: str) -> QrReading:
    """What a text of a QR is worth here and now."""
    try:
        read = parse_statement(text)
    except BadStatement as error:
        return QrReading(QrState.UNREADABLE, f"Este QR não traz declaração legível: {error}.")
    with office.store.public_log() as log:
        known = next((one for one in keys_in(log) if one.key.id == read.key_id), None)
        if known is None:
            return QrReading(
                QrState.UNKNOWN_KEY,
                f"A declaração diz ser da chave {read.key_id}, que este órgão não tem.",
                read.statement,
            )
        if not read.signed_by(known.key):
            return QrReading(
                QrState.FORGED,
                "A assinatura da declaração não confere: o QR foi forjado ou alterado.",
                read.statement,
                known,
            )
        if known.revoked_at and not _told_before(log, read.statement, known):
            return QrReading(
                QrState.REVOKED_KEY,
                f"A chave {known.key.id} foi revogada em {known.revoked_since} e o registro "
                "público não mostra que este documento é anterior.",
                read.statement,
                known,
            )
    return QrReading(
        QrState.VALID, "A declaração é do órgão e está inteira.", read.statement, known
    )


def can_sign(office: Office) -> bool:
    """Whether there is an active key whose private half lies here."""
    active = active_key(office)
    return active is not None and office.keys is not None and office.keys.holds(active.key)


def _told_before(log: PublicLog, statement: Statement, key: KeyInfo) -> bool:
    """Whether the log tells of this very text before it tells that the key was revoked."""
    revoked = [
        leaf.index
        for leaf in log.leaves_of("")
        if leaf.event == "chave_revogada" and json.loads(leaf.text).get("chave") == key.key.id
    ]
    issued = [
        leaf.index
        for leaf in log.leaves_of(statement.number)
        if leaf.event == "emitido"
        and json.loads(leaf.text).get("texto_sha256") == statement.text_sha256
    ]
    return bool(issued and revoked) and min(issued) < min(revoked)
