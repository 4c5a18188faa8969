"""Texts under review in tests: typed ones, our own drafts, and a dictionary of ours.

The Speller of tests knows no word but those it is told are wrong, so that a test of another rule
does not hang on the dictionary of the machine.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import cast

from document.tree import NumberedDocument
from instruments.assemble import assemble
from instruments.instrument import Instrument
from instruments.partner import Partner
from reading.plain import read_plain
from review.own import source_of
from review.remark import Remark
from review.reviewer import Report, review
from review.rule import REGISTERED, Rule
from review.rules import all_rules
from review.speller import Hunspell
from review.subject import Kind, Subject, subject
from tests import records, ties

TODAY = date(2026, 12, 1)
RULES: dict[str, Rule] = {rule.id: rule for rule in all_rules()}
DESIGNATION = "Portaria nº 093/2023-PGJ, de 9 de fevereiro de 2023"


@dataclass
class FewWords:
    """A dictionary that lacks only these words."""

    wrong: dict[str, tuple[str, ...]] = field(default_factory=dict)
    available: bool = True

    def unknown(self, words: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Those of the words that it lacks."""
        return {word: self.wrong[word] for word in words if word in self.wrong}


MISSPELT = {
    "transparéncia": ("transparência",),
    "partície": ("partícipe", "partícula"),
    "Ministerios": ("Ministérios",),
}


@cache
def hunspell() -> Hunspell:
    """One process for all tests of a worker."""
    import atexit

    made = Hunspell()
    atexit.register(made.close)
    return made


def typed(text: str, kind: Kind | None = None, name: str = "texto.txt") -> Subject:
    """What somebody typed, with the few words of tests."""
    return subject(read_plain(name, text.encode()), TODAY, FewWords(MISSPELT), kind)


def found(text: str, *rules: str) -> list[Remark]:
    """The remarks of these rules (all of them unless told) on a typed text."""
    return list(review(typed(text), [REGISTERED[name] for name in rules] or None).remarks)


def told(text: str, *rules: str) -> list[str]:
    """The same as (severity, place and message) on one line each."""
    return [f"{one.severity} {one.where}: {one.message}" for one in found(text, *rules)]


def reviewed(document: NumberedDocument, kind: str | None = None) -> Report:
    """The report on a document of ours, with the real dictionary."""
    return review(subject(source_of(document, "minuta"), TODAY, hunspell(), cast("Kind", kind)))


def _agreement(*partners: Partner) -> Instrument:
    return records.instrument(*partners, process=records.SEED_PROCESS)


@cache
def drafts() -> dict[str, NumberedDocument]:
    """A draft of every set, and of the agreement for every kind of partner and for two at once."""
    made = {
        name: assemble(_agreement(records.partner(name)), records.TEXTS)
        for name in records.PARTNERS
    }
    two = (records.partner("mpmt"), records.partner("defensoria"))
    made["mpmt e defensoria"] = assemble(_agreement(*two), records.TEXTS)
    for name in records.PARTNERS:
        joined = records.instrument(
            records.partner(name), clause_set=records.LIBRARY.clause_set("acordo-adesao")
        )
        made[f"acordo-adesao {name}"] = assemble(joined, records.TEXTS)
    amended = records.LIBRARY  # the texts that an amendment quotes come from the library
    made["termo-aditivo"] = ties.tied_document("termo-aditivo", aditivo=ties.EXTENSION)
    made["termo-aditivo com redação"] = assemble(
        ties.amending(
            ties.wording("casos-omissos", "Os casos omissos resolvem-se de comum acordo."),
            ties.addition("nova", "casos-omissos", "Os partícipes farão reunião anual."),
        ),
        amended.clause,
    )
    made["notificacao-denuncia"] = ties.tied_document("notificacao-denuncia", ato=ties.ACT)
    made["termo-rescisao"] = ties.tied_document("termo-rescisao", ato=ties.ACT)
    made["substituicao-gestor"] = ties.tied_document(
        "substituicao-gestor", gestor=ties.MANAGERS, ato=ties.ACT
    )
    made["relatorio-cumprimento"] = ties.tied_document(
        "relatorio-cumprimento", relatorio=ties.REPORT
    )
    return made
