"""The folha de autenticidade of an instrument: what is known of it, gathered and put into words."""

import base64
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from document.canonical import stable
from instruments.instrument import Instrument
from instruments.lifecycle import Life
from instruments.lifecycle_facts import SignatureRecorded
from instruments.public_events import leaf_hash
from instruments.signature_level import LEVEL_NAMES
from rendering.sheet import Sheet, SheetEvent, SheetPath, SheetSignature, draw_sheet
from services.instruments import find_number
from services.lifecycle import read_life
from services.office import Office
from services.settings import BRASILIA
from services.statements import kept_qr, qr_note, qr_picture
from services.transparency import prove
from signatures.keys import parse_vkey
from signatures.log.checkpoint import parse_checkpoint, parse_note
from signatures.log.proof import InclusionProof

EVENT_NAMES = {
    "emitido": "saiu para assinatura",
    "importado": "importado do original",
    "assinado": "assinado",
    "recolhido": "recolhido para alteração",
    "cancelado": "cancelado",
    "publicado": "publicado no DOU",
    "retificado": "retificado no DOU",
    "publicacao_anulada": "publicação anulada",
    "aditado": "alterado por aditivo",
    "participe_desligado": "partícipe desligado",
    "encerrado": "encerrado",
    "chave_criada": "chave criada",
    "chave_revogada": "chave revogada",
}
"""How people read the events of the public log."""


def authenticity_sheet(office: Office, text: str) -> bytes:
    """The PDF. Raises NotFound, StateError, OutsideError."""
    return draw_sheet(gather(office, text))


def gather(office: Office, text: str) -> Sheet:
    """All that the sheet of an instrument says, with the newest proof."""
    number = find_number(office, text)
    proof = prove(office, number)
    life = read_life(office, number)
    issued = _issued(proof)
    instrument = office.store.instrument(number, issued.get("versao"))
    if instrument is None:
        raise LookupError(number)  # the log tells of no instrument that is not there
    crc = (life.envelope.crc if life.envelope else None) or ""
    text_sha256 = str(issued.get("texto_sha256", ""))
    qr = kept_qr(office, life.envelope, instrument) if life.envelope else None
    file_sha256 = signed_file(life)
    body = instrument.request.body
    when = office.file_moment or office.now
    return Sheet(
        title=f"Folha de autenticidade – {instrument.short_title}",
        subject=instrument.title,
        author=body.name,
        letterhead=body.letterhead,
        facts=tuple(_facts(instrument, crc, text_sha256, file_sha256, life)),
        signatures=tuple(map(_signature, life.signed)),
        events=tuple(_events(proof)),
        rest=_rest(proof),
        key=tuple(_key(proof)),
        checkpoint=proof.checkpoint,
        path=_path(proof),
        steps=tuple(_steps(office, file_sha256)),
        notes=(*proof.notes, *_pending(proof), *_of_qr(office, qr)),
        footer=f"{instrument.short_title} – código {instrument.code}"
        + (f", CRC {crc}" if crc else ""),
        qr=qr_picture(qr) if qr else None,
        proof=json.dumps(proof.as_data(), ensure_ascii=False, indent=2).encode(),
        issued=f"Emitida em {_moment(when)} (horário de Brasília).",
        when=when,
    )


def signed_file(life: Life) -> str | None:
    """SHA-256 of the file with every signature that was given in it."""
    kept = [one.file_sha256 for one in life.signed if one.file_sha256]
    return kept[-1] if kept else None


def event_words(leaf: dict[str, Any]) -> str:
    """What a leaf says beside its name, in one line for people."""
    parts = [
        ("parte", leaf.get("parte")),
        ("nível", LEVEL_NAMES.get(leaf.get("nivel", ""))),
        ("em", _shown(leaf.get("assinado_em", ""))),
        ("versão", leaf.get("versao") if leaf.get("evento") == "emitido" else None),
        ("data", _shown(leaf.get("data", ""))),
        ("edição", leaf.get("edicao")),
        ("seção", leaf.get("secao")),
        ("página", leaf.get("pagina")),
        ("aditivo", leaf.get("aditivo")),
        ("fim", _shown(leaf.get("fim", ""))),
        ("forma", leaf.get("forma")),
        ("efeito em", _shown(leaf.get("efeito_em", ""))),
        ("texto", _short(leaf.get("texto_sha256"))),
        ("arquivo", _short(leaf.get("arquivo_sha256"))),
    ]
    return ", ".join(f"{name} {value}" for name, value in parts if value)


def _issued(proof: InclusionProof) -> dict[str, Any]:
    """The newest leaf that tells of the text: it went out for signature, or came in signed."""
    told = [json.loads(event.leaf) for event in proof.events]
    return next((leaf for leaf in reversed(told) if "texto_sha256" in leaf), {})


