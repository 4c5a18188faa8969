"""An agreement recovered from a file: every field that is there, and what is missing.

Nothing is invented and nothing refused: what a file does not say stays empty and is listed. What
the fields mean for the registry (numbers, states, deadlines) is decided by services/importing.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from importing.found import Found, certainty_word
from importing.identity import Identity, identity
from importing.matching import ClauseMatcher, FoundClause, clauses_of
from importing.parties import parties
from importing.party import FoundParty
from importing.plan import FoundPlan, plan_of
from importing.signing import FoundSignature, signatures
from importing.term import FoundTerm, term_of
from reading.outline import Outline, outline
from reading.source import SourceText

NAMES = {
    "especie": "espécie",
    "numero": "número",
    "processo": "processo",
    "codigo_verificador": "código verificador",
    "crc": "CRC",
    "meses": "vigência",
    "partes": "partes",
    "assinaturas": "assinaturas",
    "clausulas": "cláusulas",
    "plano": "plano de trabalho",
}
"""The fields that an agreement should have, and how people call them."""


@dataclass(frozen=True)
class Agreement:
    """Everything recovered from one file."""

    source: SourceText
    outline: Outline
    identity: Identity
    parties: tuple[FoundParty, ...]
    signatures: tuple[Found[FoundSignature], ...]
    term: FoundTerm
    clauses: tuple[FoundClause, ...]
    plan: FoundPlan | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that the file does not tell."""
        told: dict[str, object] = {
            "especie": self.identity.kind,
            "numero": self.identity.number,
            "processo": self.identity.process,
            "codigo_verificador": self.identity.code,
            "crc": self.identity.crc,
            "meses": self.term.months or self.term.end or self.term.forever,
            "partes": self.parties if len(self.parties) > 1 else None,
            "assinaturas": self.signatures,
            "clausulas": self.clauses,
            "plano": self.plan,
        }
        return tuple(name for name, value in told.items() if not value)

    def fields(self) -> list[dict[str, Any]]:
        """Each field with its value, certainty, place and words, under Portuguese keys."""
        return [_told(self.source, name, found) for name, found in self._found()]

    def _found(self) -> Iterator[tuple[str, Found[Any]]]:
        own = self.identity
        singles: list[tuple[str, Found[Any] | None]] = [
            ("especie", own.kind),
            ("numero", own.number),
            ("processo", own.process),
            ("codigo_verificador", own.code),
            ("crc", own.crc),
            ("meses", self.term.months),
            ("fim_vigencia", self.term.end),
            ("renovacao_antecedencia_dias", self.term.renewal_days),
            ("denuncia_dias", self.term.withdrawal_days),
            ("rescisao_dias", self.term.termination_days),
            ("substituicao_dias", self.term.replacement_days),
            ("publicacao", self.term.publication_rule),
        ]
        yield from ((name, found) for name, found in singles if found is not None)
        for place, party in enumerate(self.parties, 1):
            yield from _of_party(f"partes.{place}", party)
        for place, found in enumerate(self.signatures, 1):
            told = (
                f"{found.value.name}, {found.value.role}" if found.value.role else found.value.name
            )
            yield f"assinaturas.{place}", found.as_value(told)


def recover(source: SourceText, matcher: ClauseMatcher | None = None) -> Agreement:
    """The agreement in a text; never raises, whatever the text."""
    found = outline(source)
    return Agreement(
        source,
        found,
        identity(found.blocks),
        parties(found),
        signatures(found.blocks),
        term_of(found),
        clauses_of(found, matcher),
        plan_of(found),
    )


def _of_party(name: str, party: FoundParty) -> Iterator[tuple[str, Found[Any]]]:
    yield f"{name}.nome", party.name
    if party.acronym:
        yield f"{name}.sigla", party.acronym
    if party.cnpj:
        yield f"{name}.cnpj", party.cnpj
    if party.address:
        yield f"{name}.endereco", party.address.as_value(party.address.value.line)
    if party.person:
        yield f"{name}.representante.nome", party.person.name
        if party.person.role:
            yield f"{name}.representante.cargo", party.person.role
        if party.person.designation:
            yield f"{name}.representante.designacao", party.person.designation


def _told(source: SourceText, name: str, found: Found[Any]) -> dict[str, Any]:
    value = found.value
    return {
        "campo": name,
        "valor": value.isoformat() if hasattr(value, "isoformat") else value,
        "certeza": certainty_word(found.certainty),
        "onde": str(source.place(found.start)),
        "trecho": found.excerpt[:200],
    }
