"""Numbering: labels, item endings and cross-references are computed here and nowhere else.

A label that is there already is kept as found, with the punctuation beside it: an imported
agreement shows the numbers that it was signed with.

Forms of the labels: Lei Complementar nº 95/1998, art. 10, and Decreto nº 12.002/2024 (articles in
ordinals to the ninth, incisos in roman, alíneas in letters, itens in arabic figures). Clauses carry
feminine ordinals in full, as the agreements of the federal administration write them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from document.tree import (
    Annex,
    Cell,
    Clause,
    Document,
    Inline,
    Item,
    ItemList,
    ListKind,
    NumberedDocument,
    Paragraph,
    PlainBlock,
    Reference,
    Run,
    Section,
    Subclause,
)
from faults.errors import BadTemplate
from portuguese.ordinals import letters, ordinal_number, ordinal_words, roman

LAST_ORDINAL_ARTICLE = 9
"""Articles are ordinals up to this one and cardinals after it (LC 95/1998, art. 10, I)."""

ABBREVIATIONS = frozenset({"etc.", "s.a.", "ltda.", "cia."})
"""Last words of an item whose full stop is their own; a second one is not added."""


def number(document: Document, elsewhere: Mapping[str, str] | None = None) -> NumberedDocument:
    """The same document with every label, item ending and cross-reference in place.

    `elsewhere` are names, by id, of what stands in another document and is cited here. Raises
    BadTemplate when an id stands twice or a reference has no target.
    """
    labeller = _Labeller(elsewhere or {})
    labelled = labeller.document(document)
    return cast(NumberedDocument, _Resolver(labeller.names).document(labelled))


def article_number(position: int) -> str:
    """`1º` ... `9º`, then `10`."""
    return ordinal_number(position) if position <= LAST_ORDINAL_ARTICLE else str(position)


def clause_label(position: int, kind: str = "clausula", letter: str = "") -> str:
    """`CLÁUSULA PRIMEIRA`, `Art. 1º`, `1.`, or, inserted, `CLÁUSULA PRIMEIRA-A`.

    Positions count from 1.
    """
    match kind:
        case "artigo":
            return f"Art. {article_number(position)}{letter}"
        case "secao":
            return f"{position}{letter}."
    return f"CLÁUSULA {ordinal_words(position, 'f').upper()}{letter}"


def clause_name(position: int, kind: str = "clausula", letter: str = "") -> str:
    """How a clause is cited: `cláusula primeira`, `art. 1º`, `seção 1`, `cláusula primeira-A`."""
    match kind:
        case "artigo":
            return f"art. {article_number(position)}{letter}"
        case "secao":
            return f"seção {position}{letter}"
    return f"cláusula {ordinal_words(position, 'f')}{letter}"


def clause_places(clauses: tuple[Clause, ...]) -> Iterator[tuple[Clause, int, str]]:
    """Each clause with its number and, where an amendment inserted it, the letter after it.

    Lei Complementar nº 95/1998, art. 12, III, “b”, by analogy: what stands is never renumbered; an
    addition takes the number of the one before, followed by a capital letter.
    """
    place = inserted = 0
    for clause in clauses:
        if clause.inserted:
            inserted += 1
        else:
            place, inserted = place + 1, 0
        if not place:
            raise BadTemplate(
                f"a cláusula “{clause.id}” foi acrescida antes da primeira.",
                "Diga depois de qual cláusula ela entra.",
            )
        yield clause, place, f"-{letters(inserted).upper()}" if inserted else ""


def item_label(position: int, kind: ListKind) -> str:
    """`I –`, `a)`, `1.` or a bullet; positions count from 1."""
    match kind:
        case "inciso":
            return f"{roman(position)} –"
        case "alinea":
            return f"{letters(position)})"
        case "item":
            return f"{position}."
        case "marcador":
            return "•"


def subclause_label(position: int, alone: bool, kind: str, under: str = "clausula") -> str:
    """`Subcláusula única.`, `Parágrafo segundo.` or, under an article, `§ 2º`."""
    if kind == "subclausula":
        return f"Subcláusula {'única' if alone else ordinal_words(position, 'f')}."
    if alone:
        return "Parágrafo único."
    if under == "artigo":
        return f"§ {article_number(position)}"
    return f"Parágrafo {ordinal_words(position, 'm')}."


@dataclass(frozen=True, slots=True)
class _Name:
    """How a node is cited: `alínea “a”`, ` da cláusula quinta`; `owner` is the clause's id."""

    own: str
    of_owner: str = ""
    owner: str = ""

    def seen_from(self, clause_id: str) -> str:
        """The citation in the clause with this id: of itself it says “desta cláusula”."""
        if not self.of_owner or self.owner != clause_id:
            return self.own + self.of_owner
        if " do art. " in self.of_owner:
            return f"{self.own} deste artigo"
        return self.own + (" desta seção" if " da seção " in self.of_owner else " desta cláusula")