def _facts(
    instrument: Instrument, crc: str, text_sha256: str, file_sha256: str | None, life: Life
) -> Iterable[tuple[str, str]]:
    request = instrument.request
    yield "Número", str(instrument.number)
    if request.process:
        yield "Processo", request.process
    yield "Partes", "; ".join((request.body.name, *(one.name for one in request.partners)))
    yield "Código verificador", instrument.code
    if crc:
        yield "CRC", crc
    if text_sha256:
        yield "SHA-256 do texto", _groups(text_sha256)
    if file_sha256:
        yield "SHA-256 do arquivo assinado", _groups(file_sha256)
    if life.cycle == "cancelada":
        yield "Situação", "cancelado"


def _signature(fact: SignatureRecorded) -> SheetSignature:
    return SheetSignature(
        stable(fact.name), stable(fact.role), LEVEL_NAMES[fact.level], _moment(fact.signed_at)
    )


def _events(proof: InclusionProof) -> Iterable[SheetEvent]:
    for event in proof.events:
        leaf = json.loads(event.leaf)
        name = EVENT_NAMES.get(leaf["evento"], leaf["evento"])
        at = _moment(datetime.fromisoformat(leaf["em"]))
        yield SheetEvent(event.index, at, name, event_words(leaf))


def _rest(proof: InclusionProof) -> str:
    """Which leaves of the log are not in the table, and why."""
    others = proof.size - len(proof.events)
    if others == 0:
        return ""
    told = "a outra é de outro documento" if others == 1 else "as outras são de outros documentos"
    return (
        f"Das {proof.size} folhas do registro público, contadas a partir de 0, aqui estão as deste "
        f"documento; {told} ou das chaves do órgão."
    )


def _key(proof: InclusionProof) -> Iterable[tuple[str, str]]:
    if proof.checkpoint is None:
        return
    note = parse_note(proof.checkpoint)
    checkpoint = parse_checkpoint(note)
    yield "Registro", checkpoint.origin
    yield "Folhas ao todo", str(checkpoint.size)
    yield "Assinado em", _shown(proof.signed_at or "")
    known = {parse_vkey(key["vkey"]).id: parse_vkey(key["vkey"]) for key in proof.keys}
    for line in note.signatures:
        if line.key_id in known:
            yield "Chave pública", known[line.key_id].vkey
            yield "Impressão da chave", known[line.key_id].fingerprint


def _path(proof: InclusionProof) -> SheetPath | None:
    """The path of the newest leaf with a file, or else of the newest one."""
    if proof.checkpoint is None or not proof.events:
        return None
    with_file = [one for one in proof.events if "arquivo_sha256" in json.loads(one.leaf)]
    event = (with_file or list(proof.events))[-1]
    digest = base64.b64encode(leaf_hash(event.leaf.encode())).decode()
    words = (
        f"Da folha {event.index} (hash {digest}) à raiz de {proof.size} folhas, pelas regras da "
        "RFC 9162. As folhas inteiras e os demais caminhos estão no anexo prova.json deste PDF."
    )
    return SheetPath(words, tuple(base64.b64encode(one).decode() for one in event.path))


def _steps(office: Office, file_sha256: str | None) -> Iterable[str]:
    address = office.arrangements.checking.address
    if address:
        yield f"Na página {address}, informe o código verificador e o CRC, ou envie o arquivo."
    if file_sha256:
        yield (
            "Sem o sistema: calcule o SHA-256 do arquivo (sha256sum ARQUIVO) e compare com o do "
            "quadro acima, algarismo por algarismo."
        )
    yield (
        "Com o conferidor avulso (página conferir.html ou programa conferir.py, que funcionam sem "
        "rede): abra o arquivo, o anexo prova.json deste PDF e o texto do QR."
    )
    yield (
        "Compare a impressão da chave com a que o órgão publicou em outro lugar: é dela que "
        "depende todo o resto."
    )


def _pending(proof: InclusionProof) -> Iterable[str]:
    if proof.pending:
        names = ", ".join(EVENT_NAMES.get(name, name) for name in proof.pending)
        yield f"Depois do ponto assinado houve ainda: {names}. Peça uma folha mais nova."


def _of_qr(office: Office, qr: str | None) -> Iterable[str]:
    note = qr_note(office, qr) if qr else ""
    if note:
        yield note


def _groups(digits: str) -> str:
    return " ".join(digits[place : place + 8] for place in range(0, len(digits), 8))


def _short(digits: str | None) -> str:
    return f"{digits[:8]}…" if digits else ""


def _shown(text: str) -> str:
    """A day or a moment of JSON for people."""
    if not text:
        return ""
    if "T" not in text:
        return datetime.fromisoformat(text).strftime("%d/%m/%Y")
    return _moment(datetime.fromisoformat(text))


def _moment(at: datetime) -> str:
    return at.astimezone(BRASILIA).strftime("%d/%m/%Y às %H:%M")
