"""What is reviewed: a text with its outline, and what is known of it beside the text.

Everything that several rules need is found once and kept here: parties, people, citations, parts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from reading.headings import BlockKind
from reading.outline import Block, Outline, outline
from reading.source import Place, SourceText
from review.citations import Cited, cited_norms
from review.parties import Party, parties_of
from review.people import Person, people_of
from review.speller import Speller
from review.words import fold

FURNITURE: frozenset[BlockKind] = frozenset({"cabecalho", "rodape"})
LONGEST_FURNITURE = 150
"""Letters from which what stands above the title is a sentence somebody wrote."""
SYSTEM: frozenset[BlockKind] = frozenset({"assinatura", "autenticidade"})
"""What the electronic system prints: nobody drafted it."""
ITEMS: frozenset[BlockKind] = frozenset({"inciso", "alinea", "item", "marcador"})
SUBCLAUSES: frozenset[BlockKind] = frozenset({"subclausula", "paragrafo"})

_SET_APART = re.compile(
    r"(?:(?<=[/(])|(?<=[–-] ))(?P<name>[A-Z]{3,15})(?=[\s/),.;:]|$)(?!\s+D[AEO]S?\b)"
    r"|^(?P<alone>[A-Z]{3,15})$"
)
_ROMAN = re.compile(r"[IVXLC]+(?:-[A-Z])?")
_LOWER = re.compile(r"(?<![\w@./-])[a-z]{3,15}(?![\w@/])")

Kind = Literal[
    "acordo_cooperacao_tecnica", "acordo_adesao", "termo_aditivo", "termo_rescisao",
    "notificacao_denuncia", "substituicao_gestor", "relatorio_cumprimento",
]  # fmt: skip

_TITLES: tuple[tuple[Kind, str], ...] = (
    ("termo_aditivo", r"termo aditivo"),
    ("termo_rescisao", r"(?:termo de )?rescisao|distrato"),
    ("notificacao_denuncia", r"notificacao de denuncia"),
    ("substituicao_gestor", r"(?:comunicacao de )?substituicao d[eo]"),
    ("relatorio_cumprimento", r"relatorio"),
    ("acordo_adesao", r"acordo de adesao"),
    ("acordo_cooperacao_tecnica", r"acordo de cooperacao"),
)
AGREEMENTS: frozenset[str] = frozenset({"acordo_cooperacao_tecnica", "acordo_adesao"})


@dataclass(frozen=True, slots=True)
class Obligation:
    """An obligation of our own instrument: its id, and whether an action of the plan carries it."""

    id: str
    has_action: bool


@dataclass(frozen=True)
class Subject:
    """A text under review on a day. `kind` is given for an instrument of ours, else read."""

    source: SourceText
    outline: Outline
    day: date
    speller: Speller
    given_kind: Kind | None = None

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every block."""
        return self.outline.blocks

    @cached_property
    def drafted(self) -> tuple[Block, ...]:
        """What somebody wrote: not running heads, not what the system printed."""
        return tuple(
            block for block in self.blocks if block.kind not in SYSTEM and not is_furniture(block)
        )

    @cached_property
    def prose(self) -> tuple[Block, ...]:
        """Sentences: drafted, and neither headings nor forms."""
        forms = {"clausula", "anexo", "secao", "titulo", "signatario", "linha", "campo", "rotulo"}
        return tuple(block for block in self.drafted if block.kind not in forms)

    @cached_property
    def kind(self) -> Kind | None:
        """The kind of instrument by its title; None when the text does not say."""
        if self.given_kind is not None:
            return self.given_kind
        opening = [
            fold(block.text)
            for block in self.blocks[:14]
            if block.kind in ("titulo", "ementa", "corpo", "cabecalho")
        ]
        for text in opening:
            for kind, pattern in _TITLES:
                if re.match(
                    r"(?:minuta d[eo] |[a-z]+(?:eiro|undo|arto|into|exto|imo|avo|ono) "
                    rf"|\d+[ºo] )*{pattern}",
                    text,
                ):
                    return kind
        return None

    @cached_property
    def is_agreement(self) -> bool:
        """Whether it is an agreement itself, not a document that follows one or a mere piece."""
        return self.kind in AGREEMENTS

    @cached_property
    def is_signed(self) -> bool:
        """Whether the system has printed signatures under it."""
        return any(block.kind in SYSTEM for block in self.blocks)

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """The parties as the preamble qualifies them."""
        return parties_of(self.preamble)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The people the text names, each time it does."""
        return people_of(self.blocks)

    @cached_property
    def norms(self) -> tuple[Cited, ...]:
        """Every norm cited by kind and number."""
        return cited_norms(self.drafted)

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Short names in capitals that the text sets apart: dash, bracket, stroke, “doravante”."""
        found = set(acronyms_of(self.drafted))
        for party in self.parties:
            found |= {name for name in (party.acronym, *party.aliases) if name.isupper()}
        return frozenset(found - {"CEP", "CNPJ", "CPF"} - self._ordinary_words)

    @cached_property
    def _ordinary_words(self) -> frozenset[str]:
        """In capitals, the words that the text also writes in lower case: no acronym is so."""
        words: set[str] = set()
        for block in self.drafted:
            words.update(_LOWER.findall(block.text))
        return frozenset(word.upper() for word in words)

    @cached_property
    def preamble(self) -> tuple[Block, ...]:
        """What stands before the first clause (or the whole of a text without any)."""
        first = next(iter(self.outline.clauses), None)
        until = next(iter(self.outline.of("anexo")), len(self.blocks)) if first is None else first
        return tuple(
            block
            for block in self.blocks[:until]
            if block.kind in ("corpo", "ementa", "titulo", "rotulo", "cabecalho")
            and not is_furniture(block)
        )

    def clause_titled(self, *patterns: str) -> int | None:
        """The first clause whose title has one of these (folded) words."""
        for index in self.outline.clauses:
            title = fold(self.blocks[index].title or self.blocks[index].text)
            if any(re.search(pattern, title) for pattern in patterns):
                return index
        return None

    def section_titled(self, *patterns: str) -> int | None:
        """The first section of an annex whose title has one of these (folded) words."""
        for index in self.outline.sections:
            title = fold(self.blocks[index].title or self.blocks[index].text)
            if any(re.search(pattern, title) for pattern in patterns):
                return index
        return None

    @cached_property
    def plan_starts(self) -> int | None:
        """The index of the block with which the work plan begins."""
        for index, block in enumerate(self.blocks):
            if block.kind == "anexo" and "plano de trabalho" in fold(block.text):
                return index
        return None

    @cached_property
    def plan(self) -> tuple[Block, ...]:
        """The blocks of the work plan."""
        return () if self.plan_starts is None else self.blocks[self.plan_starts :]

    @cached_property
    def before_plan(self) -> tuple[Block, ...]:
        """The blocks of the agreement itself."""
        return self.blocks if self.plan_starts is None else self.blocks[: self.plan_starts]

    def heading_of(self, block: Block) -> Block | None:
        """The heading of the clause or section a block stands under."""
        return None if block.clause is None else self.blocks[block.clause]

    def place(self, block: Block, offset: int) -> Place:
        """Where a place of a block stands in the source."""
        return self.source.place(block.at(offset))


def acronyms_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Short names in capitals set apart by a dash, a bracket or a stroke; headings have none."""
    for block in blocks:
        if block.kind not in ("clausula", "secao", "anexo"):  # “CLÁUSULA SEGUNDA - PLANO”
            yield from (hit["name"] or hit["alone"] for hit in _SET_APART.finditer(block.text))


def heading_name(heading: Block) -> str:
    """The heading of a clause as a sentence names it: `cláusula terceira`, `cláusula IV`."""
    words = re.sub(r"^\d+[.)]?\s+(?=\D)", "", heading.label).split()
    return " ".join(word if _ROMAN.fullmatch(word) else word.lower() for word in words)


def is_furniture(block: Block) -> bool:
    """Whether a block is a running head or a letterhead."""
    return block.kind == "rodape" or (
        block.kind == "cabecalho" and len(block.text) < LONGEST_FURNITURE
    )


def subject(source: SourceText, day: date, speller: Speller, kind: Kind | None = None) -> Subject:
    """The subject of a source text."""
    return Subject(source, outline(source), day, speller, kind)