class _Labeller:
    """First pass: labels, item endings, and the name by which each id is cited."""

    def __init__(self, elsewhere: Mapping[str, str]) -> None:
        self.names = {node_id: _Name(name) for node_id, name in elsewhere.items()}
        self._of_clause = ""
        self._clause_id = ""

    def document(self, document: Document) -> Document:
        return replace(
            document,
            opening=tuple(self._block(block, "") for block in document.opening),
            clauses=tuple(self._clause(*placed) for placed in clause_places(document.clauses)),
            closing=tuple(self._block(block, "") for block in document.closing),
            annexes=tuple(
                self._annex(annex, place, alone=len(document.annexes) == 1)
                for place, annex in enumerate(document.annexes, 1)
            ),
        )

    def _clause(self, clause: Clause, place: int, letter: str) -> Clause:
        name = clause_name(place, clause.kind, letter)
        self._register(clause.id, name)
        self._of_clause = f" do {name}" if clause.kind == "artigo" else f" da {name}"
        self._clause_id = clause.id
        kinds = [block.kind for block in clause.blocks if isinstance(block, Subclause)]
        seen: list[str] = []
        blocks: list[PlainBlock | Subclause] = []
        for block in clause.blocks:
            if isinstance(block, Subclause):
                seen.append(block.kind)
                label = subclause_label(
                    seen.count(block.kind), kinds.count(block.kind) == 1, block.kind, clause.kind
                )
                blocks.append(self._subclause(block, label))
            else:
                blocks.append(self._block(block, ""))
        self._of_clause, self._clause_id = "", ""
        label = clause.label or clause_label(place, clause.kind, letter)
        return replace(clause, label=label, blocks=tuple(blocks))

    def _subclause(self, block: Subclause, label: str) -> Subclause:
        name = f"{label[0].lower()}{label[1:].rstrip('.')}"
        self._register(block.id, name)
        article = "da" if block.kind == "subclausula" else "do"
        inner = tuple(self._block(part, f"{article} {name}") for part in block.blocks)
        return replace(block, label=block.label or label, blocks=inner)

    def _annex(self, annex: Annex, place: int, alone: bool) -> Annex:
        label = "ANEXO" if alone else f"ANEXO {roman(place)}"
        name = "anexo" if alone else f"Anexo {roman(place)}"
        self._register(annex.id, name)
        sections = tuple(
            self._section(section, place, f"do {name}")
            for place, section in enumerate(annex.sections, 1)
        )
        return replace(annex, label=annex.label or label, sections=sections)

    def _section(self, section: Section, place: int, owner: str) -> Section:
        self._register(section.id, f"seção {place} {owner}")
        blocks = tuple(self._block(block, f"da seção {place} {owner}") for block in section.blocks)
        return replace(section, label=section.label or f"{place}.", blocks=blocks)

    def _block(self, block: PlainBlock, owner: str) -> PlainBlock:
        if isinstance(block, ItemList):
            return self._list(block, owner, ending=".")
        return block

    def _list(self, block: ItemList, owner: str, ending: str) -> ItemList:
        last = len(block.items)
        if not last:
            raise BadTemplate("há uma lista sem itens.", "Escreva ao menos um item ou retire-a.")
        endings = [";"] * last
        endings[-1] = ending
        if last > 1:
            endings[-2] = f"; {block.conjunction}"
        items = tuple(
            self._item(item, place, block.kind, owner, endings[place - 1])
            for place, item in enumerate(block.items, 1)
        )
        return ItemList(block.kind, items, block.conjunction)

    def _item(self, item: Item, place: int, kind: ListKind, owner: str, ending: str) -> Item:
        label = item_label(place, kind)
        name = f"{_cited(place, kind)} {owner}".strip()
        self._register(item.id, name)
        if item.label:
            return replace(item, lists=tuple(self._list(part, owner, "") for part in item.lists))
        if not item.lists:
            return Item(_end(item.content, ending), (), item.id, label)
        article = "da" if kind == "alinea" else "do"
        inner = [self._list(part, f"{article} {name}", ";") for part in item.lists[:-1]]
        inner.append(self._list(item.lists[-1], f"{article} {name}", ending))
        return Item(_end(item.content, ":"), tuple(inner), item.id, label)

    def _register(self, node_id: str, name: str) -> None:
        if node_id in self.names:
            raise BadTemplate(
                f"o identificador “{node_id}” aparece duas vezes no mesmo documento.",
                "Dê a cada cláusula, subcláusula e item um identificador próprio.",
            )
        if node_id:
            self.names[node_id] = _Name(name, self._of_clause, self._clause_id)


