"""Verdicts on acts of one party: who signs is named, and the other is only told of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rendering.engines import build_engine
from services.drafting import Draft
from services.ending import ActAsk, draft_termination, draft_withdrawal
from services.envelopes import Opening, open_envelope
from services.office import Office
from services.public_answers import verdict_data
from services.verifying import by_codes
from signatures.verdict import Situation, Verdict
from tests.agreements import ORIGINAL, approved, signatures, signed_agreement
from tests.offices import on

Act = Callable[[Office], Draft]
BODY = "Secretaria Nacional do Consumidor"
PARTNER = "Ministério Público do Estado de Mato Grosso"


def sent_out(office: Office, made: Draft) -> tuple[str, str, str]:
    """The number and both codes of a document that is out for signature."""
    number = str(made.instrument.number)
    approved(office, number)
    opened = open_envelope(office, number, Opening(pdf_engine="typst"))
    return number, opened.code, opened.envelope.crc or ""


def withdrawn(author: str) -> Act:
    """A denúncia."""
    return lambda office: draft_withdrawal(office, ActAsk(ORIGINAL, author))


def broken(office: Office) -> Draft:
    """A rescisão by the body alone."""
    ask = ActAsk(ORIGINAL, "orgao", reason="as metas não foram cumpridas")
    return draft_termination(office, ask, "descumprimento")


def agreed(office: Office) -> Draft:
    """The end that both want."""
    ask = ActAsk(ORIGINAL, effective_on=date(2026, 12, 31))
    return draft_termination(office, ask, "consenso")


def judged(folder: Path, act: Act) -> tuple[Verdict, Verdict]:
    """The end of an agreement, before and after it is signed."""
    office = replace(signed_agreement(folder), engines=build_engine)
    number, code, crc = sent_out(office, act(office))
    before = by_codes(office, code, crc)
    signatures(office, number)
    return before, by_codes(on(office, date(2026, 12, 2)), code, crc)


@pytest.mark.parametrize(
    ("act", "signing", "told"),
    [
        (withdrawn("mpmt"), PARTNER, BODY),
        (withdrawn("orgao"), BODY, PARTNER),
        (broken, BODY, PARTNER),
    ],
)
def test_a_letter_is_signed_by_who_had_to_and_addressed_to_the_other(
    tmp_path: Path, act: Act, signing: str, told: str
) -> None:
    before, verdict = judged(tmp_path, act)
    assert before.situation is Situation.UNSIGNED
    assert before.explanation == (
        f"O documento nº {verdict.number} está no registro, mas faltam assinaturas nele."
    )
    assert verdict.situation is Situation.AUTHENTIC
    assert verdict.explanation == (
        f"O documento nº {verdict.number} é autêntico: foi assinado por quem devia assinar "
        f"({signing})."
    )
    assert (verdict.parties, verdict.addressees) == ((signing,), (told,))
    data = verdict_data(verdict)
    assert (data["partes"], data["destinatarios"]) == ([signing], [told])


def test_what_both_agree_on_is_signed_by_all_parties(tmp_path: Path) -> None:
    _, verdict = judged(tmp_path, agreed)
    assert "foi assinado por todas as partes" in verdict.explanation
    assert (verdict.parties, verdict.addressees) == ((BODY, PARTNER), ())
