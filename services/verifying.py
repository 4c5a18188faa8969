"""Verdicts: is this document the one that was signed, whole, and still in force?

By its two codes, or by a file: its exact bytes first, then the signatures in it, then its words. A
verdict says nothing personal beyond what the public copy of the document shows.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, cast

from faults.errors import NotFound, UnreadableFile
from instruments.instrument import KIND_NAMES
from instruments.signature_level import SignatureLevel
from registry.authenticity import CALLED_BACK, KeptFile
from services import verdict_words as words
from services.envelopes import SIGNED, TO_SIGN
from services.office import Office
from services.verifying_signatures import checked_signatures, looked_at, signed_by_all, told_of
from services.verifying_text import (
    by_text,
    earlier_text,
    named_in,
    not_the_signed,
    signed_file_next,
)
from signatures.inspection import Inspection
from signatures.levels import levels
from signatures.verdict import Situation, TermState, Verdict, VerdictSignature
from signatures.verification_code import parse_code, parse_crc
from signatures.wording import signature_phrase

OUT_FOR_SIGNATURE = (SIGNED, TO_SIGN)
"""What begins the engine names of files that belong to an envelope."""


def by_codes(office: Office, code: str, crc: str) -> Verdict:
    """The verdict on a pair of codes as a person typed them. Raises UsageError."""
    digits, letters = parse_code(code), parse_crc(crc)
    row = office.store.authenticity(digits, letters)
    if row is not None:
        return from_row(office, row)
    if office.store.knows_code(digits):
        return Verdict(
            Situation.WRONG_CRC, words.WRONG_CRC, words.CRC_NEXT, code=digits, crc=letters
        )
    return Verdict(Situation.UNKNOWN, words.UNKNOWN_CODE, words.CODE_NEXT, code=digits, crc=letters)


def from_row(office: Office, row: Mapping[str, Any]) -> Verdict:
    """The verdict that the row of a pair of codes gives today."""
    data = json.loads(row["dados"])
    called_back = row["situacao"] == CALLED_BACK
    situation = Situation.UNSIGNED if called_back else Situation(row["situacao"])
    end, ended = _day(row["fim"]), _day(row["encerrado_em"])
    last = min(end, ended) if end and ended else end
    term = _term(office.today, _day(row["inicio"]), last)
    signed = situation is Situation.AUTHENTIC
    amended = tuple(data["alterado_por"]) if signed else ()
    alone = tuple(data["partes"]) if data["destinatarios"] else ()
    explanation, next_step = (
        (words.CALLED_BACK[0].format(row["numero"]), words.CALLED_BACK[1])
        if called_back
        else words.by_codes(situation, row["numero"], term, last, amended, last != end, alone)
    )
    return Verdict(
        situation,
        explanation,
        next_step,
        number=row["numero"],
        code=row["codigo"],
        crc=row["crc"],
        kind=KIND_NAMES.get(data["especie"], data["especie"]),
        parties=tuple(data["partes"]),
        addressees=tuple(data["destinatarios"]),
        signatures=tuple(_signature(office, one) for one in data["assinaturas"]),
        term=term if signed else None,
        term_end=last if signed else None,
        ended_on=ended,
        amended_by=amended,
        text_sha256=data["texto_sha256"] or None,
        signed_file_sha256=(data["arquivo_sha256"] or None) if signed else None,
    )


def by_file(office: Office, name: str, data: bytes) -> Verdict:
    """The verdict on a file. Raises UnreadableFile when it is none that could be judged."""
    sha256 = hashlib.sha256(data).hexdigest()
    kept = office.store.documents_with(sha256)
    if kept:
        return _by_bytes(office, kept[0], data, sha256)
    inspection = looked_at(office, data) if data[:1024].find(b"%PDF-") >= 0 else None
    if inspection is not None and inspection.signers:
        verdict = _by_signatures(office, name, data, inspection)
    else:
        verdict = by_text(office, name, data, from_row)
    return replace(verdict, file_sha256=sha256)


def _by_bytes(office: Office, kept: KeptFile, data: bytes, sha256: str) -> Verdict:
    """Exact bytes: what they are is known; a signed file is looked at all the same."""
    rows = [
        row for row in office.store.authenticity_of(kept.number) if row["versao"] == kept.version
    ]
    if not rows or (kept.role == "edicao" and not kept.engine.startswith(OUT_FOR_SIGNATURE)):
        return replace(_of_draft_file(office, kept), file_sha256=sha256)
    verdict = replace(from_row(office, rows[0]), file_sha256=sha256)
    if verdict.situation is not Situation.AUTHENTIC:
        return verdict
    if kept.engine.startswith(SIGNED):
        inspection = looked_at(office, data)
        part = words.EARLIER_STATE.format(len(inspection.signers), len(verdict.signatures))
        return _incomplete(office, verdict, part)
    if kept.role in ("para_assinar", "edicao"):
        if verdict.signed_file_sha256:
            return _incomplete(office, verdict, words.EXACT_TO_SIGN)
        return replace(verdict, notes=(words.EXACT_TO_SIGN, *verdict.notes))
    exact = words.EXACT_SIGNED if kept.role == "assinado" else words.EXACT_RECORDED
    notes = (exact, *verdict.notes)
    if verdict.next_step == words.COMPARE_NEXT:
        verdict = replace(verdict, next_step=words.EXACT_NEXT)
    if kept.role == "assinado":
        inspection = looked_at(office, data)
        return replace(
            verdict, notes=notes, signatures=checked_signatures(verdict.signatures, inspection)
        )
    return replace(verdict, notes=notes)


def _of_draft_file(office: Office, kept: KeptFile) -> Verdict:
    """A draft of ours, byte by byte: what became of the document since."""
    number = kept.number
    rows = office.store.authenticity_of(number)
    known = from_row(office, rows[0]) if rows else Verdict(Situation.UNKNOWN, "", "", number=number)
    row = office.store.instrument_row(number)
    state, version = (row["estado"], row["versao"]) if row else ("", kept.version)
    if state == "cancelada":
        told = words.by_codes(Situation.CANCELLED, number, None, None)
        return Verdict(Situation.CANCELLED, *told, number=number)
    if state != "assinada":
        return Verdict(Situation.UNSIGNED, words.EXACT_DRAFT, words.DRAFT[1], number=number)
    if kept.version != version:
        return earlier_text(known, number)
    return not_the_signed(office, known, words.DRAFT_OF_SIGNED)


def _by_signatures(office: Office, name: str, data: bytes, inspection: Inspection) -> Verdict:
    """A PDF with signatures that is not one we keep byte by byte."""
    details = told_of(inspection)
    if inspection.judgement == "invalida":
        return _broken(office, _known_text(office, name, data), inspection)
    known = _grown_from(office, name, data) or _known_text(office, name, data)
    if known is not None and known.situation is not Situation.UNKNOWN:
        earlier = _earlier_state(office, known, data, inspection)
        return earlier or _with_signatures(office, known, inspection)
    if inspection.judgement == "valida":
        return Verdict(
            Situation.VALID_ELSEWHERE,
            words.VALID_ELSEWHERE,
            words.VALID_ELSEWHERE_NEXT,
            notes=details,
        )
    return Verdict(Situation.UNKNOWN, words.UNPROVEN[0], words.UNPROVEN[1], notes=details)


def _broken(office: Office, known: Verdict | None, inspection: Inspection) -> Verdict:
    """A signed PDF that does not hold: altered, or with signatures that prove nothing."""
    known = known or Verdict(Situation.UNKNOWN, "", "")
    explanation = words.broken(inspection, known.situation is Situation.SAME_WORDS)
    notes = told_of(inspection)
    if known.situation is Situation.CANCELLED:
        return replace(known, notes=(explanation, *notes))
    contact = signed_file_next(office, known) if known.number else words.BROKEN_CONTACT
    return replace(
        known,
        situation=Situation.TAMPERED,
        explanation=explanation,
        next_step=f"{words.DO_NOT_USE} {contact}",
        signatures=(),
        notes=notes,
    )


def _with_signatures(office: Office, known: Verdict, inspection: Inspection) -> Verdict:
    """A known text in a PDF that is not kept here, and whose signatures hold or are not confirmed.

    It is authentic only when those very persons signed it whose signatures are registered: anyone
    else may have drawn what he liked on its pages.
    """
    details = told_of(inspection)
    if known.situation is Situation.SAME_WORDS and signed_by_all(known.signatures, inspection):
        row = office.store.authenticity(known.code, known.crc) if known.code and known.crc else None
        if row is not None:
            known = from_row(office, row)
    return replace(known, notes=(*known.notes, *details))


def _grown_from(office: Office, name: str, data: bytes) -> Verdict | None:
    """The verdict on a file that is one we keep, with signatures appended to it elsewhere."""
    number = named_in(office, name, data)
    rows = office.store.authenticity_of(number) if number else []
    for row in rows:
        for file in office.store.files(row["numero"], row["versao"]):
            ours = file.format == "pdf" and file.engine.startswith(OUT_FOR_SIGNATURE)
            if ours and data.startswith(office.files.read(file.sha256)):
                found = from_row(office, row)
                if found.situation is not Situation.AUTHENTIC:
                    return found
                return not_the_signed(office, found, words.GROWN)
    return None


def _known_text(office: Office, name: str, data: bytes) -> Verdict | None:
    try:
        return by_text(office, name, data, from_row)
    except UnreadableFile:
        return None


def _earlier_state(
    office: Office, known: Verdict, data: bytes, inspection: Inspection
) -> Verdict | None:
    """The signed file as it was before its last signatures: genuine, and not complete."""
    if known.signed_file_sha256 is None:
        return None
    try:
        whole = office.files.read(known.signed_file_sha256)
    except NotFound:
        return None
    if len(data) >= len(whole) or not whole.startswith(data):
        return None
    told = words.EARLIER_STATE.format(len(inspection.signers), len(known.signatures))
    return _incomplete(office, known, told)


def _incomplete(office: Office, verdict: Verdict, told: str) -> Verdict:
    """A genuine file that does not carry all the signatures of its document."""
    return replace(
        verdict,
        situation=Situation.UNSIGNED,
        explanation=told,
        next_step=signed_file_next(office, verdict),
    )


def _signature(office: Office, one: Mapping[str, str]) -> VerdictSignature:
    at = datetime.fromisoformat(one["em"]).astimezone(UTC)
    level = cast(SignatureLevel, one["nivel"])
    phrase = one["texto"] or signature_phrase(
        office.arrangements.checking, one["nome"], one["cargo"], at, levels()[level].phrase
    )
    return VerdictSignature(one["nome"], one["cargo"], level, at, phrase)


def _term(today: date, start: date | None, end: date | None) -> TermState | None:
    if start is None or end is None:
        return None
    if today < start:
        return "futura"
    return "vigente" if today <= end else "encerrada"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
