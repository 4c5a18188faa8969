"""The signed statement in the QR: made when an envelope opens, read when somebody shows one.

The text is kept with the envelope, and everything that draws the QR later draws that very text: no
second statement of the same document is ever signed, and who draws needs no key.
"""

import json
from dataclasses import dataclass
from enum import StrEnum

from faults.errors import StateError, UsageError
from instruments.instrument import Instrument
from instruments.lifecycle_facts import EnvelopeOpened
from registry.public_log import PublicLog
from rendering.port import Picture
from services.keys import KeyInfo, active_key, keys_in, signing_key
from services.office import Office
from services.settings import BRASILIA, moment
from signatures.qr import qr_code
from signatures.statement import BadStatement, Statement, parse_statement, sign_statement

SIGNED_WORDS = "Código QR: leva à página de conferência e traz a declaração assinada pelo órgão"
LINK_WORDS = "Código QR: leva à página de conferência"
LINK_ALONE = "O QR só leva à página de conferência; não traz declaração assinada."
"""For the public: why the key was not at hand is none of its business."""

REASONS = {"comprometida": "comprometida", "perdida": "perdida", "encerrada": "fora de uso"}
"""Why a key was revoked, as people read it."""


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


def kept_qr(office: Office, envelope: EnvelopeOpened, instrument: Instrument) -> str | None:
    """The text of the QR that the document carries.

    An envelope opened before the text was kept has none; its QR is then made as it was made then.
    """
    if envelope.qr is not None or not envelope.crc or not envelope.text_sha256:
        return envelope.qr
    made = qr_text(office, instrument, envelope.crc, envelope.text_sha256)
    return made.text if made else None


def qr_picture(text: str) -> Picture:
    """The QR as it is drawn, with what is said of it to who does not see it."""
    return Picture(qr_code(text).svg(), "svg", SIGNED_WORDS if _is_signed(text) else LINK_WORDS)


def qr_note(office: Office, text: str) -> str:
    """What a holder of a kept QR must know today, or "": that it carries no statement, or what
    became of its key since."""
    if not _is_signed(text):
        return LINK_ALONE
    read = read_qr(office, text)
    if read.key is None or read.state is QrState.FORGED:
        return f"{read.explanation} Confie na prova em anexo, não no QR."
    key = read.key
    which = f"A chave {key.key.id}, que assinou a declaração do QR,"
    if key.revoked_at:
        revoked = (
            f"{which} foi revogada com efeito desde {_day(key.revoked_since)} "
            f"({REASONS.get(key.reason, key.reason)}), e o registro público"
        )
        if read.state is QrState.REVOKED_KEY:
            return (
                f"{revoked} não mostra que este texto é anterior: não confie no QR, e confira o "
                "documento na página do órgão."
            )
        return (
            f"{revoked} mostra que este texto é anterior à revogação. O conferidor avulso não "
            "confia em chave revogada e recusa o QR: confira o documento pela prova em anexo ou "
            "na página do órgão."
        )
    if key.replaced_at:
        when = _day(key.replaced_at)
        return f"{which} foi trocada em {when}; o que ela assinou antes continua a valer."
    return ""


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


def _is_signed(text: str) -> bool:
    """Whether a text of ours carries a statement after its link."""
    return "#" in text


def _day(when: str) -> str:
    return moment(when).astimezone(BRASILIA).strftime("%d/%m/%Y")