def _cited(place: int, kind: ListKind) -> str:
    match kind:
        case "inciso":
            return f"inciso {roman(place)}"
        case "alinea":
            return f"alínea “{letters(place)}”"
        case "item" | "marcador":
            return f"item {place}"


def _end(content: tuple[Inline, ...], ending: str) -> tuple[Inline, ...]:
    """Content with this ending in place of whatever punctuation its author left there."""
    if not content:
        return (Run(ending),)
    last = content[-1]
    if not isinstance(last, Run):
        return (*content, Run(ending))
    text = last.text.rstrip()
    if text.lower().split(" ")[-1] in ABBREVIATIONS:
        ending = ending.removeprefix(".")
    else:
        text = text.rstrip(";,.: ")
    if not text:
        return _end(content[:-1], ending)
    if ending and (last.bold or last.italic):
        # The ending belongs to the list, not to the emphasis of its last word.
        return (*content[:-1], Run(text, last.bold, last.italic), Run(ending))
    return (*content[:-1], Run(text + ending, last.bold, last.italic))


class _Resolver:
    """Second pass: every Reference becomes the name of its target."""

    def __init__(self, names: dict[str, _Name]) -> None:
        self._names = names
        self._clause_id = ""

    def document(self, document: Document) -> Document:
        return replace(
            document,
            opening=tuple(self._block(block) for block in document.opening),
            clauses=tuple(self._clause(clause) for clause in document.clauses),
            closing=tuple(self._block(block) for block in document.closing),
            annexes=tuple(
                replace(
                    annex,
                    sections=tuple(
                        replace(part, blocks=tuple(self._block(block) for block in part.blocks))
                        for part in annex.sections
                    ),
                )
                for annex in document.annexes
            ),
        )

    def _clause(self, clause: Clause) -> Clause:
        self._clause_id = clause.id
        blocks = tuple(self._any(block) for block in clause.blocks)
        self._clause_id = ""
        return replace(clause, blocks=blocks)

    def _any(self, block: PlainBlock | Subclause) -> PlainBlock | Subclause:
        if isinstance(block, Subclause):
            return replace(block, blocks=tuple(self._block(part) for part in block.blocks))
        return self._block(block)

    def _block(self, block: PlainBlock) -> PlainBlock:
        if isinstance(block, Paragraph):
            content = self._content(block.content)
            return block if content is block.content else Paragraph(content, block.style)
        if isinstance(block, ItemList):
            return self._list(block)
        rows = tuple(tuple(self._cell(cell) for cell in row) for row in block.rows)
        return replace(block, rows=rows)

    def _cell(self, cell: Cell) -> Cell:
        content = self._content(cell.content)
        return cell if content is cell.content else Cell(content)

    def _list(self, block: ItemList) -> ItemList:
        items = tuple(self._item(item) for item in block.items)
        return ItemList(block.kind, items, block.conjunction)

    def _item(self, item: Item) -> Item:
        content = self._content(item.content)
        if content is item.content and not item.lists:
            return item
        return Item(content, tuple(self._list(part) for part in item.lists), item.id, item.label)

    def _content(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if not any(isinstance(part, Reference) for part in content):
            return content
        return tuple(self._inline(part) for part in content)

    def _inline(self, part: Inline) -> Run:
        if isinstance(part, Run):
            return part
        if part.target not in self._names:
            raise BadTemplate(
                f"a remissão a “{part.target}” não encontra destino neste documento.",
                "Corrija o identificador depois de # ou inclua a cláusula citada no conjunto.",
            )
        return Run(self._names[part.target].seen_from(self._clause_id))
